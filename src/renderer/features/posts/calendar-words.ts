import { millisecondsOf } from '#shared/kernel/clock.ts'
import { instantAt, type Day } from '#shared/kernel/local-day.ts'

/** How days are written in a calendar. Days have no zone: they are written as if in UTC. */
export type CalendarWords = {
  /** «noviembre de 2026» */
  readonly month: (day: Day) => string
  /** «22–28 de noviembre de 2026» */
  readonly week: (first: Day, last: Day) => string
  /** «lunes, 23 de noviembre de 2026» */
  readonly fullDay: (day: Day) => string
  /** «lunes, 23 de noviembre» */
  readonly agendaDay: (day: Day) => string
  /** «3–9 de noviembre», «3 de noviembre» */
  readonly stretch: (first: Day, last: Day) => string
  readonly weekday: (day: Day) => string
  /** «lun» */
  readonly shortWeekday: (day: Day) => string
  /** «lun 23» */
  readonly shortDay: (day: Day) => string
  /** «23», or «1 dic» where the month has to be said. */
  readonly number: (day: Day, withMonth: boolean) => string
  /** «GMT-6»: what the zone's clocks are off by on that day. */
  readonly zone: (day: Day) => string
}

/** Made once for each pair: Intl objects are slow to make. */
export function calendarWords(locale: string, zone: string): CalendarWords {
  const key = `${locale} ${zone}`
  let words = made.get(key)
  if (words === undefined) made.set(key, (words = make(locale, zone)))
  return words
}

const made = new Map<string, CalendarWords>()

function make(locale: string, zone: string): CalendarWords {
  const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  const month = of({ month: 'long', year: 'numeric' })
  const range = of({ day: 'numeric', month: 'long', year: 'numeric' })
  const full = of({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const agenda = of({ weekday: 'long', day: 'numeric', month: 'long' })
  const stretch = of({ day: 'numeric', month: 'long' })
  const weekday = of({ weekday: 'long' })
  const short = of({ weekday: 'short' })
  const dayMonth = of({ day: 'numeric', month: 'short' })
  const offset = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'shortOffset' })
  const date = (day: Day) => new Date(`${day}T00:00:00.000Z`)
  return {
    month: (day) => month.format(date(day)),
    week: (first, last) => range.formatRange(date(first), date(last)),
    fullDay: (day) => full.format(date(day)),
    agendaDay: (day) => agenda.format(date(day)),
    stretch: (first, last) => stretch.formatRange(date(first), date(last)),
    weekday: (day) => weekday.format(date(day)),
    shortWeekday: (day) => short.format(date(day)),
    shortDay: (day) => `${short.format(date(day))} ${Number(day.slice(8))}`,
    number: (day, withMonth) => (withMonth ? dayMonth.format(date(day)) : String(Number(day.slice(8)))),
    zone: (day) => offset.formatToParts(millisecondsOf(instantAt(day, 12, zone))).find(({ type }) => type === 'timeZoneName')?.value ?? zone,
  }
}
