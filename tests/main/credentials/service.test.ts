import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accountsService } from '#main/modules/accounts/service.ts'
import { credentialsHomeSource } from '#main/modules/credentials/home-source.ts'
import type { CredentialId, ItemName } from '#shared/credentials/credential.ts'
import { DAY } from '#shared/kernel/clock.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { networks, organization } from '#tests/main/accounts/registry.ts'
import { quickArgon2 } from '#tests/kit/quick-argon2.ts'
import { sure } from '#tests/kit/sure.ts'
import { codeOf, keepOne, openMachine, PASSPHRASE, start, valueIn, type Process } from './safe.ts'

quickArgon2()

let machine: ReturnType<typeof openMachine>
let running: Process
beforeEach(() => {
  machine = openMachine()
  running = start(machine)
})
afterEach(() => machine.opened.close())

const ana = () => machine.opened.context(1)
const kept = (id: CredentialId) => {
  const view = running.credentials.ofAccount(machine.account).find((credential) => credential.id === id)
  if (view?.kept === undefined) throw new Error('not kept')
  return view.kept
}
const typed = (secret: string, more: object = {}) =>
  running.credentials.keep(ana(), { account: machine.account, subject: '', source: { kind: 'typed', secret }, changedOn: '2026-11-23', acceptWeak: false, ...more })

describe('keeping a secret', () => {
  it('makes it here and says of it only that it exists, how long and how strong it is, and when it is due', async () => {
    const id = await keepOne(running, machine)
    const { current, due } = kept(id)
    expect({ ...current, item: 'opaque' }).toEqual({ item: 'opaque', origin: 'generated', length: 20, strength: 'strong' })
    expect([due.day, due.cause, due.state]).toEqual(['2027-01-23', 'period', 'fine'])
    expect((await valueIn(running, current.item))?.length).toBe(20)
  })

  it('takes a typed one, and refuses what is wrong with it beside its field, with nothing left in the keychain', async () => {
    const fieldsOf = async (secret: string) => {
      const answer = await typed(secret)
      return answer.ok ? 'ok' : answer.refusal.fields
    }
    expect(await fieldsOf('corta')).toEqual({ secret: 'secret-short' })
    expect(await fieldsOf(' caballo-grapa-lumbre')).toEqual({ secret: 'secret-spaces' })
    expect(await fieldsOf('')).toEqual({ secret: 'required' })
    expect(machine.keychain.items.size).toBe(0)
    expect(await fieldsOf('caballo-grapa-lumbre')).toBe('ok')
    expect(machine.keychain.items.size).toBe(1)
  })

  it('refuses a secret used before, or only touched up, on any account', async () => {
    sure(await typed('Caballo-grapa-lumbre-25'))
    const profile = (secret: string) => typed(secret, { subject: 'Perfil de Ana' })
    expect(codeOf(await profile('Caballo-grapa-lumbre-25'))).toBe('credentials/reused')
    expect(codeOf(await profile('caballo-grapa-lumbre-26'))).toBe('credentials/similar')
    expect(codeOf(await profile('mirlo, dintel y jarcia 9'))).toBe('ok')
  })

  it('keeps the weak one in use when that is said, due at once', async () => {
    const { credential } = sure(await typed('corta-2019', { acceptWeak: true }))
    const { due, demand, current } = kept(credential)
    expect([due.state, due.cause, demand?.reason, current.strength]).toEqual(['today', 'demanded', 'weak', 'weak'])
  })

  it('is due on the day it was kept when nobody knows its age, and refuses a day that has not come', async () => {
    expect(kept(await keepOne(running, machine, null)).due).toMatchObject({ day: '2026-11-23', cause: 'unknown-age', state: 'today' })
    const answer = await typed('mirlo, dintel y jarcia 9', { subject: 'otro', changedOn: '2026-11-24' })
    expect(answer.ok ? 'ok' : answer.refusal.fields).toEqual({ changedOn: 'date' })
  })

  it('does not keep a second one of the same subject', async () => {
    await keepOne(running, machine)
    expect(codeOf(await typed('mirlo, dintel y jarcia 9'))).toBe('credentials/already-kept')
  })

  it('says that the keychain failed, keeps nothing elsewhere, and goes on under the same name afterwards', async () => {
    machine.keychain.fail('locked')
    expect(codeOf(await typed('mirlo, dintel y jarcia 9'))).toBe('keychain/locked')
    expect(running.credentials.ofAccount(machine.account)[0]?.kept).toBeUndefined()
    machine.keychain.fail(undefined)
    const { credential } = sure(await typed('mirlo, dintel y jarcia 9'))
    expect(await valueIn(running, kept(credential).current.item)).toBe('mirlo, dintel y jarcia 9')
    expect(running.credentials.ofAccount(machine.account).length).toBe(1)
  })

  it('refuses while the app is locked', async () => {
    running = start(machine, { locked: () => true })
    expect(codeOf(await typed('mirlo, dintel y jarcia 9'))).toBe('session/locked')
  })

  it('takes two at the same time one after the other', async () => {
    const answers = await Promise.all([typed('mirlo, dintel y jarcia 9'), typed('otra frase muy distinta 4')])
    expect(answers.map(codeOf)).toEqual(['ok', 'credentials/already-kept'])
    const [view] = running.credentials.ofAccount(machine.account)
    expect(await valueIn(running, view?.kept?.current.item ?? '')).toBe('mirlo, dintel y jarcia 9')
  })
})

