import { millisecondsOf, type Instant } from '#shared/kernel/clock.ts'
import { instantAt, parseDay, type Day } from '#shared/kernel/local-day.ts'

/** Why a date and an hour of a file are no moment. `hour-skipped`: the clocks of the zone leave that hour out on that day. */
export type MomentFault = { readonly column: 'date' | 'hour'; readonly code: 'date' | 'date-past' | 'hour' | 'hour-missing' | 'date-missing' | 'hour-skipped' }

/** The day of `3/4/2027`, `03-04-2027` (day first, as in Mexico) or `2027-04-03`. A year of two figures is not guessed at. */
export function dayIn(text: string): Day | undefined {
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim())
  if (written === null) return parseDay(text.trim())
  const [, day = '', month = '', year = ''] = written
  return parseDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}

/** The hour of `9:00`, `21:30`, `9:00 a. m.`, `9:30:00 PM`, as a fraction of hours. */
export function hourIn(text: string): number | undefined {
  const written = /^(\d{1,2}):(\d{2})(?::\d{2})?(?:\s*([ap])\.?\s*m\.?)?(?:\s*h(?:oras|rs)?\.?)?$/i.exec(text.trim())
  if (written === null) return undefined
  const [, hours = '', minutes = '', half] = written
  const hour = Number(hours)
  if (Number(minutes) > 59) return undefined
  if (half === undefined) return hour > 23 ? undefined : hour + Number(minutes) / 60
  if (hour < 1 || hour > 12) return undefined
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0) + Number(minutes) / 60
}

/** The moment that a row asks for in a zone; null when it asks for none. */
export function momentIn(date: string, hour: string, zone: string, now: Instant): { readonly at: Instant | null } | MomentFault {
  if (date.trim() === '') return hour.trim() === '' ? { at: null } : { column: 'date', code: 'date-missing' }
  const day = dayIn(date)
  if (day === undefined) return { column: 'date', code: 'date' }
  if (hour.trim() === '') return { column: 'hour', code: 'hour-missing' }
  const time = hourIn(hour)
  if (time === undefined) return { column: 'hour', code: 'hour' }
  const at = instantAt(day, time, zone)
  if (!shows(at, time, zone)) return { column: 'hour', code: 'hour-skipped' }
  return millisecondsOf(at) <= millisecondsOf(now) ? { column: 'date', code: 'date-past' } : { at }
}

/** The moment of `03/04/2027 09:00`, day and hour in one cell, in a zone; null for an empty one. `now`: before which it is over; null: it may be. */
export function momentInOne(text: string, zone: string, now: Instant | null): { readonly at: Instant | null } | Omit<MomentFault, 'column'> {
  const [, day = text, hour = ''] = /^(\S+?)(?:T|\s+)(\S.*)$/u.exec(text.trim()) ?? []
  const moment = momentIn(day, hour, zone, now ?? ('' as Instant)) // nothing is before it
  return 'code' in moment ? { code: moment.code } : moment
}

/** Whether a clock of the zone shows that hour at that moment. */
function shows(at: Instant, hour: number, zone: string): boolean {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(millisecondsOf(at))
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value)
  return Math.round(hour * 60) === part('hour') * 60 + part('minute')
}
