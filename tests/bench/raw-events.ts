import { sign } from 'node:crypto'
import Sqlite, { type Database } from 'better-sqlite3'
import type { DecidedDeed } from '#main/ledger/bulk.ts'
import type { EventRow } from '#main/ledger/canonical.ts'
import { insertValues, prepareInsert } from '#main/ledger/event-rows.ts'
import { testKey } from '#tests/kit/test-ledger.ts'

/** How many events the figures of docs/performance.md are about. */
export const EVENTS = 100_000

/** Decided deeds of one person over many short streams, with payloads of a post's size. */
export function* counterDeeds(count: number): Generator<DecidedDeed> {
  const versions = new Map<string, number>()
  const text = 'Acude a tu módulo y renueva tu Credencial para Votar. '.repeat(4)
  for (let index = 0; index < count; index++) {
    const stream = `counter/${index % Math.ceil(count / 8)}`
    const version = (versions.get(stream) ?? 0) + 1
    versions.set(stream, version)
    yield {
      version,
      deed: {
        id: `01930000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`,
        stream,
        audience: '{"kind":"office","office":"district-oaxaca-03"}',
        type: 'counter.moved',
        schema: 1,
        payload: JSON.stringify({ by: index, text }),
        actor: 'person-1',
        role: 'operator',
        office: 'district-oaxaca-03',
        at: '2026-11-23T15:00:00.000Z',
        signer: 'signer-1',
      },
    }
  }
}

/** A database with the same events table and indexes as `like`, WAL and `synchronous=FULL`, and nothing of ours around it. */
export function rawTwin(like: Database, file: string): Database {
  const raw = new Sqlite(file)
  raw.pragma('journal_mode = WAL')
  raw.pragma('synchronous = FULL')
  const ddl = like.prepare<[], string>("SELECT sql FROM sqlite_schema WHERE tbl_name = 'events' AND type IN ('table', 'index') AND sql IS NOT NULL").pluck()
  for (const statement of ddl.all()) raw.exec(statement)
  return raw
}

const key = testKey(1).privateKey

/** Milliseconds to sign and insert the rows raw, `each` in a transaction of its own or all in one. */
export function insertRaw(raw: Database, rows: readonly EventRow[], transactions: 'each' | 'one'): number {
  const insert = prepareInsert(raw)
  const run = (): void => {
    for (const row of rows) {
      sign(null, Buffer.from(row.hash, 'hex'), key)
      insert.run(insertValues(row, row, row.hash, row.signature))
    }
  }
  const start = performance.now()
  if (transactions === 'one') raw.transaction(run).immediate()
  else run()
  return performance.now() - start
}

/** Milliseconds that `act` takes. */
export async function timed(act: () => unknown): Promise<number> {
  const start = performance.now()
  await act()
  return performance.now() - start
}

/** The middle of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
