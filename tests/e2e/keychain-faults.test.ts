import { afterEach, describe, expect, it } from 'vitest'
import { type RealKeyring, realKeyring, hasKeyring } from '#tests/main/keychain/real-keyring.ts'
import { filesWith } from '#tests/kit/find-canary.ts'
import { expectSeen } from '../../scripts/tour/expect.ts'
import { availableRuntimes } from './app.ts'
import { foundOffice, goTo, machineFor, PHRASE, registerAccount } from './machine.ts'

let keyring: RealKeyring | undefined
afterEach(async () => {
  await keyring?.close()
  keyring = undefined
})

/** The variables by which a process finds a private bus, and no other. */
function busOf(ring: RealKeyring): Record<string, string> {
  const { DBUS_SESSION_BUS_ADDRESS = '', HOME = '', XDG_RUNTIME_DIR = '', XDG_DATA_HOME = '' } = ring.env
  return { DBUS_SESSION_BUS_ADDRESS, HOME, XDG_RUNTIME_DIR, XDG_DATA_HOME }
}

for (const { name: runtime, missing } of availableRuntimes()) {
  const why = missing ?? (hasKeyring ? undefined : 'no gnome-keyring to break')
  describe.skipIf(why !== undefined)(`a keychain that does not answer, on ${runtime}${why === undefined ? '' : ` (${why})`}`, () => {
    it('if there is no session bus is told at the first run, with what was typed still there, and stores nothing', async () => {
      keyring = realKeyring() // its folder only: no bus is started
      const machine = machineFor('no-bus', { runtime })
      const app = await machine.start({ env: { ...busOf(keyring), DBUS_SESSION_BUS_ADDRESS: '' } })
      const founding = foundOffice(app.page).catch(() => 'never')
      await expectSeen(app.page.getByText(/no llega al llavero|no tiene el servicio por el que se llega/))
      await expect.poll(() => app.page.getByLabel('Frase de contraseña', { exact: true }).inputValue()).toBe(PHRASE)
      expect(filesWith(PHRASE, machine.data)).toEqual([])
      expect(app.process.exitCode).toBeNull()
      await app.close()
      expect(await founding).toBe('never')
    })

    it('if nobody provides it is told, and the first run goes on when it is there, without a restart', async () => {
      const ring = (keyring = realKeyring())
      await ring.startBus()
      const machine = machineFor('no-provider', { runtime })
      const app = await machine.start({ env: busOf(ring) })
      const founding = foundOffice(app.page)
      await expectSeen(app.page.getByText(/no tiene un llavero instalado o encendido/))
      await ring.startKeyring()
      await app.page.getByRole('button', { name: 'Terminar el registro' }).click()
      // It waited for the sheet all the time.
      await founding
      await expectSeen(app.page.getByRole('button', { name: /^Bloquear/ }))
      await app.close()
    })

    it('if it dies while the app runs is told where it is needed, and works again when it is back', async () => {
      const ring = (keyring = realKeyring())
      await ring.startBus()
      await ring.startKeyring()
      const machine = machineFor('killed', { runtime })
      const app = await machine.start({ env: busOf(ring) })
      const { page } = app
      await foundOffice(page)
      await registerAccount(page)
      const secret = 'Canario-77ab-velamen-y-quilla'
      await ring.killKeyring()
      await page.getByRole('button', { name: 'Guardar la contraseña' }).click()
      const field = page.getByRole('textbox', { name: 'Contraseña' })
      await field.fill(secret)
      await page.getByRole('button', { name: 'Guardar en el llavero' }).click()
      await expectSeen(page.getByRole('dialog').getByText(/llavero/i).filter({ hasText: /instalado|arranca|error|contesta/ }))
      await expect.poll(() => field.inputValue()).toBe(secret)
      expect(filesWith(secret, machine.data)).toEqual([])

      await page.getByRole('dialog').getByRole('button', { name: 'Cancelar' }).click()
      await page.getByRole('button', { name: /^Bloquear/ }).click()
      await page.getByLabel('Frase de contraseña', { exact: true }).fill(PHRASE)
      await page.getByRole('button', { name: 'Desbloquear' }).click()
      // The screen knows it before that; this attempt has to have been given up, or it would succeed with the keychain that comes back.
      await expectSeen(page.getByText(/Este equipo no tiene un llavero|instalado, pero no arranca|respondió con un error/))
      await expectSeen(page.getByRole('button', { name: 'Desbloquear' }))
      expect(app.process.exitCode).toBeNull()

      await ring.startKeyring()
      await page.getByLabel('Frase de contraseña', { exact: true }).fill(PHRASE)
      await page.getByRole('button', { name: 'Desbloquear' }).click()
      await expectSeen(page.getByRole('button', { name: /^Bloquear/ }))
      await goTo(page, '/cuentas')
      await page.getByRole('option', { name: /INE_Oax03/ }).click()
      await page.getByRole('button', { name: /Guardar (la|otra) contraseña/ }).click()
      await field.fill(secret)
      await page.getByRole('button', { name: 'Guardar en el llavero' }).click()
      await expectSeen(page.getByRole('region', { name: 'Contraseña' }).getByRole('button', { name: 'Mostrar' }))
      expect(filesWith(secret, machine.data)).toEqual([])
      await app.close()
    })
  })
}
