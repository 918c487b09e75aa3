import type { AccountId } from '#shared/accounts/account.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import type { KitFacts } from '#shared/kits/post-kit.ts'
import type { Finding } from '#shared/rules/finding.ts'
import type { Content } from './content.ts'
import type { Piece } from './pieces.ts'
import type { PostId } from './post.ts'
import type { ProofGiven } from './publication.ts'
import type { Verdict } from './emergency.ts'
import type { StopId } from './stop.ts'
import type { RemarkId } from './remark.ts'
import type { RemarkCommand } from './remark-commands.ts'
import type { ReviewStep } from './review-route.ts'
import type { ReturnReason } from './return-reason.ts'

/** What the registry says of an account at the moment of copying or proving. */
export type AccountFacts = {
  readonly handle: string
  /** Domains on which the network's posts live. */
  readonly domains: readonly string[]
  readonly closed: boolean
  /** Folio of the open incident that freezes it, or null. */
  readonly frozenBy: string | null
  /** The stop that holds the post on this account now, if one does. */
  readonly stop?: { readonly reason: string; readonly lifted: boolean } | undefined
}

/**
 * What the service knows of the people of a review at that moment. `standsFor`: the reviewers in whose place the person is; `unable`: whom the post's steps
 * name and who do not review any more. `kit`: the national message that the content names; its writers are contributors too.
 */
type Reviewing = { readonly standsFor?: readonly PersonId[]; readonly unable?: readonly PersonId[]; readonly kit?: KitFacts | null }

/** When the time of the review that it is in runs out, and after how many hours of it, as the institution's policy has it; looked up by the service in the same act. */
export type ReviewEnd = { readonly due: Instant; readonly limit: number }
/** What ends a stay in review, agrees to what does, or looks at it afterwards: that its time had run out before is on record with it. */
type Ending = { readonly end?: ReviewEnd }

/**
 * What may be asked of a post. `expected` is the revision the person was looking at: a newer one refuses. `kit`: the national message that the content
 * names, looked up by the service in the same act; without it a content that names one is refused.
 */
export type PostCommand =
  | { readonly kind: 'draft'; readonly content: Content; readonly correctionOf: PostId | null; readonly kit?: KitFacts | null }
  | { readonly kind: 'revise'; readonly expected: number; readonly content: Content; readonly kit?: KitFacts | null }
  /** `findings`: what the rules said of the content, looked up by the service in the same act. `steps`: the way such posts go now; one decision of any reviewer if left out. */
  | { readonly kind: 'submit'; readonly expected: number; readonly findings: readonly Finding[]; readonly steps?: readonly ReviewStep[]; readonly kit?: KitFacts | null }
  | (Ending & { readonly kind: 'withdraw' })
  | (Reviewing & { readonly kind: 'claim' })
  | { readonly kind: 'release' }
  /** To a reviewer by name. `able`: whether they review and are active; `toStandsFor`: the reviewers in whose place they are; both as the service knows. */
  | (Pick<Reviewing, 'unable' | 'kit'> & { readonly kind: 'hand-over'; readonly to: PersonId; readonly able: boolean; readonly toStandsFor?: readonly PersonId[] })
  | (Reviewing & Ending & { readonly kind: 'return'; readonly expected: number; readonly reasons: readonly ReturnReason[]; readonly note: string })
  /**
   * `seal`: of the content that the reviewer's screen showed. `despite`: why, although required remarks are open. `findings`: as for sending, at the moment
   * of the decision; none if left out.
   */
  | (Reviewing & Ending & { readonly kind: 'approve'; readonly expected: number; readonly seal: string; readonly despite?: string; readonly findings?: readonly Finding[] })
  | { readonly kind: 'halt'; readonly reason: string }
  | { readonly kind: 'resume' }
  /**
   * `piece`: one more text of an account whose first was copied already; absent, the act that counts as the copy. `findings`: what the rules say of the
   * content if it goes out now; none if left out.
   */
  | { readonly kind: 'copy'; readonly account: AccountId; readonly piece?: Piece; readonly facts: AccountFacts; readonly findings?: readonly Finding[] }
  | { readonly kind: 'publish'; readonly account: AccountId; readonly permalink: string; readonly proof: ProofGiven; readonly facts: AccountFacts }
  /** It was copied and did not go out. */
  | { readonly kind: 'not-published'; readonly account: AccountId; readonly reason: string }
  /** It was copied and nobody is sure whether it went out. */
  | { readonly kind: 'doubt'; readonly account: AccountId; readonly note: string }
  /** Somebody looked at the network, and what they found. */
  | { readonly kind: 'check'; readonly account: AccountId; readonly found: boolean; readonly note: string }
  | { readonly kind: 'take-down'; readonly account: AccountId; readonly reason: string }
  | { readonly kind: 'discard' }
  /** Approves out of turn. `findings` and `seal` as for sending and approving. `remarks`: the open required ones that the person's screen named; none if left out. */
  | (Ending & { readonly kind: 'expedite'; readonly expected: number; readonly seal: string; readonly reason: string; readonly findings: readonly Finding[]; readonly remarks?: readonly RemarkId[]; readonly kit?: KitFacts | null })
  /** The second look at what was approved out of turn. */
  | (Ending & Pick<Reviewing, 'kit'> & { readonly kind: 'check-emergency'; readonly verdict: Verdict; readonly note: string })
  /** Frees it from stops that were lifted. */
  | { readonly kind: 'free'; readonly stops: readonly StopId[] }
  /** The time for a decision ran out before anybody of the review had decided. */
  | (ReviewEnd & { readonly kind: 'note-breach' })
  | RemarkCommand

/** The commands on a post that exists. */
export type PostAct = Exclude<PostCommand['kind'], 'draft'>
export const postActs = [
  'revise',
  'submit',
  'withdraw',
  'claim',
  'release',
  'hand-over',
  'return',
  'approve',
  'halt',
  'resume',
  'copy',
  'publish',
  'not-published',
  'doubt',
  'check',
  'take-down',
  'discard',
  'expedite',
  'check-emergency',
  'free',
  'note-breach',
  'remark',
  'answer',
  'resolve',
  'reopen',
  'accept',
  'decline',
] as const satisfies readonly PostAct[]
