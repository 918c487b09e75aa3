import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ok, refuse } from '#shared/kernel/result.ts'
import type { SignerId } from '#shared/ledger/event.ts'
import { askAgain } from '#main/ledger/ask-again.ts'
import { type EventRow, NO_PREVIOUS } from '#main/ledger/canonical.ts'
import { backUp, isSoundFile } from '#main/ledger/backup.ts'
import { verify } from '#main/ledger/verify.ts'
import { linkOf } from '#tests/kit/link-of.ts'
import { type TestLedger, testSigning } from '#tests/kit/test-ledger.ts'
import { counter, counters, filler } from './counter.ts'
import { freshHash, openShared, pull, push, readHash, type SmallHub, smallHub } from './shared-kit.ts'

let hub: SmallHub
let kit: TestLedger
beforeEach(() => {
  hub = smallHub()
  kit = openShared(hub)
})
afterEach(() => kit.close())

const rows = () => kit.ledger.read.prepare('SELECT stream, value FROM counters_rows ORDER BY stream').all()
const own = (stream: string, by: number) => kit.ledger.record(kit.context(1), counter, stream, { by })
const isAsFresh = () => expect(readHash(kit.ledger.database, [counters])).toBe(freshHash(kit, [counters]))

test('in a shared record an act waits and is seen at once, in state, history and read tables', () => {
  expect(own('a', 3)).toMatchObject({ ok: true, value: { state: 3, events: [{ version: 1, pending: true }] } })
  expect(kit.ledger.state(counter, 'a')).toBe(3)
  expect(kit.ledger.history('counter/a')).toMatchObject([{ payload: { by: 3 }, pending: true }])
  expect(rows()).toEqual([{ stream: 'counter/a', value: 3 }])
  expect(kit.ledger.shared.pending()).toMatchObject([{ streams: ['counter/a'], types: ['counter.moved'], actor: 'person-1', signer: 'signer-1' }])
  expect(kit.ledger.database.prepare('SELECT count(*) FROM events').pluck().get()).toBe(3)
})

test('an act over several streams is one act', () => {
  kit.ledger.transaction(kit.context(1), (record) => {
    record(counter, 'a', { by: 1 })
    return record(counter, 'b', { by: 2, twice: true })
  })
  expect(kit.ledger.shared.pending()).toMatchObject([{ streams: ['counter/a', 'counter/b'], types: ['counter.moved', 'counter.moved', 'counter.moved'] }])
})

test('a refused act leaves nothing that waits', () => {
  const refused = kit.ledger.transaction(kit.context(1), (record) => {
    record(counter, 'a', { by: 1 })
    return record(counter, 'b', { by: -2 })
  })
  expect(refused).toEqual(refuse('counter/below-zero', { state: 0 }))
  expect(kit.ledger.shared.pending()).toEqual([])
  expect(rows()).toEqual([])
  expect(own('a', 1)).toMatchObject({ ok: true, value: { state: 1 } })
})

test('an accepted act is settled when it comes back, and what it did has its place in the record', () => {
  own('a', 3)
  own('a', 4)
  expect(push(kit, hub)).toEqual(['accepted', 'accepted'])
  expect(pull(kit, hub)).toMatchObject({ accepted: 2, conflicts: [] })
  expect(kit.ledger.shared.pending()).toEqual([])
  expect(kit.ledger.history('counter/a')).toMatchObject([{ position: 4, version: 1 }, { position: 5, version: 2 }])
  expect(kit.ledger.history('counter/a').some(({ pending }) => pending)).toBe(false)
  expect(rows()).toEqual([{ stream: 'counter/a', value: 7 }])
})

test('an act is settled even if its answer was lost and it is pushed again', () => {
  own('a', 3)
  push(kit, hub)
  expect(push(kit, hub)).toEqual(['again'])
  pull(kit, hub)
  expect(hub.rows).toHaveLength(4)
  expect(kit.ledger.shared.pending()).toEqual([])
})

