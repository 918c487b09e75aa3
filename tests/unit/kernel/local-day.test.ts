import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantOf, later, millisecondsOf, type Instant } from '#shared/kernel/clock.ts'
import { addDays, addMonths, dayOf, daysBetween, endOfDay, instantAt, parseDay, type Day } from '#shared/kernel/local-day.ts'
import { timeZones } from '#shared/organization/time-zone.ts'

/** All of the country, its border towns among them, one zone on the other side of the equator, one that skips midnight in 2018. */
const zones = [...timeZones, 'America/Santiago', 'America/Sao_Paulo'] as const
const zone = fc.constantFrom(...zones)
const instant = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2040, 0, 1) }).map(instantOf)
const day = fc.tuple(instant, zone).map(([at, where]) => dayOf(at, where))

describe('days of a zone', () => {
  it('last from their first to their last millisecond, whatever the clocks do', () => {
    fc.assert(
      fc.property(instant, zone, (at, where) => {
        const today = dayOf(at, where)
        const end = endOfDay(today, where)
        expect(at <= end).toBe(true)
        expect(dayOf(end, where)).toBe(today)
        expect(dayOf(later(end, 1), where)).toBe(addDays(today, 1))
      }),
      { numRuns: 2000 },
    )
  })

  it('have each hour where a clock on the wall shows it, or right after the change that leaves it out', () => {
    expect(instantAt('2026-11-23' as Day, 9, 'America/Mexico_City')).toBe('2026-11-23T15:00:00.000Z')
    expect(instantAt('2026-03-08' as Day, 2.5, 'America/Tijuana')).toBe('2026-03-08T10:30:00.000Z')
    expect(instantAt('2026-11-01' as Day, 1.5, 'America/Tijuana')).toBe('2026-11-01T08:30:00.000Z')
    fc.assert(
      fc.property(day, zone, fc.integer({ min: 4, max: 23 }), (which, where, hour) => {
        const at = instantAt(which, hour, where)
        const shown = new Intl.DateTimeFormat('en', { timeZone: where, hour: '2-digit', hourCycle: 'h23' }).format(millisecondsOf(at))
        expect([dayOf(at, where), Number(shown)]).toEqual([which, hour])
      }),
    )
  })

  it('months later fall on the same date or on the last of a shorter month', () => {
    const cases: readonly (readonly [string, number, string])[] = [
      ['2026-12-31', 2, '2027-02-28'],
      ['2027-12-31', 2, '2028-02-29'],
      ['2026-07-31', 2, '2026-09-30'],
      ['2026-11-15', 2, '2027-01-15'],
      ['2028-02-29', 12, '2029-02-28'],
    ]
    for (const [from, months, to] of cases) expect(addMonths(from as Day, months)).toBe(to)
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 36 }), (from, months) => {
        const to = addMonths(from, months)
        const [year = 0, month = 0, date = 0] = to.split('-').map(Number)
        const [fromYear = 0, fromMonth = 0, fromDate = 0] = from.split('-').map(Number)
        expect(year * 12 + month).toBe(fromYear * 12 + fromMonth + months)
        const isLast = addDays(to, 1).endsWith('-01')
        expect(date === fromDate || (date < fromDate && isLast)).toBe(true)
      }),
    )
  })

  it('are counted and added without loss', () => {
    fc.assert(fc.property(day, fc.integer({ min: -5000, max: 5000 }), (from, days) => daysBetween(from, addDays(from, days)) === days))
  })

  it('are read only when the calendar has them', () => {
    expect(parseDay('2028-02-29')).toBe('2028-02-29')
    for (const text of ['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1', '', 'hoy']) expect(parseDay(text)).toBeUndefined()
    expect(dayOf('2026-01-01T05:59:59.999Z' as Instant, 'America/Mexico_City')).toBe('2025-12-31')
  })
})
