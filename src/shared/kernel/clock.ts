/** A moment in UTC, ISO 8601 with milliseconds: `2026-11-23T06:17:00.000Z`. Sorts as text. */
export type Instant = string & { readonly __brand: 'Instant' }

/** The one source of the present. Injected everywhere; only `src/main/shell/system-clock.ts` reads the machine's. */
export interface Clock {
  now(): Instant
}

/** The instant of a number of milliseconds since 1970. Throws on a number that is no date (a bug). */
export function instantOf(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString() as Instant // toISOString is the brand's form by definition
}

/** Milliseconds since 1970 of an instant. */
export function millisecondsOf(instant: Instant): number {
  return Date.parse(instant)
}

/** The instant a number of milliseconds later (negative: earlier). */
export function later(instant: Instant, milliseconds: number): Instant {
  return instantOf(millisecondsOf(instant) + milliseconds)
}

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
