import type { Instant } from '#shared/kernel/clock.ts'
import { addMonths, dayOf, daysBetween, endOfDay, type Day } from '#shared/kernel/local-day.ts'

/** From how many days before it is said to be close; the first reminder goes out then. */
export const SOON_DAYS = 15

/** Why it is due on that day: the policy's period, an event that asks for a change at once, or nobody knows when it last changed. */
export type DueCause = 'period' | 'demanded' | 'unknown-age'

/** The last day on which the secret may still be the same. */
export type Due = { readonly day: Day; readonly at: Instant; readonly cause: DueCause }

/** What decides the day; nothing else does: to copy, reveal or begin a rotation leaves it as it is. */
export type DueFacts = {
  /** When the secret was last changed on the platform; null: not known. */
  readonly changedAt: Instant | null
  /** When it was put in the keychain. */
  readonly storedAt: Instant
  /** When a change at once was asked for and not yet done; null: it was not. */
  readonly demandedAt: Instant | null
}

/**
 * When the secret must be changed. `months` is the policy, `zone` the office's time zone (IANA). The end of the month is safe:
 * 31 December + 2 months → 28 or 29 February. A demand or an unknown age make it due on the day they were recorded.
 */
export function dueOf(facts: DueFacts, months: number, zone: string): Due {
  const byPeriod: Due =
    facts.changedAt === null
      ? on(dayOf(facts.storedAt, zone), 'unknown-age', zone)
      : on(addMonths(dayOf(facts.changedAt, zone), months), 'period', zone)
  if (facts.demandedAt === null) return byPeriod
  const demanded = on(dayOf(facts.demandedAt, zone), 'demanded', zone)
  return demanded.day <= byPeriod.day ? demanded : byPeriod
}

function on(day: Day, cause: DueCause, zone: string): Due {
  return { day, at: endOfDay(day, zone), cause }
}

export const dueStates = ['overdue', 'today', 'soon', 'fine'] as const
export type DueState = (typeof dueStates)[number]

/** Whole days left in the office's zone; negative: days overdue. */
export function daysLeft(due: Pick<Due, 'day'>, now: Instant, zone: string): number {
  return daysBetween(dayOf(now, zone), due.day)
}

/** How pressing a number of days left is. */
export function dueStateOf(left: number): DueState {
  if (left < 0) return 'overdue'
  if (left === 0) return 'today'
  return left <= SOON_DAYS ? 'soon' : 'fine'
}
