import { getDayOfWeek, parseDate, startOfMonth, startOfWeek, endOfMonth } from '@internationalized/date'
import { HOUR, millisecondsOf, type Instant } from '#shared/kernel/clock.ts'
import { addDays, addMonths, dayOf as calendarDay, daysBetween, instantAt, type Day } from '#shared/kernel/local-day.ts'
import type { Span } from '#shared/posts/view.ts'

/** The days that a month (in whole weeks), a week or a day shows, around a day. Weeks begin where the language's do. */
export function daysOf(span: Span, anchor: Day, locale: string): readonly Day[] {
  const date = parseDate(anchor)
  switch (span) {
    case 'month': {
      const first = dayOf(startOfWeek(startOfMonth(date), locale))
      const last = dayOf(endOfMonth(date))
      const weeks = Math.ceil((daysBetween(first, last) + 1) / 7)
      return Array.from({ length: weeks * 7 }, (_, index) => addDays(first, index))
    }
    case 'week': {
      const first = dayOf(startOfWeek(date, locale))
      return Array.from({ length: 7 }, (_, index) => addDays(first, index))
    }
    case 'day':
      return [anchor]
  }
}

/** A day that is shown by itself, or days in a row that are told in one line; both ends count. */
export type Stretch = { readonly kind: 'day' | 'gap'; readonly from: Day; readonly to: Day }

/** Days in a row as an agenda tells them: each of those that say something, and the gaps between them. */
export function agendaOf(days: readonly Day[], says: (day: Day) => boolean): readonly Stretch[] {
  const stretches: Stretch[] = []
  for (const day of days) {
    const last = stretches.at(-1)
    if (says(day)) stretches.push({ kind: 'day', from: day, to: day })
    else if (last?.kind === 'gap') stretches[stretches.length - 1] = { ...last, to: day }
    else stretches.push({ kind: 'gap', from: day, to: day })
  }
  return stretches
}

/** The same span, `steps` further on (negative: before). */
export function stepped(span: Span, anchor: Day, steps: number): Day {
  return span === 'month' ? addMonths(anchor, steps) : addDays(anchor, steps * (span === 'week' ? 7 : 1))
}

/** The same hour on another day, in a zone. */
export function onDay(at: Instant, day: Day, zone: string): Instant {
  const hour = (millisecondsOf(at) - millisecondsOf(instantAt(calendarDay(at, zone), 0, zone))) / HOUR
  return instantAt(day, hour, zone)
}

/** 0 for the first day of the language's week. */
export function weekdayOf(day: Day, locale: string): number {
  return getDayOfWeek(parseDate(day), locale)
}

function dayOf(date: { toString(): string }): Day {
  return date.toString() as Day // a CalendarDate's text is a day: `2026-11-23`
}
