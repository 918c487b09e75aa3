import type { Audience } from '#shared/ledger/event.ts'
import type { Database } from 'better-sqlite3'
import { FILE_TYPES } from '#main/hub/blobs.ts'
import { STANDING_STREAM, STANDING_TYPES } from '#main/hub/standings.ts'
import type { Link } from '#main/hub/hub.ts'
import type { EventRow } from '#main/ledger/canonical.ts'
import { SELECT_EVENTS, VOID } from '#main/ledger/event-rows.ts'

/** What the check of pulled events reads of the record: the accepted events that say who is who, by position. */
export function standingRows(database: Database): () => Iterable<EventRow> {
  const types = STANDING_TYPES.map((type) => `'${type}'`).join(', ')
  const rows = database.prepare<[], EventRow>(`${SELECT_EVENTS} WHERE stream = '${STANDING_STREAM}' AND type IN (${types}) ORDER BY version`)
  return () => rows.all()
}

/** The accepted events after a position that name files, in order. */
export function fileNamingRows(database: Database): (after: number, limit: number) => readonly EventRow[] {
  const types = FILE_TYPES.map((type) => `'${type}'`).join(', ')
  const rows = database.prepare<[number, number], EventRow>(`${SELECT_EVENTS} WHERE position > ? AND type IN (${types}) ORDER BY position LIMIT ?`)
  return (after, limit) => rows.all(after, limit)
}

/** The accepted events whose payload has a file's hash in it, newest first. */
export function fileNamingRowsOf(database: Database): (sha256: string) => readonly EventRow[] {
  const types = FILE_TYPES.map((type) => `'${type}'`).join(', ')
  const rows = database.prepare<[string], EventRow>(`${SELECT_EVENTS} WHERE type IN (${types}) AND instr(payload, ?) > 0 ORDER BY position DESC LIMIT 10`)
  return (sha256) => rows.all(sha256)
}

/** An audience of nobody: auditors read all the same. */
const NOBODY = JSON.stringify({ kind: 'people', people: [] } satisfies Audience)

/**
 * The newest audience of every stream held: whose eyes all its events are for. What is held of an incident from before it was restricted to others, and
 * of its notices, is for nobody but auditors: the event that says whom it is for did not come here.
 */
export function streamAudiences(database: Database): () => readonly { readonly stream: string; readonly audience: string }[] {
  // With max(), SQLite takes the other columns from the row that has it.
  const streams = database.prepare<[], { readonly stream: string; readonly audience: string }>('SELECT stream, audience, max(version) AS version FROM events GROUP BY stream')
  const withheld = database
    .prepare<[], string>(
      `WITH older AS (SELECT i.id FROM incidents i JOIN incident_restrictions r ON r.incident = i.id AND r.edition > i.edition)
       SELECT 'incident/' || id FROM older UNION SELECT 'notice/' || n.id FROM notices n JOIN older ON older.id = n.incident`,
    )
    .pluck()
  return () => {
    const hidden = new Set(withheld.all())
    return streams.all().map((one) => (hidden.has(one.stream) ? { ...one, audience: NOBODY } : one))
  }
}

/** What is kept of events that are not held, for their signers' chains. */
export function heldLinks(database: Database): () => readonly Link[] {
  const links = database.prepare<[], Link>('SELECT signer, signer_sequence, deed, version, after FROM event_links ORDER BY signer, signer_sequence')
  return () => links.all()
}

/** All events after a position that the hub accepted, as they are: void ones keep their place in their streams. */
export function hubRowsAfter(database: Database): (after: number, limit: number) => readonly EventRow[] {
  const accepted = rowsAfter(database)
  const voided = database.prepare<[number, number], string>(`SELECT row FROM quarantine WHERE position > ? AND position <= ? AND fault IN (${VOID})`).pluck()
  return (after, limit) => {
    const rows = accepted(after, limit)
    // As far as the accepted ones go, or to the end.
    const last = rows.length < limit ? Number.MAX_SAFE_INTEGER : (rows.at(-1)?.position ?? after)
    const voids = voided.all(after, last).map((row) => JSON.parse(row) as EventRow) // kept by the shared record as they came
    return voids.length === 0 ? rows : [...rows, ...voids].toSorted((one, other) => one.position - other.position)
  }
}

/** All accepted events after a position, as they are. */
export function rowsAfter(database: Database): (after: number, limit: number) => readonly EventRow[] {
  const rows = database.prepare<[number, number], EventRow>(`${SELECT_EVENTS} WHERE position > ? ORDER BY position LIMIT ?`)
  return (after, limit) => rows.all(after, limit)
}

/** The signer that the record hangs from, and its key; undefined before there is one. */
export function recordRoot(database: Database): () => { readonly signer: string; readonly publicKey: string } | undefined {
  const first = database.prepare<[], string>("SELECT payload FROM events WHERE type = 'signer.registered' ORDER BY position LIMIT 1").pluck()
  return () => {
    const payload = first.get()
    if (payload === undefined) return undefined
    const { signer, publicKey } = JSON.parse(payload) as { readonly signer: string; readonly publicKey: string } // the organization's decider wrote it
    return { signer, publicKey }
  }
}
