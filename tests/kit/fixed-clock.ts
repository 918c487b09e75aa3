import { type Clock, type Instant, later } from '#shared/kernel/clock.ts'

/** A clock that stands still until it is told to go on. */
export type FixedClock = Clock & { advance(milliseconds: number): void; set(instant: Instant): void }

/** Starts at the given instant; the default is a Monday morning in Ciudad de México. */
export function fixedClock(start = '2026-11-23T15:00:00.000Z' as Instant): FixedClock {
  let present = start
  return {
    now: () => present,
    advance(milliseconds) {
      present = later(present, milliseconds)
    },
    set(instant) {
      present = instant
    },
  }
}
