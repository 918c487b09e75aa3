import { HOUR, later, millisecondsOf, type Instant } from '#shared/kernel/clock.ts'
import type { ReviewTimes } from '#shared/rules/rule-set.ts'

/**
 * The 48 hours of Comunicación Social, in elapsed time. It starts at the first submission, stands still while the post is back
 * with its author, and goes on where it was: no edit resets it. When it runs out nothing is approved by that.
 * Source: criteria of 2017 (DOMAIN 1.2, rule 7).
 */
export type ReviewClock = {
  readonly firstSubmittedAt: Instant | null
  /** Milliseconds spent in review before `since`. */
  readonly ran: number
  /** Since when it runs; null while it stands still. */
  readonly since: Instant | null
}

export const stillClock: ReviewClock = { firstSubmittedAt: null, ran: 0, since: null }

/** Starts, or goes on. */
export function started(clock: ReviewClock, at: Instant): ReviewClock {
  return { firstSubmittedAt: clock.firstSubmittedAt ?? at, ran: clock.ran, since: clock.since ?? at }
}

/** Stands still. */
export function stopped(clock: ReviewClock, at: Instant): ReviewClock {
  return { ...clock, ran: elapsed(clock, at), since: null }
}

/** Milliseconds in review up to `now`. A machine's clock that went backwards takes nothing away. */
export function elapsed(clock: ReviewClock, now: Instant): number {
  return clock.ran + (clock.since === null ? 0 : Math.max(0, millisecondsOf(now) - millisecondsOf(clock.since)))
}

/** The instant at which the limit runs out if nothing happens; undefined while the clock stands still. */
export function dueAt(clock: ReviewClock, limitHours: number): Instant | undefined {
  return clock.since === null ? undefined : later(clock.since, limitHours * HOUR - clock.ran)
}

/** A moment at which somebody is to be told: after so many hours in review. */
export type ReviewMark = { readonly id: string; readonly kind: 'reminder' | 'escalation' | 'breach'; readonly hours: number; readonly at: Instant }

/** The reminders, the escalation and the breach of a running clock, in the order of time; those that a short limit overtakes are left out. */
export function reviewMarks(clock: Pick<ReviewClock, 'since' | 'ran'>, times: ReviewTimes, limitHours: number): readonly ReviewMark[] {
  const { since } = clock
  if (since === null) return []
  const mark = (kind: ReviewMark['kind'], hours: number): ReviewMark => ({ id: `${kind}-${hours}`, kind, hours, at: later(since, hours * HOUR - clock.ran) })
  return [
    ...times.reminders.map((hours) => mark('reminder', hours)),
    mark('escalation', times.escalation),
  ]
    .filter((one) => one.hours < limitHours)
    .concat(mark('breach', limitHours))
    .toSorted((one, other) => one.hours - other.hours)
}
