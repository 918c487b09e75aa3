import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import type { Id } from '#shared/kernel/ids.ts'
import type { Context, OfficeId, PersonId, SignerId } from '#shared/ledger/event.ts'
import { type Deed, deedDigest, eventHash, type EventRow, NO_PREVIOUS } from '#main/ledger/canonical.ts'
import { acceptedValues, prepareAccepted } from '#main/ledger/event-rows.ts'
import { pendingActs } from '#main/ledger/pending.ts'
import type { Projection } from '#main/ledger/projection.ts'
import { readTables } from '#main/ledger/projections.ts'
import { migrate } from '#main/ledger/schema.ts'
import type { HubPin } from '#main/ledger/shared-record.ts'
import type { Signing } from '#main/ledger/signing.ts'
import { openTestLedger, type TestLedger, testKey, testSigning } from '#tests/kit/test-ledger.ts'
import { counter, counters, filler } from './counter.ts'

type Placed = Omit<EventRow, 'position'>

/** What orders the record in these tests: positions, versions and chains as a hub keeps them, in memory. */
export function smallHub() {
  const rows: EventRow[] = []
  const versions = new Map<string, number>()
  const chains = new Map<string, { sequence: number; hash: string }>()

  const endOf = (signer: string) => chains.get(signer) ?? { sequence: 0, hash: NO_PREVIOUS }

  /** All or nothing. `gap` positions are left out before: events of others that nobody here may read. */
  function append(events: readonly Placed[], gap = 0): 'accepted' | 'again' | 'conflict' {
    if (events.every((event) => rows.some(({ id }) => id === event.id))) return 'again'
    const before = new Map(versions)
    for (const event of events) {
      if (event.version !== (before.get(event.stream) ?? 0) + 1) return 'conflict'
      before.set(event.stream, event.version)
    }
    const [first] = events
    if (first !== undefined && (first.signer_sequence !== endOf(first.signer).sequence + 1 || first.previous !== endOf(first.signer).hash)) return 'conflict'
    let position = (rows.at(-1)?.position ?? 0) + gap
    for (const event of events) {
      position += 1
      rows.push({ ...event, position })
      versions.set(event.stream, event.version)
      chains.set(event.signer, { sequence: event.signer_sequence, hash: event.hash })
    }
    return 'accepted'
  }

  return {
    rows,
    append,
    /** Takes a machine's whole record over, as a founding does. */
    found(from: readonly EventRow[]): void {
      for (const row of from) {
        rows.push(row)
        versions.set(row.stream, row.version)
        chains.set(row.signer, { sequence: row.signer_sequence, hash: row.hash })
      }
    },
    /** Another person, on another machine, moves counters: one act. */
    moved(person: number, moves: readonly { readonly stream: string; readonly by: number }[], gap = 0, noun = 'counter'): void {
      const signer = `signer-${person}`
      const step = new Map<string, number>()
      let { sequence, hash } = endOf(signer)
      const events = moves.map(({ stream, by }, index): Placed => {
        step.set(stream, (step.get(stream) ?? 0) + 1)
        const deed: Deed = {
          id: `00000000-0000-7000-9000-${(rows.length + index).toString(16).padStart(12, '0')}`,
          stream: `${noun}/${stream}`,
          audience: '{"kind":"institution"}',
          type: 'counter.moved',
          schema: 1,
          payload: JSON.stringify({ by }),
          actor: `person-${person}`,
          role: 'operator',
          office: 'central-cncs',
          at: '2026-11-23T15:00:00.000Z',
          signer,
        }
        sequence += 1
        const place = { version: (versions.get(deed.stream) ?? 0) + (step.get(stream) ?? 0), signer_sequence: sequence, previous: hash, after: rows.at(-1)?.hash ?? NO_PREVIOUS }
        hash = eventHash(deedDigest(deed), place)
        return { ...deed, ...place, hash, signature: Buffer.from(testSigning.sign(signer as SignerId, Buffer.from(hash, 'hex'))).toString('base64') }
      })
      if (append(events, gap) !== 'accepted') throw new Error('a foreign act did not fit')
    },
    after: (position: number): readonly EventRow[] => rows.filter((row) => row.position > position),
  }
}

