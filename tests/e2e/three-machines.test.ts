import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { selfMadeAuthority } from '../../scripts/hub/certificate.ts'
import { type LocalPostgres, startLocalPostgres } from '../../scripts/hub/local-postgres.ts'
import { openKeychainSession } from '../../scripts/keychain-session.mjs'
import { answerAccesses, approve, keepSheet, makeNewSecret, markSent, openRow, registerPublication, sendToReview, showSecret, writeClosing, writeReturn } from '../../scripts/tour/acts.ts'
import { expectGone, expectSeen } from '../../scripts/tour/expect.ts'
import { type FoundingCode, INVITATION_EXTENSION } from '#shared/hub/invitation.ts'
import { codeOf } from '#main/hub/invitation-file.ts'
import { clientOf } from '#main/hub/postgres-hub.ts'
import { emptyHub } from '#tests/hub/open-hub.ts'
import { availableRuntimes, type RunningApp } from './app.ts'
import { foundOffice, goTo, machineFor, PHRASE, registerAccount } from './machine.ts'

/** Milliseconds within which what is done on one machine must be on another: far above what it takes, for a busy machine. */
const SOON = 30_000

/** What a machine holds, asked of main through the window's own bridge: what no screen says is compared, nothing is done this way. */
async function held<T>(page: Page, entry: string, input: object = {}): Promise<T> {
  const [module, name] = entry.split('/')
  type Answer = { readonly ok: boolean; readonly value?: unknown; readonly refusal?: { readonly code: string } }
  const answer = await page.evaluate(
    ([of, call, given]) => (globalThis as unknown as { resguardo: Record<string, Record<string, (input: unknown) => Promise<Answer>>> }).resguardo[String(of)]?.[String(call)]?.(given) as Promise<Answer>,
    [module, name, input] as const,
  )
  if (!answer.ok) throw new Error(`${entry}: ${JSON.stringify(answer.refusal)}`)
  return answer.value as T // the contract's, which the window's types would say
}

/** Waits until something that another machine did is on this screen. */
async function arrives(thing: Locator): Promise<void> {
  await thing.first().waitFor({ state: 'visible', timeout: SOON })
}

/** One person at their own computer. */
type Seat = { readonly app: RunningApp; readonly page: Page; /** The person's folder, where file choosers begin. */ readonly home: string }

/** Chooses a file in the runtime's file chooser, or the place to save one. */
async function choose({ app }: Seat, name: string | undefined): Promise<void> {
  const chooser = await app.pageAt('https://dialog.')
  if (name !== undefined) await chooser.getByRole('option', { name }).click()
  await chooser.getByRole('button', { name: name === undefined ? 'Guardar' : 'Abrir' }).click()
  // The window takes nothing until the chooser is gone.
  await expect.poll(() => app.pages().some((page) => page.url().startsWith('https://dialog.')), { timeout: SOON }).toBe(false)
}

let postgres: LocalPostgres
let ca: string
const keychains: { close(): Promise<void> }[] = []
const folders: string[] = []

beforeAll(async () => {
  const authority = await selfMadeAuthority()
  ca = authority.ca
  postgres = await startLocalPostgres({ password: 'only-for-tests', tls: await authority.issue(['127.0.0.1', 'localhost']) })
})
afterEach(async () => {
  for (const keychain of keychains.splice(0)) await keychain.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
})
afterAll(() => postgres.remove())

