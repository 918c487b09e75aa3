import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { demoPassphrase } from '#shared/demo/passphrase.ts'
import { expectGone, expectSeen } from '../../scripts/tour/expect.ts'
import { availableRuntimes } from './app.ts'
import { machineFor, PHRASE } from './machine.ts'

/** Presses of Tab after which a screen is said to have no such thing. */
const FAR = 160

/** A post of the demonstration that is approved and waits to go out. */
const APPROVED = 'Antes de acudir al módulo, agenda tu cita y revisa qué documentos necesitas: acta de nacimiento, identificación con fotografía y comprobante de domicilio.'
const QUESTION = '¿Se puede recoger la credencial en otro módulo?'
const ANSWER = 'Se entrega en el módulo del trámite: https://www.ine.mx'

/** `marked`: something is drawn at it or at the parts it is made of (a field's frame, a list's row) that says where the focus is. */
type Focused = { readonly role: string; readonly name: string; readonly seen: boolean; readonly marked: boolean }

/** What has the focus: its role (an input's type), its accessible name as far as the page says it, and whether it is on the screen. */
function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement)) return { role: '', name: '', seen: false, marked: false }
    const texts = (ids: string | null): string => (ids ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim()
    const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent).join(' ') : '' // form controls have them
    const { width, height, top, bottom } = element.getBoundingClientRect()
    const drawn = [element, element.parentElement, element.parentElement?.parentElement, document.getElementById(element.getAttribute('aria-activedescendant') ?? '')]
    const isMarked = (part: Element): boolean => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(part)
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow.includes('inset')
    }
    return {
      role: element.getAttribute('role') ?? (element instanceof HTMLInputElement ? element.type : element.tagName.toLowerCase()),
      name: [texts(element.getAttribute('aria-labelledby')), element.getAttribute('aria-label') ?? '', labels, element.textContent].join(' ').replace(/\s+/g, ' ').trim(),
      seen: width > 0 && height > 0 && bottom > 0 && top < innerHeight,
      marked: drawn.some((part) => part instanceof Element && isMarked(part)),
    }
  })
}

/** Nobody is left without a place: whatever was pressed, something of the screen has the focus. */
async function expectHeld(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName ?? ''), { message: 'the focus is lost', timeout: 3000 }).not.toBe('BODY')
}

/** Tabs until something with this name has the focus; it must be on the screen, and be seen to have it. Answers how often Tab was pressed. */
async function tabTo(page: Page, name: string | RegExp, roles?: readonly string[]): Promise<number> {
  await expectHeld(page)
  const met: string[] = []
  for (let count = 0; count < FAR; count++) {
    const here = await focused(page)
    const named = typeof name === 'string' ? here.name.includes(name) : name.test(here.name)
    if (named && (roles === undefined || roles.includes(here.role))) {
      expect(here, String(name)).toMatchObject({ seen: true, marked: true })
      return count
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

/** Writes into the field of this name. */
async function write(page: Page, name: string | RegExp, text: string): Promise<void> {
  await tabTo(page, name, ['text', 'textarea', 'textbox', 'password', 'email', 'url', 'combobox'])
  await page.keyboard.type(text)
}

/** Ticks the checkbox or the first choice of this name. */
async function tick(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, name, ['checkbox', 'radio'])
  await page.keyboard.press('Space')
}

/** Whoever would use the mouse is told so at once. */
async function watchForMouse(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const kind of ['mousedown', 'pointerdown']) addEventListener(kind, () => document.body.setAttribute('data-mouse', kind), true)
  })
}

const expectNoMouse = (page: Page): Promise<void> => expect.poll(() => page.locator('body').getAttribute('data-mouse')).toBeNull()

/** Unlocks as the person whose name begins so: a select takes letters. */
async function unlock(page: Page, name: string): Promise<void> {
  await page.getByLabel('Frase de contraseña', { exact: true }).waitFor()
  await tabTo(page, 'Persona', ['select'])
  await page.keyboard.type(name)
  await tabTo(page, 'Frase de contraseña', ['password'])
  await page.keyboard.type(demoPassphrase)
  await page.keyboard.press('Enter')
  await expectSeen(page.getByRole('button', { name: /^Bloquear/ }))
}

