import type { Anchor, RemarkId } from './remark.ts'

/** What is said of a post. `id` of a new remark is made by the service: what waits for the hub must keep its name. */
export type RemarkCommand =
  /** `expected`: the revision whose words the anchor quotes. */
  | {
      readonly kind: 'remark'
      readonly id: RemarkId
      readonly expected: number
      readonly anchor: Anchor
      readonly text: string
      readonly required: boolean
      readonly proposal: string | null
    }
  | { readonly kind: 'answer'; readonly remark: RemarkId; readonly text: string }
  | { readonly kind: 'resolve'; readonly remark: RemarkId }
  | { readonly kind: 'reopen'; readonly remark: RemarkId }
  | { readonly kind: 'accept'; readonly remark: RemarkId; readonly expected: number }
  | { readonly kind: 'decline'; readonly remark: RemarkId; readonly reason: string }
