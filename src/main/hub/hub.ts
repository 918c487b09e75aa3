import type { Result } from '#shared/kernel/result.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { EventRow } from '#main/ledger/canonical.ts'
import type { Role } from '#shared/organization/role.ts'

/** An event as it is sent to be accepted: a deed in the place its signer gave it, without the position, which is the hub's to give. */
export type PlacedEvent = Omit<EventRow, 'position'>

/** One act: accepted whole or not at all. 1 to 200 events. */
export type PlacedBatch = { readonly id: string; readonly events: readonly PlacedEvent[] }

/** A batch that somebody else brings, with what its author's machine vouched for it with (`voucherOf`). */
export type VouchedBatch = PlacedBatch & { readonly voucher: string }

/** What the hub answered to one batch. `again`: it held the batch already (an answer that was lost). */
export type Acceptance =
  | { readonly kind: 'accepted'; readonly positions: readonly number[]; readonly again: boolean }
  /** Another event took that version of the stream first, or the signer's chain stands elsewhere: pull, decide again. */
  | { readonly kind: 'conflict'; readonly stream: string; readonly version: number }
  /** Never to be accepted as it is. `code`: `hub/…`, a key of the catalogue. */
  | { readonly kind: 'refused'; readonly code: string; readonly detail: Readonly<Record<string, string | number>> }

/** Who the connected person is for the hub. `sight` changes whenever what they may read has widened: then everything is pulled again. */
export type HubMember = { readonly person: string; readonly roles: readonly Role[]; readonly office: string; readonly sight: number }

/** The hub's word at each contact. */
export type Hello = {
  readonly hub: string
  readonly schema: number
  /** The oldest form of the app that it serves besides its own; a hub of before it could say so serves its own. */
  readonly serves?: number
  /** The signer that the record hangs from; undefined until it was founded. */
  readonly root: { readonly signer: string; readonly publicKey: string } | undefined
  /** The hub's clock. */
  readonly now: Instant
  readonly head: { readonly position: number; readonly hash: string }
  /** It was restored from an older copy, and whoever administers it puts its end back: until then it accepts nothing. */
  readonly recovering?: boolean
  /** For who answers for the record: the place of the newest of what machines told that they put aside. */
  readonly aside?: number | undefined
  readonly member: HubMember
  /** Whether this session is woken by everything that concerns the person: until it is, nothing new is there for them. */
  readonly wakes: boolean
}

/** Bytes of a chunk; the last of a file may be shorter. */
export const CHUNK = 256 * 1024

/** What a hub has of a file: `size` if one may read it whole; `have`: the chunks sent before over this login while it is not. */
export type FileState = { readonly size: number | undefined; readonly have: readonly number[] }

/** What of an event its chain needs, without its content: for the events between two that one may read. */
export type Link = { readonly signer: string; readonly signer_sequence: number; readonly deed: string; readonly version: number; readonly after: string }

/** Over which login an event came: whose it is, and of which of their machines (its signer, once it has one). */
export type Written = { readonly position: number; readonly login: string; readonly person: string; readonly signer: string | undefined; readonly accepted: Instant; readonly ended: boolean }

/** An event that a machine put aside, as it tells the hub of it: nothing of what it holds. */
export type Reported = { readonly position: number; readonly hash: string; readonly fault: string }

/** The same as who answers for the record gets it. `noun`: of its stream · `since`: when it was told first · `machines`: logins that told it (at most some twenty). */
export type ReportedAside = Reported & { readonly noun: string; readonly since: Instant; readonly machines: number; readonly people: readonly string[] }

/** Where a hub is, and the certificate authority (PEM) that its certificate must come from. */
export type HubAddress = { readonly host: string; readonly port: number; readonly database: string; readonly ca: string }

/** A person's login at the hub. The password is in memory as long as a connection may have to be made again. */
export type HubLogin = { readonly user: string; readonly password: string }

/**
 * Connects and logs in. Refusals: `hub/unreachable`, `hub/unknown-host`, `hub/certificate`, `hub/certificate-dates`, `hub/wrong-password`, `hub/denied`, `hub/not-a-hub`,
 * `hub/schema-older`, `hub/schema-newer`; none holds the password.
 */
export type ConnectHub = (address: HubAddress, login: HubLogin) => Promise<Result<Hub>>

/**
 * One person's connection to the hub. Every call refuses `hub/unreachable` (also when the answer does not come within its time), `hub/disk-full`, `hub/overloaded`, `hub/server-fault`,
 * `hub/denied`, `hub/schema-older`, `hub/schema-newer`; none throws for what a network or a server can do.
 */