describe('exposing a secret', () => {
  it('copies it from main, says only for how long, clears it after that, and is on record', async () => {
    const id = await keepOne(running, machine)
    const { item } = kept(id).current
    const copied = sure(await running.credentials.copy(ana(), id, item))
    expect(copied).toEqual({ lasts: 15_000 })
    expect(machine.clipboard.text).toBe(await valueIn(running, item))
    for (const act of running.timers) act()
    await expect.poll(() => machine.clipboard.text).toBe('')
    expect(running.credentials.ofAccount(machine.account)[0]?.history[0]).toMatchObject({ type: 'credential.copied', actor: 'person-1', which: 'current' })
  })

  it('reveals it once after the passphrase, and puts that on record', async () => {
    const id = await keepOne(running, machine)
    const { item } = kept(id).current
    expect(codeOf(await running.credentials.reveal(ana(), id, item, 'otra'))).toBe('session/wrong-passphrase')
    const before = running.credentials.ofAccount(machine.account)[0]?.history.length
    const revealed = sure(await running.credentials.reveal(ana(), id, item, PASSPHRASE))
    expect(revealed).toEqual({ value: await valueIn(running, item), lasts: 20_000 })
    expect([before, running.credentials.ofAccount(machine.account)[0]?.history.length]).toEqual([2, 3])
  })

  it('gives nothing to who is not an operator of the account, and nothing that is not one of its secrets', async () => {
    const id = await keepOne(running, machine)
    const { item } = kept(id).current
    expect(codeOf(await running.credentials.copy(machine.opened.context(3), id, item))).toBe('credentials/not-operator')
    expect(codeOf(await running.credentials.copy(machine.opened.context(3, ['administrator']), id, item))).toBe('ledger/role')
    expect(codeOf(await running.credentials.reveal(ana(), id, 'another' as ItemName, PASSPHRASE))).toBe('credentials/unknown-secret')
    expect(machine.clipboard.text).toBe('')
    expect(codeOf(await running.credentials.copy(machine.opened.context(3, ['security']), id, item))).toBe('ok')
  })

  it('leaves nothing on the clipboard and answers nothing when it cannot be put on record', async () => {
    const id = await keepOne(running, machine)
    const { item } = kept(id).current
    const full = start(machine, { ledger: (ledger) => ({ ...ledger, record: () => ({ ok: false, refusal: { code: 'ledger/disk-full' } }) }) })
    expect(codeOf(await full.credentials.copy(ana(), id, item))).toBe('ledger/disk-full')
    expect(machine.clipboard.text).toBe('')
    expect(codeOf(await full.credentials.reveal(ana(), id, item, PASSPHRASE))).toBe('ledger/disk-full')
  })
})

