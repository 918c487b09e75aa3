import { millisecondsOf, type Instant } from '#shared/kernel/clock.ts'

type Parts = Readonly<Record<'day' | 'month' | 'year' | 'hour' | 'minute', string>> & { readonly offset: string }

/** Documents are in Spanish whatever language the screen is in. */
function partsOf(instant: Instant, timeZone: string): Parts {
  const parts = new Intl.DateTimeFormat('es-MX', {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  }).formatToParts(millisecondsOf(instant))
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((candidate) => candidate.type === type)?.value ?? ''
  const offset = part('timeZoneName').replace('GMT', 'UTC').replace('-', '−').replace(':00', '')
  return { day: part('day'), month: part('month'), year: part('year'), hour: part('hour'), minute: part('minute'), offset }
}

/** «23 de noviembre de 2026», in the office's time. */
export function longDate(instant: Instant, timeZone: string): string {
  const { day, month, year } = partsOf(instant, timeZone)
  return `${day} de ${month} de ${year}`
}

/** «23 de noviembre de 2026, 12:04 horas (UTC−06)»: local time with its offset, so that it can be compared with any other. */
export function longDateTime(instant: Instant, timeZone: string): string {
  const { day, month, year, hour, minute, offset } = partsOf(instant, timeZone)
  return `${day} de ${month} de ${year}, ${hour}:${minute} horas (${offset})`
}

/** «23/11/2026 12:04», for tables. */
export function shortDateTime(instant: Instant, timeZone: string): string {
  const { hour, minute } = partsOf(instant, timeZone)
  const date = new Intl.DateTimeFormat('es-MX', { timeZone, day: '2-digit', month: '2-digit', year: 'numeric' }).format(millisecondsOf(instant))
  return `${date} ${hour}:${minute}`
}

/** The year of the office's calendar: folios restart with it. */
export function yearOf(instant: Instant, timeZone: string): number {
  return Number(partsOf(instant, timeZone).year)
}

/** «2 h 05 min», «14 min», «3 d 4 h»: how long from one moment to another. */
export function elapsed(from: Instant, to: Instant): string {
  const minutes = Math.max(0, Math.floor((millisecondsOf(to) - millisecondsOf(from)) / 60_000))
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return `${Math.floor(hours / 24)} d ${hours % 24} h`
  return hours > 0 ? `${hours} h ${String(minutes % 60).padStart(2, '0')} min` : `${minutes} min`
}
