import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { selfMadeAuthority } from '../../scripts/hub/certificate.ts'
import { type LocalPostgres, startLocalPostgres } from '../../scripts/hub/local-postgres.ts'
import { openKeychainSession } from '../../scripts/keychain-session.mjs'
import { expectSeen } from '../../scripts/tour/expect.ts'
import type { FoundingCode } from '#shared/hub/invitation.ts'
import { emptyContent } from '#shared/posts/content.ts'
import { codeOf } from '#main/hub/invitation-file.ts'
import { clientOf } from '#main/hub/postgres-hub.ts'
import { emptyHub } from '#tests/hub/open-hub.ts'
import { availableRuntimes } from './app.ts'
import { foundOffice, goTo, machineFor, PHRASE } from './machine.ts'

/** Milliseconds within which what is done on one machine must be on another: far above what it takes, for a busy machine. */
const SOON = 30_000

type Answer = { readonly ok: boolean; readonly value?: unknown; readonly refusal?: { readonly code: string } }

/** Asks main through the window's own bridge, as the screens do. */
async function ask(page: Page, entry: string, input: object = {}): Promise<Answer> {
  const [module, name] = entry.split('/')
  return page.evaluate(
    ([of, call, given]) => (globalThis as unknown as { resguardo: Record<string, Record<string, (input: unknown) => Promise<Answer>>> }).resguardo[String(of)]?.[String(call)]?.(given) as Promise<Answer>,
    [module, name, input] as const,
  )
}

