import fc from 'fast-check'
import { expect, test } from 'vitest'
import { weekdayOf, type Day } from '#shared/kernel/local-day.ts'
import { restDaysIn } from '#shared/rules/rest-days.ts'
import { restDaySchema } from '#shared/rules/schema.ts'
import { shippedRules } from './shipped-rules.ts'

const years = Array.from({ length: 12 }, (_, index) => 2024 + index)
const anyYear = fc.constantFrom(...years)
const daysIn = (year: number) => restDaysIn(shippedRules.restDays, year)
const of = (year: number, month: string) => daysIn(year).filter((day) => day.slice(5, 7) === month)

test('the rest days of the law are those that were published', () => {
  expect([2024, 2026, 2027].map((year) => daysIn(year).map((day) => day.slice(5)).join(' '))).toEqual([
    '01-01 02-05 03-18 05-01 06-02 09-16 10-01 11-18 12-25',
    '01-01 02-02 03-16 05-01 09-16 11-16 12-25',
    '01-01 02-01 03-15 05-01 06-06 09-16 11-15 12-25',
  ])
})

test('three of them are Mondays, in their week of the month, whatever the year', () => {
  fc.assert(
    fc.property(anyYear, fc.constantFrom<readonly [string, number]>(['02', 1], ['03', 3], ['11', 3]), (year, [month, nth]) => {
      const days = of(year, month)
      expect(days.map((day) => [weekdayOf(day), Math.ceil(Number(day.slice(8)) / 7)])).toEqual([[1, nth]])
    }),
  )
})

test('seven in every year, one more when there is a federal election, and one more when the executive changes', () => {
  expect(years.map((year) => [year, daysIn(year).length])).toEqual(years.map((year) => [year, 7 + ([2024, 2027, 2030, 2033].includes(year) ? 1 : 0) + ([2024, 2030].includes(year) ? 1 : 0)]))
  for (const year of [2024, 2027, 2030, 2033]) expect(of(year, '06').map((day) => [weekdayOf(day), Number(day.slice(8)) <= 7])).toEqual([[7, true]])
  expect(years.filter((year) => of(year, '10').length > 0)).toEqual([2024, 2030])
})

test('they come in order, each once, and are days of their year', () => {
  fc.assert(
    fc.property(anyYear, (year) => {
      const days = daysIn(year)
      expect(days).toEqual([...new Set(days)].toSorted())
      expect(days.every((day) => day.startsWith(`${year}-`) && new Date(day).toISOString().slice(0, 10) === (day as Day))).toBe(true)
    }),
  )
})

test.for([
  [{ month: 2, day: 29 }, false],
  [{ month: 2, day: 28 }, true],
  [{ month: 13, day: 1 }, false],
  [{ month: 2, nth: 5, weekday: 1 }, false],
  [{ month: 2, nth: 4, weekday: 8 }, false],
] as const)('a rest day on %j is taken: %s', ([on, taken]) => {
  expect(restDaySchema.safeParse({ id: 'x', on, source: 'x', checked: '2026-11-29', confidence: 'secondary' }).success).toBe(taken)
})
