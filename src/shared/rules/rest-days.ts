import { addDays, weekdayOf, type Day } from '#shared/kernel/local-day.ts'

/** A rest day of the law: on a day of a month, or on its nth weekday (1 Monday … 7 Sunday). `years`: from one of them on, every so many; every year if absent. */
export type RestDay = {
  readonly id: string
  readonly on: { readonly month: number; readonly day: number } | { readonly month: number; readonly nth: number; readonly weekday: number }
  readonly years?: { readonly from: number; readonly every: number } | undefined
}

/** The rest days of a year, in order, each once. */
export function restDaysIn(restDays: readonly RestDay[], year: number): readonly Day[] {
  const days = restDays.flatMap(({ on, years }) => (years === undefined || (year >= years.from && (year - years.from) % years.every === 0) ? [dayIn(on, year)] : []))
  return [...new Set(days)].toSorted()
}

function dayIn(on: RestDay['on'], year: number): Day {
  const first = `${year}-${String(on.month).padStart(2, '0')}-01` as Day // four digits, two and two are a day
  if ('day' in on) return addDays(first, on.day - 1)
  return addDays(first, ((on.weekday - weekdayOf(first) + 7) % 7) + (on.nth - 1) * 7)
}
