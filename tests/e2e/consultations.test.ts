import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { demoPassphrase } from '#shared/demo/passphrase.ts'
import { expectGone, expectSeen, expectText } from '../../scripts/tour/expect.ts'
import { availableRuntimes } from './app.ts'
import { goTo, machineFor, unlock } from './machine.ts'

const QUESTION = '¿Qué módulos atienden también los sábados?'
const ANSWER = 'Los horarios de cada módulo se consultan en https://www.ine.mx/credencial/'
const SOURCE = 'https://www.ine.mx/credencial/'

const box = (page: Page, name: string | RegExp) => page.getByRole('textbox', { name, exact: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const section = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

async function changePerson(page: Page, name: string): Promise<void> {
  await button(page, 'Bloquear').click()
  await unlock(page, demoPassphrase, name)
}

async function open(page: Page, question: string): Promise<void> {
  await goTo(page, '/consultas')
  await page.getByRole('option', { name: question }).click()
  await expectSeen(page.getByRole('heading', { level: 2, name: question }))
}

/** Says whether something can be pressed, as a screen reader would be told. */
const isOff = async (page: Page, name: string): Promise<boolean> => (await button(page, name).getAttribute('aria-disabled')) === 'true' || button(page, name).isDisabled()

for (const { name: runtime, missing } of availableRuntimes()) {
  describe.skipIf(missing !== undefined)(`consultations on ${runtime}${missing === undefined ? '' : ` (${missing})`}`, () => {
    it('a question is asked, answered by somebody else and replied to; one without an answer in 48 hours sends the person to where to ask', async () => {
      const { page } = await machineFor('consultations', { runtime }).start({ args: ['--demo'], patience: 90_000 })

      await unlock(page, demoPassphrase, 'Bruno Muestra')
      await goTo(page, '/consultas/nueva')
      await page.getByLabel('Cuenta en la que se recibió').selectOption({ label: 'X · @INEMexico' })
      // Nothing of the person is kept: what would name them is refused, and what was written is still there.
      const named = `${QUESTION} Pregunta @una_persona, 55 1234 5678.`
      await box(page, /Qué se pregunta/).fill(named)
      await button(page, 'Consultar a Comunicación Social').click()
      await expectSeen(page.getByText(/El texto tiene algo que no se puede guardar/))
      await expectText(box(page, /Qué se pregunta/), named)
      await box(page, /Qué se pregunta/).fill(QUESTION)
      await button(page, 'Consultar a Comunicación Social').click()
      await expectSeen(page.getByRole('heading', { level: 2, name: QUESTION }))
      await expectSeen(page.getByRole('meter', { name: 'Tiempo para responder' }))
      expect(await section(page, 'Contestar a la persona').count()).toBe(0)

      await changePerson(page, 'Celia Supuesto')
      await open(page, QUESTION)
      await button(page, 'Tomar').click()
      await expectSeen(button(page, 'Soltar'))
      await box(page, /Texto para contestar a la persona/).fill(ANSWER)
      await box(page, /Sustento/).fill(SOURCE)
      await button(page, 'Responder').click()
      await expectSeen(page.getByText('Comunicación Social respondió'))

      await changePerson(page, 'Bruno Muestra')
      await open(page, QUESTION)
      await expectText(box(page, /^Respuesta/), ANSWER)
      await button(page, 'Copiar la respuesta').click()
      await expectSeen(page.getByText('Copiado'))
      await box(page, /Dirección de la respuesta en la red/).fill('https://x.com/INEMexico/status/1990000000000000031')
      await button(page, 'Registrar la respuesta').click()
      await expectSeen(page.getByText(/Con la respuesta de Comunicación Social/))
      await expectGone(section(page, 'Contestar a la persona'))
      await button(page, 'Concluir').click()
      await expectSeen(page.getByText('Se concluyó'))

      // Its 48 hours ran out while nobody was there: who opens it finds that on record.
      await open(page, '¿Cuántas solicitudes de credencial se rechazaron')
      await expectSeen(page.getByText('Venció el plazo sin pronunciamiento'))
      await expectSeen(page.getByText(/No es una autorización/))
      const offered = await box(page, /^Respuesta/).inputValue()
      expect(offered).toContain('INETEL')
      await box(page, /^Respuesta/).fill('Se rechazaron pocas solicitudes.')
      await expect.poll(() => isOff(page, 'Copiar la respuesta')).toBe(true)
      expect(await isOff(page, 'Registrar la respuesta')).toBe(true)
      await box(page, /^Respuesta/).fill(offered)
      await button(page, 'Copiar la respuesta').click()
      await expectSeen(page.getByText('Copiado'))
      await box(page, /Dirección de la respuesta en la red/).fill('https://x.com/INEMexico/status/1990000000000000032')
      await button(page, 'Registrar la respuesta').click()
      await expectSeen(page.getByText(/Por vencimiento, sin pronunciamiento/))
    })
  })
}
