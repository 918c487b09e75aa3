import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { readBundle } from '#shared/hub/bundle.ts'
import { ok, refuse } from '#shared/kernel/result.ts'
import { later, MINUTE } from '#shared/kernel/clock.ts'
import { incident } from '#shared/incidents/decider.ts'
import type { OfficeId, PersonId, SignerId } from '#shared/ledger/event.ts'
import { organizationDecider } from '#shared/organization/decider.ts'
import { ORGANIZATION } from '#shared/organization/organization.ts'
import type { Media } from '#shared/rules/content.ts'
import { sealed } from '#main/hub/bundle-attachments.ts'
import { systemRandomness } from '#main/keychain/randomness.ts'
import { openBundle } from '#main/hub/bundle-file.ts'
import { connectPostgresHub } from '#main/hub/postgres-hub.ts'
import { systemTimers } from '#main/session/system-timers.ts'
import { opening } from '#tests/unit/incidents/incident-kit.ts'
import { sure } from '#tests/kit/sure.ts'
import { author, sealingPair } from './author.ts'
import { type Machine, type MachineOptions, openMachine } from './machine.ts'
import { type OpenHub, openHub } from './open-hub.ts'
import { approval, content, doPost, stageOf, submitted } from './posts.ts'

const people = {
  ana: author('ana', 'jd-01', ['operator']),
  elena: author('elena', 'jd-01', ['operator']),
  olga: author('olga', 'jd-01', ['operator']),
  berta: author('berta', 'central-cncs', ['reviewer']),
  diego: author('diego', 'jd-02', ['operator']),
  sara: author('sara', 'central-cncs', ['reviewer', 'security']),
}
type Who = keyof typeof people | 'administrator'

let hub: OpenHub
let run = 0
const machines: Machine[] = []

beforeEach(async () => {
  hub = await openHub(inject('server'), `bundles-${(run += 1)}`, people)
})
afterEach(async () => {
  for (const machine of machines.splice(0)) await machine.close()
  await hub.close()
})

function optionsOf(who: Who, change: Partial<MachineOptions>): MachineOptions {
  const { administrator, address, id } = hub
  const person = who === 'administrator' ? administrator : people[who]
  return { person, hub: id, root: { signer: administrator.signer, publicKey: administrator.publicKey }, address, login: hub.login(who), ...change }
}

function machine(who: Who, network: boolean, change: Partial<MachineOptions> = {}): Machine {
  const made = openMachine(optionsOf(who, change), network ? {} : { connect: () => Promise.resolve(refuse('hub/unreachable')) })
  machines.push(made)
  made.unlock()
  return made
}

/** A machine, Ana's if nobody is named, that met the hub once and does not any more. */
async function apart(who: Who = 'ana'): Promise<Machine> {
  const once = machine(who, true)
  await once.settled()
  const { signer } = optionsOf(who, {}).person
  await expect.poll(async () => (await hub.superuser.query('SELECT FROM resguardo.carriage_keys WHERE signer = $1', [signer])).rowCount).toBe(1)
  await once.lock()
  return machine(who, false, { folder: once.folder })
}

async function fileFor(from: Machine, office: string): Promise<string> {
  return sure(await from.bundles.make(office, 'none')).text
}

async function verdict(to: Machine, text: string): Promise<string> {
  const taken = await to.bundles.take(text)
  return taken.ok ? 'taken' : taken.refusal.code
}

/** Everything a machine keeps: what a refused file must leave as it was. */
function kept(of: Machine): string {
  const { record } = of
  return JSON.stringify([of.readTables(), record.head(), record.pending(), record.quarantined(), of.carried.shown(), record.noted('bundle.carried')])
}

/** Posts of two offices, one of them decided. */
async function history(olga: Machine): Promise<void> {
  const [berta, diego] = [machine('berta', true), machine('diego', true)]
  await Promise.all([olga.settled(), berta.settled(), diego.settled()])
  submitted(olga, 'one')
  submitted(diego, 'foreign')
  await berta.until(() => stageOf(berta, 'one') === 'submitted' && stageOf(berta, 'foreign') === 'submitted', 'both are in review')
  for (const id of ['foreign', 'one']) {
    doPost(berta, id, { kind: 'claim' })
    doPost(berta, id, approval(berta, id))
  }
  await Promise.all([olga, berta, diego].map((one) => one.settled()))
  await olga.until(() => stageOf(olga, 'one') === 'approved', 'the decision came back')
  await olga.settled()
}