/** An answer's value; a refusal fails the test with its code. */
async function done<T>(page: Page, entry: string, input: object = {}): Promise<T> {
  const answer = await ask(page, entry, input)
  if (!answer.ok) throw new Error(`${entry}: ${JSON.stringify(answer.refusal)}`)
  return answer.value as T // the contract's, which the window's types would say
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
  describe.skipIf(missing !== undefined)(`three machines on ${runtime}${missing === undefined ? '' : ` (${missing})`}`, () => {
    /** A computer of its own: data folder and keychain. */
    async function computer(name: string): Promise<Page> {
      const folder = mkdtempSync(join(tmpdir(), `resguardo-llavero-${name}-`))
      folders.push(folder)
      const keychain = await openKeychainSession({ folder })
      keychains.push(keychain)
      return (await machineFor(`tres-${name}`, { runtime, env: keychain.env }).start()).page
    }

    const isCurrent = async (page: Page): Promise<string> => (await done<{ link?: string; pending?: number }>(page, 'hub/status')).link ?? 'alone'

    it('operator, reviewer and security lead do the four jobs together', { timeout: 400_000 }, async () => {
      const { address, founder, id, superuser } = await emptyHub({ host: postgres.host, port: postgres.port, user: postgres.user, password: postgres.password, ca }, `tres-${runtime}`)
      await superuser.end()
      const founding: FoundingCode = { kind: 'resguardo-founding', version: 1, hub: id, host: address.host, port: address.port, database: address.database, ca, login: founder.user, password: founder.password }

      // The security lead's machine founds the record and shares it.
      const lead = await computer('seguridad')
      await foundOffice(lead)
      const [rosa] = await done<{ id: string; office: string }[]>(lead, 'organization/people')
      if (rosa === undefined) throw new Error('the founder is there')
      await done(lead, 'organization/changeRoles', { person: rosa.id, roles: ['administrator', 'security'] })
      await done(lead, 'hub/share', { code: codeOf(founding), passphrase: PHRASE })
      await expect.poll(() => isCurrent(lead), { timeout: SOON }).toBe('current')

      const { offices } = await done<{ offices: { id: string }[] }>(lead, 'organization/catalogue')
      const elsewhere = offices.find((office) => office.id !== rosa.office)?.id ?? ''
      const invited = async (name: string, role: string, office: string): Promise<string> => {
        const person = await done<{ id: string }>(lead, 'organization/addPerson', { name, post: 'Vocal', mail: `${role}@ine.mx`, roles: [role], office })
        return (await done<{ code: string }>(lead, 'hub/invite', { person: person.id, days: 7 })).code
      }
      const codes = { operator: await invited('Omar Prueba Inventado', 'operator', rosa.office), reviewer: await invited('Rita Muestra Inventada', 'reviewer', elsewhere) }

      // The other two join with their invitations.
      const joined = async (name: string, code: string, phrase: string): Promise<Page> => {
        const page = await computer(name)
        await done(page, 'hub/readInvitation', { code })
        await done(page, 'hub/acceptInvitation', { code, passphrase: phrase })
        await page.reload()
        await expectSeen(page.getByRole('button', { name: /^Bloquear/ }))
        await expect.poll(() => isCurrent(page), { timeout: SOON }).toBe('current')
        return page
      }
      const operator = await joined('operacion', codes.operator, 'siete garzas cruzan la laguna')
      const reviewer = await joined('revision', codes.reviewer, 'nueve faroles alumbran la plaza')
      const people = await done<{ id: string; name: string }[]>(operator, 'organization/people')
      const omar = people.find(({ name }) => name.startsWith('Omar'))?.id ?? ''

      // 1. The registry and what opens the accounts: the value stays on the operator's machine.
      const fields = {
        handle: 'JLE_Oaxaca03', displayName: 'Junta Distrital 03 Oaxaca', url: 'https://x.com/JLE_Oaxaca03', office: rosa.office, headName: 'Rosa Ejemplo Ficticio',
        headPosition: 'Vocal', recoveryMail: 'cuentas@ine.mx', recoveryPhone: '9511234567', phoneHolder: 'Omar', deputyHolder: '', accessPeople: '2',
        secondFactor: 'app', birthDate: '', onPortal: true, authorization: 'Oficio 1', notes: '',
      } // prettier-ignore
      const account = (await done<{ id: string }>(operator, 'accounts/register', { network: 'x', fields, operators: [omar] })).id
      const { credential } = await done<{ credential: string }>(operator, 'credentials/keep', { account, subject: '', source: { kind: 'generated' }, changedOn: null, acceptWeak: false })
      type Kept = { id: string; history: { type: string }[]; kept?: { current: { item: string }; rotation?: object } }
      const keptOn = async (page: Page): Promise<Kept | undefined> => (await done<Kept[]>(page, 'credentials/ofAccount', { account })).find((one) => one.id === credential)
      await expect.poll(async () => (await keptOn(lead))?.kept !== undefined, { timeout: SOON }).toBe(true)
      const item = (await keptOn(operator))?.kept?.current.item ?? ''
      const { value: secret } = await done<{ value: string }>(operator, 'credentials/reveal', { credential, item, passphrase: 'siete garzas cruzan la laguna' })
      expect((await ask(lead, 'credentials/reveal', { credential, item, passphrase: PHRASE })).ok).toBe(false)
      expect(await done(reviewer, 'credentials/ofAccount', { account })).toEqual([])
      await done(operator, 'credentials/beginRotation', { credential, reason: 'scheduled', note: '' })
      await done(operator, 'credentials/storePending', { credential, source: { kind: 'generated' } })
      await done(operator, 'credentials/markChanged', { credential })
      await done(operator, 'credentials/confirm', { credential })
      await done(operator, 'credentials/review', { credential, review: { sessions: 'done', apps: 'none', recovery: 'done', 'second-factor': 'done' } })
      await done(operator, 'credentials/finish', { credential })
      await expect.poll(async () => (await keptOn(lead))?.history.map(({ type }) => type), { timeout: SOON }).toContain('credential.rotation-finished')

      // 2. A post is written, returned, corrected, approved and published.
      const text = 'Consulta la ubicación de tu casilla en ine.mx desde hoy'
      const content = (base: string) => ({ ...emptyContent, base, source: { kind: 'document', reference: 'Acuerdo INE/CG01/2026.' }, accounts: [account] })
      const drafted = await done<{ id: string; revision: number }>(operator, 'posts/draft', { content: content(text), correctionOf: null })
      await done(operator, 'posts/submit', { id: drafted.id, expected: drafted.revision })
      await goTo(reviewer, '/revision')
      await expectSeen(reviewer.getByRole('option', { name: new RegExp(text.slice(0, 30)) }))
      await done(reviewer, 'posts/claim', { id: drafted.id })
      await done(reviewer, 'posts/return', { id: drafted.id, expected: drafted.revision, reasons: ['inaccurate'], note: 'Indica el horario de los módulos.' })
      type Shown = { revision: number; seal: string; standing: { stage: string } }
      const stageOn = async (page: Page): Promise<string> => {
        const answer = await ask(page, 'posts/post', { id: drafted.id })
        return (answer.value as Shown | null)?.standing.stage ?? 'none'
      }
      await expect.poll(() => stageOn(operator), { timeout: SOON }).toBe('returned')
      const revised = await done<{ revision: number }>(operator, 'posts/revise', { id: drafted.id, expected: drafted.revision, content: content(`${text}, de lunes a viernes`) })
      await done(operator, 'posts/submit', { id: drafted.id, expected: revised.revision })
      await expect.poll(() => stageOn(reviewer), { timeout: SOON }).toBe('submitted')
      const shown = await done<Shown>(reviewer, 'posts/post', { id: drafted.id })
      await done(reviewer, 'posts/claim', { id: drafted.id })
      await done(reviewer, 'posts/approve', { id: drafted.id, expected: shown.revision, seal: shown.seal, despite: null })
      await expect.poll(() => stageOn(operator), { timeout: SOON }).toBe('approved')
      await goTo(operator, '/publicaciones')
      await operator.getByRole('option', { name: new RegExp(text.slice(0, 30)) }).click()
      await expectSeen(operator.getByText('La aprobó Rita Muestra Inventada'))
      await done(operator, 'posts/copy', { id: drafted.id, account, piece: null })
      await done(operator, 'posts/publish', { id: drafted.id, account, permalink: 'https://x.com/JLE_Oaxaca03/status/1990000000000000001', proof: { text: `${text}, de lunes a viernes`, files: 0, capture: null, withoutCapture: 'Publicación inventada', resolution: null } })
      await expect.poll(() => stageOn(reviewer), { timeout: SOON }).toBe('published')

      // 3. On the screens: an incident of the district is opened by the operator, seen by the security lead while it runs, kept to named people
      // for a while, given back and closed; meanwhile nothing of the account is copied.
      await operator.getByRole('button', { name: 'Reportar incidente' }).click()
      await operator.getByRole('button', { name: /^Publicaron algo que no es nuestro/ }).click()
      await expectSeen(operator.getByRole('heading', { level: 1, name: 'Publicaron algo que no es nuestro' }))
      const incidentsOn = async (page: Page): Promise<readonly { id: string; folio: string }[]> => (await done<{ rows: { id: string; folio: string }[] }>(page, 'incidents/list')).rows
      await expect.poll(async () => (await incidentsOn(lead)).length, { timeout: SOON }).toBe(1)
      const [incident] = await incidentsOn(lead)
      if (incident === undefined) throw new Error('the incident is there')
      expect(await incidentsOn(reviewer)).toEqual([])
      const frozen = async (): Promise<string | null | undefined> => (await done<{ id: string; frozenBy: string | null }[]>(operator, 'posts/accounts')).find((one) => one.id === account)?.frozenBy
      expect(await frozen()).toBe(incident.folio)

      await goTo(lead, `/incidentes/${incident.id}`)
      await lead.getByRole('button', { name: 'Restringir…' }).click()
      await lead.getByRole('dialog').getByLabel('Motivo').fill('Puede ser alguien de la oficina')
      await lead.getByRole('dialog').getByRole('button', { name: 'Restringir', exact: true }).click()
      await expectSeen(operator.getByText(`El incidente ${incident.folio} está restringido`))
      expect([await incidentsOn(operator), await frozen()]).toEqual([[], incident.folio])
      await lead.getByRole('button', { name: 'Quitar la restricción…' }).click()
      await lead.getByRole('dialog').getByLabel('Motivo').fill('Se aclaró')
      await lead.getByRole('dialog').getByRole('button', { name: 'Quitar la restricción', exact: true }).click()
      await expectSeen(operator.getByRole('heading', { level: 1, name: 'Publicaron algo que no es nuestro' }))

      await lead.getByRole('button', { name: 'Cerrar incidente…' }).click()
      await lead.getByRole('dialog').getByLabel(/^Resumen/).fill('La publicación era de la oficina.')
      await lead.getByRole('dialog').getByLabel('Motivo para cerrar con pasos pendientes').fill('No hubo acceso ajeno')
      await lead.getByRole('dialog').getByRole('button', { name: 'Cerrar incidente', exact: true }).click()
      await expectSeen(operator.getByRole('heading', { name: 'Incidente cerrado' }))
      expect(await frozen()).toBeNull()

      // 4. Every machine says that it is up to date, and no secret went to the hub.
      for (const page of [lead, operator, reviewer]) {
        await expect.poll(() => done<{ pending: number; conflicts: number; quarantined: number }>(page, 'hub/status'), { timeout: SOON }).toMatchObject({ pending: 0, conflicts: 0, quarantined: 0 })
        await expectSeen(page.getByText('Al día').first())
      }
      const asked = clientOf(address, { user: postgres.user, password: postgres.password })
      await asked.connect()
      const { rows } = await asked.query('SELECT count(*)::int AS count FROM resguardo.events WHERE position(payload in $1) > 0 OR position($1 in payload) > 0', [secret])
      await asked.end()
      expect(rows).toEqual([{ count: 0 }])
    })
  })
}
