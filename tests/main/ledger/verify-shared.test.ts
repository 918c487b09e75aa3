import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { copyFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EventRow } from '#main/ledger/canonical.ts'
import { verify } from '#main/ledger/verify.ts'
import { linkOf } from '#tests/kit/link-of.ts'
import type { TestLedger } from '#tests/kit/test-ledger.ts'
import { counter } from './counter.ts'
import { openShared, pull, push, smallHub } from './shared-kit.ts'

const worker = new URL('../../../src/main/ledger/verify-worker.ts', import.meta.url)
let kit: TestLedger
let positions: readonly number[]
let round = 0

/** A machine that may read two streams of three: of the third it holds the links of its signers' chains. */
beforeAll(() => {
  const hub = smallHub()
  kit = openShared(hub)
  const { shared } = kit.ledger
  for (let act = 0; act < 40; act++) {
    hub.moved(2 + (act % 2), [{ stream: ['a', 'b', 'hidden'][act % 3] ?? 'a', by: act }], act % 4)
    if (act % 5 !== 0) continue
    kit.ledger.record(kit.context(1), counter, 'mine', { by: act })
    const rows = hub.after(shared.head().position)
    shared.keepLinks(rows.filter(({ stream }) => stream === 'counter/hidden').map(linkOf))
    shared.merge(rows.filter(({ stream }) => stream !== 'counter/hidden'), kit.clock.now())
    push(kit, hub)
    pull(kit, { ...hub, after: (position) => hub.after(position).filter(({ stream }) => stream !== 'counter/hidden') })
  }
  kit.ledger.database.pragma('wal_checkpoint(TRUNCATE)')
  positions = kit.ledger.database.prepare<[], number>('SELECT position FROM events ORDER BY position').pluck().all()
})
afterAll(() => kit.close())

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

test('a record with gaps verifies, its chains led through links', async () => {
  expect(positions.at(-1)).toBeGreaterThan(positions.length + 20)
  expect(kit.ledger.database.prepare('SELECT count(*) FROM event_links').pluck().get()).toBeGreaterThan(5)
  expect(await tampered(() => {})).toEqual({ events: positions.length, bad: undefined, root: 'signer-1' })
})

test('any deleted event is missed, wherever it stood', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 1000 }), async (which) => {
      const position = positions[which % positions.length] ?? 1
      expect((await tampered((database) => database.prepare('DELETE FROM events WHERE position = ?').run(position))).bad).toBeDefined()
    }),
    { numRuns: 25 },
  )
})

test('any changed or deleted link is found', async () => {
  const links = kit.ledger.database.prepare<[], { signer: string; signer_sequence: number }>('SELECT signer, signer_sequence FROM event_links').all()
  // The links after a signer's last held event are named by nothing yet.
  const last = new Map(kit.ledger.database.prepare<[], [string, number]>('SELECT signer, max(signer_sequence) FROM events GROUP BY signer').raw().all())
  const named = links.filter(({ signer, signer_sequence }) => signer_sequence < (last.get(signer) ?? 0))
  expect(named.length).toBeGreaterThan(5)
  for (const { signer, signer_sequence } of named) {
    const where = `WHERE signer = '${signer}' AND signer_sequence = ${signer_sequence}`
    expect((await tampered((database) => database.exec(`DELETE FROM event_links ${where}`))).bad?.fault).toBe('missing')
    expect((await tampered((database) => database.exec(`UPDATE event_links SET version = version + 1 ${where}`))).bad?.fault).toBe('out-of-chain')
  }
})

test('events of two people that changed places are found, if the later one named a held event that was not before the earlier', async () => {
  const rows = kit.ledger.database.prepare<[], EventRow>('SELECT * FROM events ORDER BY position').all()
  const positionOf = new Map(rows.map(({ hash, position }) => [hash, position]))
  const pairs = rows.flatMap((row, index) =>
    rows
      .slice(index + 1, index + 4)
      .filter((other) => other.signer !== row.signer && (positionOf.get(other.after) ?? 0) >= row.position)
      .map((other) => [row.position, other.position] as const),
  )
  expect(pairs.length).toBeGreaterThan(10)
  for (const [one, other] of pairs.slice(0, 20)) {
    const { bad } = await tampered((database) => {
      const move = database.prepare('UPDATE events SET position = ? WHERE position = ?')
      move.run(0, one)
      move.run(one, other)
      move.run(other, 0)
    })
    expect(bad, `${one} and ${other}`).toBeDefined()
  }
})

test('an event whose content was changed is found', async () => {
  const at = positions.at(-2) ?? 0
  expect((await tampered((database) => database.prepare(`UPDATE events SET payload = '{"by":99}' WHERE position = ?`).run(at))).bad).toEqual({ position: at, fault: 'altered' })
})
