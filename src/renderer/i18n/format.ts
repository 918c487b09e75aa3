import { DAY, HOUR, MINUTE, type Instant, millisecondsOf } from '#shared/kernel/clock.ts'
import type { Language } from '#shared/shell/preferences.ts'
import { localeOf } from './language.ts'
import { lockCatalogues, type LockWords } from './lock-catalogue.ts'

/** How instants, spans and numbers are written in one language and one office's time zone. */
export type Format = {
  /** «23 nov 2026, 12:04» */
  readonly instant: (at: Instant) => string
  /** «lunes, 23 de noviembre de 2026, 12:04:31» and the zone's name: for records and tooltips. */
  readonly exact: (at: Instant) => string
  /** «23 nov 2026» */
  readonly date: (at: Instant) => string
  /** «23 nov», with the year when it differs from the year of `now`. */
  readonly day: (at: Instant, now: Instant) => string
  /** «12:04» */
  readonly time: (at: Instant) => string
  /** «en 3 h», «hace 2 días»: whole units, never a longer span than said. */
  readonly relative: (at: Instant, now: Instant) => string
  /** «2 d 4 h», «3 h 20 min», «45 s»: a span in milliseconds, two units at most. */
  readonly span: (milliseconds: number) => string
  /** The same of what still goes on, which is looked at every quarter of a minute: «0 min», «3 min». */
  readonly elapsed: (milliseconds: number) => string
  /** «38 h 20 min»: a span in milliseconds, in hours however many they are. */
  readonly hours: (milliseconds: number) => string
  /** «1,234» */
  readonly number: (value: number) => string
  /** «12.4 MB» of a number of bytes. */
  readonly size: (bytes: number) => string
  /** «a, b y c» */
  readonly list: (items: readonly string[]) => string
}

const SECOND = 1000

/** The writing of a language in a zone (IANA name). Made once for each pair: Intl objects are slow to make. */
export function formatFor(language: Language, zone: string): Format {
  const key = `${language}/${zone}`
  const known = made.get(key)
  if (known) return known
  const format = make(localeOf[language], zone, lockCatalogues[language].ui)
  made.set(key, format)
  return format
}

const made = new Map<string, Format>()

function make(locale: string, timeZone: string, words: LockWords['ui']): Format {
  const hour = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const day = { day: 'numeric', month: 'short' } as const
  const date = lazily(() => new Intl.DateTimeFormat(locale, { ...day, year: 'numeric', timeZone }))
  const dayOnly = lazily(() => new Intl.DateTimeFormat(locale, { ...day, timeZone }))
  const year = lazily(() => new Intl.DateTimeFormat(locale, { year: 'numeric', timeZone }))
  const instant = lazily(() => new Intl.DateTimeFormat(locale, { ...day, year: 'numeric', ...hour, timeZone }))
  const exact = lazily(
    () =>
      new Intl.DateTimeFormat(locale, {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        ...hour,
        second: '2-digit',
        timeZoneName: 'short',
        timeZone,
      }),
  )
  const time = lazily(() => new Intl.DateTimeFormat(locale, { ...hour, timeZone }))
  const number = lazily(() => new Intl.NumberFormat(locale))
  const tenth = lazily(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }))
  const relative = lazily(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
  const list = lazily(() => new Intl.ListFormat(locale, { type: 'conjunction' }))
  const of = (at: Instant) => new Date(at)
  const days = (at: Instant) => Math.round(Date.parse(isoDate(of(at), timeZone)) / DAY)

  return {
    instant: (at) => instant().format(of(at)),
    exact: (at) => exact().format(of(at)),
    date: (at) => date().format(of(at)),
    day: (at, now) => (year().format(of(at)) === year().format(of(now)) ? dayOnly() : date()).format(of(at)),
    time: (at) => time().format(of(at)),
    relative: (at, now) => {
      const span = millisecondsOf(at) - millisecondsOf(now)
      const size = Math.abs(span)
      if (size < MINUTE) return words.now
      // Intl says «en 2 h» and «dentro de 5 min» in es-MX; ours are of one form.
      if (size < DAY) {
        const whole = size < HOUR ? `${Math.trunc(size / MINUTE)} min` : `${Math.trunc(size / HOUR)} h`
        return span > 0 ? words.within(whole) : words.ago(whole)
      }
      // From a day on, people count calendar days: «mañana» is the next date, not 24 h from now.
      const apart = days(at) - days(now)
      if (Math.abs(apart) <= 2) return relative().format(apart, 'day')
      return apart > 0 ? words.within(words.days(apart)) : words.ago(words.days(-apart))
    },
    span: (milliseconds) => span(Math.abs(milliseconds)),
    elapsed: (milliseconds) => (milliseconds < MINUTE ? hours(0) : span(milliseconds)),
    hours: (milliseconds) => hours(Math.abs(milliseconds)),
    number: (value) => number().format(value),
    size: (bytes) => {
      const unit = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : bytes < 1_000_000_000 ? 2 : 3
      return `${tenth().format(bytes / 1000 ** unit)} ${['B', 'kB', 'MB', 'GB'][unit] ?? ''}`
    },
    list: (items) => list().format(items),
  }
}

function span(size: number): string {
  if (size < MINUTE) return `${Math.floor(size / SECOND)} s`
  if (size < DAY) return hours(size)
  const rest = Math.floor((size % DAY) / HOUR)
  const whole = Math.floor(size / DAY)
  return rest === 0 ? `${whole} d` : `${whole} d ${rest} h`
}

function hours(size: number): string {
  const minutes = Math.floor((size % HOUR) / MINUTE)
  if (size < HOUR) return `${minutes} min`
  const whole = Math.floor(size / HOUR)
  return minutes === 0 ? `${whole} h` : `${whole} h ${minutes} min`
}

/** The calendar date of an instant in a zone: `2026-11-23`. */
export function isoDate(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(at)
}

function lazily<T>(make: () => T): () => T {
  let value: T | undefined
  return () => (value ??= make())
}
