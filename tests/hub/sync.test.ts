import { createHash } from 'node:crypto'
import { closeSync, createReadStream, existsSync, ftruncateSync, mkdirSync, openSync, readFileSync, readSync, renameSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { hubWord } from '#shared/hub/status.ts'
import { type Instant, later, MINUTE } from '#shared/kernel/clock.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { PersonId, SignerId } from '#shared/ledger/event.ts'
import { organizationDecider } from '#shared/organization/decider.ts'
import { ORGANIZATION, type Signer } from '#shared/organization/organization.ts'
import { CHUNK, type PlacedEvent } from '#main/hub/hub.ts'
import { connectPostgresHub, hubLimits } from '#main/hub/postgres-hub.ts'
import { systemTimers } from '#main/session/system-timers.ts'
import { LARGEST_FILE } from '#shared/hub/largest-file.ts'
import type { Media } from '#shared/rules/content.ts'
import { tuningService } from '#main/modules/rules/tuning.ts'
import { officePiece } from '#shared/library/piece-decider.ts'
import { systemClock } from '#main/shell/system-clock.ts'
import { sure } from '#tests/kit/sure.ts'
import { testFolder } from '#tests/kit/test-folder.ts'
import { author, keyOf, signed } from './author.ts'
import { type Machine, type MachineOptions, type MachineParts, openMachine } from './machine.ts'
import { type OpenHub, openHub } from './open-hub.ts'
import { CLAIM_MINUTES } from '#shared/posts/post.ts'
import { post } from '#shared/posts/post-decider.ts'
import { approval, content, doPost, stageOf, submitted, tryPost } from './posts.ts'
import { openProxy } from './proxy.ts'

const people = {
  ana: author('ana', 'jd-01', ['operator']),
  berta: author('berta', 'central-cncs', ['reviewer']),
  carla: author('carla', 'central-cncs', ['reviewer']),
  diego: author('diego', 'jd-02', ['operator']),
  elia: author('elia', 'central-cncs', ['administrator']),
  flora: author('flora', 'central-unicom', ['security']),
}

let hub: OpenHub
const machines: Machine[] = []

beforeAll(async () => {
  hub = await openHub(inject('server'), 'sync', people)
})
afterAll(() => hub.close())
afterEach(async () => {
  for (const machine of machines.splice(0)) await machine.close()
})

function machine(who: keyof typeof people, change: Partial<MachineOptions> = {}, parts: MachineParts = {}): Machine {
  const { administrator: { signer, publicKey }, address, id } = hub
  const made = openMachine({ person: people[who], hub: id, root: { signer, publicKey }, address, login: hub.login(who), ...change }, parts)
  machines.push(made)
  made.unlock()
  return made
}

let posts = 0
const newPost = (): string => `p-${(posts += 1)}`

describe('what is done on one machine', () => {
  test('is on the others soon, and what they decide comes back', async () => {
    const [ana, berta] = [machine('ana'), machine('berta')]
    await Promise.all([ana.settled(), berta.settled()])
    const id = newPost()
    submitted(ana, id)
    await berta.until(() => stageOf(berta, id) === 'submitted', 'the post is in review')
    doPost(berta, id, { kind: 'claim' })
    doPost(berta, id, approval(berta, id))
    await ana.until(() => stageOf(ana, id) === 'approved', 'the decision came back')
    await Promise.all([ana.settled(), berta.settled()])
    expect(ana.record.hashAt(ana.record.head().position)).toBe(berta.record.hashAt(ana.record.head().position))
    expect((await ana.verify()).bad).toBeUndefined()
    expect((await berta.verify()).bad).toBeUndefined()
  })

  test("an office's ending reaches the reviewers and no other office, and is used there once one of them approved it", async () => {
    const [ana, berta, diego] = [machine('ana'), machine('berta'), machine('diego')]
    await Promise.all([ana.settled(), berta.settled(), diego.settled()])
    const id = `ending-${(posts += 1)}`
    const ending = { kind: 'ending', name: 'INETEL', use: '', text: 'Dudas: INETEL 800 433 2000.' } as const
    const on = (one: Machine) => {
      const state = one.ledger.state(officePiece, id)
      return state.kind === 'none' ? 'none' : `${state.approval.kind}, ${state.usable === null ? 'not in use' : 'in use'}`
    }
    sure(ana.ledger.record(ana.context(), officePiece, id, { kind: 'keep', piece: ending }))
    await berta.until(() => on(berta) === 'asked, not in use', 'the reviewer has it')
    sure(berta.ledger.record(berta.context(), officePiece, id, { kind: 'approve', expected: 1 }))
    await ana.until(() => on(ana) === 'given, in use', 'the approval came back')
    await Promise.all([ana.settled(), berta.settled()])
    await diego.sync.now()
    expect([on(diego), diego.record.quarantined(), (await ana.verify()).bad]).toEqual(['none', [], undefined])
  })

  test('rules of the institution hold on the machines of every office as soon as they are there, and no longer than they are on record', async () => {
    const [elia, ana] = [machine('elia'), machine('ana')]
    await Promise.all([elia.settled(), ana.settled()])
    const file = join(testFolder('own-rules'), 'review.yaml')
    writeFileSync(file, 'review:\n  reminders: [6, 12]\n  escalation: 20\n')
    const rulesOn = (one: Machine) =>
      tuningService({ ledger: one.ledger, nameOf: (person) => person, shippedFolder: fileURLToPath(new URL('../../resources/rules', import.meta.url)), ownFolder: '/nowhere', desk: { chooseFiles: async () => [file], choosePlace: async () => undefined } })
    const [theirs, here] = [rulesOn(elia), rulesOn(ana)]
    const shipped = here.inForce().rules.review
    sure(await theirs.tune(elia.context(), 'review', 'Elegir'))
    await ana.until(() => here.inForce().rules.review.escalation === 20, 'the rules came')
    expect(here.files().find((one) => one.file === 'review')).toMatchObject({ from: 'record', tuned: { name: 'elia' } })
    expect(here.untune(ana.context(), 'review')).toEqual(refuse('ledger/role'))
    sure(theirs.untune(elia.context(), 'review'))
    await ana.until(() => here.inForce().rules.review.escalation === shipped.escalation, 'they were taken back')
    expect((await ana.verify()).bad).toBeUndefined()
  })

  test('without network waits, shows at once, and is accepted later in its order', async () => {
    const line = await openProxy(() => hub.address.port)
    const berta = machine('berta')
    const ana = machine('ana', { address: { ...hub.address, port: line.port } })
    await ana.settled()
    await line.refuse()
    await ana.until(() => ana.status().link === 'offline', 'the lost line is noticed')
    const ids = Array.from({ length: 20 }, newPost)
    for (const id of ids) submitted(ana, id)
    expect(ids.map((id) => stageOf(ana, id))).toEqual(ids.map(() => 'submitted'))
    expect(ana.status().pending).toBe(40)
    await line.mend()
    await ana.settled()
    await berta.until(() => ids.every((id) => stageOf(berta, id) === 'submitted'), 'all are in review')
    await line.close()
  })

  test('is not on a machine of another office', async () => {
    const [ana, diego] = [machine('ana'), machine('diego')]
    await Promise.all([ana.settled(), diego.settled()])
    const id = newPost()
    submitted(ana, id)
    await ana.settled()
    await diego.sync.now()
    expect(stageOf(diego, id)).toBe('none')
    expect(diego.record.quarantined()).toEqual([])
  })
})

describe('two who decide at once', () => {
  test('are told apart: the second is told who decided, and nothing of theirs waits', async () => {
    const [ana, berta, carla] = [machine('ana'), machine('berta'), machine('carla')]
    await Promise.all([ana.settled(), berta.settled(), carla.settled()])
    const id = newPost()
    submitted(ana, id)
    await Promise.all([berta, carla].map((one) => one.until(() => stageOf(one, id) === 'submitted', 'the post is in review')))
    const answers = await Promise.all(
      [berta, carla].map((one) =>
        one.settle(async () => {
          const claimed = tryPost(one, id, { kind: 'claim' })
          return claimed.ok ? tryPost(one, id, approval(one, id)) : claimed
        }),
      ),
    )
    const refused = answers.filter((answer) => !answer.ok)
    expect(refused).toHaveLength(1)
    const first = answers[0]?.ok === true ? 'berta' : 'carla'
    expect(refused[0]).toEqual({ ok: false, refusal: { code: 'ledger/overtaken', detail: { person: first } } })
    for (const one of [berta, carla]) {
      await one.settled()
      expect(one.record.conflicts()).toEqual([])
    }
    expect(stageOf(berta, id)).toBe('approved')
    expect(stageOf(carla, id)).toBe('approved')
  })

  test('without network: the later one finds their decision among the conflicts, with both sides', async () => {
    const line = await openProxy(() => hub.address.port)
    const [ana, berta] = [machine('ana'), machine('berta')]
    const carla = machine('carla', { address: { ...hub.address, port: line.port } })
    const id = newPost()
    submitted(ana, id)
    await Promise.all([berta, carla].map((one) => one.until(() => stageOf(one, id) === 'submitted', 'the post is in review')))
    await line.refuse()
    doPost(carla, id, { kind: 'claim' })
    doPost(carla, id, { kind: 'return', expected: 1, reasons: ['spelling'] as never, note: 'Falta un acento.' }) // any reason will do
    doPost(berta, id, { kind: 'claim' })
    doPost(berta, id, approval(berta, id))
    await berta.settled()
    await line.mend()
    await carla.until(() => carla.record.conflicts().length > 0 && carla.record.pending().length === 0, 'the conflict is known')
    const conflicts = carla.record.conflicts()
    expect(conflicts.at(-1)?.mine.map(({ type }) => type)).toEqual(['post.returned'])
    expect(conflicts.at(-1)?.theirs.map(({ type, actor }) => `${type} ${actor}`)).toContain('post.approved berta')
    expect(stageOf(carla, id)).toBe('approved')
    await line.close()
  })
})

describe('a line', () => {
  test('that drops everything is noticed within 15 seconds, and mended by itself', async () => {
    const line = await openProxy(() => hub.address.port)
    const ana = machine('ana', { address: { ...hub.address, port: line.port } })
    await ana.settled()
    const began = performance.now()
    line.swallow()
    await ana.until(() => ana.status().link === 'offline', 'the silent line is noticed', 15_000)
    expect(performance.now() - began).toBeLessThan(15_000)
    const id = newPost()
    submitted(ana, id)
    await line.mend()
    await ana.settled(30_000)
    await line.close()
  })

  test('that is down is told since when, over locks and restarts, and anew once it was up in between', async () => {
    let ahead = 0
    const machineClock = { now: (): Instant => later(systemClock.now(), ahead) }
    const line = await openProxy(() => hub.address.port)
    const folder = testFolder('offline')
    const opened = () => machine('ana', { folder, address: { ...hub.address, port: line.port } }, { machineClock })
    const offline = (one: Machine) => one.until(() => one.status().link === 'offline', 'the lost line is noticed')
    const first = opened()
    await first.settled()
    await line.refuse()
    await offline(first)
    const { since } = first.status()
    await first.lock()
    ahead = 26 * 60 * MINUTE
    first.unlock()
    await offline(first)
    expect(first.status().since).toBe(since)
    await first.close()
    machines.splice(machines.indexOf(first), 1)
    const second = opened()
    await offline(second)
    expect(second.status().since).toBe(since)
    await line.mend()
    await second.settled(30_000)
    await line.refuse()
    await offline(second)
    expect(second.status().since > since).toBe(true)
    await line.close()
  })

  test('is closed when the app locks, and opened by the next unlock', async () => {
    const ana = machine('ana')
    await ana.settled()
    const lines = async () => Number((await hub.superuser.query("SELECT count(*) FROM pg_stat_activity WHERE usename = $1", [hub.login('ana').user])).rows[0]?.count)
    expect(await lines()).toBe(1)
    await ana.lock()
    expect(ana.status().link).toBe('locked')
    await expect.poll(lines).toBe(0)
    ana.unlock()
    await ana.settled()
  })
})

describe('a clock', () => {
  test('that is hours wrong does no harm and is told', async () => {
    const wrong = { now: (): Instant => later(systemClock.now(), 5 * 60 * MINUTE) }
    const ana = machine('ana', {}, { machineClock: wrong })
    await ana.settled()
    expect(Math.abs(ana.status().clockDifference + 5 * 60 * MINUTE)).toBeLessThan(2_000)
    const id = newPost()
    submitted(ana, id)
    await ana.settled()
    const at = ana.ledger.history(`post/${id}`)[0]?.at ?? ''
    expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(MINUTE)
  })

  test.each([5 * 60 * MINUTE, -5 * 60 * MINUTE])('that is %i ms wrong neither shortens nor lengthens a claim: it ends by the hub’s', async (wrong) => {
    const ana = machine('ana')
    const wrongly = { machineClock: { now: () => later(systemClock.now(), wrong) } }
    const [berta, carla] = [machine('berta', {}, wrongly), machine('carla', {}, wrongly)]
    const id = newPost()
    submitted(ana, id)
    await Promise.all([berta, carla].map((one) => one.until(() => stageOf(one, id) === 'submitted', 'the post is in review')))
    doPost(berta, id, { kind: 'claim' })
    await berta.settled()
    await carla.until(() => carla.ledger.history(`post/${id}`).some(({ type }) => type === 'post.claimed'), 'the claim is known')
    const claim = { kind: 'claim' } as const
    expect(tryPost(carla, id, claim)).toMatchObject({ ok: false, refusal: { code: 'posts/claimed' } })
    const inMinutes = (minutes: number) => carla.ledger.record({ ...carla.context(), now: later(systemClock.now(), minutes * MINUTE) }, post, id, claim)
    expect(inMinutes(CLAIM_MINUTES - 1)).toMatchObject({ ok: false, refusal: { code: 'posts/claimed' } })
    expect(inMinutes(CLAIM_MINUTES + 1).ok).toBe(true)
  })

  test('set hours ahead while there is no network: what is done then is not accepted, and said', async () => {
    let ahead = 0
    const machineClock = { now: (): Instant => later(systemClock.now(), ahead) }
    const line = await openProxy(() => hub.address.port)
    const ana = machine('ana', { address: { ...hub.address, port: line.port } }, { machineClock })
    await ana.settled()
    await line.refuse()
    ahead = 5 * 60 * MINUTE
    const id = newPost()
    submitted(ana, id)
    await line.mend()
    // Too far ahead to wait for: it is said, and kept.
    await ana.until(() => ana.record.conflicts().length > 0, 'the act is among the conflicts')
    expect(ana.record.conflicts()[0]?.refusal.code).toBe('hub/clock')
    await line.close()
  })
})

/** Writes an event into the hub as whoever owns the server could: nothing of the hub's own checks it. */
async function plant(event: PlacedEvent): Promise<void> {
  const columns = Object.keys(event)
  const values = columns.map((_, index) => `$${index + 1}`).join(', ')
  await hub.superuser.query('BEGIN')
  await hub.superuser.query(
    `INSERT INTO resguardo.events (position, accepted_at, login, ${columns.join(', ')}) SELECT position + 1, now(), 'postgres', ${values} FROM resguardo.head`,
    Object.values(event),
  )
  await hub.superuser.query('UPDATE resguardo.head SET position = position + 1, hash = $1', [event.hash])
  await hub.superuser.query('UPDATE resguardo.signers SET sequence = sequence + 1, head = $1 WHERE signer = $2', [event.hash, event.signer])
  await hub.superuser.query('UPDATE resguardo.streams SET version = version + 1 WHERE stream = $1', [event.stream])
  await hub.superuser.query('COMMIT')
}

/** The administrator's machine. */
function chiefMachine(): Machine {
  const { administrator: { person, signer, publicKey }, address, id } = hub
  const made = openMachine({ person: { person, signer, office: 'central-unicom', roles: ['administrator'] }, hub: id, root: { signer, publicKey }, address, login: hub.login('administrator') })
  machines.push(made)
  made.unlock()
  return made
}

describe('a signer that the record does not know yet', () => {
  test('sends nothing that would be refused: its acts wait, are told why, and are accepted once it is registered', async () => {
    const signer = `second-of-ana-${process.pid}`
    const ana = machine('ana', { person: { ...people.ana, signer } })
    await ana.until(() => ana.status().link === 'current', 'all is here')
    const id = newPost()
    submitted(ana, id)
    await ana.until(() => ana.status().why === 'hub/not-registered', 'it is told')
    expect(ana.record.conflicts()).toEqual([])
    const chief = chiefMachine()
    await chief.settled()
    const registration = { signer, person: people.ana.person, publicKey: keyOf(signer).publicKey, item: 'item', kind: 'person' } as Signer
    expect(chief.ledger.record(chief.context(), organizationDecider, ORGANIZATION, { kind: 'register-signer', signer: registration }).ok).toBe(true)
    await ana.settled()
    expect(ana.status().why).toBeUndefined()
    expect(stageOf(ana, id)).toBe('submitted')
  })
})

describe('a signer made with the recovery sheet', () => {
  test('is registered by the sheet’s signer while that is lent, and what it did meanwhile is accepted after it; without it all waits', async () => {
    const chief = chiefMachine()
    await chief.settled()
    const registered = (signer: string, kind: Signer['kind']): Signer => ({ signer, person: 'ana', publicKey: keyOf(signer).publicKey, item: 'item', kind }) as Signer
    const sheet = `sheet-of-ana-${process.pid}`
    const signer = `recovered-of-ana-${process.pid}`
    expect(chief.ledger.record(chief.context(), organizationDecider, ORGANIZATION, { kind: 'register-signer', signer: registered(sheet, 'recovery') }).ok).toBe(true)
    await chief.settled()

    const ana = machine('ana', { person: { ...people.ana, signer }, lent: [sheet] })
    await ana.until(() => ana.status().link === 'current', 'all is here')
    await ana.lock()
    const offline = openMachine({ person: { ...people.ana, signer }, hub: hub.id, root: { signer: hub.administrator.signer, publicKey: hub.administrator.publicKey }, address: hub.address, login: hub.login('ana'), folder: ana.folder, lent: [sheet] }, { connect: () => Promise.resolve(refuse('hub/unreachable')) })
    machines.push(offline)
    offline.unlock()
    const bySheet = { ...offline.context(), signer: sheet as SignerId }
    expect(offline.ledger.record(bySheet, organizationDecider, ORGANIZATION, { kind: 'register-signer', signer: registered(signer, 'person') }).ok).toBe(true)
    const id = newPost()
    submitted(offline, id)
    await offline.lock()

    const locked = machine('ana', { person: { ...people.ana, signer }, folder: ana.folder })
    await locked.until(() => locked.status().why === 'hub/not-registered', 'it is told')
    expect(locked.record.pending()).toHaveLength(3)
    await locked.lock()

    const again = machine('ana', { person: { ...people.ana, signer }, folder: ana.folder, lent: [sheet] })
    await again.settled()
    expect(again.record.conflicts()).toEqual([])
    expect(stageOf(again, id)).toBe('submitted')
    expect((await again.verify()).bad).toBeUndefined()
  })
})

describe('what a person sees', () => {
  test('grows with their roles: what they could not read before comes whole, and nothing is put aside', async () => {
    const [ana, diego] = [machine('ana'), machine('diego')]
    await Promise.all([ana.settled(), diego.settled()])
    const id = newPost()
    submitted(ana, id)
    submitted(diego, newPost())
    await ana.settled()
    await diego.settled()
    expect(stageOf(diego, id)).toBe('none')
    const chief = chiefMachine()
    await chief.settled()
    const changed = chief.ledger.record(chief.context(), organizationDecider, ORGANIZATION, { kind: 'change-roles', person: people.diego.person as PersonId, roles: ['operator', 'reviewer'] })
    expect(changed.ok).toBe(true)
    await chief.settled()
    await diego.until(() => stageOf(diego, id) === 'submitted', 'the post of the other office is here')
    // While everything is read anew the read tables stand still; they are made when the last of it is here.
    await diego.until(() => diego.ledger.read.prepare('SELECT count(*) FROM posts_rows WHERE id = ?').pluck().get(id) === 1, 'the read tables go on')
    await diego.settled()
    expect(diego.record.quarantined()).toEqual([])
    expect((await diego.verify()).bad).toBeUndefined()
    const grown = diego.readTables()
    diego.ledger.tables.rebuild()
    expect(diego.readTables()).toBe(grown)
  })

  test('is taken over from where it was cut off', async () => {
    const ana = machine('ana')
    await ana.settled()
    for (let post = 0; post < 150; post++) submitted(ana, newPost())
    await ana.settled(60_000)
    const line = await openProxy(() => hub.address.port)
    const folder = testFolder('resume')
    const options = { address: { ...hub.address, port: line.port }, folder }
    const first = machine('berta', options)
    await first.until(() => first.record.head().position > 20, 'it has begun')
    await line.refuse()
    await first.close()
    machines.splice(machines.indexOf(first), 1)
    await line.mend()
    const second = machine('berta', options)
    const begun = second.record.head().position
    expect(begun).toBeGreaterThan(20)
    await second.settled()
    expect(second.record.head()).toEqual(ana.record.head())
    await second.until(() => second.status().unexamined === undefined, 'every signature was examined')
    expect((await second.verify()).bad).toBeUndefined()
    await line.close()
  })

  test('keeps its places in chains through events that are not for them, when the file fails in the middle', async () => {
    const [ana, carla, diego] = [machine('ana'), machine('carla'), machine('diego')]
    await Promise.all([ana.settled(), carla.settled(), diego.settled()])
    const ids = [ana, diego, ana, diego].map((author) => {
      const id = newPost()
      submitted(author, id)
      return id
    })
    await Promise.all([ana.settled(), diego.settled()])
    const [, first, , last] = ids as [string, string, string, string] // four were made
    const folder = testFolder('between')
    const before = machine('diego', { folder })
    await before.settled()
    await before.close()
    machines.splice(machines.indexOf(before), 1)
    await carla.until(() => ids.every((id) => stageOf(carla, id) === 'submitted'), 'all are in review')
    for (const id of ids) {
      doPost(carla, id, { kind: 'claim' })
      doPost(carla, id, approval(carla, id))
    }
    await carla.settled()

    const failures: object[] = []
    const failing = machine('diego', { folder }, { warn: (message, detail = {}) => message === 'the exchange with the hub failed' && failures.push(detail) })
    failing.ledger.database.exec(`CREATE TEMP TRIGGER fails BEFORE INSERT ON main.events WHEN NEW.signer = '${people.carla.signer}' BEGIN SELECT RAISE(ABORT, 'the disk'); END`)
    await failing.until(() => failures.length > 0, 'it fails')
    await failing.close()
    machines.splice(machines.indexOf(failing), 1)

    const after = machine('diego', { folder })
    await after.settled()
    expect([first, last].map((id) => stageOf(after, id))).toEqual(['approved', 'approved'])
    expect(after.record.quarantined()).toEqual([])
    expect((await after.verify()).bad).toBeUndefined()
  })
})

const SPOKEN_FOR = 'a signature that a later one spoke for is worth nothing'

/** Appends with a member's own credentials, as somebody would who has left the app aside. */
async function appendRaw(who: keyof typeof people, event: PlacedEvent): Promise<unknown> {
  const connection = await hub.client(who)
  try {
    const { rows } = await connection.query<{ answers: unknown }>('SELECT answers FROM resguardo.append($1)', [JSON.stringify([{ id: event.id, events: [event] }])])
    return rows[0]?.answers
  } finally {
    await connection.end()
  }
}

/** The event after the newest of a stream and of a signer's chain, as the hub has them, signed. */
async function nextOf(who: keyof typeof people, said: Pick<PlacedEvent, 'stream' | 'type' | 'payload' | 'audience'>): Promise<PlacedEvent> {
  const { person, office, roles, signer } = people[who]
  const { rows } = await hub.superuser.query<{ version: number; sequence: number; head: string; newest: string }>(
    'SELECT (SELECT coalesce(max(version), 0) FROM resguardo.events WHERE stream = $1) AS version, sequence, s.head, h.hash AS newest FROM resguardo.signers s, resguardo.head h WHERE signer = $2',
    [said.stream, signer],
  )
  const [at] = rows
  if (at === undefined) throw new Error('no such signer')
  const place = { version: at.version + 1, signer_sequence: at.sequence + 1, previous: at.head, after: at.newest }
  const event = { id: `worthless-${(posts += 1)}`, schema: 1, actor: person, role: roles[0] ?? 'operator', office, at: new Date().toISOString(), signer, ...said, ...place }
  return signed(event, keyOf(signer).privateKey)
}

/** The same with a signature that is worth nothing. */
async function worthless(...event: Parameters<typeof nextOf>): Promise<PlacedEvent> {
  return { ...(await nextOf(...event)), signature: Buffer.alloc(64, 7).toString('base64') }
}

describe('an event with a worthless signature, which the hub cannot know', () => {
  test('counts for nothing on any machine, and its stream, its signer and the rest go on', async () => {
    const [ana, berta] = [machine('ana'), machine('berta')]
    const chief = chiefMachine()
    await Promise.all([ana.settled(), berta.settled(), chief.settled()])
    const id = newPost()
    submitted(ana, id)
    await Promise.all([ana.settled(), berta.until(() => stageOf(berta, id) === 'submitted', 'the post is in review')])
    await ana.lock()
    const institution = '{"kind":"institution"}'
    const registration = { signer: 'stolen', person: 'ana', publicKey: keyOf('stolen').publicKey, item: 'i', kind: 'recovery' }
    expect(await appendRaw('ana', await worthless('ana', { stream: 'organization/main', type: 'signer.registered', payload: JSON.stringify(registration), audience: institution }))).toMatchObject([{ kind: 'accepted' }])
    expect(await appendRaw('ana', await worthless('ana', { stream: `post/${id}`, type: 'post.withdrawn', payload: '{"revision":1}', audience: '{"kind":"review","office":"jd-01"}' }))).toMatchObject([{ kind: 'accepted' }])
    // The post is still in review, and is decided; the organization goes on; so does the signer in whose chain it was put.
    await berta.until(() => berta.record.quarantined().length === 2, 'both were put aside')
    doPost(berta, id, { kind: 'claim' })
    doPost(berta, id, approval(berta, id))
    const added = { name: 'Eva', post: 'Vocal', mail: 'eva@institucion.mx', roles: ['operator'], office: 'jd-01' }
    const recorded = chief.ledger.record(chief.context(), organizationDecider, ORGANIZATION, { kind: 'add-person', person: { id: 'eva', ...added } as never })
    expect(recorded.ok).toBe(true)
    await Promise.all([berta.settled(), chief.settled()])
    ana.unlock()
    const next = newPost()
    submitted(ana, next)
    await Promise.all([ana.settled(), berta.until(() => stageOf(berta, next) === 'submitted', 'the next post is in review')])
    await ana.until(() => stageOf(ana, id) === 'approved', 'the decision came back')
    await Promise.all([berta.settled(), chief.settled()])
    for (const one of [ana, berta, chief]) {
      // Who administers does not read posts.
      expect(one.record.quarantined().map(({ row, fault }) => `${row.type} ${fault}`)).toEqual(['signer.registered forged', ...(one === chief ? [] : ['post.withdrawn forged'])])
      expect(one.status()).toMatchObject({ pending: 0, conflicts: 0 })
      // An operator, a reviewer and an administrator: whoever is there is told.
      expect(hubWord(one.status(), one.context().roles)).toBe('aside')
      expect(one.ledger.state(organizationDecider, ORGANIZATION)).toMatchObject({ people: { eva: { name: 'Eva' } } })
      expect((await one.verify()).bad).toBeUndefined()
      const grown = one.readTables()
      one.ledger.tables.rebuild()
      expect(one.readTables()).toBe(grown)
    }
    // A machine that comes later finds the same from the first: who did not do it signed over it and did not speak for it.
    const said: string[] = []
    const carla = machine('carla', {}, { warn: (message) => said.push(message) })
    await carla.settled()
    await carla.until(() => carla.status().unexamined === undefined, 'every signature was examined')
    expect(said).not.toContain(SPOKEN_FOR)
    expect(carla.record.quarantined().map(({ row, fault }) => `${row.type} ${fault}`)).toEqual(['signer.registered forged', 'post.withdrawn forged'])
    expect(stageOf(carla, id)).toBe('approved')
    await berta.settled()
    expect(carla.readTables()).toBe(berta.readTables())
    expect((await carla.verify()).bad).toBeUndefined()
  })

  test('is told to the security lead, who does not read posts, by the machines that put it aside: soon, once each, with whose login it was', async () => {
    const { superuser } = hub
    const [ana, berta, flora] = [machine('ana'), machine('berta'), machine('flora')]
    await Promise.all([ana.settled(), berta.settled(), flora.settled()])
    const id = newPost()
    submitted(ana, id)
    await Promise.all([ana.settled(), berta.until(() => stageOf(berta, id) === 'submitted', 'the post is in review')])
    const began = Date.now()
    const bad = await worthless('ana', { stream: `post/${id}`, type: 'post.withdrawn', payload: JSON.stringify({ revision: 1, note: 'nada de esto viaja' }), audience: '{"kind":"review","office":"jd-01"}' })
    expect(await appendRaw('ana', bad)).toMatchObject([{ kind: 'accepted' }])
    const news = () => flora.record.asideElsewhere().filter(({ hash }) => hash === bad.hash)
    await flora.until(() => news().length === 1, 'the first machine told it')
    // Reviewers are woken at once, and who is told looks every five seconds.
    expect(Date.now() - began).toBeLessThan(9_000)
    await flora.until(() => news()[0]?.machines === 2, 'the second told it too')
    expect(news()).toMatchObject([{ fault: 'forged', noun: 'post', machines: 2, people: ['ana', 'berta'], held: false, attended: undefined }])
    const { position } = news()[0] ?? expect.unreachable()
    await flora.until(() => flora.sync.writer(position) !== undefined, 'over whose login it came')
    expect(flora.sync.writer(position)).toMatchObject({ person: 'ana', login: hub.login('ana').user, ended: false })
    expect(hubWord(flora.status(), ['security'])).toBe('aside')
    expect(flora.record.quarantined().filter(({ row }) => row.stream.startsWith('post/'))).toEqual([])
    expect(JSON.stringify(flora.ledger.read.prepare('SELECT * FROM aside_elsewhere').all())).not.toContain('nada de esto viaja')
    for (const one of [ana, berta]) expect(one.record.quarantined().find(({ row }) => row.id === bad.id)?.sent).toBeDefined()
    // What security leads find themselves is not told by a thousand machines.
    const { rows } = await superuser.query<{ streams: string[] }>("SELECT array_agg(DISTINCT split_part(e.stream, '/', 1)) AS streams FROM resguardo.aside a JOIN resguardo.events e USING (position)")
    expect(rows[0]?.streams).toEqual(['post'])
    // Looked at, it stays so, also when a machine that joins later tells it.
    flora.record.attendElsewhere(flora.record.asideElsewhere(), flora.context().now)
    flora.sync.tell()
    await flora.until(() => flora.status().elsewhere === 0, 'it was looked at')
    machine('carla')
    await flora.until(() => news()[0]?.machines === 3, 'a third machine told it')
    expect([flora.status().elsewhere, news()[0]?.attended === undefined]).toEqual([0, false])
    // Nobody tells twice, not even over a new connection.
    const count = async () => (await superuser.query('SELECT max(n) AS n, count(*) AS rows FROM resguardo.aside')).rows[0]
    const before = await count()
    await berta.lock()
    berta.unlock()
    await berta.settled()
    expect(await count()).toEqual(before)
  })

  test('that its signer speaks for with a later one is believed by a machine that joins until it was examined, and ends there as everywhere', async () => {
    const [ana, carla] = [machine('ana'), machine('carla')]
    await Promise.all([ana.settled(), carla.settled()])
    const id = newPost()
    submitted(ana, id)
    // A later event speaks for it in the same page only, and in one of more than 64 rows: pages begin at 500 at the earliest, whatever the tests before left on record.
    for (;;) {
      await ana.settled(60_000)
      const inPage = ana.record.head().position % 500
      if (inPage > 100 && inPage < 480) break
      submitted(ana, newPost())
    }
    await ana.lock()
    const [stream, audience] = [`post/${id}`, '{"kind":"review","office":"jd-01"}']
    const bad = await worthless('ana', { stream, type: 'post.withdrawn', payload: '{"revision":1}', audience })
    expect(await appendRaw('ana', bad)).toMatchObject([{ kind: 'accepted' }])
    expect(await appendRaw('ana', await nextOf('ana', { stream, type: 'post.withdrawn', payload: '{"other":1}', audience }))).toMatchObject([{ kind: 'accepted' }])
    await carla.until(() => carla.record.quarantined().some(({ row }) => row.id === bad.id), 'it was put aside')
    doPost(carla, id, { kind: 'claim' })
    doPost(carla, id, approval(carla, id))
    await carla.settled()
    const said: string[] = []
    const berta = machine('berta', {}, { warn: (message) => said.push(message) })
    await berta.settled(60_000)
    await berta.until(() => berta.status().unexamined === undefined, 'every signature was examined')
    expect(said).toContain(SPOKEN_FOR)
    const aside = (one: Machine) => one.record.quarantined().filter(({ row }) => row.stream === stream).map(({ row, fault }) => `${row.type} ${fault}`)
    expect(aside(berta)).toEqual(['post.withdrawn forged', 'post.withdrawn malformed'])
    expect(aside(carla)).toEqual(aside(berta))
    expect(stageOf(berta, id)).toBe('approved')
    expect(berta.readTables()).toBe(carla.readTables())
    expect((await berta.verify()).bad).toBeUndefined()

    // A hub that hands it over and is gone then cannot have it believed for longer.
    const folder = testFolder('unexamined')
    const cut = machine('berta', { folder })
    await cut.until(() => cut.record.holds(bad.id), 'it is believed')
    await cut.close()
    machines.splice(machines.indexOf(cut), 1)
    const alone = machine('berta', { folder }, { connect: () => Promise.resolve(refuse('hub/unreachable')) })
    expect(alone.record.holds(bad.id)).toBe(true)
    await alone.until(() => alone.status().unexamined === undefined, 'every signature was examined')
    expect(alone.status().link).not.toBe('current')
    expect(aside(alone)).toEqual(aside(berta))
    expect((await alone.verify()).bad).toBeUndefined()
  })
})

describe('an event that the hub should not have', () => {
  test('is put aside with what follows it in its stream, and the rest goes on', async () => {
    const [ana, berta] = [machine('ana'), machine('berta')]
    await Promise.all([ana.settled(), berta.settled()])
    const [bad, good] = [newPost(), newPost()]
    submitted(ana, bad)
    await berta.until(() => stageOf(berta, bad) === 'submitted', 'the post is in review')
    await ana.settled()
    await ana.lock()
    const last = berta.record.heldStream(`post/${bad}`).at(-1)
    if (last === undefined) throw new Error('the post is here')
    const { position: _position, hash: previous, signature: _signature, ...before } = last
    const forged = signed(
      { ...before, id: `forged-${bad}`, version: last.version + 2, type: 'post.approved', role: 'reviewer', signer_sequence: last.signer_sequence + 1, previous },
      keyOf(people.ana.signer).privateKey,
    )
    await plant(forged)
    await berta.sync.now()
    await berta.until(() => berta.record.barred().size === 1, 'it was put aside')
    expect(berta.record.quarantined().slice(-1).map(({ row, fault }) => `${row.id} ${fault}`)).toEqual([`${forged.id} out-of-stream`])
    expect(stageOf(berta, bad)).toBe('submitted')
    ana.unlock()
    await ana.settled()
    submitted(ana, good)
    await berta.until(() => stageOf(berta, good) === 'submitted', 'the next post is in review')
    // What is done on the stream that stands still here cannot be accepted, and is said.
    doPost(berta, bad, { kind: 'claim' })
    await berta.until(() => berta.record.conflicts().length === 1, 'the claim is among the conflicts')
    expect(berta.record.conflicts()[0]?.refusal.code).toBe('hub/stream-quarantined')
    expect((await berta.verify()).bad).toBeUndefined()
  })
})

describe('a file', () => {
  const bytes = Buffer.from(Array.from({ length: 600_000 }, (_, index) => (index * 7919) % 251))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const media: Media = { sha256, name: 'cartel.png', mime: 'image/png', size: bytes.length, alternative: { kind: 'missing' } }

  test('of a post comes to who may read it, goes on after a lost line, and is what its hash says', async () => {
    const line = await openProxy(() => hub.address.port)
    const ana = machine('ana')
    const berta = machine('berta', { address: { ...hub.address, port: line.port } })
    await Promise.all([ana.settled(), berta.settled()])
    mkdirSync(join(ana.folder, 'media'))
    writeFileSync(join(ana.folder, 'media', sha256), bytes)
    const arrived: string[] = []
    berta.files.onArrived((file) => arrived.push(file.sha256))
    doPost(ana, newPost(), { kind: 'draft', content: content('con cartel', [media]), correctionOf: null })
    await ana.until(() => ana.record.pending().length === 0 && ana.files.status().left === 0, 'the file is at the hub')
    const part = join(berta.folder, 'media', `${sha256}.part`)
    await berta.until(() => existsSync(part) || arrived.length > 0, 'its first piece is here')
    line.cut()
    await berta.until(() => arrived.length === 1, 'the file is here', 40_000)
    expect(readFileSync(join(berta.folder, 'media', sha256)).equals(bytes)).toBe(true)
    expect(existsSync(part)).toBe(false)
    await line.close()
  })

  /** Writes a file of that size, mostly holes, with something of its own in each chunk's place. Answers its SHA-256. */
  async function sparse(path: string, size: number): Promise<string> {
    const file = openSync(path, 'w')
    ftruncateSync(file, size)
    for (let at = 0; at < size; at += CHUNK) writeSync(file, Buffer.from(`chunk ${at}`), 0, undefined, at)
    closeSync(file)
    const hash = createHash('sha256')
    for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer)
    return hash.digest('hex')
  }
  const sentOf = async (file: string): Promise<number> => {
    const { rows } = await hub.superuser.query<{ count: number }>('SELECT count(*)::int AS count FROM resguardo.blob_parts WHERE sha256 = $1', [file])
    return rows[0]?.count ?? 0
  }

  test('of more than 64 MiB comes whole over a line that is cut, and events go between its pieces', { timeout: 300_000 }, async () => {
    const line = await openProxy(() => hub.address.port)
    const ana = machine('ana')
    const berta = machine('berta', { address: { ...hub.address, port: line.port } })
    await Promise.all([ana.settled(), berta.settled()])
    // Mostly holes, and something of its own in each chunk's place: what is lost, doubled or put elsewhere is another hash.
    const size = 66 * 1024 * 1024 + 12_345
    const film = await sparse(join(ana.folder, 'film'), size)
    mkdirSync(join(ana.folder, 'media'), { recursive: true })
    renameSync(join(ana.folder, 'film'), join(ana.folder, 'media', film))
    const memory = process.memoryUsage().arrayBuffers
    let most = 0
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().arrayBuffers - memory)), 20)
    const arrived: string[] = []
    berta.files.onArrived((file) => arrived.push(file.sha256))
    doPost(ana, newPost(), { kind: 'draft', content: content('con película', [{ ...media, name: 'pelicula.mp4', mime: 'video/mp4', sha256: film, size }]), correctionOf: null })
    await expect.poll(() => sentOf(film), { timeout: 60_000 }).toBeGreaterThan(100)
    const meanwhile = newPost()
    submitted(ana, meanwhile)
    await berta.until(() => stageOf(berta, meanwhile) === 'submitted', 'a post goes between its pieces', 10_000)
    expect(arrived).toEqual([])
    await ana.until(() => ana.files.status().left === 0, 'the file is at the hub', 120_000)
    const part = join(berta.folder, 'media', `${film}.part`)
    await berta.until(() => existsSync(part) && statSync(part).size > 20 * CHUNK, 'a part of it is here', 60_000)
    line.cut()
    await berta.until(() => arrived.length === 1, 'the file is here', 120_000)
    clearInterval(watch)
    expect(statSync(join(berta.folder, 'media', film)).size).toBe(size)
    // Both machines are this process: some chunks each, never the file.
    expect(most).toBeLessThan(64 * 1024 * 1024)
    const { rows } = await hub.superuser.query('SELECT (SELECT count(*)::int FROM resguardo.blob_parts WHERE sha256 = $1) AS parts, (SELECT count(*)::int FROM resguardo.blob_checked WHERE sha256 = $1) AS checked, moved FROM resguardo.blobs WHERE sha256 = $1', [film])
    expect(rows).toEqual([{ parts: 0, checked: 0, moved: null }])
    await line.close()
  })

  test('of which somebody sends other bytes is not taken, however large, and what was compared is not changed before it is in place', { timeout: 300_000 }, async () => {
    const ana = machine('ana')
    await ana.settled()
    const post = newPost()
    submitted(ana, post)
    await ana.settled()
    const size = 66 * 1024 * 1024
    const place = join(ana.folder, 'film')
    const film = await sparse(place, size)
    const file = openSync(place, 'r')
    const chunk = (at: number): Buffer => {
      const bytes = Buffer.alloc(CHUNK)
      readSync(file, bytes, 0, CHUNK, at * CHUNK)
      return bytes
    }
    const direct = sure(await connectPostgresHub(systemTimers, hubLimits)(hub.address, hub.login('ana')))
    const last = size / CHUNK - 1
    const send = async (at: number, bytes: Buffer) => direct.putChunk(film, `post/${post}`, size, at, bytes)
    const sendAll = async (changed: number | undefined) => {
      for (let at = 0; at < last; at++) sure(await send(at, at === changed ? Buffer.alloc(CHUNK, 9) : chunk(at)))
      return send(last, chunk(last))
    }
    expect(await sendAll(7)).toMatchObject({ ok: false, refusal: { code: 'hub/altered' } })
    // One at a time on the whole server, and nobody waits for it.
    await hub.superuser.query('BEGIN; LOCK TABLE resguardo.blob_turn IN EXCLUSIVE MODE')
    expect(sure(await sendAll(undefined))).toBe(false)
    await hub.superuser.query('ROLLBACK')
    expect(sure(await send(200, chunk(200)))).toBe(false)
    // Compared: what is sent now changes nothing of it.
    expect(sure(await send(200, Buffer.alloc(CHUNK, 9)))).toBe(false)
    expect(sure(await direct.fileState(film)).size).toBeUndefined()
    expect(sure(await send(last, chunk(last)))).toBe(true)
    expect(Buffer.from(sure(await direct.getChunk(film, 200)) ?? []).equals(chunk(200))).toBe(true)
    expect(Buffer.from(sure(await direct.getChunk(film, last)) ?? []).equals(chunk(last))).toBe(true)
    closeSync(file)
    await direct.close()
  })

  test('too large for the hub stays where it is, and is counted', async () => {
    const ana = machine('ana')
    await ana.settled()
    doPost(ana, newPost(), { kind: 'draft', content: content('muy grande', [{ ...media, sha256: 'ab'.repeat(32), size: LARGEST_FILE + 1 }]), correctionOf: null })
    await ana.settled()
    expect(ana.files.status().tooLarge).toBe(1)
  })
})
