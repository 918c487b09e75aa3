import type { Database } from 'better-sqlite3'
import type { EventRow } from './canonical.ts'
import { SELECT_EVENTS, VOID } from './event-rows.ts'

/** A stream as it was signed, with what makes its signers and its people known, back to the root: everything somebody else needs to check it. */
export type Extract = {
  /** In the order of the stream. */
  readonly events: readonly EventRow[]
  /** The events that introduced the signers of all of these, the root's own among them. By position. */
  readonly registrations: readonly EventRow[]
  /** The events that say what the people of all of these are called and which roles they have, up to the last event of the stream. By position. */
  readonly members: readonly EventRow[]
  /** Events of the stream that were put aside for good and count for nothing: each keeps its place, and without it one would seem to be missing. */
  readonly aside: readonly EventRow[]
}

/** What of a registration leads to another. */
type Registration = { readonly person: string; readonly kind?: string; readonly recovery?: string }

/** Takes streams out of the record as they are. Events that wait for the hub have no place yet and are not in it. */
export function recordExtract(database: Database): (stream: string) => Extract {
  const ofStream = database.prepare<[string], EventRow>(`${SELECT_EVENTS} WHERE stream = ? ORDER BY version`)
  const voidOf = database.prepare<[string], string>(`SELECT row FROM quarantine WHERE stream = ? AND fault IN (${VOID}) ORDER BY version`).pluck()
  const registered = database.prepare<[string], EventRow>(
    `${SELECT_EVENTS} WHERE type IN ('signer.registered', 'person.invited') AND json_extract(payload, '$.signer') = ? ORDER BY position LIMIT 1`,
  )
  const signersOf = database.prepare<[string, number], EventRow>(`${SELECT_EVENTS} WHERE type = 'signer.registered' AND json_extract(payload, '$.person') = ? AND position < ?`)
  // When somebody left, and why, is nobody's business who reads of a post: what they did, they did while they were there.
  const saidOf = database.prepare<{ person: string; last: number }, EventRow>(
    `${SELECT_EVENTS} WHERE stream = 'organization/main' AND position < $last AND (
       (type IN ('person.added', 'person.corrected', 'person.roles-changed') AND json_extract(payload, '$.person') = $person)
       OR (type IN ('stand-in.set', 'stand-in.ended') AND json_extract(payload, '$.standIn') = $person))`,
  )
  const byPosition = (rows: ReadonlyMap<string, EventRow>): readonly EventRow[] => [...rows.values()].sort((one, other) => one.position - other.position)

  return (stream) => {
    const events = ofStream.all(stream)
    const aside = voidOf.all(stream).map((row) => JSON.parse(row) as EventRow) // written from an EventRow
    const last = Math.max(0, ...[...events, ...aside].map(({ position }) => position))
    const registrations = new Map<string, EventRow>()
    const members = new Map<string, EventRow>()
    const people = new Set<string>()
    const waiting = [...events, ...aside]

    const introduce = (signer: string): EventRow | undefined => {
      const known = registrations.get(signer)
      if (known !== undefined) return known
      const row = registered.get(signer)
      if (row === undefined) return undefined
      registrations.set(signer, row)
      waiting.push(row)
      return row
    }
    for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
      const by = introduce(row.signer)
      if (row.type === 'signer.registered') {
        const said = JSON.parse(row.payload) as Registration // the ledger's own form
        if (said.recovery !== undefined) introduce(said.recovery)
        // Who is helped by a recovery sheet had a signer on that machine before.
        if (by !== undefined && (JSON.parse(by.payload) as Registration).kind === 'recovery') for (const one of signersOf.all(said.person, row.position)) introduce((JSON.parse(one.payload) as { readonly signer: string }).signer)
      }
      if (people.has(row.actor)) continue
      people.add(row.actor)
      for (const one of saidOf.all({ person: row.actor, last })) {
        members.set(one.id, one)
        waiting.push(one)
      }
    }
    return { events, registrations: byPosition(registrations), members: byPosition(members), aside }
  }
}
