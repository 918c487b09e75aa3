import { getDayOfWeek, parseDate, startOfMonth, startOfWeek, endOfMonth } from '@internationalized/date'
import { addDays, addMonths, daysBetween, type Day } from '#shared/kernel/local-day.ts'
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

/** The same span, `steps` further on (negative: before). */
export function stepped(span: Span, anchor: Day, steps: number): Day {
  return span === 'month' ? addMonths(anchor, steps) : addDays(anchor, steps * (span === 'week' ? 7 : 1))
}

/** 0 for the first day of the language's week. */
export function weekdayOf(day: Day, locale: string): number {
  return getDayOfWeek(parseDate(day), locale)
}

function dayOf(date: { toString(): string }): Day {
  return date.toString() as Day // a CalendarDate's text is a day: `2026-11-23`
}
