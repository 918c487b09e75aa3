import type { Result } from '#shared/kernel/result.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { PersonId, SignerId } from '#shared/ledger/event.ts'
import type { Deed, EventRow } from './canonical.ts'
import type { Asked } from './pending.ts'

/** Which hub orders this record, once the machine has joined one. */
export type HubPin = { readonly hub: string; readonly root: { readonly signer: string; readonly publicKey: string } }

/** One act that was done here and that the hub has not accepted yet. */
export type PendingAct = {
  readonly id: string
  /** The ids of its events, in order. */
  readonly events: readonly string[]
  readonly actor: PersonId
  readonly signer: SignerId
  readonly at: Instant
  readonly streams: readonly string[]
  readonly types: readonly string[]
  /** Decided anew on what others did: it needs its author's signature once more. */
  readonly again?: true | undefined
}

/** An act that waits, with all that its author signed: what can be shown to others before it is accepted. */
export type SignedAct = { readonly id: string; readonly deeds: readonly (Deed & { readonly signature: string })[] }

/** An act that the hub's record no longer allows: decided again on the new state, it was refused. It waits for its author's word. */
export type ConflictingAct = PendingAct & {
  readonly refusal: Refusal
  /** What was decided here, event by event, as text for the list: type and payload. */
  readonly mine: readonly { readonly type: string; readonly payload: object }[]
  /** The accepted events of the same streams that came first. */
  readonly theirs: readonly { readonly type: string; readonly payload: object; readonly actor: PersonId; readonly at: Instant }[]
  readonly since: Instant
  /** What was asked, stream by stream; empty: of before it was kept. */
  readonly asked: readonly Asked[]
  /** It was itself the repetition of an act that could not stand. */
  readonly repeats?: true | undefined
}

/**
 * A signer's event that one may not read, or that was not taken over, as far as the chain through it needs it. `hash` is the event's, recomputed
 * from the rest and from the link or event before it.
 */
export type KeptLink = {
  readonly signer: string
  readonly signer_sequence: number
  readonly deed: string
  readonly version: number
  readonly after: string
  readonly hash: string
}

/** What merging left. */
export type Merged = { readonly accepted: number; readonly settled: readonly string[]; readonly conflicts: readonly string[] }

/** An event that the check found not to be as it should, and why. */
export type Faulty = { readonly row: EventRow; readonly fault: string }

/**
 * An event that is not as it should be, kept as it came: void, or waiting, and then not among the accepted ones; or accepted and without effect
 * (`unreadable`). `attended`: when somebody who answers for the record said that it is dealt with. `reported`: when somebody at this machine said that they told
 * the security lead. `sent`: when the hub noted it for them.
 */
export type Quarantined = {
  readonly row: EventRow
  readonly fault: string
  readonly since: Instant
  readonly attended?: Instant | undefined
  readonly reported?: Instant | undefined
  readonly sent?: Instant | undefined
}

/** An event that other machines put aside, as the hub told it to who answers for the record. */
export type AsideElsewhere = {
  readonly position: number
  readonly hash: string
  readonly fault: string
  /** Of its stream: `post`. */
  readonly noun: string
  readonly since: Instant
  readonly machines: number
  readonly people: readonly string[]
}

/** Which of them. */
export type AsideKey = Pick<AsideElsewhere, 'position' | 'hash' | 'fault'>

/**
 * The record's side of a hub: accepted events in the hub's order below, acts not yet accepted above them, and read tables that show both.
 * All of it in the ledger's one file; each call is one transaction.
 */
