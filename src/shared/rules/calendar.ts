import { millisecondsOf, type Instant } from '#shared/kernel/clock.ts'
import { instantAt, parseDay, addDays } from '#shared/kernel/local-day.ts'
import { never } from '#shared/kernel/never.ts'
import type { ElectoralPeriod, PeriodKind } from './rule-set.ts'

/** Half-open stretch of time, in milliseconds since 1970. */
export type Window = { readonly from: number; readonly to: number }

/** Polls close at this hour, local time (LGIPE, art. 285). */
const POLLS_CLOSE = 18

const known = new WeakMap<ElectoralPeriod, Window>()

/**
 * When a period runs. It begins when its first day begins in the first of its zones. A campaign ends with its last day in the last zone;
 * a silence ends when the polls close in the westernmost one (LGIPE, arts. 213(2) and 251(6)): nowhere may a result be
 * known where somebody still votes.
 */
export function windowOf(period: ElectoralPeriod): Window {
  let window = known.get(period)
  if (window === undefined) {
    const [first, last] = [parseDay(period.from), parseDay(period.to)]
    if (first === undefined || last === undefined) throw new Error(`a period from ${period.from} to ${period.to}`)
    const starts = period.zones.map((zone) => millisecondsOf(instantAt(first, 0, zone)))
    const ends = period.zones.map((zone) => millisecondsOf(endIn(period.kind, last, zone)))
    window = { from: Math.min(...starts), to: Math.max(...ends) }
    known.set(period, window)
  }
  return window
}

function endIn(kind: PeriodKind, last: ReturnType<typeof addDays>, zone: string): Instant {
  switch (kind) {
    case 'campaign':
      return instantAt(addDays(last, 1), 0, zone)
    case 'silence':
      return instantAt(last, POLLS_CLOSE, zone)
    default:
      return never(kind)
  }
}

/** The periods that run at a moment for an entidad. An office without one speaks to the whole country: every period is its own. */
export function periodsAt(calendar: readonly ElectoralPeriod[], at: Instant, entity: string): readonly ElectoralPeriod[] {
  const moment = millisecondsOf(at)
  return calendar.filter((period) => {
    if (entity !== '' && !period.entities.includes('all') && !period.entities.includes(entity)) return false
    const { from, to } = windowOf(period)
    return moment >= from && moment < to
  })
}
