import { HOUR, type Instant } from '#shared/kernel/clock.ts'
import { countedBetween, elapsedTime, type WorkingCalendar } from './working-calendar.ts'

/** Days of decisions from which the pace is taken. */
export const PACE_DAYS = 7
/** Fewer decisions in those days say how little came, not how fast they are made. */
export const ENOUGH_DECISIONS = 20
/** Days of decisions from which is taken how long one usually waits, where there is no pace to take. */
export const WAIT_DAYS = 30
/** Fewer say nothing of what is usual. */
export const ENOUGH_WAITS = 5
/** Share of the decisions that came sooner than what counts as a long wait. */
const USUAL = 0.9

/**
 * What can be said beforehand of the time of the posts in review, and from how many decisions. `pace`: so many would miss it. `waits`: too few were decided
 * to tell a pace; so many wait longer already than `usual` (milliseconds), within which nine of ten were decided. `unknown`: too few for that too.
 */
export type Forecast =
  | { readonly kind: 'pace'; readonly decisions: number; readonly count: number; readonly first: Instant | null }
  | { readonly kind: 'waits'; readonly decisions: number; readonly count: number; readonly first: Instant | null; readonly usual: number }
  | { readonly kind: 'unknown'; readonly decisions: number }

type Foretold = { readonly count: number; readonly first: Instant | null }

/**
 * Of posts in the order of the time left, those that would miss it if decisions went on at the pace of the last days. A forecast is of use while something can
 * still be done: what ends up to `soon` is due soon, and is said as that. `pace`: decisions in an hour that counts. Without any decision yet nothing is foretold.
 */
export function foretold(due: readonly Instant[], pace: number, now: Instant, soon: Instant, calendar: WorkingCalendar = elapsedTime): Foretold {
  if (pace <= 0) return { count: 0, first: null }
  const late = due.filter((instant, index) => instant > soon && (index + 1) / pace > countedBetween(now, instant, calendar) / HOUR)
  return { count: late.length, first: late[0] ?? null }
}

/** Within how long nine of ten were decided, from how long each took. */
export function usualWait(waits: readonly number[]): number {
  return waits.toSorted((one, other) => one - other)[Math.ceil(waits.length * USUAL) - 1] ?? 0
}

/** Of posts in the order of the time left, those that wait longer than is usual and are not due soon: nobody seems to be about to decide them. */
export function waitingLong(waiting: readonly { readonly due: Instant; readonly waited: number }[], usual: number, soon: Instant): Foretold {
  const long = waiting.filter(({ due, waited }) => due > soon && waited > usual)
  return { count: long.length, first: long[0]?.due ?? null }
}
