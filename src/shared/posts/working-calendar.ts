import { HOUR, millisecondsOf, instantOf, type Instant } from '#shared/kernel/clock.ts'
import { addDays, dayOf, instantAt, parseDay, weekdayOf, type Day } from '#shared/kernel/local-day.ts'
import { isTimeZone } from '#shared/organization/time-zone.ts'

/**
 * Which time counts for the review. `elapsed`: all of it. `working`: from `from` to `until` (hours of the day, in `zone`) on the weekdays named
 * (1 Monday … 7 Sunday) that are no holidays; while an electoral process is under way (`everyDay`) all days count, with their hours
 * (LGSMIME 7.1 makes all days and hours working ones then: an institution that counts every hour chooses `elapsed`).
 */
export type WorkingCalendar =
  | { readonly kind: 'elapsed' }
  | {
      readonly kind: 'working'
      readonly zone: string
      readonly weekdays: readonly number[]
      readonly from: number
      readonly until: number
      readonly holidays: readonly Day[]
      readonly everyDay: boolean
    }

export const elapsedTime: WorkingCalendar = { kind: 'elapsed' }
export const MOST_HOLIDAYS = 400

type Working = Extract<WorkingCalendar, { kind: 'working' }>

/** Days that are looked through at most for the end of a span of work: a calendar with next to no working time. */
const MOST_DAYS = 3_660

/** The field codes of a calendar that cannot stand: `zone`, `weekdays`, `until`, `holidays`. */
export function calendarFaults(calendar: WorkingCalendar): Readonly<Record<string, string>> {
  if (calendar.kind === 'elapsed') return {}
  const { zone, weekdays, from, until, holidays } = calendar
  const isHour = (hour: number) => Number.isInteger(hour) && hour >= 0 && hour <= 24
  return {
    ...(isTimeZone(zone) ? {} : { zone: 'choice' }),
    ...(weekdays.length > 0 && weekdays.every((day) => Number.isInteger(day) && day >= 1 && day <= 7) ? {} : { weekdays: 'required' }),
    ...(isHour(from) && isHour(until) && from < until ? {} : { until: 'date-order' }),
    ...(holidays.length <= MOST_HOLIDAYS && holidays.every((day) => parseDay(day) !== undefined) ? {} : { holidays: 'date' }),
  }
}

/** Milliseconds that count between two instants; 0 when the second is not later. */
export function countedBetween(start: Instant, end: Instant, calendar: WorkingCalendar): number {
  const [from, to] = [millisecondsOf(start), millisecondsOf(end)]
  if (to <= from) return 0
  if (calendar.kind === 'elapsed') return to - from
  let counted = 0
  const last = dayOf(end, calendar.zone)
  for (let at = dateOf(dayOf(start, calendar.zone), calendar); at.day <= last; at = dateOf(at.next, calendar)) {
    const { hours } = at
    if (hours !== undefined) counted += Math.max(0, Math.min(hours.until, to) - Math.max(hours.from, from))
  }
  return counted
}

/** The instant at which so many milliseconds have counted since `start`. Nothing left to count: `start` itself. */
export function afterCounting(start: Instant, milliseconds: number, calendar: WorkingCalendar): Instant {
  const from = millisecondsOf(start)
  if (calendar.kind === 'elapsed' || milliseconds <= 0) return instantOf(from + milliseconds)
  let left = milliseconds
  let at = dateOf(dayOf(start, calendar.zone), calendar)
  for (let looked = 0; looked < MOST_DAYS; looked += 1, at = dateOf(at.next, calendar)) {
    const { hours } = at
    if (hours === undefined) continue
    const begin = Math.max(hours.from, from)
    const here = Math.max(0, hours.until - begin)
    if (here >= left) return instantOf(begin + left)
    left -= here
  }
  return instantOf(from + MOST_DAYS * 24 * HOUR)
}

type Hours = { readonly from: number; readonly until: number } | undefined
type Dated = { readonly day: Day; readonly hours: Hours; readonly next: Day }

/** The days of each calendar in use: lists ask for the same few of every post, and making a day is most of what counting costs. */
const known = new WeakMap<Working, Map<Day, Dated>>()

/** A day with its working hours and the day after it. */
function dateOf(day: Day, calendar: Working): Dated {
  let days = known.get(calendar)
  if (days === undefined) known.set(calendar, (days = new Map<Day, Dated>()))
  let found = days.get(day)
  if (found === undefined) days.set(day, (found = { day, hours: hoursOf(day, calendar), next: addDays(day, 1) }))
  return found
}

/** The working hours of a day, in milliseconds since 1970; undefined if it has none. */
function hoursOf(day: Day, { zone, weekdays, from, until, holidays, everyDay }: Working): Hours {
  if (!everyDay && (!weekdays.includes(weekdayOf(day)) || holidays.includes(day))) return undefined
  return { from: millisecondsOf(instantAt(day, from, zone)), until: until === 24 ? millisecondsOf(instantAt(addDays(day, 1), 0, zone)) : millisecondsOf(instantAt(day, until, zone)) }
}