export interface SharedRecord {
  /** From now on the hub orders: new acts wait to be accepted. Undefined: this machine is its own authority. */
  pin(): HubPin | undefined
  join(pin: HubPin): void
  /** The newest accepted position held. */
  head(): { readonly position: number; readonly hash: string }
  /** `position`: where the hub has it, if that is known; what stands above everything held need not be looked for. */
  holds(eventId: string, position?: number): boolean
  hashAt(position: number): string | undefined
  /** The end of a signer's chain as far as it is held here, accepted events and links together; sequence 0 and `NO_PREVIOUS`: nothing. */
  chainEnd(signer: string): { readonly sequence: number; readonly hash: string }
  /** The hash at a place of a signer's chain, of an accepted event or a link. */
  chainHash(signer: string, sequence: number): string | undefined
  /** Keeps links (checked by the caller); those already kept stay as they are. */
  keepLinks(links: readonly KeptLink[]): void
  /**
   * How far a stream has come here, void events included, as far as the check of its next one asks; undefined: nothing of it. `audience`: of its
   * newest accepted event; undefined: all of it is void.
   */
  streamEnd(stream: string): { readonly version: number; readonly audience: string | undefined } | undefined
  /** The accepted events of a stream held here, in order: what the check of an event asks of those before it. */
  heldStream(stream: string): readonly EventRow[]
  pending(): readonly PendingAct[]
  /** The same with their deeds; without those that were decided anew and wait for their author's signature. */
  signedActs(): readonly SignedAct[]
  /**
   * The signer's next acts in their places, signed; at most `limit`. Only for a signer that is unlocked. Stops before an act that leans on another's that is not
   * accepted; `of`: the acts to be placed, without what leans on one that is not. The first names nothing as `after` where its chain goes on from what is not held here
   * as an event: it speaks for nothing before it.
   */
  place(signer: SignerId, limit: number, of?: ReadonlySet<string>): readonly { readonly id: string; readonly events: readonly Omit<EventRow, 'position'>[] }[]
  /**
   * Takes accepted events over (checked by the caller), in positions' order; those already held are passed over, and one that cannot be projected
   * is noted (`unreadable`) and has no effect on the read tables. Pending acts they contain are
   * settled, the others are decided again where it matters. Events below the newest one held (a stream became readable) have the read
   * tables made anew; with `more`, when much of that kind comes in slices, that waits for the call without it (`rows` may be empty), or for
   * the next start, and what the screens read stands still until then. `links` and `faulty`, what else the check of these rows found, are kept in
   * the same transaction: links of later places of a chain, kept without the rows between, would have those rows found out of it for good.
   * Without rows, `links` and `faulty` are only kept; a faulty one that is aside already stays as it is.
   */
  merge(rows: readonly EventRow[], now: Instant, beside?: { readonly links?: readonly KeptLink[]; readonly faulty?: readonly Faulty[]; readonly more?: boolean }): Merged
  /**
   * Takes accepted events over together with what belongs to them, in one transaction: a kill or a full disk leaves all of it or nothing. `voids` keep their place and
   * count for nothing. What waited in the quarantine and was judged again leaves it, or has its new fault there.
   */
  mergeWhole(
    rows: readonly EventRow[],
    more: {
      readonly links: readonly KeptLink[]
      readonly faulty: readonly Faulty[]
      readonly notes: Readonly<Record<string, string>>
    },
    now: Instant,
  ): Merged
  /**
   * The signer's acts whose deeds are links of its chain, all of them: they are on record where they may not be read here, and wait no more. What leaned on them is
   * decided again.
   */
  settleLinked(signer: SignerId, now: Instant): Merged
  /** The hub refused an act for good: to the conflicts, and what leaned on it is decided again. */
  refuse(id: string, refusal: Refusal, now: Instant): Merged
  /** Without those that are being done again. */
  conflicts(): readonly ConflictingAct[]
  /** Says which act does a conflict's act again: the conflict goes when that is accepted, and is replaced by it when that is refused too. */
  repeated(id: string, by: string): void
  /** The author's word: what they did is given up. Refusals: `ledger/unknown-conflict`. */
  dismiss(id: string): Result<undefined>
  /**
   * Takes streams' accepted events back, each from a version on, in one transaction: they wait in the quarantine to be judged again, with what was
   * found void or waits there already (that followed from them), and their chains go on through them as links. The read tables stand still until the
   * merge that follows, or the next start; acts that wait on these streams are decided again then.
   */
  putAside(from: ReadonlyMap<string, number>, now: Instant): void
  quarantined(): readonly Quarantined[]
  /** How many of them nobody has attended to, of those how many nobody here has reported, and how many of those that other machines put aside nobody has attended to. */
  unattended(): { readonly all: number; readonly unreported: number; readonly elsewhere: number }
  /** Somebody who answers for the record has dealt with a void event. */
  attend(eventIds: readonly string[], now: Instant): void
  /** Somebody at this machine has told the security lead of events that were put aside. */
  report(eventIds: readonly string[], now: Instant): void
  /** The hub noted, for who answers for the record, that these were put aside here. */
  sent(eventIds: readonly string[], now: Instant): void
  /**
   * What other machines put aside, without what is aside here as well; at most a thousand: those that nobody attended to first, then the newest. `held`: this machine has it among the accepted ones.
   * `attended`: when somebody who answers for the record has looked at it.
   */
  asideElsewhere(): readonly (AsideElsewhere & { readonly held: boolean; readonly attended?: Instant | undefined })[]
  /** Keeps what the hub told of other machines; what is kept already has its new numbers, and stays attended to. */
  keepAsideElsewhere(events: readonly AsideElsewhere[]): void
  attendElsewhere(keys: readonly AsideKey[], now: Instant): void
  isVoid(eventId: string): boolean
  /** Streams that an event which waits bars. `but`: events that are being judged again, and bar nothing meanwhile. */
  barred(but?: ReadonlySet<string>): ReadonlySet<string>
  /**
   * Small facts of the synchronisation, kept with the record: cursors, the last head seen, the clock's difference. `lazily`: the disk is not waited
   * for, because a power cut that takes it costs only work.
   */
  note(name: string, value: string, lazily?: boolean): void
  noted(name: string): string | undefined
}