export type SmallHub = ReturnType<typeof smallHub>

export const PIN: HubPin = { hub: 'hub-1', root: { signer: 'signer-1', publicKey: testKey(1).publicKey } }

/** A machine's ledger that has founded a hub: its three registrations are accepted, everything after waits. */
export function openShared(
  hub: SmallHub,
  projections: readonly Projection[] = [counters],
  folder = mkdtempSync(join(tmpdir(), 'resguardo-shared-')),
  signing: Signing = testSigning,
): TestLedger {
  const kit = openTestLedger(projections, folder, [counter, filler], signing)
  kit.ledger.shared.join(PIN)
  if (hub.rows.length === 0) hub.found(kit.ledger.database.prepare<[], EventRow>('SELECT * FROM events ORDER BY position').all())
  return kit
}

/** A context whose ids follow from a number: the same act, done twice, is the same act. */
export function actContext(kit: TestLedger, person: number, act: number): Context {
  let given = 0
  return {
    now: kit.clock.now(),
    actor: `person-${person}` as PersonId, // brands of a test, here and below
    roles: ['operator'],
    office: 'central-cncs' as OfficeId,
    signer: `signer-${person}` as SignerId,
    newId: <Brand extends string>() => {
      given += 1
      return `00000000-0000-7000-a${person}00-${(act * 1000 + given).toString(16).padStart(12, '0')}` as Id<Brand>
    },
  }
}

/** Pushes what a signer has waiting: answers what became of each act, the last one perhaps 'conflict'. */
export function push(kit: TestLedger, hub: SmallHub, person = 1, limit = 100): readonly string[] {
  const answers: string[] = []
  for (const batch of kit.ledger.shared.place(`signer-${person}` as SignerId, limit)) {
    const answer = hub.append(batch.events)
    answers.push(answer)
    if (answer === 'conflict') break
  }
  return answers
}

export function pull(kit: TestLedger, hub: SmallHub, limit = Number.POSITIVE_INFINITY) {
  return kit.ledger.shared.merge(hub.after(kit.ledger.shared.head().position).slice(0, limit), kit.clock.now())
}

/** Everything in the read tables, as one hash: rows with their rowids, what a search finds, the numbers AUTOINCREMENT has given out. */
export function readHash(database: Database, projections: readonly Projection[]): string {
  const hash = createHash('sha256')
  for (const table of projections.flatMap((projection) => projection.tables)) {
    const { type, wr } = database.prepare<[string], { type: string; wr: number }>("SELECT type, wr FROM pragma_table_list WHERE schema = 'main' AND name = ?").get(table) ?? { type: '', wr: 0 }
    const order = wr === 1 ? '1' : 'rowid'
    const rows = database.prepare(`SELECT ${wr === 1 ? '' : 'rowid, '}* FROM "${table}" ORDER BY ${order}`).raw().all()
    hash.update(`${table}\n`)
    for (const row of rows as unknown[][]) hash.update(`${JSON.stringify(row.map((value) => (Buffer.isBuffer(value) ? value.toString('hex') : value)))}\n`)
    if (type === 'virtual') database.exec(`INSERT INTO "${table}" ("${table}", rank) VALUES ('integrity-check', 1)`)
    const sequence = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'").get() === undefined ? undefined : database.prepare<[string], number>('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck().get(table)
    hash.update(`${sequence ?? 0}\n`)
  }
  return hash.digest('hex')
}

/** The read tables of a file that never saw anything but the accepted events of `kit`, and then its pending ones. */
export function freshHash(kit: TestLedger, projections: readonly Projection[]): string {
  const database = new Sqlite(':memory:')
  try {
    database.pragma('recursive_triggers = ON')
    migrate(database)
    const insert = prepareAccepted(database)
    for (const row of kit.ledger.database.prepare<[], EventRow>('SELECT * FROM events ORDER BY position').all()) insert.run(acceptedValues(row))
    database.exec("INSERT INTO sync_notes VALUES ('pin', '')")
    const tables = readTables(database, projections, () => {})
    for (const event of pendingActs(kit.ledger.database, testSigning).everyEvent()) tables.project(event)
    return readHash(database, projections)
  } finally {
    database.close()
  }
}