test("another's event goes below what waits, which is decided again on it", () => {
  own('a', 3)
  hub.moved(2, [{ stream: 'a', by: 10 }])
  pull(kit, hub)
  expect(kit.ledger.history('counter/a')).toMatchObject([{ payload: { by: 10 }, version: 1 }, { payload: { by: 3 }, version: 2, pending: true }])
  expect(kit.ledger.state(counter, 'a')).toBe(13)
  isAsFresh()
  expect(push(kit, hub)).toEqual(['accepted'])
  pull(kit, hub)
  expect(rows()).toEqual([{ stream: 'counter/a', value: 13 }])
})

test('an act that the new state refuses goes to the conflicts, with both sides, and what leaned on it with it', () => {
  hub.moved(2, [{ stream: 'a', by: 5 }])
  pull(kit, hub)
  own('a', -4)
  own('b', 7)
  own('a', -1)
  hub.moved(2, [{ stream: 'a', by: -3 }])
  const merged = pull(kit, hub)
  expect(merged).toMatchObject({ accepted: 1, settled: [] })
  expect(kit.ledger.shared.conflicts()).toMatchObject([
    { id: merged.conflicts[0], refusal: { code: 'counter/below-zero' }, mine: [{ type: 'counter.moved', payload: { by: -4 } }], theirs: [{ payload: { by: -3 }, actor: 'person-2' }] },
  ])
  // The last act is allowed without the one it followed.
  expect(kit.ledger.shared.pending()).toMatchObject([{ streams: ['counter/b'] }, { streams: ['counter/a'] }])
  expect(rows()).toEqual([{ stream: 'counter/a', value: 1 }, { stream: 'counter/b', value: 7 }])
  isAsFresh()
  const [conflict] = kit.ledger.shared.conflicts()
  expect(kit.ledger.shared.dismiss(conflict?.id ?? '')).toEqual(ok(undefined))
  expect(kit.ledger.shared.conflicts()).toEqual([])
  expect(kit.ledger.shared.dismiss('nothing')).toEqual(refuse('ledger/unknown-conflict'))
})

test('an act that the hub refuses goes to the conflicts, and what leaned on it is decided again', () => {
  own('a', 5)
  own('a', -4)
  const [first] = kit.ledger.shared.pending()
  const merged = kit.ledger.shared.refuse(first?.id ?? '', { code: 'hub/role' }, kit.clock.now())
  expect(merged.conflicts).toHaveLength(2)
  expect(kit.ledger.shared.conflicts().map(({ refusal }) => refusal.code).toSorted()).toEqual(['counter/below-zero', 'hub/role'])
  expect(rows()).toEqual([])
  expect(kit.ledger.state(counter, 'a')).toBe(0)
})

test("a signer's acts are placed in order, up to one that leans on another person's that waits", () => {
  own('a', 1)
  kit.ledger.record(kit.context(2), counter, 'b', { by: 1 })
  own('b', 1)
  own('c', 1)
  const placed = kit.ledger.shared.place('signer-1' as SignerId, 10)
  expect(placed.map(({ events }) => events.map(({ stream }) => stream))).toEqual([['counter/a']])
  expect(push(kit, hub, 2)).toEqual(['accepted'])
  pull(kit, hub)
  expect(kit.ledger.shared.place('signer-1' as SignerId, 10)).toHaveLength(3)
  expect(kit.ledger.shared.place('signer-1' as SignerId, 2)).toHaveLength(2)
})

test('an act whose events come back in two slices is settled with the second', () => {
  kit.ledger.record(kit.context(1), counter, 'a', { by: 3, twice: true })
  const { events } = kit.ledger.shared.place('signer-1' as SignerId, 1)[0] ?? { events: [] }
  hub.append(events)
  expect(pull(kit, hub, 1)).toMatchObject({ accepted: 1, settled: [] })
  expect(kit.ledger.state(counter, 'a')).toBe(6)
  expect(kit.ledger.shared.place('signer-1' as SignerId, 10)).toEqual([])
  isAsFresh()
  expect(pull(kit, hub).settled).toHaveLength(1)
  expect(kit.ledger.shared.pending()).toEqual([])
  isAsFresh()
})

test('what waits is still there after a restart, and can still be taken off again', () => {
  own('a', 3)
  kit = kit.reopen()
  expect(rows()).toEqual([{ stream: 'counter/a', value: 3 }])
  hub.moved(2, [{ stream: 'a', by: 10 }])
  pull(kit, hub)
  expect(rows()).toEqual([{ stream: 'counter/a', value: 13 }])
  isAsFresh()
})