describe('changing a secret', () => {
  it('goes from why to done with both secrets at hand, and moves the due day', async () => {
    const { credentials } = running
    const id = await keepOne(running, machine, '2026-10-01')
    const old = kept(id).current.item
    sure(credentials.beginRotation(ana(), id, 'scheduled', ''))
    sure(await credentials.storePending(ana(), id, { kind: 'generated' }))
    const pending = kept(id).rotation?.pending?.item ?? ''
    expect([await valueIn(running, old), await valueIn(running, pending)].every((value) => value?.length === 20)).toBe(true)
    sure(await credentials.openPage(ana(), id, 'change-password'))
    expect(machine.links).toEqual(['https://x.com/settings/password'])
    sure(await credentials.copy(ana(), id, pending as ItemName))
    machine.opened.clock.advance(DAY)
    sure(await credentials.markChanged(ana(), id))
    expect(kept(id).due.day).toBe('2026-12-01')
    sure(await credentials.confirm(ana(), id))
    expect([kept(id).current.item, kept(id).due.day]).toEqual([pending, '2027-01-24'])
    expect(codeOf(await credentials.finish(ana(), id))).toBe('credentials/other-step')
    sure(credentials.review(ana(), id, { sessions: 'done', apps: 'done', recovery: 'done', 'second-factor': 'none' }))
    sure(await credentials.finish(ana(), id))
    expect([kept(id).rotation, kept(id).formers.map((former) => former.why)]).toEqual([undefined, ['replaced']])
    expect(running.credentials.ofAccount(machine.account)[0]?.history.map((act) => act.type.replace('credential.', '')).reverse()).toEqual([
      'reserved',
      'kept',
      'rotation-begun',
      'pending-stored',
      'platform-opened',
      'copied',
      'changed-there',
      'rotation-confirmed',
      'access-reviewed',
      'rotation-finished',
    ])
  })

  it('refuses as new the old one, or the old one touched up', async () => {
    const { credentials } = running
    const { credential } = sure(await typed('Caballo-grapa-lumbre-25'))
    sure(credentials.beginRotation(ana(), credential, 'scheduled', ''))
    expect(codeOf(await credentials.storePending(ana(), credential, { kind: 'typed', secret: 'Caballo-grapa-lumbre-25' }))).toBe('credentials/reused')
    expect(codeOf(await credentials.storePending(ana(), credential, { kind: 'typed', secret: 'Caballo-grapa-lumbre-26' }))).toBe('credentials/similar')
    expect(machine.keychain.items.size).toBe(1)
  })

  it('leaves what was when it is called off, and the unused secret can still be copied', async () => {
    const { credentials } = running
    const id = await keepOne(running, machine)
    const before = kept(id)
    sure(credentials.beginRotation(ana(), id, 'exposed', 'Se dictó por teléfono'))
    sure(await credentials.storePending(ana(), id, { kind: 'generated' }))
    sure(await credentials.openPage(ana(), id, 'change-password'))
    expect(codeOf(await credentials.cancel(ana(), id, '', false))).toBe('credentials/old-unproven')
    sure(await credentials.cancel(ana(), id, 'La plataforma no respondió', true))
    const { current, due, formers } = kept(id)
    expect([current, due]).toEqual([before.current, before.due])
    const [unused] = formers
    expect(unused?.why).toBe('discarded')
    expect(codeOf(await credentials.copy(ana(), id, unused?.item ?? ('' as ItemName)))).toBe('ok')
  })

  it('lets the platform refuse a secret and makes another, and keeps only the last two of the former ones', async () => {
    const { credentials } = running
    const id = await keepOne(running, machine)
    sure(credentials.beginRotation(ana(), id, 'scheduled', ''))
    for (let turn = 0; turn < 4; turn += 1) {
      sure(await credentials.storePending(ana(), id, { kind: 'generated' }))
      sure(await credentials.replacePending(ana(), id))
    }
    expect(kept(id).formers.length).toBe(2)
    // The account's own and the last two.
    expect(machine.keychain.items.size).toBe(3)
  })

  it('tries again to let go of what the keychain would not let go', async () => {
    const { credentials } = running
    const id = await keepOne(running, machine)
    sure(credentials.beginRotation(ana(), id, 'scheduled', ''))
    for (let turn = 0; turn < 3; turn += 1) {
      sure(await credentials.storePending(ana(), id, { kind: 'generated' }))
      if (turn === 2) machine.keychain.failOnce(1, 'locked')
      sure(await credentials.replacePending(ana(), id))
    }
    expect(machine.keychain.items.size).toBe(4)
    sure(await credentials.cancel(ana(), id, '', true))
    expect(machine.keychain.items.size).toBe(3)
  })

  it('is asked at once of every secret of an account in an incident', async () => {
    const { credentials } = running
    const id = await keepOne(running, machine)
    sure(await typed('mirlo, dintel y jarcia 9', { subject: 'Perfil de Ana' }))
    expect(sure(credentials.demandRotations(machine.opened.context(2, ['security']), machine.account, 'incident', 'INC-2026-001'))).toEqual({ demanded: 2 })
    expect(kept(id).due).toMatchObject({ cause: 'demanded', state: 'today' })
  })
})

