import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { copyFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyRange } from '#main/ledger/verify-range.ts'
import { verify } from '#main/ledger/verify.ts'
import { appendInBulk } from '#main/ledger/bulk.ts'
import type { SignerId } from '#shared/ledger/event.ts'
import { openTestLedger, testKey, type TestLedger, testSigning } from '#tests/kit/test-ledger.ts'
import { counter, counters } from './counter.ts'

const worker = new URL('../../../src/main/ledger/verify-worker.ts', import.meta.url)
const EVENTS = 63
let kit: TestLedger
let round = 0

beforeAll(() => {
  kit = openTestLedger([counters])
  for (let i = 0; i < EVENTS - 3; i++) kit.ledger.record(kit.context(1 + (i % 3)), counter, `s${i % 5}`, { by: i })
  kit.ledger.database.pragma('wal_checkpoint(TRUNCATE)')
})
afterAll(() => kit.close())

/** A copy of the ledger with the guards off, changed by somebody who can write the file. */
async function tampered(change: (database: Sqlite.Database) => void) {
  const file = `${kit.folder}/tampered-${round++}.db`
  copyFileSync(kit.file, file)
  const database = new Sqlite(file)
  try {
    database.exec('DROP TRIGGER events_never_change; DROP TRIGGER events_never_go')
    change(database)
    return await verify(database, { worker })
  } finally {
    database.close()
  }
}

const position = fc.integer({ min: 1, max: EVENTS })
const texts = ['id', 'stream', 'audience', 'type', 'payload', 'actor', 'role', 'office', 'at', 'signer', 'previous', 'after', 'hash', 'signature'] as const
const numbers = ['version', 'schema', 'signer_sequence'] as const

test('an untouched ledger verifies', async () => {
  expect(await tampered(() => {})).toMatchObject({ events: EVENTS, bad: undefined, root: 'signer-1' })
})

test('any flipped bit in any column of any event is found at that event', async () => {
  await fc.assert(
    fc.asyncProperty(position, fc.constantFrom(...texts), fc.nat(), fc.integer({ min: 0, max: 6 }), async (at, column, offset, bit) => {
      const { bad } = await tampered((database) => {
        const text = database.prepare(`SELECT ${column} FROM events WHERE position = ?`).pluck().get(at) as string
        const bytes = Buffer.from(text, 'latin1')
        const where = offset % bytes.length
        bytes[where] = (bytes[where] ?? 0) ^ (1 << bit)
        const changed = bytes.toString('latin1')
        // What would give an event another one's id or place cannot be written: SQLite itself refuses it.
        fc.pre(database.prepare(`UPDATE OR IGNORE events SET ${column} = ? WHERE position = ?`).run(changed, at).changes === 1)
      })
      expect(bad?.position).toBe(at)
    }),
    { numRuns: 60 },
  )
})

test('a signature written in another way, which decodes to the same bytes, is found', async () => {
  const at = 7
  for (const rewritten of [
    (text: string) => text.replace(/==$/, ''),
    (text: string) => text.replace(/=$/, '<'),
    (text: string) => `${text.slice(0, 85)}${String.fromCodePoint((text.codePointAt(85) ?? 0) + 1)}==`,
    (text: string) => Buffer.from(text, 'base64').toString('base64url'),
    (text: string) => `${text}\n`,
  ]) {
    const { bad } = await tampered((database) => {
      const text = database.prepare<[number], string>('SELECT signature FROM events WHERE position = ?').pluck().get(at) ?? ''
      expect(Buffer.from(rewritten(text), 'base64')).toEqual(Buffer.from(text, 'base64'))
      database.prepare('UPDATE events SET signature = ? WHERE position = ?').run(rewritten(text), at)
    })
    expect(bad).toEqual({ position: at, fault: 'forged' })
  }
})

test('the last event of a record is checked alike whether it is read at once or by threads', async () => {
  for (const events of [300, 301]) {
    const long = openTestLedger([counters])
    try {
      for (let index = 0; index < events - 3; index++) long.ledger.record(long.context(1 + (index % 3)), counter, `s${index % 5}`, { by: index })
      expect(await verify(long.ledger.database, { worker })).toMatchObject({ bad: undefined, events })
      long.ledger.database.exec(`DROP TRIGGER events_never_change; UPDATE events SET signature = replace(signature, '==', '=<') WHERE position = ${events}`)
      expect((await verify(long.ledger.database, { worker })).bad).toEqual({ position: events, fault: 'forged' })
    } finally {
      long.close()
    }
  }
})

test('any changed number in any event is found at that event', async () => {
  await fc.assert(
    fc.asyncProperty(position, fc.constantFrom(...numbers), async (at, column) => {
      const { bad } = await tampered((database) => database.prepare(`UPDATE events SET ${column} = ${column} + 1000 WHERE position = ?`).run(at))
      expect(bad).toEqual({ position: at, fault: 'altered' })
    }),
    { numRuns: 15 },
  )
})

test('any deleted event is missed, the last one included', async () => {
  for (const at of [1, 2, 30, EVENTS - 1, EVENTS]) {
    const { bad } = await tampered((database) => database.prepare('DELETE FROM events WHERE position = ?').run(at))
    expect(bad).toEqual({ position: at, fault: 'missing' })
  }
})

