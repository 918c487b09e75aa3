import { CalendarDateTime, toZoned } from '@internationalized/date'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantOf } from '#shared/kernel/clock.ts'
import { addDays, parseDay } from '#shared/kernel/local-day.ts'
import { timeZones } from '#shared/organization/time-zone.ts'
import { periodsAt, windowOf } from '#shared/rules/calendar.ts'
import type { ElectoralPeriod } from '#shared/rules/rule-set.ts'
import { shippedRules } from './shipped-rules.ts'

const day = fc.date({ min: new Date(Date.UTC(2024, 0, 1)), max: new Date(Date.UTC(2035, 11, 20)), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
const period = fc
  .record({ from: day, days: fc.nat(90), kind: fc.constantFrom('campaign' as const, 'silence' as const), zones: fc.uniqueArray(fc.constantFrom(...timeZones), { minLength: 1 }) })
  .map(({ from, days, kind, zones }): ElectoralPeriod => ({
    id: 'x', kind, zones, entities: ['oaxaca'], from, to: addDays(parseDay(from)!, days), source: 'test', checked: '2026-11-25', confidence: 'confirmed',
  }))

/** The judge: another calendar. */
const clock = (text: string, hour: number, zone: string) => {
  const [year = 0, month = 1, date = 1] = text.split('-').map(Number)
  return toZoned(new CalendarDateTime(year, month, date, hour), zone, 'compatible').toDate().getTime()
}

test('in every zone of Mexico, 2024 to 2035, a period begins no later than its first day there and ends no earlier than its last', () => {
  fc.assert(
    fc.property(period, (one) => {
      const { from, to } = windowOf(one)
      const starts = one.zones.map((zone) => clock(one.from, 0, zone))
      const ends = one.zones.map((zone) => (one.kind === 'silence' ? clock(one.to, 18, zone) : clock(addDays(parseDay(one.to)!, 1), 0, zone)))
      expect([from, to]).toEqual([Math.min(...starts), Math.max(...ends)])
    }),
    { numRuns: 1500 },
  )
})

test('a silence lasts until the polls close in the westernmost zone, to the millisecond', () => {
  const { to } = windowOf(shippedRules.calendar.find(({ id }) => id === 'federal-2027-silence')!)
  expect(instantOf(to)).toBe('2027-06-07T01:00:00.000Z') // 18:00 in Tijuana, summer time
  const kinds = (moment: number) => periodsAt(shippedRules.calendar, instantOf(moment), 'yucatan').map(({ kind }) => kind)
  expect(kinds(to - 1)).toEqual(['silence'])
  expect(kinds(to)).toEqual([])
})

test("a period of one entidad is nobody else's but a central area's", () => {
  const moment = instantOf(Date.UTC(2026, 4, 20, 18))
  const ids = (entity: string) => periodsAt(shippedRules.calendar, moment, entity).map(({ id }) => id)
  expect(ids('coahuila')).toEqual(['coahuila-2026-campaign'])
  expect(ids('oaxaca')).toEqual([])
  expect(ids('')).toEqual(['coahuila-2026-campaign'])
})

test('every shipped period ends after it begins', () => {
  for (const one of shippedRules.calendar) expect(windowOf(one).to).toBeGreaterThan(windowOf(one).from)
})