/** The same machine, with a signer that can be locked. */
function lockable() {
  kit.close()
  hub = smallHub()
  let locked = false
  kit = openShared(hub, [counters], undefined, { able: () => !locked, sign: testSigning.sign })
  return { lock: (is: boolean) => (locked = is) }
}

test('an act that comes out otherwise is signed anew if its author is unlocked, and waits for them if not', () => {
  const signer = lockable()
  kit.ledger.record(kit.context(1), filler, 'a', { by: 8 })
  signer.lock(true)
  hub.moved(2, [{ stream: 'a', by: 5 }], 0, 'filled')
  expect(pull(kit, hub)).toMatchObject({ accepted: 1, conflicts: [], settled: [] })
  expect(kit.ledger.state(filler, 'a')).toBe(10)
  expect(kit.ledger.shared.pending()).toMatchObject([{ again: true }])
  isAsFresh()
  expect(() => kit.ledger.shared.place('signer-1' as SignerId, 10)).toThrow('not unlocked')

  signer.lock(false)
  expect(push(kit, hub)).toEqual(['accepted'])
  expect(kit.ledger.shared.pending().some(({ again }) => again)).toBe(false)
  pull(kit, hub)
  expect(kit.ledger.history('filled/a').map(({ payload }) => payload)).toEqual([{ by: 5 }, { by: 5 }])
  isAsFresh()
})

test('an act of which nothing is left to do is settled', () => {
  kit.ledger.record(kit.context(1), filler, 'a', { by: 8 })
  hub.moved(2, [{ stream: 'a', by: 10 }], 0, 'filled')
  expect(pull(kit, hub).settled).toHaveLength(1)
  expect(kit.ledger.shared.pending()).toEqual([])
  isAsFresh()
})

test('what was asked is not decided and signed anew when somebody changed it in the file', () => {
  kit.ledger.record(kit.context(1), filler, 'a', { by: 2 })
  kit.ledger.database.prepare('UPDATE pending SET commands = ?').run(JSON.stringify([{ noun: 'filled', id: 'a', command: { by: 1000 } }]))
  hub.moved(2, [{ stream: 'a', by: 1 }], 0, 'filled')
  pull(kit, hub)
  expect(kit.ledger.shared.pending()).toEqual([])
  expect(kit.ledger.shared.conflicts()).toMatchObject([{ refusal: { code: 'ledger/act-altered' } }])
})

test('an act that could not stand is done again on the state as it is, and its conflict goes when that is accepted', () => {
  hub.moved(2, [{ stream: 'a', by: 5 }])
  pull(kit, hub)
  own('a', -4)
  hub.moved(2, [{ stream: 'a', by: -3 }])
  pull(kit, hub)
  const again = askAgain(kit.ledger, [counter])
  const [conflict] = kit.ledger.shared.conflicts()
  const asked = conflict?.asked ?? []
  expect(asked).toEqual([{ noun: 'counter', id: 'a', command: { by: -4 } }])
  // Not yet: there are only two left.
  expect(again.refusal(kit.context(1), asked)).toEqual({ code: 'counter/below-zero', detail: { state: 2 } })
  expect(again.record(kit.context(1), asked)).toEqual(refuse('counter/below-zero', { state: 2 }))
  hub.moved(2, [{ stream: 'a', by: 7 }])
  pull(kit, hub)
  expect(again.refusal(kit.context(1), asked)).toBeUndefined()
  expect(kit.ledger.shared.pending()).toEqual([])
  expect(again.record(kit.context(1), asked)).toEqual(ok(undefined))
  kit.ledger.shared.repeated(conflict?.id ?? '', kit.ledger.shared.pending()[0]?.id ?? '')
  expect(kit.ledger.shared.conflicts()).toEqual([])
  push(kit, hub)
  pull(kit, hub)
  expect([kit.ledger.state(counter, 'a'), kit.ledger.shared.pending(), kit.ledger.shared.conflicts()]).toEqual([5, [], []])
  expect(kit.ledger.database.prepare('SELECT count(*) FROM conflicts').pluck().get()).toBe(0)
  isAsFresh()
})

