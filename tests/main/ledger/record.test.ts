import { refuse, ok } from '#shared/kernel/result.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { appendInBulk } from '#main/ledger/bulk.ts'
import { verify } from '#main/ledger/verify.ts'
import { openTestLedger, type TestLedger, testSigning } from '#tests/kit/test-ledger.ts'
import { counter, counters } from './counter.ts'

const worker = new URL('../../../src/main/ledger/verify-worker.ts', import.meta.url)
let kit: TestLedger
beforeEach(() => {
  kit = openTestLedger([counters])
})
afterEach(() => kit.close())

const rows = () => kit.ledger.read.prepare('SELECT stream, value FROM counters_rows ORDER BY stream').all()

test('a recorded command is in the events, in the read table and in the state', () => {
  const answer = kit.ledger.record(kit.context(1), counter, 'a', { by: 3, twice: true })
  expect(answer).toMatchObject({ ok: true, value: { state: 6, events: [{ version: 1 }, { version: 2 }] } })
  expect(kit.ledger.history('counter/a').map((event) => event.payload)).toEqual([{ by: 3 }, { by: 3 }])
  expect(rows()).toEqual([{ stream: 'counter/a', value: 6 }])
  expect(kit.ledger.state(counter, 'a')).toBe(6)
})

test('a refused command leaves nothing', () => {
  kit.ledger.record(kit.context(1), counter, 'a', { by: 1 })
  expect(kit.ledger.record(kit.context(1), counter, 'a', { by: -2 })).toEqual(refuse('counter/below-zero', { state: 1 }))
  expect(kit.ledger.history('counter/a')).toHaveLength(1)
})

test('refuses a person who holds none of the roles', () => {
  expect(kit.ledger.record(kit.context(1, ['auditor']), counter, 'a', { by: 1 })).toEqual(refuse('ledger/role'))
})

test('an act over several streams is kept whole or not at all', () => {
  const seen: number[] = []
  kit.ledger.onRecorded((events) => seen.push(events.length))
  const refused = kit.ledger.transaction(kit.context(1), (record) => {
    record(counter, 'a', { by: 5 })
    return record(counter, 'b', { by: -1 })
  })
  expect(refused.ok).toBe(false)
  expect(rows()).toEqual([])
  expect(kit.ledger.state(counter, 'a')).toBe(0)
  const kept = kit.ledger.transaction(kit.context(1), (record) => {
    record(counter, 'a', { by: 5 })
    record(counter, 'b', { by: 1 })
    return ok('done')
  })
  expect(kept).toEqual(ok('done'))
  expect(rows()).toEqual([{ stream: 'counter/a', value: 5 }, { stream: 'counter/b', value: 1 }])
  expect(seen).toEqual([2])
})

test('an act within an act that is undone leaves the outer one whole and the chain true', async () => {
  kit.ledger.record(kit.context(1), counter, 'a', { by: 1 })
  const kept = kit.ledger.transaction(kit.context(1), (record) => {
    record(counter, 'a', { by: 1 })
    kit.ledger.transaction(kit.context(1), (inner) => {
      inner(counter, 'a', { by: 10 })
      return inner(counter, 'b', { by: -1 })
    })
    return record(counter, 'a', { by: 1 })
  })
  expect(kept).toMatchObject({ ok: true, value: { state: 3 } })
  expect(rows()).toEqual([{ stream: 'counter/a', value: 3 }])
  expect((await verify(kit.ledger.database, { worker })).bad).toBeUndefined()
})

test('acts together are on the disk all or none of them, each with an end of its own, and told of afterwards', async () => {
  const seen: number[] = []
  kit.ledger.onRecorded((events) => seen.push(events.length))
  const one = (id: string, by: number) => kit.ledger.record(kit.context(1), counter, id, { by })
  const both = kit.ledger.together(() => {
    one('a', 1)
    expect(seen).toEqual([])
    expect(one('b', -1).ok).toBe(false)
    return one('c', 2)
  })
  expect(both.ok).toBe(true)
  expect(seen).toEqual([2])
  expect(kit.ledger.together(() => (one('a', 10), one('b', -1)))).toMatchObject({ ok: false })
  expect(() => kit.ledger.together(() => {
    one('a', 100)
    throw new Error('in between')
  })).toThrow('in between')
  expect(one('a', 1)).toMatchObject({ ok: true, value: { state: 2 } })
  expect(rows()).toEqual([{ stream: 'counter/a', value: 2 }, { stream: 'counter/c', value: 2 }])
  expect(seen).toEqual([2, 1])
  expect((await verify(kit.ledger.database, { worker })).bad).toBeUndefined()
})