describe('a file', () => {
  test('makes two machines without network equal to one that used the hub, one after the other', async () => {
    const [olga, ana, elena] = [machine('olga', true), machine('ana', false), machine('elena', false)]
    await history(olga)
    const first = sure(await ana.bundles.take(await fileFor(olga, 'jd-01')))
    expect(first.events).toBeGreaterThan(5)
    expect(ana.readTables()).toBe(olga.readTables())
    expect(sure(await elena.bundles.take(await fileFor(ana, 'jd-01'))).events).toBe(first.events)
    expect(elena.readTables()).toBe(olga.readTables())
    expect(stageOf(elena, 'one')).toBe('approved')
    for (const one of [ana, elena]) expect((await one.verify()).bad).toBeUndefined()
  })

  test('carries what waits, which is shown as such, is not on record, and goes when the accepted act comes', async () => {
    const [olga, ana, elena] = [machine('olga', true), machine('ana', false), machine('elena', false)]
    await olga.settled()
    sure(await ana.bundles.take(await fileFor(olga, 'jd-01')))
    submitted(ana, 'waits')
    expect(sure(await elena.bundles.take(await fileFor(ana, 'jd-01'))).acts).toBe(2)
    expect(elena.carried.shown().map(({ actor, types }) => [actor, ...types])).toEqual([['ana', 'post.drafted'], ['ana', 'post.submitted']])
    expect(stageOf(elena, 'waits')).toBe('none')
    await ana.lock()
    const again = machine('ana', true, { folder: ana.folder })
    await again.settled()
    await olga.until(() => stageOf(olga, 'waits') === 'submitted', 'the act was accepted')
    sure(await elena.bundles.take(await fileFor(olga, 'jd-01')))
    expect(elena.carried.shown()).toEqual([])
    expect(elena.readTables()).toBe(olga.readTables())
  })

  test('settles what waits on the machine that takes it, and a hub met later goes on from it', async () => {
    const [olga, ana] = [machine('olga', true), machine('ana', false)]
    await history(olga)
    sure(await ana.bundles.take(await fileFor(olga, 'jd-01')))
    submitted(ana, 'after')
    await ana.lock()
    const again = machine('ana', true, { folder: ana.folder })
    await again.settled()
    await olga.until(() => stageOf(olga, 'after') === 'submitted', 'what was done on the file is accepted')
    await Promise.all([olga, again].map((one) => one.settled()))
    expect(again.readTables()).toBe(olga.readTables())
    expect(again.record.quarantined()).toEqual([])
    expect((await again.verify()).bad).toBeUndefined()
  })

  test('taken twice changes nothing', async () => {
    const [olga, ana] = [machine('olga', true), machine('ana', false)]
    await olga.settled()
    submitted(olga, 'twice')
    await olga.settled()
    const text = await fileFor(olga, 'jd-01')
    sure(await ana.bundles.take(text))
    const before = kept(ana)
    expect(sure(await ana.bundles.take(text))).toMatchObject({ events: 0, acts: 0 })
    expect(kept(ana)).toBe(before)
  })

  test('older than what the machine has is refused', async () => {
    const [olga, ana] = [machine('olga', true), machine('ana', false)]
    await olga.settled()
    const old = await fileFor(olga, 'jd-01')
    submitted(olga, 'newer')
    await olga.settled()
    sure(await ana.bundles.take(await fileFor(olga, 'jd-01')))
    const before = kept(ana)
    expect(await verdict(ana, old)).toBe('bundle/older')
    expect(kept(ana)).toBe(before)
  })
})