test('what is done again and cannot stand either takes the place of the conflict it was made from', () => {
  hub.moved(2, [{ stream: 'a', by: 5 }])
  pull(kit, hub)
  own('a', -4)
  hub.moved(2, [{ stream: 'a', by: -3 }, { stream: 'a', by: 7 }, { stream: 'a', by: -7 }])
  pull(kit, hub)
  hub.moved(2, [{ stream: 'a', by: 7 }])
  pull(kit, hub)
  const again = askAgain(kit.ledger, [counter])
  const [conflict] = kit.ledger.shared.conflicts()
  expect(again.record(kit.context(1), conflict?.asked ?? [])).toEqual(ok(undefined))
  kit.ledger.shared.repeated(conflict?.id ?? '', kit.ledger.shared.pending()[0]?.id ?? '')
  hub.moved(2, [{ stream: 'a', by: -8 }])
  const merged = pull(kit, hub)
  expect(kit.ledger.shared.conflicts()).toMatchObject([{ id: merged.conflicts[0], repeats: true, asked: conflict?.asked, theirs: [{ payload: { by: -8 } }] }])
  expect(kit.ledger.database.prepare('SELECT count(*) FROM conflicts').pluck().get()).toBe(1)
})

test('what nobody decides for here, and what nothing was kept of, is not done again by asking', () => {
  const again = askAgain(kit.ledger, [filler])
  for (const asked of [[], [{ noun: 'counter', id: 'a', command: { by: 1 } }]]) {
    expect(again.refusal(kit.context(1), asked)).toEqual({ code: 'hub/not-repeatable' })
  }
  expect(again.record(kit.context(1), [{ noun: 'counter', id: 'a', command: { by: 1 } }])).toEqual(refuse('hub/not-repeatable'))
  expect(again.refusal({ ...kit.context(1), roles: [] }, [{ noun: 'filled', id: 'a', command: { by: 1 } }])).toEqual({ code: 'ledger/role' })
})

test('a conflict is none when its events turn out to be accepted after all', () => {
  own('a', 5)
  const [batch] = kit.ledger.shared.place('signer-1' as SignerId, 1)
  hub.append(batch?.events ?? [])
  kit.ledger.shared.refuse(batch?.id ?? '', { code: 'hub/role' }, kit.clock.now())
  expect(kit.ledger.shared.conflicts()).toHaveLength(1)
  pull(kit, hub)
  expect(kit.ledger.shared.conflicts()).toEqual([])
  expect(kit.ledger.state(counter, 'a')).toBe(5)
})

test('listeners are told what was taken over and what was given up', () => {
  const told: string[] = []
  kit.ledger.onRecorded((events) => told.push(...events.map(({ stream, pending }) => `${stream}${pending ? '?' : ''}`)))
  own('a', 5)
  hub.moved(2, [{ stream: 'b', by: 1 }])
  pull(kit, hub)
  kit.ledger.shared.refuse(kit.ledger.shared.pending()[0]?.id ?? '', { code: 'hub/role' }, kit.clock.now())
  expect(told).toEqual(['counter/a?', 'counter/b', 'counter/a?'])
})

test('events put aside, links and notes are kept over a restart', () => {
  const { shared } = kit.ledger
  hub.moved(2, [{ stream: 'a', by: 1 }])
  const row = hub.rows.at(-1)
  if (row === undefined) throw new Error('it was just made')
  shared.merge([], kit.clock.now(), { faulty: [{ row, fault: 'forged' }] })
  shared.merge([], kit.clock.now(), { faulty: [{ row, fault: 'role' }] })
  shared.note('cursor', '7')
  shared.keepLinks([{ signer: 'signer-9', signer_sequence: 1, deed: 'd', version: 1, after: 'a', hash: 'h' }])
  kit = kit.reopen()
  expect(kit.ledger.shared.quarantined()).toMatchObject([{ row: { id: row.id }, fault: 'forged' }])
  expect(kit.ledger.shared.noted('cursor')).toBe('7')
  expect(kit.ledger.shared.chainEnd('signer-9')).toEqual({ sequence: 1, hash: 'h' })
  expect(kit.ledger.shared.chainHash('signer-9', 1)).toBe('h')
  expect(kit.ledger.shared.pin()?.hub).toBe('hub-1')
})

