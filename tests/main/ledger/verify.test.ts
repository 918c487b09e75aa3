import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { copyFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '#main/ledger/verify.ts'
import type { SignerId } from '#shared/ledger/event.ts'
import { openTestLedger, type TestLedger } from '#tests/kit/test-ledger.ts'
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
  const { testSigning } = await import('#tests/kit/test-ledger.ts')
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