describe('what a machine without network did, brought to the hub by another', () => {
  test('is on record as if she had done it there, is decided, and comes back to her by file', async () => {
    const [olga, berta, ana] = [machine('olga', true), machine('berta', true), await apart()]
    submitted(ana, 'far')
    submitted(ana, 'away')
    expect(sure(await olga.bundles.take(await fileFor(ana, 'jd-01'))).acts).toBe(4)
    await berta.until(() => stageOf(berta, 'far') === 'submitted' && stageOf(berta, 'away') === 'submitted', 'both are in review')
    await olga.until(() => olga.carried.shown().length === 0, 'nothing of it waits')
    doPost(berta, 'far', { kind: 'claim' })
    doPost(berta, 'far', approval(berta, 'far'))
    await berta.settled()
    await olga.until(() => stageOf(olga, 'far') === 'approved', 'the decision is there')
    sure(await ana.bundles.take(await fileFor(olga, 'jd-01')))
    expect([ana.record.pending(), ana.record.conflicts(), stageOf(ana, 'far'), stageOf(ana, 'away')]).toEqual([[], [], 'approved', 'submitted'])
    expect(ana.readTables()).toBe(olga.readTables())
    for (const one of [olga, berta, ana]) expect([one.record.quarantined(), (await one.verify()).bad]).toEqual([[], undefined])
    // And so on: her chain goes on from what the hub has.
    submitted(ana, 'next')
    sure(await olga.bundles.take(await fileFor(ana, 'jd-01')))
    await berta.until(() => stageOf(berta, 'next') === 'submitted', 'the next is in review')
  })

  test('waits for her when somebody was first, is decided again when she has the news, and goes then', async () => {
    const [olga, first] = [machine('olga', true), machine('ana', true)]
    await Promise.all([olga, first].map((one) => one.settled()))
    doPost(olga, 'shared', { kind: 'draft', content: content('uno'), correctionOf: null })
    await olga.settled()
    await first.until(() => stageOf(first, 'shared') === 'draft', 'the draft is there')
    await first.lock()
    const ana = machine('ana', false, { folder: first.folder })
    doPost(ana, 'shared', { kind: 'submit', expected: 1, findings: [] })
    submitted(ana, 'own')
    const file = await fileFor(ana, 'jd-01')
    doPost(olga, 'shared', { kind: 'discard' })
    await olga.settled()
    sure(await olga.bundles.take(file))
    await olga.until(() => olga.carried.shown().every(({ state }) => state.kind === 'moved'), 'it was tried')
    expect(olga.carried.shown()).toHaveLength(3)
    sure(await ana.bundles.take(await fileFor(olga, 'jd-01')))
    expect(ana.record.conflicts()).toHaveLength(1)
    sure(await olga.bundles.take(await fileFor(ana, 'jd-01')))
    await olga.until(() => stageOf(olga, 'own') === 'submitted' && olga.carried.shown().length === 0, 'what could be done is on record')
  })

  test('is there once when she meets the hub in the very moment', async () => {
    const [olga, ana] = [machine('olga', true), await apart()]
    await olga.settled()
    submitted(ana, 'both')
    const file = await fileFor(ana, 'jd-01')
    await ana.lock()
    // What she signs now has other places than what she signed for the file: others' events came between.
    submitted(olga, 'between')
    await olga.settled()
    const connect = connectPostgresHub(systemTimers)
    let isFirst = true
    const again = openMachine(optionsOf('ana', { folder: ana.folder }), {
      connect: async (address, login) => {
        const connected = await connect(address, login)
        if (!connected.ok) return connected
        const real = connected.value
        return ok({
          ...real,
          async append(batches) {
            if (isFirst) {
              isFirst = false
              sure(await olga.bundles.take(file))
              await olga.until(() => stageOf(olga, 'both') === 'submitted', 'it was brought there first')
            }
            return real.append(batches)
          },
        })
      },
    })
    machines.push(again)
    again.unlock()
    await again.settled()
    expect(isFirst).toBe(false)
    await olga.until(() => olga.record.head().position === again.record.head().position, 'both have everything')
    expect([again.record.conflicts(), again.record.quarantined(), olga.carried.shown()]).toEqual([[], [], []])
    expect(again.readTables()).toBe(olga.readTables())
    expect(olga.ledger.database.prepare("SELECT count(*) FROM events WHERE stream = 'post/both'").pluck().get()).toBe(2)
  })

  test('waits for her machine when it never left a key, and goes when she connects', async () => {
    const [olga, ana] = [machine('olga', true), machine('ana', false)]
    await olga.settled()
    sure(await ana.bundles.take(await fileFor(olga, 'jd-01')))
    submitted(ana, 'unknown')
    sure(await olga.bundles.take(await fileFor(ana, 'jd-01')))
    expect(olga.carried.shown().map(({ state }) => state)).toEqual([{ kind: 'author' }, { kind: 'author' }])
    await ana.lock()
    await machine('ana', true, { folder: ana.folder }).settled()
    await olga.until(() => stageOf(olga, 'unknown') === 'submitted' && olga.carried.shown().length === 0, 'she connected')
  })

  test('is not entered any more from a file of before her last contact, when she says herself what stands', async () => {
    const [olga, ana] = [machine('olga', true), await apart()]
    await olga.settled()
    submitted(ana, 'older')
    const file = await fileFor(ana, 'jd-01')
    await ana.lock()
    // The key of a later contact: what she gave up meanwhile must not come back by an old file.
    const client = await hub.connect('ana')
    sure(await client.keepCarriageKey(people.ana.signer, Buffer.alloc(32, 9)))
    await client.close()
    sure(await olga.bundles.take(file))
    await olga.until(() => olga.carried.shown().every(({ state }) => state.kind === 'refused'), 'it was tried')
    expect(olga.carried.shown().map(({ state }) => state)).toEqual(Array.from({ length: 2 }, () => ({ kind: 'refused', refusal: expect.objectContaining({ code: 'hub/not-carried' }) as unknown })))
    await olga.sync.now()
    expect([olga.status().link, stageOf(olga, 'older')]).toEqual(['current', 'none'])
  })

  test('is entered by each who takes it as far as they may read it', async () => {
    const [berta, ana] = [machine('berta', true), await apart()]
    await berta.settled()
    sure(ana.ledger.record(ana.context(), incident, 'i1', { ...opening, knownAt: later(ana.context().now, -MINUTE) }))
    submitted(ana, 'readable')
    const file = await fileFor(ana, 'central-cncs')
    expect(sure(await berta.bundles.take(file)).acts).toBe(2)
    await berta.until(() => stageOf(berta, 'readable') === 'submitted', 'what she may read is in review')
    const sara = machine('sara', true)
    await sara.settled()
    sure(await sara.bundles.take(file))
    await sara.until(() => sara.carried.shown().every(({ state }) => state.kind === 'moved'), 'it was tried')
    expect(sara.carried.shown().map(({ types }) => types)).toEqual([['incident.opened']])
    sure(await ana.bundles.take(await fileFor(sara, 'jd-01')))
    sure(await sara.bundles.take(await fileFor(ana, 'central-cncs')))
    await sara.until(() => sara.carried.shown().length === 0 && sara.ledger.state(incident, 'i1').stage !== 'none', 'the incident is there')
  })

  test('settles on her machine also when she may not read it any more', async () => {
    const [olga, chief, ana] = [machine('olga', true), machine('administrator', true), await apart()]
    await Promise.all([olga.settled(), chief.settled()])
    submitted(ana, 'left')
    sure(await olga.bundles.take(await fileFor(ana, 'jd-01')))
    await olga.until(() => stageOf(olga, 'left') === 'submitted', 'it is on record')
    sure(chief.ledger.record(chief.context(), organizationDecider, ORGANIZATION, { kind: 'correct-person', person: people.ana.person as PersonId, correction: { name: 'Persona ana', post: 'Titular', mail: 'ana@ine.example', office: 'jd-02' as OfficeId } }))
    await chief.settled()
    await ana.lock()
    const again = machine('ana', true, { folder: ana.folder })
    await again.settled()
    expect([again.record.conflicts(), stageOf(again, 'left')]).toEqual([[], 'none'])
    expect((await again.verify()).bad).toBeUndefined()
  })

  test('does not vanish when somebody who was shown it gave its id to something of their own', async () => {
    const ana = await apart()
    doPost(ana, 'mine', { kind: 'draft', content: content('lo mío'), correctionOf: null })
    const [deed] = ana.record.signedActs()[0]?.deeds ?? []
    if (deed === undefined) return expect.unreachable()
    await ana.lock()
    const elena = await hub.connect('elena')
    const stolen = people.elena.does({ id: deed.id, stream: 'post/stolen', version: 1, type: deed.type, schema: deed.schema, payload: JSON.parse(deed.payload) as object, audience: JSON.parse(deed.audience) as never })
    expect(sure(await elena.append([{ id: 'stolen', events: stolen }]))).toMatchObject([{ kind: 'accepted' }])
    await elena.close()
    const again = machine('ana', true, { folder: ana.folder })
    await again.settled()
    expect(again.record.holds(deed.id)).toBe(true)
    expect(again.record.conflicts().map(({ refusal, mine }) => [refusal.code, mine[0]?.payload])).toEqual([['hub/known-id', JSON.parse(deed.payload)]])
  })

  test('leaves the exchange of who takes it as it is when the hub has no answer to it', async () => {
    const [olga, ana] = [machine('olga', true), await apart()]
    await olga.settled()
    doPost(ana, 'poison', { kind: 'draft', content: content('texto'), correctionOf: null })
    const file = await fileFor(ana, 'jd-01')
    await olga.lock()
    const connect = connectPostgresHub(systemTimers)
    let asked = 0
    const again = openMachine(optionsOf('olga', { folder: olga.folder }), {
      connect: async (address, login) => {
        const connected = await connect(address, login)
        if (!connected.ok) return connected
        return ok({ ...connected.value, carry: () => {
            asked += 1
            return Promise.resolve(refuse('hub/unreachable'))
          } })
      },
    })
    machines.push(again)
    again.unlock()
    await again.settled()
    sure(await again.bundles.take(file))
    await again.until(() => again.status().link === 'current' && again.carried.shown().every(({ state }) => state.kind === 'refused'), 'it is left alone', 30_000)
    expect(asked).toBe(2)
    submitted(again, 'hers')
    await again.settled()
  })

  test('is not entered where it is about the organization: its author’s machine does that', async () => {
    const [olga, chief] = [machine('olga', true), await apart('administrator')]
    await olga.settled()
    sure(chief.ledger.record(chief.context(), organizationDecider, ORGANIZATION, { kind: 'set-policies', policies: { rotationMonths: 3, reviewHours: 48, idleMinutes: 5 } }))
    const made = sure(await chief.bundles.make('jd-01', 'none'))
    expect(made).toMatchObject({ acts: 1, unplaced: 1 })
    sure(await olga.bundles.take(made.text))
    await olga.sync.now()
    expect(olga.carried.shown().map(({ state }) => state)).toEqual([{ kind: 'author' }])
    expect(olga.ledger.state(organizationDecider, ORGANIZATION)).not.toMatchObject({ policies: { rotationMonths: 3 } })
  })

  test('is refused with its whole file when a place in it was not signed by her for that act', async () => {
    const [olga, ana] = [machine('olga', true), await apart()]
    await olga.settled()
    submitted(ana, 'untrue')
    const place = ana.record.place.bind(ana.record)
    const before = kept(olga)
    for (const change of [{ version: 7 }, { signature: 'AAAA' }]) {
      Object.assign(ana.record, { place: (...asked: Parameters<typeof place>) => place(...asked).map((batch) => ({ ...batch, events: batch.events.map((event) => ({ ...event, ...change })) })) })
      expect(await verdict(olga, await fileFor(ana, 'jd-01'))).toBe('bundle/untrusted')
      expect(kept(olga)).toBe(before)
    }
  })
})

