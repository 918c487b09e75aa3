import type { AccountId } from '#shared/accounts/account.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { Content } from './content.ts'
import type { Emergency } from './emergency.ts'
import type { StopId } from './stop.ts'
import type { Remark } from './remark.ts'
import type { ReturnReason } from './return-reason.ts'
import type { Publication } from './publication.ts'
import type { Agreement, ReviewStep } from './review-route.ts'
import type { ReviewClock } from './review-clock.ts'
import type { Seal } from './seal.ts'

export type PostId = Id<'post'>

/** A reviewer has taken a post in hand. Past `until` anybody may take it. */
export type Claim = { readonly by: PersonId; readonly until: Instant }

/** How long a claim lasts, in minutes: long enough to decide, short enough not to block the queue. */
export const CLAIM_MINUTES = 20
/** How long it lasts for whoever was handed the post by name: they may not be at their desk. */
export const HANDED_MINUTES = 120

/** Somebody at Comunicación Social halted an approved post: nobody may copy it until it is lifted. */
export type Halt = { readonly by: PersonId; readonly at: Instant; readonly reason: string }

type Approved = {
  readonly by: PersonId
  readonly at: Instant
  readonly seal: Seal
  readonly publications: Readonly<Record<AccountId, Publication>>
  /** Stops from which it was freed after they were lifted. */
  readonly freed: readonly StopId[]
}

/** Where a post stands. Each stage carries only what it has. */
export type Stage =
  | { readonly kind: 'draft' }
  | { readonly kind: 'submitted'; readonly by: PersonId; readonly at: Instant; readonly claim: Claim | null; readonly steps: readonly ReviewStep[]; readonly agreed: readonly Agreement[] }
  | { readonly kind: 'returned'; readonly by: PersonId; readonly at: Instant }
  | (Approved & { readonly kind: 'approved'; readonly halt: Halt | null })
  /** Proof on every account. */
  | (Approved & { readonly kind: 'published' })
  | { readonly kind: 'discarded'; readonly by: PersonId; readonly at: Instant }

export const stageKinds = ['draft', 'submitted', 'returned', 'approved', 'published', 'discarded'] as const satisfies readonly Stage['kind'][]
export type StageKind = (typeof stageKinds)[number]

/** The last time it came back: why, and what it said then, so that the second pass shows what changed. */
export type LastReturn = {
  readonly by: PersonId
  readonly at: Instant
  readonly reasons: readonly ReturnReason[]
  readonly note: string
  readonly content: Content
}

export type Post = {
  readonly author: PersonId
  readonly office: OfficeId
  readonly draftedAt: Instant
  readonly content: Content
  /** 1, 2, 3 …: raised by each change of the content. */
  readonly revision: number
  /** Everybody who wrote any of it, whose proposal was taken over, or who sent it to review. None of them may decide it. */
  readonly contributors: readonly PersonId[]
  /** Whoever wrote the national messages that it was made of, as its own events say. They do not decide it either. */
  readonly writers: readonly PersonId[]
  readonly clock: ReviewClock
  /** That the clock had run out is on record: it is one clock, however often the post is sent. */
  readonly breached: boolean
  readonly lastReturn: LastReturn | null
  /** The published post that this one corrects. */
  readonly correctionOf: PostId | null
  /** What was said of it where the office sees it, oldest first. */
  readonly remarks: readonly Remark[]
  /** The last time it was approved out of turn. */
  readonly emergency: Emergency | null
  readonly stage: Stage
}

export type PostState = { readonly kind: 'none' } | ({ readonly kind: 'post' } & Post)

/** The publication on an account; nothing done yet if there is none. */
export function publicationOn(stage: Stage, account: AccountId): Publication {
  const none: Publication = { copied: null, notOut: null, doubt: null, found: null, proof: null, down: null }
  return stage.kind === 'approved' || stage.kind === 'published' ? (stage.publications[account] ?? none) : none
}

/** Whether a permalink was recorded on some account. */
export function hasProof(stage: Stage): boolean {
  return (stage.kind === 'approved' || stage.kind === 'published') && Object.values<Publication>(stage.publications).some(({ proof }) => proof !== null)
}

/** Whether it was copied for some account and nobody said yet what came of it: it may be out. */
export function isUnsure(stage: Stage): boolean {
  return stage.kind === 'approved' && Object.values<Publication>(stage.publications).some(({ copied, proof }) => copied !== null && proof === null)
}
