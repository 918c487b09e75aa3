import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { demoPassphrase } from '#shared/demo/passphrase.ts'
import { expectGone, expectSeen } from '../../scripts/tour/expect.ts'
import { availableRuntimes } from './app.ts'
import { machineFor } from './machine.ts'

/** Presses of Tab after which a screen is said to have no such thing. */
const FAR = 160

type Focused = { readonly role: string; readonly name: string; readonly seen: boolean }

/** What has the focus: its role (an input's type), its accessible name as far as the page says it, and whether it is on the screen. */
function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement)) return { role: '', name: '', seen: false }
    const texts = (ids: string | null): string => (ids ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim()
    const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent).join(' ') : '' // form controls have them
    const { width, height, top, bottom } = element.getBoundingClientRect()
    return {
      role: element.getAttribute('role') ?? (element instanceof HTMLInputElement ? element.type : element.tagName.toLowerCase()),
      name: [texts(element.getAttribute('aria-labelledby')), element.getAttribute('aria-label') ?? '', labels, element.textContent].join(' ').replace(/\s+/g, ' ').trim(),
      seen: width > 0 && height > 0 && bottom > 0 && top < innerHeight,
    }
  })
}

/** Tabs until something with this name has the focus; it must be on the screen then. */
async function tabTo(page: Page, name: string | RegExp, roles?: readonly string[]): Promise<void> {
  const met: string[] = []
  for (let count = 0; count < FAR; count++) {
    const here = await focused(page)
    const named = typeof name === 'string' ? here.name.includes(name) : name.test(here.name)
    if (named && (roles === undefined || roles.includes(here.role))) {
      // A checkbox is drawn by its label; the input itself may have no size.
      if (here.role !== 'checkbox') expect(here, String(name)).toMatchObject({ seen: true })
      return
    }
    met.push(`${here.role} ${here.name.slice(0, 40)}`)
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${String(name)}; it reaches: ${[...new Set(met)].join(' | ')}`)
}

/** The row on which a list's keys stand: the list has the focus, and names its active row. */
const activeRow = (page: Page): Promise<string> =>
  page.evaluate(() => document.getElementById(document.activeElement?.getAttribute('aria-activedescendant') ?? '')?.textContent ?? '')

/** Goes to the list, and by `key` to the row that holds `text`. */
async function toRow(page: Page, text: string, key: string): Promise<void> {
  await page.getByRole('option').filter({ hasText: text }).first().waitFor()
  await tabTo(page, /./, ['listbox'])
  const met: string[] = []
  for (let row = 0; row < 60; row++) {
    const here = await activeRow(page)
    if (here.includes(text)) return
    met.push(here.slice(0, 40))
    await page.keyboard.press(row === 0 ? 'Home' : key)
  }
  throw new Error(`${key} does not reach the row of ${text}; it reaches: ${[...new Set(met)].join(' | ')}`)
}

/** Opens one post of the queue after the other by `key` until it is the one that holds `text`. */
async function triageTo(page: Page, text: string, key: 'j' | 'k'): Promise<void> {
  const shown = page.getByRole('listbox').getByRole('option', { selected: true })
  const opened = async (): Promise<string> => ((await shown.count()) === 0 ? '' : ((await shown.first().textContent()) ?? ''))
  for (let step = 0; step < 40; step++) {
    const before = await opened()
    if (before.includes(text)) return
    await page.keyboard.press(key)
    await expect.poll(opened, { timeout: 10_000 }).not.toBe(before)
  }
  throw new Error(`${key} does not open ${text}`)
}

const BUTTONS = ['button', 'a', 'link'] as const

async function press(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, name, BUTTONS)
  await page.keyboard.press('Enter')
}

/** Unlocks as the person whose name begins so: a select takes letters. */
async function unlock(page: Page, name: string): Promise<void> {
  await page.getByLabel('Frase de contraseña', { exact: true }).waitFor()
  await tabTo(page, 'Persona', ['select'])
  await page.keyboard.type(name)
  await tabTo(page, 'Frase de contraseña', ['password'])
  await page.keyboard.type(demoPassphrase)
  await page.keyboard.press('Enter')
  await expectSeen(page.getByRole('button', { name: 'Bloquear' }))
}

for (const { name: runtime, missing } of availableRuntimes()) {
  describe.skipIf(missing !== undefined)(`by keyboard alone on ${runtime}${missing === undefined ? '' : ` (${missing})`}`, () => {
    it('a password is copied, a post is written, sent, returned and approved, and an incident is reported', async () => {
      const { page } = await machineFor('keyboard', { runtime }).start({ args: ['--demo'], patience: 90_000 })
      // Whoever would use the mouse is told so at once.
      await page.evaluate(() => {
        for (const kind of ['mousedown', 'pointerdown']) addEventListener(kind, () => document.body.setAttribute('data-mouse', kind), true)
      })

      await unlock(page, 'Bruno')
      await expectSeen(page.getByRole('heading', { name: '¿Qué necesita mi atención ahora?' }))
      await page.keyboard.press('Control+5') // Cuentas: an operator's fifth place
      await toRow(page, '@INEMexico', 'ArrowDown')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Contraseña' }).waitFor()
      await press(page, 'Copiar')
      await expectSeen(page.getByText(/portapapeles/i))

      const text = 'Consulta la ubicación de tu casilla en ine.mx desde hoy'
      await page.keyboard.press('Control+2')
      await press(page, 'Nueva publicación')
      await page.getByRole('textbox', { name: 'Texto común' }).waitFor()
      await tabTo(page, 'Texto común', ['textarea', 'textbox'])
      await page.keyboard.type(text)
      await tabTo(page, /Documento/, ['text'])
      await page.keyboard.type('Acuerdo INE/CG01/2026, punto tercero.')
      await expectSeen(page.getByText('Lista para enviar'))
      await press(page, 'Enviar a revisión')
      const dialog = page.getByRole('dialog')
      await dialog.waitFor()
      await tabTo(page, /./, ['checkbox'])
      await page.keyboard.press('Space')
      await press(page, 'Enviar a revisión')
      await expectSeen(page.getByText('La envió Bruno Muestra'))

      await page.keyboard.press('Control+l')
      await unlock(page, 'Celia')
      await page.keyboard.press('Control+3') // Revisión: a reviewer's third place
      const row = page.getByRole('option', { name: new RegExp(text.slice(0, 30)) })
      await row.waitFor()
      await triageTo(page, text.slice(0, 30), 'j')
      await page.keyboard.press('k')
      await triageTo(page, text.slice(0, 30), 'j')
      await page.getByRole('button', { name: 'Devolver' }).waitFor()
      await page.keyboard.press('r')
      await dialog.waitFor()
      await tabTo(page, 'Dato incorrecto o sin precisión', ['checkbox'])
      await page.keyboard.press('Space')
      await tabTo(page, 'Qué hay que corregir', ['textarea'])
      await page.keyboard.type('Indica el horario.')
      await press(page, 'Devolver')
      await expectGone(dialog)
      await expectGone(row)

      // The next one of the queue is approved.
      const before = await page.getByRole('listbox').getByRole('option').count()
      await page.keyboard.press('k')
      await page.getByRole('button', { name: 'Aprobar' }).waitFor()
      await page.keyboard.press('a')
      await dialog.waitFor()
      await press(page, 'Aprobar')
      await expectGone(dialog)
      await expect.poll(() => page.getByRole('listbox').getByRole('option').count(), { timeout: 10_000 }).toBeLessThan(before)

      await page.keyboard.press('Control+l')
      await unlock(page, 'Bruno')
      await page.keyboard.press('Control+i')
      await page.getByRole('button', { name: /Publicaron algo que no es nuestro/ }).waitFor()
      await press(page, /Publicaron algo que no es nuestro/)
      await expectSeen(page.getByRole('heading', { name: 'Avisos', exact: true }))
      await press(page, 'Exportar los tres')
      await expectSeen(page.getByText(/\d+ archivos guardados/))
      await expect.poll(() => page.locator('body').getAttribute('data-mouse')).toBeNull()
    })
  })
}