describe('a file is taken over whole or not at all', () => {
  test('a disk that fails in the middle of the merge leaves the machine as it was, and the same file can be taken then', async () => {
    const [olga, ana] = [machine('olga', true), machine('ana', false)]
    await history(olga)
    const text = await fileFor(olga, 'jd-01')
    const before = kept(ana)
    for (const at of [3, olga.record.head().position]) {
      // What the disk says of one row, late in the merge: everything before it was written.
      ana.ledger.database.exec(`CREATE TEMP TRIGGER fails BEFORE INSERT ON main.events WHEN NEW.position >= ${at} BEGIN SELECT RAISE(ABORT, 'the disk'); END`)
      // A fault or a refusal: either way it is not taken.
      expect(await verdict(ana, text).catch(() => 'fault')).not.toBe('taken')
      ana.ledger.database.exec('DROP TRIGGER fails')
      expect([kept(ana), ana.ledger.database.prepare('SELECT count(*) FROM event_links').pluck().get()]).toEqual([before, 0])
    }
    const pages = Number(ana.ledger.database.pragma('page_count', { simple: true }))
    ana.ledger.database.pragma(`max_page_count = ${pages + 1}`)
    expect(await verdict(ana, text)).toBe('ledger/disk-full')
    ana.ledger.database.pragma('max_page_count = 1073741823')
    expect(kept(ana)).toBe(before)
    expect(await verdict(ana, text)).toBe('taken')
    expect(ana.readTables()).toBe(olga.readTables())
  })

  test('a lock while it is checked stops it before anything is written', async () => {
    const [olga, ana] = [machine('olga', true), machine('ana', false)]
    await history(olga)
    const text = await fileFor(olga, 'jd-01')
    const before = kept(ana)
    const taking = verdict(ana, text)
    await ana.lock()
    expect(await taking).toBe('session/locked')
    expect(kept(ana)).toBe(before)
  })
})

