import { HOUR, millisecondsOf, type Instant } from '#shared/kernel/clock.ts'

/** Days of decisions from which the pace is taken. */
export const PACE_DAYS = 7
/** Fewer decisions in those days say how little came, not how fast they are made. */
export const ENOUGH_DECISIONS = 20

/**
 * Of posts in the order of the time left, those that would miss it if decisions went on at the pace of the last days. A forecast is of use while something can
 * still be done: what ends up to `soon` is due soon, and is said as that. `pace`: decisions an hour. Without any decision yet nothing is foretold.
 */
export function foretold(due: readonly Instant[], pace: number, now: Instant, soon: Instant): { readonly count: number; readonly first: Instant | null } {
  if (pace <= 0) return { count: 0, first: null }
  const late = due.filter((instant, index) => {
    const left = (millisecondsOf(instant) - millisecondsOf(now)) / HOUR
    return instant > soon && (index + 1) / pace > left
  })
  return { count: late.length, first: late[0] ?? null }
}
