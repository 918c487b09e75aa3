import type { Database, Statement } from 'better-sqlite3'
import { voidFaults } from '#shared/hub/trust-fault.ts'
import type { Audience, RecordedEvent } from '#shared/ledger/event.ts'
import type { Deed, EventRow, Place } from './canonical.ts'

const COLUMNS =
  'id, stream, version, audience, type, schema, payload, actor, role, office, at, signer, signer_sequence, previous, after, hash, signature'

/** The statement that writes one event; `append.ts` is its only user. */
export function prepareInsert(database: Database): Statement<unknown[]> {
  return database.prepare(`INSERT INTO events (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
}

/** The values of `prepareInsert`, in its order. */
export function insertValues(deed: Deed, place: Place, hash: string, signature: string): unknown[] {
  return [
    deed.id, deed.stream, place.version, deed.audience, deed.type, deed.schema, deed.payload, deed.actor, deed.role, deed.office, deed.at,
    deed.signer, place.signer_sequence, place.previous, place.after, hash, signature,
  ]
}

/** The statement that takes one accepted event over as it is, its position included; one that is held already is passed over. */
export function prepareAccepted(database: Database): Statement<unknown[]> {
  return database.prepare(`INSERT INTO events (position, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`)
}

/** The values of `prepareAccepted`, in its order. */
export function acceptedValues(row: EventRow): unknown[] {
  return [row.position, ...insertValues(row, row, row.hash, row.signature)]
}

/** Puts an event aside (id, position, row as JSON, fault, since); one that is aside already stays as it is. */
export const INSERT_ASIDE = 'INSERT INTO quarantine (id, position, row, fault, since) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING'

/** The faults of void events, as a list of SQL. */
export const VOID = voidFaults.map((fault) => `'${fault}'`).join(', ')

export const SELECT_EVENTS = `SELECT position, ${COLUMNS} FROM events`

/**
 * A parameter that the planner cannot look into. SQLite built with STAT4, as better-sqlite3's is, compiles a statement anew whenever another
 * value is bound to a bare `= ?`, and better-sqlite3 then makes its row function anew: several times the cost of the look-up itself.
 */
export const STEADY = '(SELECT ?)'

/** An event as the modules see it. `payload` is parsed; lifting of older schema numbers is `upcast.ts`' part. */
export function eventOf(row: EventRow): RecordedEvent {
  return {
    position: row.position,
    // The brands below are true by construction: only `append.ts` and `sqlite-shared-record.ts` write these columns.
    id: row.id as RecordedEvent['id'],
    stream: row.stream,
    version: row.version,
    audience: audienceOf(row.audience),
    type: row.type,
    schema: row.schema,
    payload: JSON.parse(row.payload) as object, // the ledger writes only JSON objects
    actor: row.actor as RecordedEvent['actor'],
    role: row.role as RecordedEvent['role'],
    office: row.office as RecordedEvent['office'],
    at: row.at as RecordedEvent['at'],
    signer: row.signer as RecordedEvent['signer'],
    signerSequence: row.signer_sequence,
    previous: row.previous,
    hash: row.hash,
    signature: row.signature,
  }
}

/** Streams of one office share their audience's text; parsing it once per text keeps rebuilding fast. */
const audiences = new Map<string, Audience>()

function audienceOf(text: string): Audience {
  let audience = audiences.get(text)
  if (audience === undefined) {
    if (audiences.size > 5000) audiences.clear()
    audience = JSON.parse(text) as Audience // written by `append.ts` from an Audience
    audiences.set(text, audience)
  }
  return audience
}