describe('the files that events name', () => {
  const bytes = Buffer.from(Array.from({ length: 600_000 }, (_, index) => (index * 7919) % 251))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const media: Media = { sha256, name: 'cartel.png', mime: 'image/png', size: bytes.length, alternative: { kind: 'missing' } }

  /** A post with a picture that is only on its machine. */
  async function withPicture(on: Machine): Promise<void> {
    mkdirSync(join(on.folder, 'media'), { recursive: true })
    writeFileSync(join(on.folder, 'media', sha256), bytes)
    doPost(on, 'picture', { kind: 'draft', content: content('con cartel', [media]), correctionOf: null })
    await on.until(() => on.record.pending().length === 0 && on.files.status().left === 0, 'the post and its file are at the hub')
  }

  /** A bundle as it lies on a medium: its line, and what is attached. */
  async function written(from: Machine, office: string, which: 'none' | 'recent' | 'all') {
    const made = sure(await from.bundles.make(office, which))
    const pieces: Buffer[] = []
    for (const file of made.attached) {
      const handle = await open(file.path, 'r')
      for await (const piece of sealed(file, handle, systemRandomness)) pieces.push(piece)
      await handle.close()
    }
    return { ...made, attachment: Buffer.concat(pieces) }
  }

  const attachedOf = (attachment: Buffer) => ({ length: attachment.length, read: (at: number, length: number) => Promise.resolve(attachment.subarray(at, at + length)) })

  test('go along when asked for, sealed, and are kept where their events come; what was left out comes with the same file again', async () => {
    const [olga, ana] = [machine('olga', true), machine('ana', false)]
    await olga.settled()
    await withPicture(olga)
    expect(sure(await olga.bundles.filesFor('jd-01'))).toEqual({ recent: { count: 1, size: bytes.length }, all: { count: 1, size: bytes.length } })
    const without = await written(olga, 'jd-01', 'none')
    expect(without.attached).toEqual([])
    sure(await ana.bundles.take(without.text))
    expect(await ana.files.obtain(sha256)).toEqual({ kind: 'waiting' })
    const along = await written(olga, 'jd-01', 'recent')
    expect(along.attachment.includes(bytes.subarray(0, 64))).toBe(false)
    expect(sure(await ana.bundles.take(along.text, attachedOf(along.attachment)))).toMatchObject({ events: 0, files: 1, broken: 0 })
    expect(readFileSync(join(ana.folder, 'media', sha256)).equals(bytes)).toBe(true)
    expect(await ana.files.obtain(sha256)).toEqual({ kind: 'here' })
    // What is here goes on from here: the second machine's file has it too.
    expect((await written(ana, 'jd-01', 'all')).attached).toHaveLength(1)
  })

  test('of what a machine without network did go to the hub with it', async () => {
    const [olga, berta, ana] = [machine('olga', true), machine('berta', true), await apart()]
    await Promise.all([olga.settled(), berta.settled()])
    mkdirSync(join(ana.folder, 'media'), { recursive: true })
    writeFileSync(join(ana.folder, 'media', sha256), bytes)
    doPost(ana, 'far', { kind: 'draft', content: content('con cartel', [media]), correctionOf: null })
    const along = await written(ana, 'jd-01', 'all')
    expect(sure(await olga.bundles.take(along.text, attachedOf(along.attachment)))).toMatchObject({ acts: 1, files: 1 })
    await berta.until(() => stageOf(berta, 'far') === 'draft', 'the draft is there')
    await berta.files.obtain(sha256)
    await berta.until(() => existsSync(join(berta.folder, 'media', sha256)), 'its picture is there')
  })

  test('cut, altered or somebody else’s, they are not kept, and what the record says is', async () => {
    const [olga, ana, diego] = [machine('olga', true), machine('ana', false), machine('diego', true)]
    await Promise.all([olga.settled(), diego.settled()])
    await withPicture(olga)
    // Nobody of the other office may read that post.
    expect(sure(await olga.bundles.filesFor('jd-02'))).toMatchObject({ all: { count: 0 } })
    const { text, attachment } = await written(olga, 'jd-01', 'all')
    const before = kept(ana)
    expect(await ana.bundles.take(text, attachedOf(attachment.subarray(0, -1)))).toMatchObject({ refusal: { code: 'bundle/incomplete' } })
    expect(await ana.bundles.take(text)).toMatchObject({ refusal: { code: 'bundle/incomplete' } })
    expect(await ana.bundles.take(text, attachedOf(Buffer.concat([attachment, Buffer.of(0)])))).toMatchObject({ refusal: { code: 'bundle/altered' } })
    expect(kept(ana)).toBe(before)
    const changed = Buffer.from(attachment)
    changed[300_000] = (changed[300_000] ?? 0) ^ 1
    expect(sure(await ana.bundles.take(text, attachedOf(changed)))).toMatchObject({ files: 0, broken: 1 })
    expect(stageOf(ana, 'picture')).toBe('draft')
    expect(readdirSync(join(ana.folder, 'media'))).toEqual([])
    expect(sure(await ana.bundles.take(text, attachedOf(attachment)))).toMatchObject({ events: 0, files: 1, broken: 0 })
  })
})