for (const { name: runtime, missing } of availableRuntimes()) {
  // Electron's choosers are the system's, which no test can press.
  const why = missing ?? (runtime === 'chromium' ? undefined : 'files are chosen on Chromium')
  describe.skipIf(why !== undefined)(`three machines on ${runtime}${why === undefined ? '' : ` (${why})`}`, () => {
    /** A computer of its own: data folder, keychain, and the person's folder. */
    async function computer(name: string): Promise<Seat> {
      const folder = mkdtempSync(join(tmpdir(), `resguardo-llavero-${name}-`))
      folders.push(folder)
      const keychain = await openKeychainSession({ folder })
      keychains.push(keychain)
      const machine = machineFor(`tres-${name}`, { runtime })
      const home = join(machine.top, 'persona')
      mkdirSync(home)
      const app = await machine.start({ env: { ...keychain.env, HOME: home } })
      return { app, page: app.page, home }
    }

    it('operator, reviewer and security lead do the four jobs together, each through their screens', { timeout: 400_000 }, async () => {
      const { address, founder, id, superuser } = await emptyHub({ host: postgres.host, port: postgres.port, user: postgres.user, password: postgres.password, ca }, `tres-${runtime}`)
      await superuser.end()
      const founding: FoundingCode = { kind: 'resguardo-founding', version: 1, hub: id, host: address.host, port: address.port, database: address.database, ca, login: founder.user, password: founder.password }

      const [seguridad, operacion, revision] = await Promise.all([computer('seguridad'), computer('operacion'), computer('revision')])
      const [lead, operator, reviewer] = [seguridad.page, operacion.page, revision.page]

      // The security lead's machine founds the record and shares it.
      await foundOffice(lead)
      await openRow(lead, '/personas', /^Rosa Ejemplo/)
      await lead.getByRole('checkbox', { name: /^Seguridad/ }).press('Space')
      await lead.getByRole('button', { name: 'Guardar funciones' }).click()
      await expectGone(lead.getByRole('button', { name: 'Guardar funciones' }))
      await goTo(lead, '/ajustes/registro-compartido')
      await lead.getByRole('button', { name: 'Compartir este registro' }).click()
      const sharing = lead.getByRole('dialog')
      await sharing.getByLabel('Código de fundación').fill(codeOf(founding))
      await expectSeen(sharing.getByText(/^Se publicarán \d+ asientos/))
      await sharing.getByLabel('Tu frase de contraseña').fill(PHRASE)
      await sharing.getByRole('button', { name: 'Publicar y compartir' }).click()
      await expectSeen(lead.getByRole('link', { name: 'Al día' }).or(lead.getByText('Al día')))

      const saved = (): readonly string[] => readdirSync(seguridad.home).filter((one) => one.endsWith(`.${INVITATION_EXTENSION}`))
      /** Adds somebody, and carries their invitation over to their machine by hand. Answers its file's name. */
      const invite = async (seat: Seat, name: string, mail: string, role: RegExp | undefined, office: RegExp): Promise<string> => {
        await goTo(lead, '/personas')
        await lead.getByRole('button', { name: 'Agregar persona' }).click()
        const form = lead.getByRole('form', { name: 'Agregar persona' })
        await form.getByRole('textbox', { name: 'Nombre completo' }).fill(name)
        await form.getByRole('textbox', { name: 'Cargo' }).fill('Vocal')
        await form.getByRole('textbox', { name: 'Correo institucional' }).fill(mail)
        await form.getByRole('combobox', { name: 'Oficina' }).fill(office.source.replace('.*', ' '))
        await lead.getByRole('option', { name: office }).first().click()
        if (role !== undefined) {
          await form.getByRole('checkbox', { name: /^Operación/ }).press('Space')
          await form.getByRole('checkbox', { name: role }).press('Space')
        }
        await form.getByRole('button', { name: 'Agregar', exact: true }).click()
        await expectSeen(lead.getByRole('heading', { level: 2, name }))
        await lead.getByRole('button', { name: 'Invitar', exact: true }).click()
        const dialog = lead.getByRole('dialog')
        await dialog.getByRole('button', { name: 'Hacer la invitación' }).click()
        await dialog.getByRole('button', { name: 'Guardar como archivo…' }).click()
        await choose(seguridad, undefined)
        // Not by what is said: the word of the one before may still stand there.
        await expect.poll(() => saved().length, { timeout: SOON }).toBe(1)
        await dialog.getByRole('button', { name: 'Ya la entregué' }).click()
        await expectGone(dialog)
        const [file] = saved()
        if (file === undefined) throw new Error('no invitation was saved')
        copyFileSync(join(seguridad.home, file), join(seat.home, file))
        rmSync(join(seguridad.home, file))
        return file
      }
      const joins = async (seat: Seat, file: string, phrase: string): Promise<void> => {
        const { page } = seat
        await page.getByRole('button', { name: 'Usar mi invitación' }).click()
        await page.getByRole('button', { name: 'Elegir el archivo…' }).click()
        await choose(seat, file)
        await page.getByRole('button', { name: 'Son mis datos' }).click()
        await page.getByLabel('Frase de contraseña', { exact: true }).fill(phrase)
        await page.getByLabel('Repite la frase', { exact: true }).fill(phrase)
        await page.getByRole('button', { name: 'Unirme al registro' }).click()
        await page.getByRole('textbox', { name: 'Último grupo del código' }).waitFor({ timeout: SOON })
        await keepSheet(page)
        await arrives(page.getByText('Al día'))
      }
      const ofOmar = await invite(operacion, 'Omar Prueba Inventado', 'omar.prueba@ine.mx', undefined, /03.*Oaxaca/)
      const omarJoins = joins(operacion, ofOmar, 'siete garzas cruzan la laguna')
      const ofRita = await invite(revision, 'Rita Muestra Inventada', 'rita.muestra@ine.mx', /^Revisión/, /Comunicación.*Social/)
      await Promise.all([omarJoins, joins(revision, ofRita, 'nueve faroles alumbran la plaza')])

      // 1. The registry and what opens the accounts: the value stays on the operator's machine.
      await registerAccount(operator, 'JLE_Oaxaca03')
      const secretOf = (page: Page) => page.getByRole('region', { name: 'Contraseña' })
      await operator.getByRole('button', { name: 'Guardar la contraseña' }).click()
      await operator.getByRole('radio', { name: /^Una nueva, generada/ }).press('Space')
      await operator.getByRole('button', { name: 'Guardar en el llavero' }).click()
      await secretOf(operator).getByRole('button', { name: 'Mostrar' }).click()
      await showSecret(operator, 'siete garzas cruzan la laguna')
      const secret = (await secretOf(operator).getByRole('code').textContent()) ?? ''
      expect(secret.length).toBeGreaterThan(11)
      await openRow(lead, '/cuentas', /JLE_Oaxaca03/)
      await arrives(secretOf(lead).getByText('Vence', { exact: true }))
      await expectSeen(secretOf(lead).getByText('Está en el llavero del equipo donde se guardó: solo ahí se copia y se muestra.'))
      expect(await secretOf(lead).getByRole('button', { name: 'Mostrar' }).isDisabled()).toBe(true)
      await openRow(reviewer, '/cuentas', /JLE_Oaxaca03/)
      await expectSeen(secretOf(reviewer).getByText('La contraseña no se te muestra'))
      await operator.getByRole('button', { name: 'Cambiar ahora' }).click()
      await makeNewSecret(operator)
      await answerAccesses(operator)
      await operator.getByRole('button', { name: 'Continuar' }).click()
      await operator.getByRole('button', { name: 'Terminar' }).click()
      await operator.getByRole('button', { name: 'Ver la cuenta' }).click()
      await arrives(secretOf(lead).getByText('Una contraseña anterior en el llavero'))

      // 2. A post is written, returned, corrected, approved and published.
      const text = 'Consulta la ubicación de tu casilla en ine.mx desde hoy'
      const row = new RegExp(text.slice(0, 30))
      await goTo(operator, '/publicaciones')
      await operator.getByRole('button', { name: 'Nueva publicación' }).click()
      await operator.getByRole('textbox', { name: 'Texto común' }).fill(text)
      await operator.getByRole('textbox', { name: 'Documento' }).fill('Acuerdo INE/CG01/2026, punto tercero.')
      await expectSeen(operator.getByText('Lista para enviar'))
      await sendToReview(operator, 'Omar Prueba Inventado')
      await openRow(reviewer, '/revision', row)
      await writeReturn(reviewer, 'Indica el horario de los módulos.')
      await reviewer.getByRole('dialog').getByRole('button', { name: 'Devolver' }).click()
      await arrives(operator.getByText('Indica el horario de los módulos.'))
      const corrected = `${text}. Los módulos atienden de lunes a viernes.`
      await operator.getByRole('textbox', { name: 'Texto común' }).fill(corrected)
      await expectSeen(operator.getByText('Lista para enviar'))
      await sendToReview(operator, 'Omar Prueba Inventado')
      await arrives(reviewer.getByRole('option', { name: row }))
      await reviewer.getByRole('option', { name: row }).click()
      await arrives(reviewer.getByText('Los módulos atienden'))
      await approve(reviewer)
      await arrives(operator.getByText('La aprobó Rita Muestra Inventada'))
      // The capture is a picture of the operator's own screen; the reviewer's machine gets it with the proof.
      await operator.screenshot({ path: join(operacion.home, 'captura.png') })
      const line = operator.getByRole('region', { name: 'Publicar' }).getByRole('listitem').first()
      const prove = async (form: Locator): Promise<void> => {
        await form.getByRole('button', { name: 'Elegir captura' }).click()
        await choose(operacion, 'captura.png')
        await expectSeen(form.getByText('Captura guardada: captura.png'))
      }
      await registerPublication(line, { link: 'https://x.com/JLE_Oaxaca03/status/1990000000000000001', text: corrected, prove })
      await openRow(reviewer, '/publicaciones', row)
      await arrives(reviewer.getByText(/1990000000000000001/))
      await arrives(reviewer.getByRole('img', { name: 'Captura de lo publicado en X' }))

      // 3. An incident of the district is opened by the operator, seen by the security lead while it runs, kept to named people
      // for a while, given back, told of and closed; meanwhile nothing of the account is copied.
      await operator.getByRole('button', { name: 'Reportar incidente' }).click()
      await operator.getByRole('button', { name: /^Publicaron algo que no es nuestro/ }).click()
      await expectSeen(operator.getByRole('heading', { level: 1, name: 'Publicaron algo que no es nuestro' }))
      await goTo(lead, '/incidentes')
      await arrives(lead.getByText(/INC-[\d-]+\d/))
      const folio = /INC-[\d-]+\d/.exec((await operator.getByRole('heading', { level: 1 }).locator('..').locator('..').textContent()) ?? '')?.[0] ?? ''
      expect(folio).not.toBe('')
      expect((await held<{ rows: readonly object[] }>(reviewer, 'incidents/list')).rows).toEqual([])
      const frozen = async (): Promise<string | null | undefined> => (await held<{ handle: string; frozenBy: string | null }[]>(operator, 'posts/accounts')).find(({ handle }) => handle.endsWith('JLE_Oaxaca03'))?.frozenBy
      expect(await frozen()).toBe(folio)
      await lead.getByText(folio).first().click()
      await lead.getByRole('button', { name: 'Restringir…' }).click()
      await lead.getByRole('dialog').getByLabel('Motivo').fill('Puede ser alguien de la oficina')
      await lead.getByRole('dialog').getByRole('button', { name: 'Restringir', exact: true }).click()
      await arrives(operator.getByText(`El incidente ${folio} está restringido`))
      expect([(await held<{ rows: readonly object[] }>(operator, 'incidents/list')).rows, await frozen()]).toEqual([[], folio])
      await lead.getByRole('button', { name: 'Quitar la restricción…' }).click()
      await lead.getByRole('dialog').getByLabel('Motivo').fill('Se aclaró')
      await lead.getByRole('dialog').getByRole('button', { name: 'Quitar la restricción', exact: true }).click()
      await arrives(operator.getByRole('heading', { level: 1, name: 'Publicaron algo que no es nuestro' }))

      // The operator tells the three, UNICOM among them, whose answer the lead notes on their own machine.
      await markSent(operator, 'guardia@unicom.invalid')
      await arrives(lead.getByText(/Enviado por correo/))
      await lead.getByRole('button', { name: 'Registrar acuse…' }).first().click()
      await lead.getByRole('dialog').getByLabel('Quién confirmó').fill('Guardia de UNICOM')
      await lead.getByRole('dialog').getByRole('button', { name: 'Registrar acuse' }).click()
      await arrives(operator.getByText(/Acuse recibido/))
      await writeClosing(lead, 'La publicación era de la oficina.', 'No hubo acceso ajeno')
      await lead.getByRole('dialog').getByRole('button', { name: 'Cerrar incidente', exact: true }).click()
      await arrives(operator.getByRole('heading', { name: 'Incidente cerrado' }))
      expect(await frozen()).toBeNull()

      // 4. Every machine says that it is up to date, and no secret went to the hub.
      for (const page of [lead, operator, reviewer]) {
        await expect.poll(() => held<{ pending: number; conflicts: number; quarantined: number }>(page, 'hub/status'), { timeout: SOON }).toMatchObject({ pending: 0, conflicts: 0, quarantined: 0 })
        await expectSeen(page.getByText('Al día'))
      }
      const asked = clientOf(address, { user: postgres.user, password: postgres.password })
      await asked.connect()
      const { rows } = await asked.query('SELECT count(*)::int AS count FROM resguardo.events WHERE position(payload in $1) > 0 OR position($1 in payload) > 0', [secret])
      await asked.end()
      expect(rows).toEqual([{ count: 0 }])
    })
  })
}
