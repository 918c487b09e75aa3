import { describe, expect, it } from 'vitest'
import { expectSeen } from '../../scripts/tour/expect.ts'
import { availableRuntimes } from './app.ts'
import { foundOffice, goTo, machineFor } from './machine.ts'

for (const { name: runtime, missing } of availableRuntimes()) {
  describe.skipIf(missing !== undefined)(`two windows, on ${runtime}${missing === undefined ? '' : ` (${missing})`}`, () => {
    it('show two screens side by side, follow each other, and are locked together', async () => {
      const app = await machineFor('windows', { runtime }).start()
      await foundOffice(app.page)
      await goTo(app.page, '/personas')
      await expectSeen(app.page.getByRole('heading', { name: 'Personas' }))
      await app.page.keyboard.press('Control+o')
      await expect.poll(() => app.pages().length, { timeout: 15_000 }).toBe(2)
      const other = app.pages().find((page) => page !== app.page)
      if (other === undefined) throw new Error('two windows')
      await expectSeen(other.getByRole('heading', { name: 'Personas' }))
      // Each goes its own way.
      await goTo(app.page, '/cuentas')
      await expectSeen(app.page.getByRole('heading', { name: 'Cuentas' }))
      await expectSeen(other.getByRole('heading', { name: 'Personas' }))
      await other.getByRole('button', { name: 'Bloquear' }).click()
      for (const page of [app.page, other]) await expectSeen(page.getByLabel('Frase de contraseña', { exact: true }))
      await app.close()
    })
  })
}