test('a deleted event with the later ones moved up is found where it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: EVENTS - 1 }), async (at) => {
      const { bad } = await tampered((database) => {
        database.prepare('DELETE FROM events WHERE position = ?').run(at)
        for (let next = at + 1; next <= EVENTS; next++) database.prepare('UPDATE events SET position = ? WHERE position = ?').run(next - 1, next)
        database.prepare("UPDATE sqlite_sequence SET seq = ? WHERE name = 'events'").run(EVENTS - 1)
      })
      expect(bad?.position).toBe(at)
    }),
    { numRuns: 15 },
  )
})

test('any two swapped events are found at the first of them', async () => {
  await fc.assert(
    fc.asyncProperty(position, position, async (one, other) => {
      fc.pre(one !== other)
      const { bad } = await tampered((database) => {
        const move = database.prepare('UPDATE events SET position = ? WHERE position = ?')
        move.run(0, one)
        move.run(one, other)
        move.run(other, 0)
      })
      expect(bad?.position).toBe(Math.min(one, other))
    }),
    { numRuns: 25 },
  )
})

test('an event signed by a key that nobody registered is found', async () => {
  const forged = openTestLedger([counters])
  try {
    forged.ledger.record(forged.context(1), counter, 'a', { by: 1 })
    forged.ledger.record({ ...forged.context(2), signer: 'signer-9' as SignerId }, counter, 'a', { by: 1 })
    expect((await verify(forged.ledger.database, { worker })).bad).toEqual({ position: 5, fault: 'unknown-signer' })
  } finally {
    forged.close()
  }
})

test("an event signed with another person's key is found", async () => {
  const { deedDigest, eventHash } = await import('#main/ledger/canonical.ts')
  const { bad } = await tampered((database) => {
    const row = database.prepare('SELECT * FROM events WHERE position = ?').get(EVENTS) as Parameters<typeof deedDigest>[0] & Parameters<typeof eventHash>[1]
    const changed = { ...row, payload: '{"by":1000000}' }
    const hash = eventHash(deedDigest(changed), changed)
    const thief = row.signer === 'signer-1' ? 'signer-2' : 'signer-1'
    const signature = Buffer.from(testSigning.sign(thief as SignerId, Buffer.from(hash, 'hex'))).toString('base64')
    database.prepare('UPDATE events SET payload = ?, hash = ?, signature = ? WHERE position = ?').run(changed.payload, hash, signature, EVENTS)
  })
  expect(bad).toEqual({ position: EVENTS, fault: 'forged' })
})

test('wherever the record is cut into ranges, each range knows its places and a swap is found in the first that holds one', () => {
  const signers = [1, 2, 3].map((person) => ({ signer: `signer-${person}`, publicKey: testKey(person).publicKey, from: 1 }))
  const firstBad = (file: string, cut: number) =>
    verifyRange({ file, shared: false, signers, from: 1, to: cut }).bad ?? verifyRange({ file, shared: false, signers, from: cut + 1, to: EVENTS }).bad
  const swapped = `${kit.folder}/swapped.db`
  copyFileSync(kit.file, swapped)
  const database = new Sqlite(swapped)
  database.exec('DROP TRIGGER events_never_change; UPDATE events SET position = 0 WHERE position = 20')
  database.exec('UPDATE events SET position = 20 WHERE position = 40; UPDATE events SET position = 40 WHERE position = 0')
  database.close()
  for (let cut = 1; cut < EVENTS; cut++) {
    expect(firstBad(kit.file, cut)).toBeUndefined()
    expect(firstBad(swapped, cut)?.position).toBe(20)
  }
})

test('a record of many ranges verifies, can be called off midway, and the first of several bad events is named', async () => {
  const long = openTestLedger([])
  try {
    const deeds = Array.from({ length: 9000 }, (_, index) => ({
      version: Math.floor(index / 100) + 1,
      deed: {
        id: `id-${index}`, stream: `counter/${index % 100}`, audience: '{"kind":"institution"}', type: 'counter.moved', schema: 1, payload: '{"by":1}',
        actor: 'person-1', role: 'operator', office: 'central-cncs', at: '2026-11-23T15:00:00.000Z', signer: `signer-${1 + (index % 3)}`,
      },
    }))
    appendInBulk(long.ledger.database, testSigning, deeds, () => {})
    const shares: number[] = []
    expect(await verify(long.ledger.database, { worker, onProgress: (share) => shares.push(share) })).toMatchObject({ events: 9003, bad: undefined })
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.at(-1)).toBe(1)
    const calledOff = new AbortController()
    const onProgress = () => calledOff.abort(new Error('called off'))
    await expect(verify(long.ledger.database, { worker, onProgress, signal: calledOff.signal })).rejects.toThrow('called off')
    long.ledger.database.exec("DROP TRIGGER events_never_change; UPDATE events SET payload = '{\"by\":2}' WHERE position IN (3100, 5200, 8300, 9003)")
    expect((await verify(long.ledger.database, { worker })).bad).toEqual({ position: 3100, fault: 'altered' })
  } finally {
    long.close()
  }
})