test('links and what is put aside are kept with the accepted events they were found with, or not at all', () => {
  hub.moved(2, [{ stream: 'a', by: 1 }])
  hub.moved(2, [{ stream: 'hidden', by: 1 }])
  hub.moved(3, [{ stream: 'b', by: 1 }])
  const [sound, hidden, bad] = hub.rows.slice(3)
  if (sound === undefined || hidden === undefined || bad === undefined) throw new Error('three events were made')
  const take = () => kit.ledger.shared.merge([sound], kit.clock.now(), { links: [linkOf(hidden)], faulty: [{ row: bad, fault: 'forged' }] })
  kit.ledger.database.exec("CREATE TEMP TRIGGER fails BEFORE INSERT ON main.events BEGIN SELECT RAISE(ABORT, 'the disk'); END")
  expect(take).toThrow('the disk')
  expect(kit.ledger.shared.chainEnd('signer-2').sequence).toBe(sound.signer_sequence - 1)
  expect(kit.ledger.shared.quarantined()).toEqual([])
  kit.ledger.database.exec('DROP TRIGGER fails')
  expect(take()).toMatchObject({ accepted: 1 })
  expect(kit.ledger.shared.chainEnd('signer-2')).toEqual({ sequence: hidden.signer_sequence, hash: hidden.hash })
  expect(kit.ledger.shared.quarantined()).toMatchObject([{ row: { id: bad.id } }])
  isAsFresh()
})

test('a stream that becomes readable late has the read tables made anew', () => {
  hub.moved(2, [{ stream: 'late', by: 1 }])
  hub.moved(3, [{ stream: 'a', by: 1 }])
  own('b', 1)
  const [late, soon] = hub.rows.slice(3)
  if (late === undefined || soon === undefined) throw new Error('two events were made')
  kit.ledger.shared.merge([soon], kit.clock.now())
  expect(rows()).toHaveLength(2)
  expect(kit.ledger.shared.merge([late], kit.clock.now(), { more: true })).toMatchObject({ accepted: 1 })
  own('late', 5)
  expect(kit.ledger.state(counter, 'late')).toBe(6)
  expect(rows(), 'they stand still until the last slice').toHaveLength(2)
  kit.ledger.shared.merge([], kit.clock.now())
  expect(rows()).toEqual([{ stream: 'counter/a', value: 1 }, { stream: 'counter/b', value: 1 }, { stream: 'counter/late', value: 6 }])
  isAsFresh()
})

test('a void event keeps its place: what is done next stands after it, and the record verifies', async () => {
  hub.moved(2, [{ stream: 'a', by: 1 }])
  pull(kit, hub)
  hub.moved(2, [{ stream: 'a', by: 100 }])
  hub.moved(3, [{ stream: 'a', by: 2 }])
  hub.moved(2, [{ stream: 'a', by: 200 }])
  const [bad, good, worse] = hub.rows.slice(-3).map((row, index) => (index === 1 ? row : { ...row, signature: Buffer.alloc(64, 1).toString('base64') }))
  if (bad === undefined || good === undefined || worse === undefined) throw new Error('three were made')
  kit.ledger.shared.merge([], kit.clock.now(), { faulty: [{ row: bad, fault: 'forged' }, { row: worse, fault: 'forged' }] })
  expect(kit.ledger.shared.merge([good], kit.clock.now())).toMatchObject({ accepted: 1 })
  expect(kit.ledger.shared.streamEnd('counter/a')).toMatchObject({ version: 4 })
  expect([bad, good].map(({ id }) => kit.ledger.shared.isVoid(id))).toEqual([true, false])
  expect(kit.ledger.shared.barred()).toEqual(new Set())
  expect(own('a', 5)).toMatchObject({ ok: true, value: { state: 8 } })
  expect(push(kit, hub)).toEqual(['accepted'])
  expect(pull(kit, { ...hub, after: (position) => hub.after(position).filter(({ id }) => id !== bad.id && id !== worse.id) })).toMatchObject({ accepted: 1, conflicts: [] })
  expect(rows()).toEqual([{ stream: 'counter/a', value: 8 }])
  isAsFresh()
  const worker = new URL('../../../src/main/ledger/verify-worker.ts', import.meta.url)
  const verified = async () => (await verify(kit.ledger.database, { worker, isStillVoid: () => false })).bad
  expect(await verified()).toBeUndefined()
  expect(kit.ledger.shared.unattended()).toEqual({ all: 2, unreported: 2, elsewhere: 0 })
  kit.ledger.shared.attend([bad.id], kit.clock.now())
  expect(kit.ledger.shared.unattended()).toEqual({ all: 1, unreported: 1, elsewhere: 0 })
  // A note that an event is void does not make it so, and without the note it is missed.
  kit.ledger.database.prepare("UPDATE quarantine SET row = json_set(row, '$.signature', ?) WHERE id = ?").run(hub.rows.find(({ id }) => id === bad.id)?.signature, bad.id)
  expect(await verified()).toEqual({ position: bad.position, fault: 'missing' })
  kit.ledger.database.prepare('DELETE FROM quarantine WHERE id = ?').run(bad.id)
  expect((await verified())?.fault).toBe('out-of-stream')
})

