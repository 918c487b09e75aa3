import type { Instant } from '../kernel/clock.ts'
import type { Id } from '../kernel/ids.ts'
import type { Role } from '../organization/role.ts'

export type EventId = Id<'event'>
export type PersonId = Id<'person'>
export type SignerId = Id<'signer'>
export type OfficeId = Id<'office'>

/** What a module says has happened. `type` is `<noun>.<past tense>`; `payload` is plain JSON and never holds a secret. */
export type DomainEvent = { readonly type: string; readonly payload: object }

/**
 * Who may read a stream; recorded on every event from the first day, so that the hub's row security needs no guess.
 * institution: everybody · office: that office's people · review: the review pool and the office · security: security leads
 * and the office · registry: the office, the review pool, security leads and administrators · people: only those (an incident
 * that is restricted). Auditors read all.
 */
export type Audience =
  | { readonly kind: 'institution' }
  | { readonly kind: 'office'; readonly office: OfficeId }
  | { readonly kind: 'review'; readonly office: OfficeId }
  | { readonly kind: 'security'; readonly office: OfficeId }
  | { readonly kind: 'registry'; readonly office: OfficeId }
  | { readonly kind: 'people'; readonly people: readonly PersonId[] }

/** An event as the ledger keeps it. */
export type RecordedEvent<E extends DomainEvent = DomainEvent> = {
  /** The order of acceptance: 1, 2, 3 … on this machine alone, with gaps in a shared record. Above every accepted one while it is pending. */
  readonly position: number
  readonly id: EventId
  /** `<module noun>/<id>`, e.g. `post/0193…`. */
  readonly stream: string
  /** 1, 2, 3 … within the stream. */
  readonly version: number
  readonly audience: Audience
  readonly type: E['type']
  /** Number of the payload's form; upcasters lift older ones when read. */
  readonly schema: number
  readonly payload: E['payload']
  readonly actor: PersonId
  /** The role under which the actor did it. */
  readonly role: Role
  readonly office: OfficeId
  readonly at: Instant
  readonly signer: SignerId
  /** 1, 2, 3 … within the signer's chain. */
  readonly signerSequence: number
  /** SHA-256 of the signer's previous event (32 zero bytes for the first), hex. */
  readonly previous: string
  /** SHA-256 of this event's canonical form, hex. */
  readonly hash: string
  /** Ed25519 over `hash`, base64. */
  readonly signature: string
  /**
   * Done here, and not accepted yet by the hub that orders the record: it has no place in its signer's chain (`signerSequence` 0), `hash` and
   * `signature` are the deed's, and it may still be refused.
   */
  readonly pending?: true
}

/** Who does it, in what capacity, when. Made by the session; deciders get it and look nowhere else. */
export type Context = {
  readonly now: Instant
  readonly actor: PersonId
  /** All roles the person holds. */
  readonly roles: readonly Role[]
  readonly office: OfficeId
  readonly signer: SignerId
  readonly newId: <Brand extends string>() => Id<Brand>
}
