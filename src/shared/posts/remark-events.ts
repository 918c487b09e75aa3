import type { PersonId } from '#shared/ledger/event.ts'
import type { Anchor, RemarkId } from './remark.ts'

export type RemarkPayload = {
  readonly remark: RemarkId
  readonly revision: number
  readonly anchor: Anchor
  readonly text: string
  readonly required: boolean
  readonly proposal: string | null
}

/** What is said of a post between those who review it and those who wrote it. */
export type RemarkEvent =
  | { readonly type: 'remark.made'; readonly payload: RemarkPayload }
  | { readonly type: 'remark.answered'; readonly payload: { readonly remark: RemarkId; readonly text: string } }
  | { readonly type: 'remark.resolved'; readonly payload: { readonly remark: RemarkId } }
  | { readonly type: 'remark.reopened'; readonly payload: { readonly remark: RemarkId } }
  /** `by`: who proposed it, and thereby wrote some of the content. */
  | { readonly type: 'suggestion.accepted'; readonly payload: { readonly remark: RemarkId; readonly by: PersonId } }
  | { readonly type: 'suggestion.declined'; readonly payload: { readonly remark: RemarkId; readonly reason: string } }
