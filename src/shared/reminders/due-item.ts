import type { Instant } from '#shared/kernel/clock.ts'

/** A moment at which a person is to be told. `id` says which one it is (`before-7`, `overdue-3`) and is unique within a cycle. */
export type Mark = { readonly id: string; readonly at: Instant }

/**
 * Something that is due, from any module. `cycle` changes when the matter begins anew (the secret was changed, the post was
 * submitted again): what was told in an earlier cycle no longer counts. `marks` in the order of time; a source that repeats
 * without end gives those up to the next one after now.
 */
export type DueItem = { readonly key: string; readonly cycle: string; readonly marks: readonly Mark[] }

/** What has been told of an item: the latest mark, in which cycle. */
export type Told = { readonly cycle: string; readonly mark: string; readonly at: Instant }
