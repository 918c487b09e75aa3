import { instantOf, MINUTE, millisecondsOf, type Instant } from '#shared/kernel/clock.ts'

/** The minute an instant is in: what a person writes, and never later than the present. */
export function minuteOf(instant: Instant): Instant {
  return instantOf(Math.floor(millisecondsOf(instant) / MINUTE) * MINUTE)
}
