import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actTo, columns } from '#renderer/features/posts/board-moves.ts'
import { agendaOf, daysOf, stepped, weekdayOf } from '#renderer/features/posts/calendar-span.ts'
import { addDays, daysBetween, type Day } from '#shared/kernel/local-day.ts'
import { stageKinds } from '#shared/posts/post.ts'
import { whyNot } from '#shared/posts/transitions.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import { instantOf } from '#shared/kernel/clock.ts'

const anyDay = fc.integer({ min: 0, max: 4380 }).map((days) => addDays('2024-01-01' as Day, days))

test('a month is shown in whole weeks that hold each of its days once, and no week that has none of them', () => {
  fc.assert(
    fc.property(anyDay, fc.constantFrom('es-MX', 'en-US', 'en-GB'), (day, locale) => {
      const days = daysOf('month', day, locale)
      const month = day.slice(0, 7)
      expect(days.length % 7).toBe(0)
      expect(weekdayOf(days[0] ?? day, locale)).toBe(0)
      expect(days.every((one, index) => index === 0 || daysBetween(days[index - 1] ?? one, one) === 1)).toBe(true)
      for (let week = 0; week < days.length; week += 7) expect(days.slice(week, week + 7).some((one) => one.startsWith(month))).toBe(true)
      const own = days.filter((one) => one.startsWith(month))
      expect([own[0]?.slice(8), own.at(-1)]).toEqual(['01', addDays(`${stepped('month', `${month}-01` as Day, 1)}` as Day, -1)])
    }),
  )
})

test('a week holds its day, and stepping on and back comes back', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      expect(daysOf('week', day, 'es-MX')).toContain(day)
      expect(stepped('week', stepped('week', day, 3), -3)).toBe(day)
      expect(daysOf('day', day, 'es-MX')).toEqual([day])
    }),
  )
})

test('an agenda tells every day once and in order, and no two gaps in a row', () => {
  fc.assert(
    fc.property(anyDay, fc.array(fc.nat(31)), (first, chosen) => {
      const days = Array.from({ length: 31 }, (_, index) => addDays(first, index))
      const said = new Set(chosen.map((index) => days[index]))
      const cells = agendaOf(days, (day) => said.has(day))
      expect(cells.flatMap(({ from, to }) => Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index)))).toEqual(days)
      expect(cells.filter(({ kind }) => kind === 'day').map(({ from, to }) => [from, to])).toEqual(days.filter((day) => said.has(day)).map((day) => [day, day]))
      expect(cells.some(({ kind }, index) => kind === 'gap' && cells[index - 1]?.kind === 'gap')).toBe(false)
    }),
  )
})

test('the board offers a way between two stages only where an act can be done in the first', () => {
  for (const from of stageKinds) {
    for (const to of columns) {
      const act = actTo(from, to)
      if (act === undefined) continue
      const standing = { stage: from, office: 'o' as OfficeId, contributors: [], writers: [], claim: null, steps: [], agreed: [], unable: [], halted: false, proven: false, unsure: false }
      const who = { person: 'p' as PersonId, roles: ['operator', 'reviewer'] as const, office: 'o' as OfficeId, now: instantOf(0) }
      expect([from, to, whyNot(act, standing, who)]).toEqual([from, to, undefined])
    }
  }
})
