import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOUR, instantOf, later, millisecondsOf, type Instant } from '#shared/kernel/clock.ts'
import type { Day } from '#shared/kernel/local-day.ts'
import { dueAt, reviewMarks, started, stillClock, stopped } from '#shared/posts/review-clock.ts'
import { afterCounting, calendarFaults, countedBetween, elapsedTime, type WorkingCalendar } from '#shared/posts/working-calendar.ts'
import { timeZones } from '#shared/organization/time-zone.ts'

const office: Extract<WorkingCalendar, { kind: 'working' }> = {
  kind: 'working',
  zone: 'America/Mexico_City',
  weekdays: [1, 2, 3, 4, 5],
  from: 9,
  until: 18,
  holidays: ['2026-11-16', '2026-12-25'] as Day[],
  everyDay: false,
}
/** Mexico City is six hours behind UTC, without summer time since 2022. */
const local = (day: string, hour: number) => later(`${day}T00:00:00.000Z` as Instant, (hour + 6) * HOUR)

test.for([
  ['within a day', '2026-11-23', 10, '2026-11-23', 12.5, 2.5],
  ['over a night', '2026-11-23', 17, '2026-11-24', 10, 2],
  ['over a weekend', '2026-11-20', 17, '2026-11-23', 10, 2],
  ['over a holiday', '2026-11-13', 17, '2026-11-17', 10, 2],
  ['outside of all hours', '2026-11-21', 0, '2026-11-22', 23, 0],
  ['backwards', '2026-11-24', 10, '2026-11-23', 10, 0],
] as const)('%s only working hours count', ([, from, start, until, end, hours]) => {
  expect(countedBetween(local(from, start), local(until, end), office) / HOUR).toBe(hours)
})

test('while a process is under way every day counts, holidays too', () => {
  expect(countedBetween(local('2026-12-24', 9), local('2026-12-27', 18), { ...office, everyDay: true }) / HOUR).toBe(36)
})

test('the moment after so much work is the first at which so much has counted, in any zone of the country and any year', () => {
  const moment = fc.date({ min: new Date('2024-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }).map((date) => instantOf(date.getTime()))
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: 60 * 60 }), fc.constantFrom(...timeZones), fc.integer({ min: 0, max: 23 }), fc.boolean(), (start, minutes, zone, from, everyDay) => {
      const calendar = { ...office, zone, from, until: Math.min(24, from + 9), everyDay }
      const work = minutes * 60_000
      const end = afterCounting(start, work, calendar)
      expect(countedBetween(start, end, calendar)).toBe(work)
      expect(countedBetween(start, instantOf(millisecondsOf(end) - 1), calendar)).toBeLessThan(work)
    }),
    { numRuns: 200 },
  )
})

test('48 hours of an institution’s calendar pause while the post is back, and no edit resets them', () => {
  const sent = local('2026-11-23', 9)
  const back = stopped(started(stillClock, sent), local('2026-11-23', 18))
  const again = started(back, local('2026-11-25', 12))
  expect(dueAt(again, 48, office)).toBe(local('2026-12-01', 15))
  expect(dueAt(again, 48)).toBe(local('2026-11-27', 3))
  expect(reviewMarks(again, { reminders: [24, 36, 44], escalation: 40 }, 48, office).map(({ id, at }) => [id, at])).toEqual([
    ['reminder-24', local('2026-11-26', 18)],
    ['reminder-36', local('2026-11-30', 12)],
    ['escalation-40', local('2026-11-30', 16)],
    ['reminder-44', local('2026-12-01', 11)],
    ['breach-48', local('2026-12-01', 15)],
  ])
})

test('a calendar in which nothing could count is refused by field', () => {
  expect(calendarFaults({ ...office, zone: 'Marte', weekdays: [], from: 18, until: 9, holidays: ['2026-02-30' as Day] })).toEqual({ zone: 'choice', weekdays: 'required', until: 'date-order', holidays: 'date' })
  expect(calendarFaults(office)).toEqual({})
  expect(calendarFaults(elapsedTime)).toEqual({})
})
