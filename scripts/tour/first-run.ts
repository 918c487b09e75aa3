import { keepSheet } from './acts.ts'
import { expectText } from './expect.ts'
import type { Page } from 'playwright-core'
import type { Stage } from './stage.ts'

/** Only for the throw-away folder of the tour. */
export const PHRASE = 'cinco ranas cruzan el patio'

/** A new computer: institution, office, person, passphrase and recovery sheet, through the real screens. */
export async function playFirstRun(stage: Stage, page: () => Page): Promise<void> {
  await stage.play('primer-inicio', page, async (window) => {
    await window.getByRole('textbox', { name: 'Nombre de la institución' }).fill('Instituto Nacional Electoral')
    await window.getByRole('textbox', { name: 'Siglas' }).fill('INE')
  })
  await stage.play('elegir-oficina', page, async (window) => {
    await window.getByRole('button', { name: 'Continuar' }).click()
    await window.getByRole('combobox', { name: 'Oficina' }).fill('oaxaca 03')
    await window.getByRole('option', { name: /03.*Oaxaca/ }).waitFor()
  })
  await stage.play('primera-persona', page, async (window) => {
    await window.getByRole('option', { name: /03.*Oaxaca/ }).click()
    await window.getByRole('button', { name: 'Continuar' }).click()
    await window.getByRole('textbox', { name: 'Nombre completo' }).fill('Rosa Ejemplo Ficticio')
    await window.getByRole('textbox', { name: 'Cargo' }).fill('Vocal Secretaria')
    await window.getByRole('textbox', { name: 'Correo institucional' }).fill('rosa.ejemplo@ine.mx')
  })
  await stage.play('correo-mal-escrito', page, async (window) => {
    const mail = window.getByRole('textbox', { name: 'Correo institucional' })
    await mail.fill('rosa.ejemplo')
    await window.getByRole('button', { name: 'Continuar' }).click()
    await window.locator('[aria-invalid=true]').first().waitFor()
    await expectText(mail, 'rosa.ejemplo')
  })
  await stage.play('frase-de-contrasena', page, async (window) => {
    await window.getByRole('textbox', { name: 'Correo institucional' }).fill('rosa.ejemplo@ine.mx')
    await window.getByRole('button', { name: 'Continuar' }).click()
    await window.getByLabel('Frase de contraseña', { exact: true }).fill(PHRASE)
    await window.getByLabel('Repite la frase', { exact: true }).fill(PHRASE)
  })
  await stage.play(
    'hoja-de-recuperacion',
    page,
    async (window) => {
      await window.getByRole('button', { name: 'Terminar el registro' }).click()
      await window.getByRole('textbox', { name: 'Último grupo del código' }).waitFor()
    },
    // The code is a secret even here: no picture shows one.
    { hide: (window) => window.locator('[data-print] code') },
  )
  await stage.play('inicio-vacio', page, async (window) => {
    await keepSheet(window)
  })
}