test('a stream that was believed too early is put aside from an event on, and taken over again without it', async () => {
  hub.moved(2, [{ stream: 'a', by: 1 }])
  hub.moved(2, [{ stream: 'a', by: 100 }])
  hub.moved(3, [{ stream: 'a', by: 2 }])
  hub.moved(2, [{ stream: 'b', by: 7 }])
  hub.moved(3, [{ stream: 'a', by: 3 }])
  pull(kit, hub)
  own('a', 5)
  expect(rows()).toEqual([{ stream: 'counter/a', value: 111 }, { stream: 'counter/b', value: 7 }])
  const ends = ['signer-2', 'signer-3'].map((signer) => kit.ledger.shared.chainEnd(signer))
  kit.ledger.shared.putAside(new Map([['counter/a', 2]]), kit.clock.now())
  const aside = kit.ledger.shared.quarantined()
  expect(aside.map(({ row, fault }) => `${row.version} ${fault}`)).toEqual(['2 after-quarantined', '3 after-quarantined', '4 after-quarantined'])
  expect(kit.ledger.shared.barred()).toEqual(new Set(['counter/a']))
  expect(['signer-2', 'signer-3'].map((signer) => kit.ledger.shared.chainEnd(signer))).toEqual(ends)
  expect(kit.ledger.shared.pending()).toHaveLength(1)
  const worker = new URL('../../../src/main/ledger/verify-worker.ts', import.meta.url)
  expect((await verify(kit.ledger.database, { worker })).bad).toBeUndefined()
  expect(() => kit.ledger.database.exec('DELETE FROM events'), 'events are guarded again').toThrow('never deleted')
  // A kill here: the next start makes the read tables anew, and what waits is still there to be judged.
  kit = kit.reopen()
  expect(rows()).toEqual([{ stream: 'counter/a', value: 6 }, { stream: 'counter/b', value: 7 }])
  const [bad, ...good] = kit.ledger.shared.quarantined().map(({ row }) => row)
  if (bad === undefined) throw new Error('three are aside')
  expect(kit.ledger.shared.barred(new Set([bad, ...good].map(({ id }) => id)))).toEqual(new Set())
  expect(kit.ledger.shared.mergeWhole(good, { links: [], faulty: [{ row: bad, fault: 'forged' }], notes: {} }, kit.clock.now())).toMatchObject({ accepted: 2, conflicts: [] })
  expect(kit.ledger.shared.quarantined()).toMatchObject([{ row: { id: bad.id }, fault: 'forged' }])
  expect(kit.ledger.shared.barred()).toEqual(new Set())
  expect(rows()).toEqual([{ stream: 'counter/a', value: 11 }, { stream: 'counter/b', value: 7 }])
  isAsFresh()
  expect((await verify(kit.ledger.database, { worker, isStillVoid: async () => true })).bad).toBeUndefined()
})

