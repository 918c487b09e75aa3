import type { Database } from 'better-sqlite3'
import type { EventRow } from './canonical.ts'
import { SELECT_EVENTS } from './event-rows.ts'

/** A stream as it was signed, with the registrations that make its signers known, back to the root: everything somebody else needs to check it. */
export type Extract = {
  /** In the order of the stream. */
  readonly events: readonly EventRow[]
  /** The events that introduced the signers of those events, and the signers of these; the root's own among them. By position. */
  readonly registrations: readonly EventRow[]
}

/** Takes streams out of the record as they are. Events that wait for the hub have no place yet and are not in it. */
export function recordExtract(database: Database): (stream: string) => Extract {
  const ofStream = database.prepare<[string], EventRow>(`${SELECT_EVENTS} WHERE stream = ? ORDER BY version`)
  const registered = database.prepare<[string], EventRow>(
    `${SELECT_EVENTS} WHERE type IN ('signer.registered', 'person.invited') AND json_extract(payload, '$.signer') = ? ORDER BY position LIMIT 1`,
  )
  return (stream) => {
    const events = ofStream.all(stream)
    const registrations = new Map<string, EventRow>()
    const wanted = events.map(({ signer }) => signer)
    for (let signer = wanted.pop(); signer !== undefined; signer = wanted.pop()) {
      if (registrations.has(signer)) continue
      const row = registered.get(signer)
      if (row === undefined) continue
      registrations.set(signer, row)
      wanted.push(row.signer)
    }
    return { events, registrations: [...registrations.values()].sort((one, other) => one.position - other.position) }
  }
}
