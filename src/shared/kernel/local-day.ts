import { instantOf, millisecondsOf, type Instant } from './clock.ts'

/** A calendar day without a zone: `2026-11-23`. Sorts as text. */
export type Day = string & { readonly __brand: 'Day' }

const MILLISECONDS_PER_DAY = 86_400_000

/** Formatters are slow to make and few: one for each zone in use. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone)
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
    formatters.set(zone, formatter)
  }
  return formatter
}

/** Milliseconds by which the zone's clocks are ahead of UTC at a moment, asked of Intl. */
function askOffset(milliseconds: number, zone: string): number {
  const parts: Record<string, number> = {}
  for (const part of formatterOf(zone).formatToParts(milliseconds)) parts[part.type] = Number(part.value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(milliseconds / 1000) * 1000
}

/** Offsets of the UTC days on which no clock was changed, by zone: lists of due dates ask for the same few days again and again. */
const steady = new Map<string, Map<number, number | null>>()

function offsetOf(milliseconds: number, zone: string): number {
  const day = Math.floor(milliseconds / MILLISECONDS_PER_DAY)
  let days = steady.get(zone)
  if (days === undefined) steady.set(zone, (days = new Map<number, number | null>()))
  let offset = days.get(day)
  if (offset === undefined) {
    const first = askOffset(day * MILLISECONDS_PER_DAY, zone)
    offset = first === askOffset((day + 1) * MILLISECONDS_PER_DAY - 1, zone) ? first : null
    days.set(day, offset)
  }
  return offset ?? askOffset(milliseconds, zone)
}

/** What a clock on the wall of the zone shows, as if it were UTC, in milliseconds since 1970. */
function wallOf(milliseconds: number, zone: string): number {
  return milliseconds + offsetOf(milliseconds, zone)
}

function dayOfUtc(milliseconds: number): Day {
  return instantOf(milliseconds).slice(0, 10) as Day // the first ten characters of an instant are a day
}

function utcOf(day: Day): number {
  return Date.parse(`${day}T00:00:00.000Z`)
}

/** The day of a text, or undefined if it is not a day of the calendar (`2026-02-30`). */
export function parseDay(text: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const milliseconds = Date.parse(`${text}T00:00:00.000Z`)
  if (Number.isNaN(milliseconds)) return undefined
  const day = dayOfUtc(milliseconds)
  return day === text ? day : undefined
}

/** The day it is in a zone (an IANA name) at an instant. */
export function dayOf(instant: Instant, zone: string): Day {
  return dayOfUtc(wallOf(millisecondsOf(instant), zone))
}

/** The day a number of days later (negative: earlier). */
export function addDays(day: Day, days: number): Day {
  return dayOfUtc(utcOf(day) + days * MILLISECONDS_PER_DAY)
}

/** The same day of the month a number of months later; where that month is shorter, its last day (31 Dec + 2 → 28 or 29 Feb). */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return dayOfUtc(Date.UTC(year, month - 1 + months, Math.min(date, last)))
}

/** Whole days from one day to another; negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((utcOf(to) - utcOf(from)) / MILLISECONDS_PER_DAY)
}

/**
 * The instant at which a clock in the zone shows this day and hour (0–23, whole or with a fraction). An hour that a change of
 * clocks leaves out is taken by the same distance after the change; one that happens twice, the first time.
 */
export function instantAt(day: Day, hour: number, zone: string): Instant {
  const wanted = utcOf(day) + Math.round(hour * 3_600_000)
  const before = wanted - offsetOf(wanted - MILLISECONDS_PER_DAY, zone)
  if (wallOf(before, zone) === wanted) return instantOf(before)
  const after = wanted - offsetOf(wanted + MILLISECONDS_PER_DAY, zone)
  return instantOf(wallOf(after, zone) === wanted ? after : before)
}

/** The last millisecond of a day in a zone. */
export function endOfDay(day: Day, zone: string): Instant {
  return instantOf(millisecondsOf(instantAt(addDays(day, 1), 0, zone)) - 1)
}

/** The weekday of a day: 1 Monday … 7 Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00.000Z`).getUTCDay() || 7
}