test('what is signed after something in its chain that this machine did not do speaks for nothing before it', () => {
  own('a', 1)
  expect(kit.ledger.shared.place('signer-1' as SignerId, 1)[0]?.events[0]?.after).toBe(hub.rows.at(-1)?.hash)
  push(kit, hub)
  pull(kit, hub)
  const end = kit.ledger.shared.chainEnd('signer-1')
  kit.ledger.shared.keepLinks([{ signer: 'signer-1', signer_sequence: end.sequence + 1, deed: 'd', version: 1, after: 'a', hash: 'f'.repeat(64) }])
  own('a', 2)
  own('a', 3)
  const afters = () => kit.ledger.shared.place('signer-1' as SignerId, 2).flatMap(({ events }) => events.map(({ previous, after }) => [previous, after]))
  const [first, second] = afters()
  expect(first).toEqual(['f'.repeat(64), NO_PREVIOUS])
  expect(second?.[1]).toBe(second?.[0])
})

test('what was found void because of an event that is put aside is put aside with it; what was void before stays', () => {
  const made = Array.from({ length: 4 }, (_, index) => {
    hub.moved(2, [{ stream: 'a', by: index }])
    return hub.rows.at(-1) as EventRow // just made
  })
  const [before, held, own] = made
  if (before === undefined || held === undefined || own === undefined) throw new Error('four were made')
  kit.ledger.shared.merge([], kit.clock.now(), { faulty: [{ row: before, fault: 'role' }] })
  kit.ledger.shared.merge([held], kit.clock.now())
  kit.ledger.shared.merge([], kit.clock.now(), { faulty: [{ row: own, fault: 'own-work' }] })
  kit.ledger.shared.merge(made.slice(3), kit.clock.now())
  kit.ledger.shared.putAside(new Map([['counter/a', 2]]), kit.clock.now())
  expect(kit.ledger.shared.quarantined().map(({ row, fault }) => `${row.version} ${fault}`)).toEqual(['1 role', '2 after-quarantined', '3 after-quarantined', '4 after-quarantined'])
  kit.ledger.shared.mergeWhole([own, ...made.slice(3)], { links: [], faulty: [{ row: held, fault: 'forged' }], notes: {} }, kit.clock.now())
  expect(kit.ledger.shared.quarantined().map(({ row, fault }) => `${row.version} ${fault}`)).toEqual(['1 role', '2 forged'])
  expect(rows()).toEqual([{ stream: 'counter/a', value: 5 }])
  isAsFresh()
})

test('an act that leans on an event that is put aside, and on nothing that comes back, is decided again', () => {
  hub.moved(2, [{ stream: 'a', by: 100 }])
  pull(kit, hub)
  own('a', -50)
  kit.ledger.shared.putAside(new Map([['counter/a', 1]]), kit.clock.now())
  expect(kit.ledger.shared.pending(), 'what follows may still bear it').toHaveLength(1)
  const [bad] = kit.ledger.shared.quarantined()
  if (bad === undefined) throw new Error('it is aside')
  const told: string[] = []
  kit.ledger.onRecorded((events) => told.push(...events.map(({ id }) => id)))
  const merged = kit.ledger.shared.mergeWhole([], { links: [], faulty: [{ row: bad.row, fault: 'forged' }], notes: {} }, kit.clock.now())
  expect(merged.conflicts).toHaveLength(1)
  expect(told, 'who shows it looks again').toContain(bad.row.id)
  expect(kit.ledger.shared.conflicts()).toMatchObject([{ refusal: { code: 'counter/below-zero' } }])
  expect(rows()).toEqual([])
  isAsFresh()
})

