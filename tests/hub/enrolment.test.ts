import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import { connectPostgresHub } from '#main/hub/postgres-hub.ts'
import { codeOf, invitationOf, invitationSecrets } from '#main/hub/invitation-file.ts'
import { systemTimers } from '#main/session/system-timers.ts'
import { systemClock } from '#main/shell/system-clock.ts'
import { type Member, openMember } from '#tests/main/hub/open-member.ts'
import { setUp } from '#tests/main/organization/open-organization.ts'
import { sure } from '#tests/kit/sure.ts'
import { run } from '../../scripts/hub/command.ts'
import { emptyHub, hubSql } from './open-hub.ts'

const phrase = 'siete mares y un faro'
const connect = connectPostgresHub(systemTimers)
let empty: Awaited<ReturnType<typeof emptyHub>>
const members: Member[] = []

beforeAll(async () => {
  empty = await emptyHub(inject('server'), 'enrolment')
})
afterEach(async () => {
  for (const member of members.splice(0)) await member.close()
})
afterAll(() => empty.superuser.end())

function member(machine: string): Member {
  const opened = openMember(connect, systemClock, machine)
  members.push(opened)
  return opened
}

test('a record is shared, a person invited, their machine joins and works in it, and a revoked machine no longer writes', { timeout: 120_000 }, async () => {
  const ana = member('ana')
  sure(await ana.organization.setUp(setUp))
  const { address, founder, id } = empty
  const code = codeOf({ kind: 'resguardo-founding', version: 1, hub: id, ...address, login: founder.user, password: founder.password })
  sure(await ana.hub.handlers.share({ code, passphrase: setUp.passphrase }, { context: ana.context() }))
  await ana.link('current')
  expect(await connect(address, founder)).toMatchObject({ refusal: { code: 'hub/wrong-password' } })

  const details = { name: 'Beto Muestra', post: 'Titular', mail: 'beto@ine.example', roles: ['administrator'] as const, office: 'local-oaxaca' as OfficeId }
  const person: PersonId = sure(await ana.organization.addPerson(ana.context(), details, undefined)).id
  const invitation = sure(await ana.hub.handlers.invite({ person, days: 7 }, { context: ana.context() })).code

  const beto = member('beto')
  const joined = sure(await beto.hub.handlers.acceptInvitation({ code: invitation, passphrase: phrase }, { context: undefined }))
  expect(joined).toMatchObject({ person, kit: { machine: 'beto' } })
  await beto.link('current')
  // Its one-time password opens nothing any more, and the machine comes back with the one it made.
  const opened = sure(invitationOf(invitation))
  const { password } = invitationSecrets(opened.invitation, Buffer.from(opened.seed, 'base64url'))
  expect(await connect(address, { user: opened.login, password })).toMatchObject({ refusal: { code: 'hub/wrong-password' } })
  expect(await member('eva').hub.handlers.acceptInvitation({ code: invitation, passphrase: phrase }, { context: undefined })).toMatchObject({ refusal: { code: 'invitation/used' } })
  beto.session.lock('asked')
  await beto.link('locked')
  sure(await beto.session.unlock(person, phrase))
  await beto.link('current')

  sure(beto.organization.setPolicies(beto.context(), { rotationMonths: 3, reviewHours: 48, idleMinutes: 5 }))
  await beto.hub.sync.now()
  await ana.hub.sync.now()
  expect(ana.organization.policies().rotationMonths).toBe(3)
  expect(beto.status()).toMatchObject({ pending: 0, conflicts: 0, quarantined: 0 })

  sure(ana.organization.revokeSigner(ana.context(), beto.context().signer, 'Robo de la computadora'))
  await ana.hub.sync.now()
  const done = beto.organization.setPolicies(beto.context(), { rotationMonths: 6, reviewHours: 48, idleMinutes: 5 })
  if (done.ok) await beto.hub.sync.now()
  await ana.hub.sync.now()
  expect(ana.organization.policies().rotationMonths).toBe(3)
})

test('a person whose access was closed comes back with the code of resguardo-hub, and with an administrator’s new invitation', { timeout: 120_000 }, async () => {
  const { address, founder, id } = await emptyHub(inject('server'), 'access')
  const folder = mkdtempSync(join(tmpdir(), 'resguardo-access-'))
  const ca = join(folder, 'ca.pem')
  writeFileSync(ca, address.ca)
  const command = async (...args: readonly string[]): Promise<string> => {
    const said: string[] = []
    const world = { sql: hubSql, env: { PGPASSWORD: inject('server').password }, say: (line: string) => void said.push(line), complain: (line: string) => void said.push(line), now: () => new Date() }
    await run([...args, '--host', address.host, '--port', String(address.port), '--database', address.database, '--ca', ca], world)
    return said.at(-1) ?? ''
  }
  try {
    const ana = member('ana-access')
    sure(await ana.organization.setUp(setUp))
    sure(await ana.hub.handlers.share({ code: codeOf({ kind: 'resguardo-founding', version: 1, hub: id, ...address, login: founder.user, password: founder.password }), passphrase: setUp.passphrase }, { context: ana.context() }))
    await ana.link('current')
    const details = { name: 'Beto Muestra', post: 'Titular', mail: 'beto@ine.example', roles: ['administrator'] as const, office: 'local-oaxaca' as OfficeId }
    const person: PersonId = sure(await ana.organization.addPerson(ana.context(), details, undefined)).id
    await ana.hub.sync.now()
    expect(await command('invite', '--person', person)).toContain('todavía no firma en ningún equipo')
    const invited = async () => sure(await ana.hub.handlers.invite({ person, days: 7 }, { context: ana.context() })).code
    const beto = member('beto-access')
    sure(await beto.hub.handlers.acceptInvitation({ code: await invited(), passphrase: phrase }, { context: undefined }))
    await beto.link('current')

    await command('revoke', '--person', person)
    await beto.link('stopped')
    expect(beto.status()).toMatchObject({ why: 'hub/denied' })
    sure(beto.organization.setPolicies(beto.context(), { rotationMonths: 3, reviewHours: 48, idleMinutes: 5 }))
    sure(await beto.hub.handlers.acceptInvitation({ code: await command('invite', '--person', person) }, { context: beto.context() }))
    await beto.link('current')
    await beto.hub.sync.now()
    expect(beto.status()).toMatchObject({ link: 'current', pending: 0, conflicts: 0 })

    await command('revoke', '--person', person)
    await beto.link('stopped')
    sure(await beto.hub.handlers.acceptInvitation({ code: await invited() }, { context: beto.context() }))
    await beto.link('current')
    beto.session.lock('asked')
    await beto.link('locked')
    sure(await beto.session.unlock(person, phrase))
    await beto.link('current')
    sure(beto.organization.setPolicies(beto.context(), { rotationMonths: 6, reviewHours: 48, idleMinutes: 5 }))
    await beto.hub.sync.now()
    await ana.hub.sync.now()
    expect(ana.organization.policies().rotationMonths).toBe(6)
    // Neither code came into a log.
    expect(beto.logged.join('\n')).not.toMatch(/resguardo-login|password/u)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
