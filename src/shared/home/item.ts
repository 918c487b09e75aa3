import type { Network } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { OfficeId } from '#shared/ledger/event.ts'
import type { Contact } from '#shared/organization/contact.ts'
import type { OutState } from '#shared/posts/open-state.ts'

/** An account as one line names it; the handle without its sign. */
export type AccountLabel = { readonly account: string; readonly network: Network; readonly handle: string }

/** Networks whose accounts are called by a name or a number, not by a handle with its sign. */
const WITHOUT_SIGN: readonly Network[] = ['facebook', 'whatsapp']

/** The handle as people write it: `@INEMexico`. */
export function signedHandle({ network, handle }: AccountLabel): string {
  return WITHOUT_SIGN.includes(network) ? handle : `@${handle}`
}

/**
 * Something that waits for a person: one line on the home screen, one act. Each kind carries only what its line and its act need;
 * the words are the catalogue's, the route is the screen's.
 */
export type AttentionItem =
  /** An incident that is not closed. `openSteps`: mandatory steps without result. `unsentNotices`: of the three. */
  | {
      readonly kind: 'incident-open'
      readonly incident: string
      readonly folio: string
      readonly accounts: readonly AccountLabel[]
      readonly since: Instant
      readonly openSteps: number
      readonly unsentNotices: number
    }
  /** The change of password is due; overdue when `due` has passed. */
  | { readonly kind: 'rotation-due'; readonly account: AccountLabel; readonly due: Instant }
  /** A change of password was left half done; both secrets are kept until it is ended. */
  | { readonly kind: 'rotation-unfinished'; readonly account: AccountLabel; readonly since: Instant }
  /** A post waits for a decision of Comunicación Social; `due` is the end of the 48 h. */
  | {
      readonly kind: 'post-to-review'
      readonly post: string
      readonly title: string
      readonly office: OfficeId
      /** Filled by the home service. */
      readonly officeName?: string | undefined
      readonly due: Instant
    }
  /** An order that nothing goes out, of everything or of a part. */
  | { readonly kind: 'stop-in-force'; readonly stop: string; readonly reason: string; readonly by: string; readonly since: Instant }
  /** Approved out of turn: somebody else looks at it within 24 h. */
  | { readonly kind: 'post-unchecked'; readonly post: string; readonly title: string; readonly reason: string; readonly due: Instant }
  /**
   * At the present pace so many posts in review would miss their time, the first of them at `first`. `usual` not null: too little was decided to tell a pace; they wait
   * longer than that (milliseconds), within which nine of ten were decided.
   */
  | { readonly kind: 'review-forecast'; readonly count: number; readonly first: Instant; readonly usual: number | null }
  /** A post came back with reasons. */
  | { readonly kind: 'post-returned'; readonly post: string; readonly title: string; readonly since: Instant }
  /** Approved and not yet copied to its network. */
  | { readonly kind: 'post-to-publish'; readonly post: string; readonly title: string; readonly since: Instant }
  /** Copied, and no permalink recorded: nobody can prove that it was published. */
  | {
      readonly kind: 'post-unproven'
      readonly post: string
      readonly title: string
      /** What is missing; `copied` if not said. */
      readonly state?: OutState | undefined
      /** Who copied it, or promised to mend it: they are asked first. */
      readonly by?: string | undefined
      readonly since: Instant
    }
  /** A consultation waits for Comunicación Social; `due` is the end of the 48 h. */
  | {
      readonly kind: 'consultation-to-answer'
      readonly consultation: string
      readonly title: string
      readonly office: OfficeId
      /** Filled by the home service. */
      readonly officeName?: string | undefined
      readonly due: Instant
    }
  /** A consultation came back for a detail. */
  | { readonly kind: 'consultation-returned'; readonly consultation: string; readonly title: string; readonly since: Instant }
  /** The citizen can have a reply: there is an answer, or the time has passed (`lapsed`). */
  | { readonly kind: 'consultation-to-reply'; readonly consultation: string; readonly title: string; readonly since: Instant; readonly lapsed: boolean }
  /** A national message is in force, and the office has made nothing of it yet; `outdated`: what it made is of an older version. */
  | { readonly kind: 'kit-to-adapt'; readonly kit: string; readonly title: string; readonly outdated: boolean; readonly since: Instant }
  /** A national message waits to be approved by somebody who wrote none of it. */
  | { readonly kind: 'kit-to-approve'; readonly kit: string; readonly title: string; readonly since: Instant }
  /** A fixed ending waits to be approved by somebody who wrote none of it. */
  | { readonly kind: 'ending-to-approve'; readonly piece: string; readonly title: string; readonly since: Instant }
  /** An address that the three notices of an incident will need. */
  | { readonly kind: 'contact-missing'; readonly contact: Contact; readonly office: OfficeId }
  /** The registry is empty: a new machine, on which nothing else can begin. */
  | { readonly kind: 'registry-empty' }
  /** One person alone: nobody could approve what they write. */
  | { readonly kind: 'team-missing' }
  /** Nobody could take over: the account has one operator, or none. */
  | { readonly kind: 'single-operator'; readonly account: AccountLabel; readonly operators: number }
  /** The keychain does not answer; `state` is one of the session's keychain states. */
  | { readonly kind: 'keychain-not-ready'; readonly state: string }
  /** This machine's clock is not the hub's; `ahead`: milliseconds by which the hub's is ahead of it. */
  | { readonly kind: 'clock-wrong'; readonly ahead: number }
  /** Nobody has said that this machine's recovery sheet is kept: it was shown once. */
  | { readonly kind: 'sheet-unkept' }
  /** The last copy of the record is too old (`last` undefined: there is none). */
  | { readonly kind: 'backup-overdue'; readonly last?: Instant | undefined }
  /** The record was never verified on this machine, or not for a long time. */
  | { readonly kind: 'ledger-unverified'; readonly last?: Instant | undefined }
  /** The verification found an altered record. */
  | { readonly kind: 'ledger-broken'; readonly position: number }

export const itemKinds = [
  'incident-open',
  'rotation-due',
  'rotation-unfinished',
  'post-to-review',
  'stop-in-force',
  'post-unchecked',
  'review-forecast',
  'post-returned',
  'post-to-publish',
  'post-unproven',
  'consultation-to-answer',
  'consultation-returned',
  'consultation-to-reply',
  'kit-to-approve',
  'ending-to-approve',
  'kit-to-adapt',
  'registry-empty',
  'team-missing',
  'contact-missing',
  'single-operator',
  'keychain-not-ready',
  'clock-wrong',
  'sheet-unkept',
  'backup-overdue',
  'ledger-unverified',
  'ledger-broken',
] as const satisfies readonly AttentionItem['kind'][]
export type ItemKind = (typeof itemKinds)[number]

/** How soon: `now` before anything else, `today` within a day, `soon` within a fortnight, `later` when there is a quiet moment. */
export const urgencies = ['now', 'today', 'soon', 'later'] as const
export type Urgency = (typeof urgencies)[number]

/** An item in its place. `id` is stable while the matter lasts, so that lists keep their place. */
export type RankedItem = {
  readonly id: string
  readonly urgency: Urgency
  readonly overdue: boolean
  /** The moment that orders it: when it must be done, or since when it waits. */
  readonly at?: Instant | undefined
  readonly item: AttentionItem
}