describe('what is due', () => {
  it('comes the most pressing first, without the accounts that were closed', async () => {
    const { credentials } = running
    await keepOne(running, machine, '2026-09-01')
    sure(await typed('mirlo, dintel y jarcia 9', { subject: 'Perfil de Ana' }))
    expect(credentials.due().map((row) => [row.subject, row.due.state, row.due.daysLeft])).toEqual([
      ['', 'overdue', -22],
      ['Perfil de Ana', 'fine', 61],
    ])
    const accounts = accountsService({ ledger: machine.opened.ledger, clock: machine.opened.clock, networks, organization })
    sure(accounts.close(machine.opened.context(3, ['administrator']), machine.account, 'Baja'))
    expect(credentials.due()).toEqual([])
  })

  it('reaches the home screen of its operators and of who looks after all, one line for what was left half done', async () => {
    const { credentials } = running
    const id = await keepOne(running, machine, '2026-09-01')
    const accounts = accountsService({ ledger: machine.opened.ledger, clock: machine.opened.clock, networks, organization })
    const source = credentialsHomeSource(credentials, accounts)
    const seen = (person: string, role: 'operator' | 'security') =>
      source({ person: person as PersonId, roles: [role] }).map((item) => item.kind)
    expect([seen('person-1', 'operator'), seen('person-3', 'operator'), seen('person-3', 'security')]).toEqual([['rotation-due'], [], ['rotation-due']])
    sure(credentials.beginRotation(ana(), id, 'scheduled', ''))
    expect(seen('person-1', 'operator')).toEqual(['rotation-unfinished'])
  })

  it('is the same after the tables are built again from the events', async () => {
    const id = await keepOne(running, machine, '2026-09-01')
    sure(running.credentials.beginRotation(ana(), id, 'scheduled', ''))
    sure(await running.credentials.storePending(ana(), id, { kind: 'generated' }))
    sure(await running.credentials.markChanged(ana(), id))
    sure(await running.credentials.confirm(ana(), id))
    const dump = () => machine.opened.ledger.read.prepare('SELECT * FROM credentials_rows').all()
    const marks = () => machine.opened.ledger.read.prepare('SELECT * FROM credentials_marks ORDER BY kind, mark').all()
    const before = [dump(), marks(), running.credentials.due()]
    machine.opened.ledger.tables.rebuild()
    expect([dump(), marks(), running.credentials.due()]).toEqual(before)
  })
})

describe('a secret’s value', () => {
  it('is in no file of the data folder and in no event, whatever is done with it', async () => {
    const canary = 'Canario-8c1f-pluma-y-jarcia'
    const { credentials } = running
    const { credential } = sure(await typed(canary))
    const { item } = kept(credential).current
    sure(await credentials.copy(ana(), credential, item))
    sure(await credentials.reveal(ana(), credential, item, PASSPHRASE))
    sure(credentials.beginRotation(ana(), credential, 'scheduled', ''))
    const next = 'Segundo-canario-77b0-dintel'
    sure(await credentials.storePending(ana(), credential, { kind: 'typed', secret: next }))
    sure(await credentials.markChanged(ana(), credential))
    sure(await credentials.confirm(ana(), credential))
    const files = readdirSync(machine.opened.folder).map((file) => readFileSync(join(machine.opened.folder, file)))
    const everything = [...files, Buffer.from(JSON.stringify([credentials.ofAccount(machine.account), [...machine.keychain.items]]))]
    for (const secret of [canary, next])
      for (const form of [secret, Buffer.from(secret).toString('base64').slice(0, 30), Buffer.from(secret, 'utf16le')])
        expect(everything.some((bytes) => bytes.includes(form))).toBe(false)
    expect(files.length).toBeGreaterThan(0)
  })
})