test('what another connection or a bulk append has written in between is built upon', async () => {
  kit.ledger.record(kit.context(1), counter, 'a', { by: 1 })
  const other = openTestLedger([counters], kit.folder)
  other.ledger.record({ ...other.context(1), newId: kit.context(1).newId }, counter, 'a', { by: 2 })
  other.ledger.close()
  expect(kit.ledger.record(kit.context(1), counter, 'a', { by: 4 })).toMatchObject({ ok: true, value: { state: 7, events: [{ version: 3 }] } })
  const deed = {
    id: kit.context(1).newId(), stream: 'counter/a', audience: '{"kind":"institution"}', type: 'counter.moved', schema: 1, payload: '{"by":8}',
    actor: 'person-1', role: 'operator', office: 'central-cncs', at: '2026-11-23T15:00:00.000Z', signer: 'signer-1',
  }
  appendInBulk(kit.ledger.database, testSigning, [{ deed, version: 4 }], kit.ledger.tables.project)
  expect(kit.ledger.record(kit.context(1), counter, 'a', { by: 16 })).toMatchObject({ ok: true, value: { state: 31, events: [{ version: 5 }] } })
  expect(rows()).toEqual([{ stream: 'counter/a', value: 31 }])
  expect((await verify(kit.ledger.database, { worker })).bad).toBeUndefined()
})

test('after an undone act the next one stands where the undone one stood', async () => {
  kit.ledger.transaction(kit.context(1), (record) => {
    record(counter, 'a', { by: 5 })
    return record(counter, 'b', { by: -1 })
  })
  expect(kit.ledger.record(kit.context(1), counter, 'a', { by: 1 })).toMatchObject({ ok: true, value: { state: 1, events: [{ position: 4, version: 1 }] } })
  expect((await verify(kit.ledger.database, { worker })).bad).toBeUndefined()
})

test('a bug in the middle of an act undoes the act and is thrown on', () => {
  expect(() =>
    kit.ledger.transaction(kit.context(1), (record) => {
      record(counter, 'a', { by: 5 })
      throw new Error('bug')
    }),
  ).toThrow('bug')
  expect(rows()).toEqual([])
  expect(kit.ledger.record(kit.context(1), counter, 'a', { by: 1 })).toMatchObject({ ok: true, value: { state: 1 } })
})

test('events can be neither changed nor deleted through SQL', () => {
  kit.ledger.record(kit.context(1), counter, 'a', { by: 1 })
  expect(() => kit.ledger.database.exec("UPDATE events SET payload = '{}'")).toThrow('events are never changed')
  expect(() => kit.ledger.database.exec('DELETE FROM events')).toThrow('events are never deleted')
})

test('read tables rebuilt from the events equal those that grew with them', () => {
  for (let i = 0; i < 50; i++) kit.ledger.record(kit.context(1 + (i % 3)), counter, `s${i % 7}`, { by: i })
  const grown = rows()
  kit.ledger.database.exec('DELETE FROM counters_rows')
  const progress: number[] = []
  kit.ledger.tables.rebuild((share) => progress.push(share))
  expect(rows()).toEqual(grown)
  expect(progress.at(-1)).toBe(1)
})

test('a projection of a newer version is rebuilt when the ledger is opened', () => {
  kit.ledger.record(kit.context(1), counter, 'a', { by: 2 })
  kit = kit.reopen([{ ...counters, version: 2, tables: ['counters_rows'], ddl: counters.ddl.replace('value INTEGER', 'value REAL') }])
  expect(rows()).toEqual([{ stream: 'counter/a', value: 2 }])
})

test('a payload of an older schema number is lifted when it is read', () => {
  kit.ledger.record(kit.context(1), counter, 'a', { by: 2 })
  kit = kit.reopen()
  const newer = { ...counter, schemas: { 'counter.moved': 2 }, upcasters: { 'counter.moved': { 1: (old: { by: number }) => ({ by: old.by * 10 }) } } }
  expect(kit.ledger.state(newer, 'a')).toBe(20)
})

test('every event carries the audience of its stream', () => {
  kit.ledger.record(kit.context(1), counter, 'a', { by: 2 })
  expect(kit.ledger.history('counter/a')[0]?.audience).toEqual({ kind: 'institution' })
})