export interface Hub {
  hello(): Promise<Result<Hello>>
  /** In order, each whole; stops after the first that is not accepted. Durable when it answers. */
  append(batches: readonly PlacedBatch[]): Promise<Result<readonly Acceptance[]>>
  /**
   * As `append`, for what one signer's machine without network vouched for and another brings. Refusal besides: `hub/not-carried` (not vouched for, of
   * the organization's record, or that machine's key is not here, or it may not write any more).
   */
  carry(batches: readonly VouchedBatch[]): Promise<Result<readonly Acceptance[]>>
  /** Leaves the key under which a signer of the connected person vouches for what others carry. Refusals: `hub/not-joined`, `hub/malformed`. */
  keepCarriageKey(signer: string, key: Uint8Array): Promise<Result<undefined>>
  /** The readable events after a position, by position, durable at the hub. */
  pull(after: number, limit: number): Promise<Result<readonly EventRow[]>>
  /** A stream's readable events up to a version: when a stream became readable after its beginning. */
  stream(stream: string, upTo: number): Promise<Result<readonly EventRow[]>>
  /** The links of a signer's chain from one place to another, both included. */
  links(signer: string, from: number, to: number): Promise<Result<readonly Link[]>>
  /** The hash of the event at a position, readable or not; undefined: there is none. */
  hashAt(position: number): Promise<Result<string | undefined>>
  /**
   * The founder's last act: from now on the hub holds every event to its rules, and the login is that of the person who publishes, by a signer of theirs.
   * Refusals: `hub/not-founding`, `hub/not-administrator`.
   * Until then `append` takes the founder's whole record over, whoever did it.
   */
  closeFounding(signer: string): Promise<Result<undefined>>
  /** Over whose logins events came, by position; for who answers for the record. Refusal: `hub/role`. */
  writtenBy(positions: readonly number[]): Promise<Result<readonly Written[]>>
  /**
   * This machine put these events aside, at most 200: for who answers for the record, who may not be able to read them. Answers the positions that are noted: not those that have another
   * hash at the hub, that the person may not read, or that are too many for the day.
   */
  reportAside(events: readonly Reported[]): Promise<Result<readonly number[]>>
  /**
   * What machines told that they put aside, from a place on in the order in which they did, and up to which place the answer goes; the rest follows from there. Some comes
   * again. For who answers for the record. Refusal: `hub/role`.
   */
  reportedAside(after: number): Promise<Result<{ readonly reported: readonly ReportedAside[]; readonly upTo: number }>>
  /**
   * What this machine holds beyond the newest position of a hub that was restored from an older copy, in order, at most 1000; `seen`: the newest position
   * it has seen. It is kept apart for whoever administers the server, and changes nothing of the record. Refusals: `hub/malformed`, `hub/too-large`.
   */
  offer(rows: readonly EventRow[], seen: number): Promise<Result<undefined>>
  /**
   * An administrator opens the login of an invitation whose `person.invited` is accepted: the person's role is made (or made anew) with the
   * verifier of its one-time password. Refusals: `hub/not-invited`, `hub/role`.
   */
  openLogin(invitation: string, verifier: string): Promise<Result<undefined>>
  /**
   * The connected machine's own next password, as a SCRAM verifier, and the signer it signs with: a login that is nobody's yet becomes that signer's, and the
   * one that the signer had before ends. Refusals: `hub/not-joined` (no such signer of this person is on record).
   */
  changePassword(verifier: string, signer: string): Promise<Result<undefined>>
  /** What there is of a file, by the SHA-256 of its bytes (hex). */
  fileState(sha256: string): Promise<Result<FileState>>
  /**
   * One chunk of a file that belongs to a stream one may read; answers whether the file is whole now. Refusals: `hub/not-yours`,
   * `hub/malformed`, `hub/too-large`, `hub/day-full` (later it may be sent), `hub/altered` (the whole is not what its hash says: all of it is forgotten).
   */
  putChunk(sha256: string, stream: string, size: number, place: number, bytes: Uint8Array): Promise<Result<boolean>>
  /** One chunk of a file; undefined: there is none for this person. */
  getChunk(sha256: string, place: number): Promise<Result<Uint8Array | undefined>>
  /** Called when the hub says that there may be something new, and when the connection is lost. Returns the way to stop. */
  onWake(listener: (why: 'news' | 'lost') => void): () => void
  close(): Promise<void>
}