describe('who may read a file', () => {
  test('each recipient finds in it what row security shows them, and nothing else', async () => {
    const berta = machine('berta', true)
    const olga = machine('olga', true)
    await history(olga)
    await berta.settled()
    submitted(olga, 'private-one')
    await olga.settled()
    await berta.until(() => stageOf(berta, 'private-one') === 'submitted', 'the reviewer has it')
    const diego = machine('diego', false)
    sure(await diego.bundles.take(await fileFor(berta, 'jd-02')))
    expect(stageOf(diego, 'foreign')).toBe('approved')
    expect(stageOf(diego, 'one')).toBe('none')
    const signer = people.diego.signer as SignerId
    const opened = await openBundle(sure(readBundle(await fileFor(berta, 'jd-02'))), { signer, agree: sealingPair(signer).agree })
    expect(opened?.join('')).toContain('foreign')
    expect(opened?.join('')).not.toContain('private-one')
    expect((await diego.verify()).bad).toBeUndefined()
  })

  test('another office cannot open it, not even by claiming to be a recipient', async () => {
    const [olga, diego] = [machine('olga', true), machine('diego', false)]
    await olga.settled()
    const text = await fileFor(olga, 'jd-01')
    expect(await verdict(diego, text)).toBe('bundle/other-office')
    const bundle = sure(readBundle(text))
    const foreign = sealingPair(people.diego.signer)
    for (const { signer } of bundle.recipients) expect(await openBundle(bundle, { signer: signer as SignerId, agree: foreign.agree })).toBeUndefined()
    expect(text).not.toContain('Persona')
  })

  test('an office where nobody has a key yet gets no file', async () => {
    const olga = machine('olga', true)
    await olga.settled()
    expect(await olga.bundles.make('jd-99', 'none')).toMatchObject({ refusal: { code: 'bundle/nobody' } })
    expect(olga.bundles.offices().toSorted((one, other) => one.office.localeCompare(other.office))).toEqual([
      { office: 'central-cncs', machines: 2, without: 0 },
      { office: 'central-unicom', machines: 1, without: 0 },
      { office: 'jd-01', machines: 2, without: 0 },
      { office: 'jd-02', machines: 1, without: 0 },
    ])
  })
})

