import type { Instant } from '#shared/kernel/clock.ts'
import type { PostRow } from '#shared/posts/contract.ts'

/** The moment at which a calendar has a post: when it went out, or, of what did not yet, when it is wanted; null: it has no date. */
export function calendarMoment({ stage, since, wantedAt }: PostRow): Instant | null {
  return stage === 'published' ? since : wantedAt
}