test('an event that cannot be projected is noted and has no effect; what follows it in its stream has', () => {
  own('mine', 1)
  hub.moved(2, [{ stream: 'a', by: 1 }])
  hub.moved(2, [{ stream: 'b', by: 'much' as never }])
  hub.moved(2, [{ stream: 'b', by: 1 }])
  hub.moved(2, [{ stream: 'c', by: 2 }])
  expect(pull(kit, hub)).toMatchObject({ accepted: 4, conflicts: [] })
  expect(rows()).toEqual([{ stream: 'counter/a', value: 1 }, { stream: 'counter/b', value: 1 }, { stream: 'counter/c', value: 2 }, { stream: 'counter/mine', value: 1 }])
  expect(kit.ledger.shared.quarantined().map(({ fault, row }) => `${fault} ${row.version}`)).toEqual(['unreadable 1'])
  expect(kit.ledger.shared.chainEnd('signer-2')).toEqual({ sequence: hub.rows.at(-1)?.signer_sequence, hash: hub.rows.at(-1)?.hash })
  push(kit, hub)
  expect(pull(kit, hub)).toMatchObject({ accepted: 1, settled: [expect.any(String)] })
  isAsFresh()
})

test('nor has one while the read tables stand still', () => {
  hub.moved(2, [{ stream: 'b', by: 'much' as never }])
  hub.moved(2, [{ stream: 'late', by: 1 }])
  own('mine', 5)
  push(kit, hub)
  const [bad, late, mine] = hub.rows.slice(3)
  if (bad === undefined || late === undefined || mine === undefined) throw new Error('three events were made')
  hub.moved(3, [{ stream: 'a', by: 1 }])
  kit.ledger.shared.merge(hub.rows.slice(-1), kit.clock.now())
  own('b', 1)
  expect(kit.ledger.shared.merge([bad, late, mine], kit.clock.now(), { more: true })).toMatchObject({ accepted: 3 })
  kit.ledger.shared.merge([], kit.clock.now())
  expect(kit.ledger.shared.quarantined()).toMatchObject([{ row: { id: bad.id }, fault: 'unreadable' }])
  expect(rows()).toEqual([{ stream: 'counter/a', value: 1 }, { stream: 'counter/b', value: 1 }, { stream: 'counter/late', value: 1 }, { stream: 'counter/mine', value: 5 }])
  isAsFresh()
  kit = kit.reopen()
  isAsFresh()
})

test('a backup holds what waits, and what was accepted since is settled from it', async () => {
  own('a', 3)
  const backup = await backUp(kit.ledger.database, join(kit.folder, 'backups'), kit.clock.now(), async (copy) => isSoundFile(copy))
  own('b', 1)
  push(kit, hub)
  pull(kit, hub)
  kit.ledger.close()
  copyFileSync(backup.file, kit.file)
  kit = openShared(hub, [counters], kit.folder)
  expect(kit.ledger.shared.pending()).toMatchObject([{ streams: ['counter/a'] }])
  expect(pull(kit, hub)).toMatchObject({ accepted: 2, conflicts: [] })
  expect(kit.ledger.shared.pending()).toEqual([])
  expect(rows()).toEqual([{ stream: 'counter/a', value: 3 }, { stream: 'counter/b', value: 1 }])
  isAsFresh()
})

test('a command that JSON does not give back whole is a bug', () => {
  const odd = { by: 1, when: new Date(0) }
  expect(() => kit.ledger.record(kit.context(1), counter, 'a', odd)).toThrow('JSON')
  expect(kit.ledger.shared.pending()).toEqual([])
})

test('what waits and is not touched is laid over what came as it is written: none of it is written or signed again', () => {
  for (const by of [1, 2, 3]) own(`own-${by}`, by)
  kit.ledger.database.exec("CREATE TEMP TRIGGER kept BEFORE DELETE ON pending_deeds BEGIN SELECT RAISE(ABORT, 'written again'); END")
  hub.moved(3, [{ stream: 'theirs', by: 7 }])
  expect(pull(kit, hub)).toMatchObject({ accepted: 1 })
  expect(kit.ledger.shared.pending()).toHaveLength(3)
  expect([kit.ledger.state(counter, 'own-2'), kit.ledger.state(counter, 'theirs')]).toEqual([2, 7])
  isAsFresh()
})

test('an act that somebody changed in the file is not signed', () => {
  own('a', 3)
  kit.ledger.database.prepare(`UPDATE pending_deeds SET payload = '{"by":1000000}'`).run()
  expect(kit.ledger.shared.place('signer-1' as SignerId, 10)).toEqual([])
  expect(kit.ledger.shared.conflicts()).toMatchObject([{ refusal: { code: 'ledger/act-altered' } }])
})
