import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { expectSeen } from '../../scripts/tour/expect.ts'
import { availableRuntimes } from './app.ts'
import { foundOffice, goTo, keepPassword, machineFor, PHRASE, registerAccount, unlock } from './machine.ts'

/** Kills, each at another moment of somebody’s writing; tests/main/killed does two hundred, without a window. */
const ROUNDS = 2
/** Acts that a person does before a kill: the last one is cut at any point. */
const ACTS = 3

for (const { name: runtime, missing } of availableRuntimes()) {
  describe.skipIf(missing !== undefined)(`the app killed while somebody works, on ${runtime}${missing === undefined ? '' : ` (${missing})`}`, () => {
    it('has everything that was answered, verifies, and offers to go on with a change of password', async () => {
      const machine = machineFor('crash', { runtime })
      let app = await machine.start()
      await foundOffice(app.page)
      await registerAccount(app.page)
      await keepPassword(app.page, 'Primera-2f81-jarcia-y-pluma')
      await goTo(app.page, '/cuentas')
      await app.page.getByRole('option', { name: /INE_Oax03/ }).click()
      await app.page.getByRole('button', { name: 'Cambiar ahora' }).click()
      await app.page.getByRole('button', { name: 'Comenzar el cambio' }).click()
      await app.page.getByRole('button', { name: 'Generarla y guardarla' }).click()
      await expectSeen(app.page.getByRole('button', { name: 'Ya la cambié en la red' }))
      const answered: string[] = []

      for (let round = 0; round < ROUNDS; round++) {
        const { page } = app
        for (let act = 0; act < ACTS; act++) {
          const text = `Ronda ${round}, aviso ${act}: módulo en servicio`
          await goTo(page, '/publicaciones')
          await page.getByRole('button', { name: 'Nueva publicación' }).click()
          await page.getByRole('textbox', { name: 'Texto común' }).fill(text)
          const saving = page.getByText(/^Guardad[oa]/).first().waitFor({ timeout: 10_000 })
          if (act === ACTS - 1) {
            saving.catch(() => {}) // the page is killed with the app
            // Another distance from the keystroke each time: before, within and after the draft is saved.
            await new Promise((later) => setTimeout(later, round * 300))
            break
          }
          await saving
          answered.push(text)
        }
        await app.kill()
        app = await machine.start()
        await unlock(app.page, PHRASE)
        const kept = draftsIn(machine.data)
        for (const text of answered) expect(kept).toContain(text)
      }

      const { page } = app
      await goTo(page, '/ajustes/registro')
      await page.getByRole('button', { name: /Verificar/ }).click()
      await expectSeen(page.getByText(/ntegro/))

      await goTo(page, '/cuentas')
      await page.getByRole('option', { name: /INE_Oax03/ }).click()
      await page.getByRole('button', { name: 'Retomar' }).click()
      await expectSeen(page.getByText(/Sigue donde se quedó; nada se perdió/))
      await expectSeen(page.getByRole('button', { name: 'Ya la cambié en la red' }))
      await app.close()
    })

    it('whose page crashes comes back where it was, with nothing of what was saved lost, and says so', async () => {
      const machine = machineFor('page-crash', { runtime })
      const app = await machine.start()
      await foundOffice(app.page)
      await goTo(app.page, '/cuentas')
      const session = await app.page.context().newCDPSession(app.page)
      await session.send('Page.crash').catch(() => {}) // nobody is left to answer
      const dialog = await app.pageAt('//dialog.')
      await expectSeen(dialog.getByText('La ventana dejó de funcionar y se volvió a abrir'))
      await dialog.getByRole('button', { name: 'Cerrar' }).click()
      // Playwright gives a crashed page up for good: another client sees what the person sees.
      const again = await app.attach()
      await expectSeen(again.getByRole('heading', { name: 'Cuentas' }))
      await expectSeen(again.getByRole('button', { name: /^Bloquear/ }))
      await app.close()
    })
  })
}

/** The texts of the drafts in the record. */
function draftsIn(data: string): string {
  const database = new Database(join(data, 'ledger.db'), { readonly: true })
  const rows = database.prepare("SELECT payload FROM events WHERE type LIKE 'post.%'").all() as { readonly payload: string }[] // the one column that was asked for
  database.close()
  return rows.map(({ payload }) => payload).join('\n')
}
