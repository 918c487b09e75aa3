import { HOUR, instantOf, later, millisecondsOf, type Instant } from '#shared/kernel/clock.ts'
import type { ReviewTimes } from '#shared/rules/rule-set.ts'
import { afterCounting, countedBetween, elapsedTime, type WorkingCalendar } from './working-calendar.ts'

/** With so many hours left, of those that count, a post is due soon. */
export const SOON_HOURS = 8

/** A stretch of time in review. */
type Spell = { readonly from: Instant; readonly until: Instant }

/**
 * The 48 hours of Comunicación Social: of elapsed time, or of the time that counts in the institution's calendar. It starts at the first submission,
 * stands still while the post is back with its author, and goes on where it was: no edit resets it. When it runs out nothing is approved by that.
 * Source: criteria of 2017 (DOMAIN 1.2, rule 7).
 */
export type ReviewClock = {
  readonly firstSubmittedAt: Instant | null
  /** In review before `since`: how much of it counts, the calendar says. */
  readonly spells: readonly Spell[]
  /** Since when it runs; null while it stands still. */
  readonly since: Instant | null
}

export const stillClock: ReviewClock = { firstSubmittedAt: null, spells: [], since: null }

/** Starts, or goes on. */
export function started(clock: ReviewClock, at: Instant): ReviewClock {
  return { ...clock, firstSubmittedAt: clock.firstSubmittedAt ?? at, since: clock.since ?? at }
}

/** Stands still. A machine's clock that went backwards takes nothing away. */
export function stopped(clock: ReviewClock, at: Instant): ReviewClock {
  const { since } = clock
  return { ...clock, spells: since !== null && since < at ? [...clock.spells, { from: since, until: at }] : clock.spells, since: null }
}

/** Milliseconds in review up to `now` that count. */
export function elapsed(clock: Pick<ReviewClock, 'spells' | 'since'>, now: Instant, calendar: WorkingCalendar = elapsedTime): number {
  const before = clock.spells.reduce((sum, { from, until }) => sum + countedBetween(from, until, calendar), 0)
  return before + (clock.since === null ? 0 : countedBetween(clock.since, now, calendar))
}

/** The instant at which the limit runs out if nothing happens; undefined while the clock stands still. */
export function dueAt(clock: Pick<ReviewClock, 'spells' | 'since'>, limitHours: number, calendar: WorkingCalendar = elapsedTime): Instant | undefined {
  const { since } = clock
  return since === null ? undefined : markAt({ ...clock, since }, limitHours, calendar)
}

/** The instant at which the limit ran out, in whichever stay in review, or will if nothing happens; undefined while the clock stands still before it. */
export function ranOutAt({ spells, since }: Pick<ReviewClock, 'spells' | 'since'>, limitHours: number, calendar: WorkingCalendar = elapsedTime): Instant | undefined {
  let left = limitHours * HOUR
  for (const { from, until } of spells) {
    const here = countedBetween(from, until, calendar)
    if (here >= left) return afterCounting(from, left, calendar)
    left -= here
  }
  return since === null ? undefined : afterCounting(since, left, calendar)
}

/** Milliseconds of the limit that are left before it runs out; below zero once it has: all the time since then, whatever counts. */
export function leftBefore(due: Instant, now: Instant, calendar: WorkingCalendar): number {
  return due > now ? countedBetween(now, due, calendar) : millisecondsOf(due) - millisecondsOf(now)
}

function markAt(clock: Pick<ReviewClock, 'spells'> & { readonly since: Instant }, hours: number, calendar: WorkingCalendar): Instant {
  const left = hours * HOUR - elapsed({ ...clock, since: null }, clock.since, calendar)
  // Past already when it goes on: so much before.
  return left <= 0 ? later(clock.since, left) : afterCounting(clock.since, left, calendar)
}

/** A moment at which somebody is to be told: after so many hours in review. */
export type ReviewMark = { readonly id: string; readonly kind: 'reminder' | 'escalation' | 'breach'; readonly hours: number; readonly at: Instant }

/** The reminders, the escalation and the breach of a running clock, in the order of time; those that a short limit overtakes are left out. */
export function reviewMarks(clock: Pick<ReviewClock, 'spells' | 'since'>, times: ReviewTimes, limitHours: number, calendar: WorkingCalendar = elapsedTime): readonly ReviewMark[] {
  const { since } = clock
  if (since === null) return []
  const mark = (kind: ReviewMark['kind'], hours: number): ReviewMark => ({ id: `${kind}-${hours}`, kind, hours, at: markAt({ ...clock, since }, hours, calendar) })
  return [
    ...times.reminders.map((hours) => mark('reminder', hours)),
    mark('escalation', times.escalation),
  ]
    .filter((one) => one.hours < limitHours)
    .concat(mark('breach', limitHours))
    .toSorted((one, other) => one.hours - other.hours)
}

/** The spells as a read table keeps them: `from-until from-until`, in milliseconds since 1970. */
export function spellsOf(text: string): readonly Spell[] {
  return text
    .split(' ')
    .filter((one) => one !== '')
    .map((one) => {
      const [from = 0, until = 0] = one.split('-').map(Number)
      return { from: instantOf(from), until: instantOf(until) }
    })
}