describe('a file is refused, and nothing changes', () => {
  test('when any byte of it was changed, or its end is missing', async () => {
    const [olga, ana] = [machine('olga', true), machine('ana', false)]
    await olga.settled()
    submitted(olga, 'flipped')
    await olga.settled()
    const bytes = Buffer.from(await fileFor(olga, 'jd-01'), 'utf8')
    const before = kept(ana)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ mask
        expect(await verdict(ana, changed.toString('utf8'))).not.toBe('taken')
      }),
      { numRuns: 300 },
    )
    for (const at of [bytes.length - 2, bytes.length - 5, bytes.length - 90]) {
      // The last characters are the signature and the end: base64 has spare bits there.
      for (let mask = 1; mask < 256; mask += 1) {
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ mask
        expect(await verdict(ana, changed.toString('utf8'))).not.toBe('taken')
      }
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), async (length) => {
        expect(['bundle/incomplete', 'bundle/unreadable']).toContain(await verdict(ana, bytes.subarray(0, length).toString('utf8')))
      }),
      { numRuns: 100 },
    )
    expect(kept(ana)).toBe(before)
    expect(await verdict(ana, bytes.toString('utf8'))).toBe('taken')
  })

  test('when it is of another record', async () => {
    const [olga, ana] = [machine('olga', true), machine('ana', false, { hub: 'another' })]
    await olga.settled()
    expect(await verdict(ana, await fileFor(olga, 'jd-01'))).toBe('bundle/other-hub')
    expect(ana.record.head().position).toBe(0)
  })

  test('when its maker was revoked, also if that is known from another file', async () => {
    const [olga, elena, administrator] = [machine('olga', true), machine('elena', true), machine('administrator', true)]
    await Promise.all([olga, elena, administrator].map((one) => one.settled()))
    const text = await fileFor(olga, 'jd-01')
    sure(administrator.ledger.record(administrator.context(), organizationDecider, ORGANIZATION, { kind: 'revoke-signer', signer: people.olga.signer as SignerId, reason: 'equipo perdido' }))
    await administrator.settled()
    await elena.until(() => elena.record.head().position >= administrator.record.head().position, 'the revocation is there')
    const before = kept(elena)
    expect(await verdict(elena, text)).toBe('bundle/revoked')
    expect(kept(elena)).toBe(before)
    // Recipients who have it from somebody else know it too.
    const ana = machine('ana', false)
    sure(await ana.bundles.take(await fileFor(elena, 'jd-01')))
    expect(await verdict(ana, text)).toBe('bundle/revoked')
  })

  test('when an event in it was not done by who it names', async () => {
    const [olga, ana] = [machine('olga', true), machine('ana', false)]
    await olga.settled()
    submitted(olga, 'untrue')
    await olga.settled()
    // The maker's own record was changed: the file is theirs and whole, what it carries is not.
    olga.ledger.database.exec("DROP TRIGGER IF EXISTS events_never_change; UPDATE events SET payload = replace(payload, 'texto', 'dicho') WHERE type = 'post.drafted'")
    const before = kept(ana)
    expect(await ana.bundles.take(await fileFor(olga, 'jd-01'))).toMatchObject({ refusal: { code: 'bundle/untrusted', detail: { fault: 'altered' } } })
    expect(kept(ana)).toBe(before)
  })
})
