import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { filesWith } from '#tests/kit/find-canary.ts'
import { expectSeen } from '../../scripts/tour/expect.ts'
import { availableRuntimes } from './app.ts'
import { foundOffice, keepPassword, machineFor, PHRASE, registerAccount, unlock } from './machine.ts'
import { witnessIn } from './witness.ts'

/** A password that nothing else in the world looks like, and that the rules take. */
const canary = (): string => `Kx7-${randomBytes(9).toString('hex')}-Zq!`

/** All that a page holds and a program in it could read: the document, and what stands in its fields. */
const shownIn = (page: Page): Promise<string> =>
  page.evaluate(() => [document.documentElement.outerHTML, document.documentElement.textContent, ...[...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].map(({ value }) => value)].join('\n'))

/** Shows the password in use, waits until it stands there. */
async function reveal(page: Page, secret: string): Promise<void> {
  await page.getByRole('region', { name: 'Contraseña' }).getByRole('button', { name: 'Mostrar' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Tu frase de contraseña').fill(PHRASE)
  await dialog.getByRole('button', { name: 'Mostrar', exact: true }).click()
  await expect.poll(() => shownIn(page).then((shown) => shown.includes(secret)), { timeout: 15_000 }).toBe(true)
}

for (const { name: runtime, missing } of availableRuntimes()) {
  describe.skipIf(missing !== undefined)(`a password on ${runtime}${missing === undefined ? '' : ` (${missing})`}`, () => {
    it('that is typed, copied, revealed and rotated is nowhere but in the keychain', async () => {
      const machine = machineFor('canary', { runtime })
      const witness = witnessIn(machine.top)
      const [first, second] = [canary(), canary()]
      const app = await machine.start({ folder: witness.folder, env: witness.env })
      const { page } = app
      await foundOffice(page)
      await registerAccount(page)
      await keepPassword(page, first)
      const gone = async (secret: string): Promise<void> => expect.poll(() => shownIn(page).then((shown) => shown.includes(secret)), { timeout: 25_000 }).toBe(false)
      await gone(first)

      const panel = page.getByRole('region', { name: 'Contraseña' })
      await panel.getByRole('button', { name: 'Copiar' }).first().click()
      await expectSeen(page.getByText(/portapapeles/i))
      expect(await shownIn(page)).not.toContain(first)

      // The three ends of a reveal: hidden by the person, locked, after its twenty seconds.
      await reveal(page, first)
      await page.getByRole('button', { name: 'Ocultar' }).click()
      await gone(first)
      await reveal(page, first)
      await page.getByRole('button', { name: /^Bloquear/ }).click()
      await gone(first)
      await page.getByLabel('Frase de contraseña', { exact: true }).waitFor()
      await unlock(page, PHRASE)
      expect(await shownIn(page)).not.toContain(first)

      await page.getByRole('button', { name: 'Cambiar ahora' }).click()
      await page.getByRole('button', { name: 'Comenzar el cambio' }).click()
      await page.getByRole('button', { name: /no acepta contraseñas pegadas/ }).click()
      await page.getByRole('textbox', { name: 'Nueva' }).fill(second)
      await page.getByRole('button', { name: 'Guardarla en el llavero' }).click()
      await page.getByRole('button', { name: 'Ya la cambié en la red' }).click()
      await page.getByRole('button', { name: 'Entré con la nueva' }).click()
      const groups = page.getByRole('radiogroup')
      await expectSeen(groups)
      for (let index = 0; index < (await groups.count()); index++) await groups.nth(index).getByRole('radio', { name: 'Revisado' }).press('Space')
      await page.getByRole('button', { name: 'Continuar' }).click()
      await page.getByRole('button', { name: 'Terminar' }).click()
      await page.getByRole('button', { name: 'Ver la cuenta' }).click()
      await reveal(page, second)
      await gone(second)
      expect(await shownIn(page)).not.toContain(first)

      await page.getByRole('button', { name: 'Reportar incidente' }).click()
      await page.getByRole('button', { name: /Publicaron algo que no es nuestro/ }).click()
      await page.getByRole('button', { name: 'Exportar los tres' }).click()
      await expectSeen(page.getByText(/\d+ archivos guardados/))
      expect(readdirSync(machine.documents, { recursive: true }).length).toBeGreaterThan(9)

      // While it runs (the write-ahead log is there), and once it has ended.
      const database = new Database(join(machine.data, 'ledger.db'), { readonly: true })
      const { acts } = database.prepare("SELECT count(*) AS acts FROM events WHERE type LIKE 'credential.%'").get() as { acts: number } // a count
      expect(acts).toBeGreaterThan(8)
      database.close()
      const nowhere = (): void => {
        for (const secret of [first, second, PHRASE]) {
          expect(filesWith(secret, machine.data)).toEqual([])
          expect(filesWith(secret, machine.documents)).toEqual([])
        }
      }
      nowhere()
      await app.close()
      nowhere()
      for (const secret of [first, second]) {
        expect(app.stdout()).not.toContain(secret)
        expect(app.stderr()).not.toContain(secret)
      }

      // Of all that crossed between window and main, only what was typed on its way in, and the answers that show it.
      const heard = witness.heard()
      expect(heard.length).toBeGreaterThan(50)
      const carriers = (secret: string): readonly string[] => heard.filter((message) => JSON.stringify(message).includes(secret)).map(({ channel, way }) => `${channel} ${way}`)
      expect(carriers(first)).toEqual(['credentials/keep in', 'credentials/reveal out', 'credentials/reveal out'])
      expect(carriers(second)).toEqual(['credentials/storePending in', 'credentials/reveal out'])
    })
  })
}