for (const { name: runtime, missing } of availableRuntimes()) {
  describe.skipIf(missing !== undefined)(`by keyboard alone on ${runtime}${missing === undefined ? '' : ` (${missing})`}`, () => {
    it('an institution is registered, then an account, and its password is kept and changed', async () => {
      const { page } = await machineFor('keyboard-first', { runtime }).start()
      await watchForMouse(page)

      await write(page, 'Nombre de la institución', 'Instituto Nacional Electoral')
      await write(page, 'Siglas', 'INE')
      await press(page, 'Continuar')
      await page.getByRole('combobox', { name: 'Oficina' }).waitFor()
      await write(page, 'Oficina', 'oaxaca 03')
      await page.getByRole('option', { name: /03.*Oaxaca/ }).waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await press(page, 'Continuar')
      await page.getByRole('textbox', { name: 'Nombre completo' }).waitFor()
      await write(page, 'Nombre completo', 'Rosa Ejemplo Ficticio')
      await write(page, 'Cargo', 'Vocal Secretaria')
      await write(page, 'Correo institucional', 'rosa.ejemplo@ine.mx')
      await page.keyboard.press('Enter')
      await page.getByLabel('Repite la frase', { exact: true }).waitFor()
      await write(page, /^Frase de contraseña/, PHRASE)
      await write(page, 'Repite la frase', PHRASE)
      await page.keyboard.press('Enter')
      const code = page.locator('[data-print] code')
      await code.last().waitFor()
      await write(page, 'Último grupo del código', (await code.last().textContent()) ?? '')
      await tick(page, 'Ya la guardé en un lugar seguro')
      await press(page, 'Entrar')
      await expectSeen(page.getByRole('button', { name: /^Bloquear/ }))

      await page.keyboard.press('Control+5') // Cuentas
      await page.getByRole('button', { name: 'Registrar cuenta' }).waitFor()
      await press(page, 'Registrar cuenta')
      await page.getByRole('form', { name: 'Registrar una cuenta' }).waitFor()
      await write(page, 'Usuario', 'INE_Oax03')
      await write(page, 'Nombre visible', 'INE Oaxaca 03')
      await write(page, 'Titular del área', 'Elena Muestra')
      await press(page, 'Registrar cuenta')
      await page.getByRole('button', { name: 'Guardar la contraseña' }).waitFor()
      await press(page, 'Guardar la contraseña')
      await page.getByRole('dialog').waitFor()
      await write(page, /^Contraseña/, 'Primera-2f81-jarcia-y-pluma')
      await press(page, 'Guardar en el llavero')
      await expectGone(page.getByRole('dialog'))

      await page.getByRole('button', { name: 'Cambiar ahora' }).waitFor()
      await press(page, 'Cambiar ahora')
      for (const act of ['Comenzar el cambio', 'Generarla y guardarla', 'Ya la cambié en la red', 'Entré con la nueva']) {
        await page.getByRole('button', { name: act }).waitFor()
        // The step has the focus: its act is some presses away, not all the way round.
        expect(await tabTo(page, act, BUTTONS), act).toBeLessThan(10)
        await page.keyboard.press('Enter')
      }
      const items = page.getByRole('radiogroup')
      await items.first().waitFor()
      for (let item = 0; item < (await items.count()); item++) {
        await tick(page, 'Revisado')
        await page.keyboard.press('Tab')
      }
      await press(page, 'Continuar')
      await page.getByRole('button', { name: 'Terminar' }).waitFor()
      await press(page, 'Terminar')
      await page.getByRole('button', { name: 'Ver la cuenta' }).waitFor()
      await press(page, 'Ver la cuenta')
      await expectSeen(page.getByRole('button', { name: 'Cambiar ahora' }))
      await expectHeld(page)
      await expectNoMouse(page)
    })

    it('a password is copied, a post is written, sent, returned, approved and published, a consultation is answered, an incident is reported and closed', async () => {
      const { page } = await machineFor('keyboard', { runtime }).start({ args: ['--demo'], patience: 90_000 })
      await watchForMouse(page)

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

      // The question of a citizen, without anything of theirs.
      await page.keyboard.press('Control+3') // Consultas
      await page.getByRole('button', { name: 'Nueva consulta' }).waitFor()
      await press(page, 'Nueva consulta')
      await page.getByRole('textbox', { name: 'Qué se pregunta' }).waitFor()
      await tabTo(page, 'Cuenta en la que se recibió', ['select'])
      await page.keyboard.type('X · @INEM')
      await write(page, 'Qué se pregunta', QUESTION)
      await press(page, 'Consultar a Comunicación Social')
      await expectSeen(page.getByRole('heading', { name: QUESTION }))

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

      await page.keyboard.press('Control+4')
      await toRow(page, QUESTION, 'ArrowDown')
      await page.keyboard.press('Enter')
      await page.getByRole('textbox', { name: 'Texto para contestar a la persona' }).waitFor()
      await write(page, 'Texto para contestar a la persona', ANSWER)
      await write(page, 'Sustento', 'https://www.ine.mx/credencial/')
      await press(page, /^Responder$/)
      await expectSeen(page.getByText('Comunicación Social respondió'))

      await page.keyboard.press('Control+l')
      await unlock(page, 'Bruno')
      await page.keyboard.press('Control+3')
      await toRow(page, QUESTION, 'ArrowDown')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Copiar la respuesta' }).waitFor()
      await press(page, 'Copiar la respuesta')
      await expectSeen(page.getByText('Copiado'))

      // What was approved goes out: the copy, its link, the text as the network shows it.
      await page.keyboard.press('Control+2')
      await toRow(page, APPROVED.slice(0, 30), 'ArrowDown')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Copiar texto' }).waitFor()
      await press(page, 'Copiar texto')
      await page.getByLabel('Enlace de lo publicado').waitFor()
      await write(page, 'Enlace de lo publicado', 'https://x.com/INEMexico/status/1990000000000000001')
      await tabTo(page, 'Texto como se ve en la red', ['textarea'])
      await page.keyboard.insertText(APPROVED) // pasted, as from the network
      await expectSeen(page.getByText('El texto pegado es el aprobado.'))
      await write(page, 'Por qué no hay captura', 'Recorrido de muestra: no se publicó en la red.')
      await press(page, /^Registrar/)
      await expectSeen(page.getByText('status/1990000000000000001'))
      await expectHeld(page)

      await page.keyboard.press('Control+i')
      await page.getByRole('button', { name: /Publicaron algo que no es nuestro/ }).waitFor()
      await press(page, /Publicaron algo que no es nuestro/)
      await expectSeen(page.getByRole('heading', { name: 'Avisos', exact: true }))
      await press(page, 'Exportar los tres')
      // Nine documents are written.
      await page.getByText(/\d+ archivos guardados/).first().waitFor({ timeout: 30_000 })

      await page.keyboard.press('Control+l')
      await unlock(page, 'Dar')
      await page.keyboard.press('Control+4') // Incidentes: Seguridad's fourth place
      await page.getByRole('heading', { name: 'Incidentes' }).waitFor()
      await press(page, /INC-/)
      await page.getByRole('button', { name: 'Cerrar incidente…' }).waitFor()
      await press(page, 'Cerrar incidente…')
      await dialog.waitFor()
      await write(page, 'Resumen de lo ocurrido', 'Se retiró la publicación ajena y se cambió la contraseña.')
      await tabTo(page, 'Conclusión', ['select'])
      await page.keyboard.type('Causa no')
      await write(page, 'Motivo para cerrar con pasos pendientes', 'Recorrido de demostración.')
      await press(page, /^Cerrar incidente$/)
      await expectGone(dialog)
      await press(page, 'Guardar informe (.docx)')
      await expectSeen(page.getByText(/informe-de-cierre/))
      await expectNoMouse(page)
    })
  })
}
