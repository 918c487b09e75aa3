import type { Locator, Page } from 'playwright-core'
import { expectGone, expectSeen } from './expect.ts'

/** Proves that the recovery sheet on the screen is kept, and goes on. */
export async function keepSheet(window: Page): Promise<void> {
  const last = await window.locator('[data-print] code').last().textContent()
  await window.getByRole('textbox', { name: 'Último grupo del código' }).fill(last ?? '')
  await window.getByRole('checkbox', { name: 'Ya la guardé en un lugar seguro' }).press('Space')
  await window.getByRole('button', { name: 'Entrar' }).click()
  await expectSeen(window.getByRole('heading', { level: 1 }))
}

/** Goes to a route of the app, as a link to it would. */
export async function goTo(window: Page, route: string): Promise<void> {
  await window.evaluate(`location.hash = ${JSON.stringify(route)}`)
}

/** Opens the row of a list that begins so. */
export async function openRow(window: Page, route: string, row: RegExp): Promise<void> {
  await goTo(window, route)
  await window.getByRole('option', { name: row }).click()
}

/** Shows the secret of the account on the screen, with the person's passphrase. */
export async function showSecret(window: Page, phrase: string): Promise<void> {
  const dialog = window.getByRole('dialog')
  await dialog.getByLabel('Tu frase de contraseña').fill(phrase)
  await dialog.getByRole('button', { name: 'Mostrar', exact: true }).click()
  await expectGone(dialog)
}

/** From the step after the reason up to the new secret that is kept beside the old one. */
export async function makeNewSecret(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Comenzar el cambio' }).click()
  await window.getByRole('button', { name: 'Generarla y guardarla' }).click()
  await expectSeen(window.getByRole('group', { name: 'Nueva' }))
}

/** It was changed on the network, entering worked, and every access was looked at. */
export async function answerAccesses(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Ya la cambié en la red' }).click()
  await window.getByRole('button', { name: 'Entré con la nueva' }).click()
  const groups = window.getByRole('radiogroup')
  await expectSeen(groups)
  for (let index = 0; index < (await groups.count()); index++) await groups.nth(index).getByRole('radio', { name: 'Revisado' }).press('Space')
}

/** Sends the post on the screen to review; `by` is who is unlocked. */
export async function sendToReview(window: Page, by: string): Promise<void> {
  await window.getByRole('button', { name: 'Enviar a revisión' }).click()
  const dialog = window.getByRole('dialog')
  await dialog.getByRole('checkbox').press('Space')
  await dialog.getByRole('button', { name: 'Enviar a revisión' }).click()
  await expectSeen(window.getByText(`La envió ${by}`))
}

/** Writes why the post on the screen is returned; the dialog stays. */
export async function writeReturn(window: Page, note: string): Promise<void> {
  await expectSeen(window.getByRole('button', { name: 'Devolver' }))
  await window.keyboard.press('r')
  const dialog = window.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: 'Dato incorrecto o sin precisión' }).press('Space')
  await dialog.getByRole('textbox', { name: 'Qué hay que corregir' }).fill(note)
}

/** Approves the post on the screen. */
export async function approve(window: Page): Promise<void> {
  await expectSeen(window.getByRole('button', { name: 'Aprobar' }))
  await window.keyboard.press('a')
  await window.getByRole('dialog').getByRole('button', { name: 'Aprobar' }).click()
  await expectGone(window.getByRole('dialog'))
}

/** One line of «Publicar»: the text is copied, and what was published is registered; `prove` gives the capture, or why there is none. */
export async function registerPublication(line: Locator, { link, text, prove }: { readonly link: string; readonly text: string; readonly prove: (form: Locator) => Promise<void> }): Promise<void> {
  await line.getByRole('button', { name: 'Copiar texto' }).click()
  await line.getByLabel('Enlace de lo publicado').fill(link)
  await line.getByLabel('Texto como se ve en la red').fill(text)
  await expectSeen(line.getByText('El texto pegado es el aprobado.'))
  await prove(line)
  await line.getByRole('button', { name: /Registrar/ }).click()
  await expectSeen(line.getByText(link))
}

/** Says that the first notice that waits was sent, by mail; `to`: to whom, where no contact is on record. */
export async function markSent(window: Page, to?: string): Promise<void> {
  await window.getByRole('button', { name: 'Marcar enviado…' }).first().click()
  const dialog = window.getByRole('dialog')
  if (to !== undefined) await dialog.getByLabel('A quién').fill(to)
  await dialog.getByRole('button', { name: 'Anotar envío' }).click()
  await expectGone(dialog)
}

/** Writes the closing of the incident on the screen; the dialog stays. */
export async function writeClosing(window: Page, summary: string, despite: string): Promise<void> {
  await window.getByRole('button', { name: 'Cerrar incidente…' }).click()
  const dialog = window.getByRole('dialog')
  await dialog.getByRole('textbox', { name: /Resumen de lo ocurrido/ }).fill(summary)
  await dialog.getByLabel('Conclusión').selectOption({ label: 'Causa no determinada' })
  await dialog.getByRole('textbox', { name: 'Motivo para cerrar con pasos pendientes' }).fill(despite)
}
