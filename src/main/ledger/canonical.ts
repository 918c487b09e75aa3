import { hash } from 'node:crypto'

/** An event's row as SQLite keeps it: `audience` and `payload` are the very text that is hashed, so nothing has to be canonicalised again. */
export type EventRow = {
  readonly position: number
  readonly id: string
  readonly stream: string
  readonly version: number
  readonly audience: string
  readonly type: string
  readonly schema: number
  readonly payload: string
  readonly actor: string
  readonly role: string
  readonly office: string
  readonly at: string
  readonly signer: string
  readonly signer_sequence: number
  readonly previous: string
  readonly after: string
  readonly hash: string
  readonly signature: string
}

/** What a deed says, without its place: the part that a person signs for when the hub is not there to give it a place. */
export type Deed = Pick<EventRow, 'id' | 'stream' | 'audience' | 'type' | 'schema' | 'payload' | 'actor' | 'role' | 'office' | 'at' | 'signer'>

/**
 * Where an accepted deed stands: in its stream, in its signer's chain (`previous`: hash of the signer's event before it) and in the
 * record as a whole (`after`: hash of the newest event this machine had when it signed), so that two people's events cannot change places.
 */
export type Place = Pick<EventRow, 'version' | 'signer_sequence' | 'previous' | 'after'>

/** `previous` of a signer's first event, `after` of the very first. */
export const NO_PREVIOUS = '0'.repeat(64)

/** SHA-256 (hex) of what was done. The order of the parts is fixed for ever; a JSON array keeps them apart. */
export function deedDigest(deed: Deed): string {
  return hash(
    'sha256',
    JSON.stringify([
      'resguardo/deed/1', deed.id, deed.stream, deed.audience, deed.type, deed.schema, deed.payload,
      deed.actor, deed.role, deed.office, deed.at, deed.signer,
    ]),
    'hex',
  )
}

/** SHA-256 (hex) of a deed in its place: the event's hash, which is signed and which the signer's next event names as `previous`. */
export function eventHash(deed: string, place: Place): string {
  return hash('sha256', `resguardo/event/1 ${deed} ${place.version} ${place.signer_sequence} ${place.previous} ${place.after}`, 'hex')
}
