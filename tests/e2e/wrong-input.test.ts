import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { demoPassphrase } from '#shared/demo/passphrase.ts'
import { expectGone, expectSeen } from '../../scripts/tour/expect.ts'
import { availableRuntimes } from './app.ts'
import { foundOffice, goTo, machineFor, PHRASE, registerAccount, unlock } from './machine.ts'

/** The field is marked, says `why` beside itself, and still holds what was typed. */
async function refused(field: Locator, typed: string, why: string | RegExp): Promise<void> {
  await expect.poll(() => field.getAttribute('aria-invalid'), { timeout: 10_000 }).toBe('true')
  const said = await field.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' '),
  )
  expect(said).toMatch(why)
  await expect.poll(() => field.inputValue()).toBe(typed)
}

const textbox = (within: Page | Locator, name: string | RegExp): Locator => within.getByRole('textbox', { name })
const press = (within: Page | Locator, name: string | RegExp): Promise<void> => within.getByRole('button', { name }).click()

for (const { name: runtime, missing } of availableRuntimes()) {
  describe.skipIf(missing !== undefined)(`wrong input on ${runtime}${missing === undefined ? '' : ` (${missing})`}`, () => {
    it('is refused beside its field at the first run, with what was typed still there', async () => {
      const { page } = await machineFor('first-run', { runtime }).start()
      await textbox(page, 'Nombre de la institución').fill('Instituto Nacional Electoral')
      await textbox(page, 'Siglas').fill('')
      await press(page, 'Continuar')
      await refused(textbox(page, 'Siglas'), '', 'Falta este dato')
      await textbox(page, 'Siglas').fill('INE')
      await press(page, 'Continuar')
      const office = page.getByRole('combobox', { name: 'Oficina' })
      await office.fill('oficina inexistente')
      await office.press('Escape') // its list closes: while it is open, the rest of the window is not for use
      await press(page, 'Continuar')
      await expect.poll(() => office.getAttribute('aria-invalid')).toBe('true')
      await office.fill('oaxaca 03')
      await page.getByRole('option', { name: /03.*Oaxaca/ }).click()
      await press(page, 'Continuar')
      await textbox(page, 'Nombre completo').fill('Rosa Ejemplo Ficticio')
      await textbox(page, 'Correo institucional').fill('rosa.ejemplo')
      await press(page, 'Continuar')
      await refused(textbox(page, 'Correo institucional'), 'rosa.ejemplo', 'Escribe un correo completo')
      await refused(textbox(page, 'Cargo'), '', 'Falta este dato')
      await expect.poll(() => textbox(page, 'Nombre completo').inputValue()).toBe('Rosa Ejemplo Ficticio')
      await textbox(page, 'Correo institucional').fill('rosa.ejemplo@ine.mx')
      await textbox(page, 'Cargo').fill('Vocal Secretaria')
      await press(page, 'Continuar')
      await page.getByLabel('Frase de contraseña', { exact: true }).fill(PHRASE)
      await page.getByLabel('Repite la frase', { exact: true }).fill('cinco ranas cruzan el río')
      await press(page, 'Terminar el registro')
      await refused(page.getByLabel('Repite la frase', { exact: true }), 'cinco ranas cruzan el río', 'No coincide')
    })

    it('is refused beside its field in the forms of accounts and people, with what was typed still there', async () => {
      const { page } = await machineFor('forms', { runtime }).start()
      await foundOffice(page)

      await goTo(page, '/cuentas/nueva')
      const account = page.getByRole('form', { name: 'Registrar una cuenta' })
      await textbox(account, 'Usuario').fill('INE_Oax03')
      await textbox(account, 'Dirección del perfil').fill('https://ejemplo.org/INE_Oax03')
      await textbox(account, 'Correo de recuperación').fill('buzon sin arroba')
      await textbox(account, 'Teléfono de recuperación').fill('123')
      await press(account, 'Registrar cuenta')
      await refused(textbox(account, 'Correo de recuperación'), 'buzon sin arroba', 'Escribe un correo completo')
      await refused(textbox(account, 'Teléfono de recuperación'), '123', 'diez dígitos')
      await refused(textbox(account, 'Nombre visible'), '', 'Falta este dato')
      await refused(textbox(account, 'Dirección del perfil'), 'https://ejemplo.org/INE_Oax03', /\S/)
      await expect.poll(() => textbox(account, 'Usuario').inputValue()).toBe('INE_Oax03')
      // Else it would be there still on coming back.
      await press(account, 'Cancelar')

      await goTo(page, '/personas/nueva')
      const person = page.getByRole('form', { name: 'Agregar persona' })
      await textbox(person, 'Correo institucional').fill('bruno@')
      await person.getByLabel('Frase de contraseña', { exact: true }).fill('corta')
      await person.getByLabel('Repite la frase', { exact: true }).fill('otra')
      await press(person, 'Agregar')
      await refused(textbox(person, 'Nombre completo'), '', 'Falta este dato')
      await refused(textbox(person, 'Correo institucional'), 'bruno@', 'Escribe un correo completo')
      await refused(person.getByLabel('Repite la frase', { exact: true }), 'otra', 'No coincide')

      await goTo(page, '/personas/contactos')
      await page.getByRole('button', { name: /^Anotar/ }).first().click()
      const contact = page.getByRole('dialog')
      await textbox(contact, 'Correo').fill('guardia')
      await textbox(contact, 'Teléfono').fill('55 12')
      await press(contact, 'Guardar contacto')
      await refused(textbox(contact, 'Correo'), 'guardia', 'Escribe un correo completo')
      await refused(textbox(contact, 'Teléfono'), '55 12', 'diez dígitos')
      await press(contact, 'Cancelar')

      await goTo(page, '/personas/politicas')
      await textbox(page, 'Meses entre cambios de contraseña').fill('dos')
      await textbox(page, 'Minutos sin actividad antes de bloquear').fill('600')
      await press(page, 'Guardar políticas')
      await refused(textbox(page, 'Meses entre cambios de contraseña'), 'dos', /\S/)
      await refused(textbox(page, 'Minutos sin actividad antes de bloquear'), '600', 'fuera de los límites')

      await registerAccount(page)
      await press(page, 'Guardar la contraseña')
      const secret = textbox(page.getByRole('dialog'), 'Contraseña')
      await secret.fill('corta')
      await press(page, 'Guardar en el llavero')
      await refused(secret, 'corta', 'Es más corta de lo que se pide')
      await press(page.getByRole('dialog'), 'Cancelar')

      await press(page, 'Bloquear')
      const phrase = page.getByLabel('Frase de contraseña', { exact: true })
      await phrase.fill('no es la frase')
      await press(page, 'Desbloquear')
      await expectSeen(page.getByText('La frase no es la de esta persona.'))
      await refused(phrase, 'no es la frase', 'Vuelve a escribirla')
    })

    it('is refused beside its field in the forms of posts and incidents, with what was typed still there', async () => {
      const { page } = await machineFor('duties', { runtime }).start({ args: ['--demo'], patience: 90_000 })
      await unlock(page, demoPassphrase, 'Bruno Muestra')
      await goTo(page, '/publicaciones')
      await page.getByRole('option', { name: /Aprobada/ }).first().click()
      const line = page.getByRole('region', { name: 'Publicar' }).getByRole('listitem').first()
      const link = textbox(line, 'Enlace de lo publicado')
      if (!(await link.isVisible())) await press(line, 'Copiar texto')
      await link.fill('https://ejemplo.org/una-publicacion')
      await press(line, /Registrar/)
      await refused(link, 'https://ejemplo.org/una-publicacion', /\S/)

      await press(page, 'Reportar incidente')
      await press(page, /Publicaron algo que no es nuestro/)
      await expectSeen(page.getByRole('heading', { name: 'Avisos', exact: true }))
      await press(page, 'Completar datos')
      const facts = page.getByRole('dialog')
      await textbox(facts, /Lo que se observó/).fill('Una publicación ajena.')
      await textbox(facts, /Dirección relacionada/).fill('x punto com')
      await press(facts, 'Guardar datos')
      await refused(textbox(facts, /Dirección relacionada/), 'x punto com', 'https://')
      await expect.poll(() => textbox(facts, /Lo que se observó/).inputValue()).toBe('Una publicación ajena.')
      await press(facts, 'Cancelar')
      await expectGone(facts)
      const place = new URL(page.url()).hash.slice(1)

      await press(page, 'Bloquear')
      await unlock(page, demoPassphrase, 'Darío Simulacro')
      await goTo(page, place)
      await press(page, 'Cerrar incidente…')
      const closing = page.getByRole('dialog')
      await textbox(closing, 'Motivo para cerrar con pasos pendientes').fill('Prueba')
      await press(closing, 'Cerrar incidente')
      await refused(textbox(closing, /Resumen de lo ocurrido/), '', /Falta|corto/)
      await expect.poll(() => textbox(closing, 'Motivo para cerrar con pasos pendientes').inputValue()).toBe('Prueba')
    })
  })
}
