import type { AccountId } from '#shared/accounts/account.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import type { RuleId } from '#shared/rules/finding.ts'
import type { Field } from './changed-fields.ts'
import type { Content } from './content.ts'
import type { PostId } from './post.ts'
import type { ProofDetail } from './publication.ts'
import type { Verdict } from './emergency.ts'
import type { StopId } from './stop.ts'
import type { RemarkEvent } from './remark-events.ts'
import type { RemarkId } from './remark.ts'
import type { ReviewStep } from './review-route.ts'
import type { ReturnReason } from './return-reason.ts'
import type { Seal } from './seal.ts'

/** The required remarks that were open, and why that did not stand in the way. */
type Despite = { readonly remarks: readonly RemarkId[]; readonly reason: string }

/** What happens to a post. Every event carries what a reader needs years later without the rest of the stream. */
export type PostEvent =
  /** `writers`: whoever wrote the national message that the content names; absent if it names none, and in the events of before it was said. */
  | { readonly type: 'post.drafted'; readonly payload: { readonly content: Content; readonly correctionOf: PostId | null; readonly writers?: readonly PersonId[] } }
  | { readonly type: 'post.revised'; readonly payload: { readonly content: Content; readonly revision: number; readonly fields: readonly Field[]; readonly writers?: readonly PersonId[] } }
  /** `warnings`: the rules that had something to say, none of them blocking. `steps`: its way through review, if it is not the plain one. */
  | { readonly type: 'post.submitted'; readonly payload: { readonly revision: number; readonly seal: Seal; readonly warnings: readonly RuleId[]; readonly steps?: readonly ReviewStep[] } }
  | { readonly type: 'post.withdrawn'; readonly payload: { readonly revision: number } }
  /** One reviewer agreed; others have to. `step`: from 0. `as`: in whose place, if not in their own. */
  | {
      readonly type: 'post.agreed'
      readonly payload: { readonly revision: number; readonly seal: Seal; readonly step: number; readonly despite?: Despite; readonly as?: PersonId }
    }
  | { readonly type: 'post.handed-over'; readonly payload: { readonly to: PersonId; readonly until: Instant } }
  | { readonly type: 'post.claimed'; readonly payload: { readonly until: Instant } }
  | { readonly type: 'post.released'; readonly payload: { readonly revision: number } }
  | {
      readonly type: 'post.returned'
      readonly payload: { readonly revision: number; readonly seal: Seal; readonly reasons: readonly ReturnReason[]; readonly note: string; readonly as?: PersonId }
    }
  /** `as`: in whose place it was decided, if not in their own. `despite`: the required remarks that were open, and why that did not stand in the way. */
  | {
      readonly type: 'post.approved'
      readonly payload: { readonly revision: number; readonly seal: Seal; readonly despite?: Despite; readonly as?: PersonId }
    }
  | { readonly type: 'approval.voided'; readonly payload: { readonly seal: Seal; readonly fields: readonly Field[] } }
  | { readonly type: 'post.halted'; readonly payload: { readonly reason: string } }
  | { readonly type: 'post.resumed'; readonly payload: { readonly seal: Seal } }
  | { readonly type: 'post.copied'; readonly payload: { readonly account: AccountId; readonly seal: Seal } }
  /** `proof`: absent in the events of before it was asked for. */
  | { readonly type: 'post.published'; readonly payload: { readonly account: AccountId; readonly permalink: string; readonly seal: Seal; readonly proof?: ProofDetail } }
  | { readonly type: 'post.not-published'; readonly payload: { readonly account: AccountId; readonly reason: string } }
  | { readonly type: 'post.doubted'; readonly payload: { readonly account: AccountId; readonly note: string } }
  | { readonly type: 'post.checked'; readonly payload: { readonly account: AccountId; readonly found: boolean; readonly note: string } }
  /** Taken off the network. `seal`: of the content that was out. */
  | { readonly type: 'post.taken-down'; readonly payload: { readonly account: AccountId; readonly reason: string; readonly seal: Seal } }
  | { readonly type: 'post.discarded'; readonly payload: { readonly revision: number } }
  /** Approved out of turn, by one person. `remarks`: the required ones that were open and were passed over; null in the events of before it was said. */
  | {
      readonly type: 'post.expedited'
      readonly payload: { readonly revision: number; readonly seal: Seal; readonly reason: string; readonly warnings: readonly RuleId[]; readonly remarks: readonly RemarkId[] | null }
    }
  | { readonly type: 'emergency.checked'; readonly payload: { readonly verdict: Verdict; readonly note: string } }
  | { readonly type: 'post.freed'; readonly payload: { readonly stops: readonly StopId[] } }
  /** The time for a decision ran out. `limit`: hours. */
  | { readonly type: 'review.breached'; readonly payload: { readonly due: Instant; readonly limit: number } }
  | RemarkEvent
