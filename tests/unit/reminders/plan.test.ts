import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, HOUR, instantOf, later, millisecondsOf, MINUTE, type Instant } from '#shared/kernel/clock.ts'
import { addDays, type Day } from '#shared/kernel/local-day.ts'
import { setBackOf } from '#shared/reminders/clock-watch.ts'
import { dayMarks, ROTATION_REMINDERS } from '#shared/reminders/day-marks.ts'
import type { DueItem, Told } from '#shared/reminders/due-item.ts'
import { planReminders, toldAfter, withoutGone } from '#shared/reminders/plan.ts'

const zone = 'America/Mexico_City'
const due = '2027-01-23' as Day
const nineOf = (day: string): Instant => `${day}T15:00:00.000Z` as Instant

function itemAt(now: Instant, cycle = 'one'): DueItem {
  return { key: 'credential/1', cycle, marks: dayMarks(due, zone, ROTATION_REMINDERS, now) }
}

/** Runs the scheduler's loop by hand over these moments and returns what was told at each. */
function tellAt(moments: readonly Instant[], itemOf: (now: Instant) => DueItem = itemAt): readonly (readonly [Instant, string])[] {
  let told: ReadonlyMap<string, Told> = new Map()
  const said: (readonly [Instant, string])[] = []
  for (const now of moments) {
    const plan = planReminders([itemOf(now)], told, now)
    for (const reminder of plan.tell) said.push([now, reminder.mark.id])
    told = toldAfter(told, plan.tell)
  }
  return said
}

describe('reminders of something due on a day', () => {
  it('come 15, 7 and 1 days before, on the day, and every day after it, at nine in the office', () => {
    let told: ReadonlyMap<string, Told> = new Map()
    const said: string[] = []
    let now: Instant | undefined = nineOf('2026-12-01')
    for (let turn = 0; turn < 8 && now !== undefined; turn += 1) {
      const plan = planReminders([itemAt(now)], told, now)
      for (const reminder of plan.tell) said.push(`${now} ${reminder.mark.id}`)
      told = toldAfter(told, plan.tell)
      now = plan.next
    }
    expect(said).toEqual([
      '2027-01-08T15:00:00.000Z before-15',
      '2027-01-16T15:00:00.000Z before-7',
      '2027-01-22T15:00:00.000Z before-1',
      '2027-01-23T15:00:00.000Z day',
      '2027-01-24T15:00:00.000Z overdue-1',
      '2027-01-25T15:00:00.000Z overdue-2',
      '2027-01-26T15:00:00.000Z overdue-3',
    ])
  })

  it('after a long sleep say the latest once, and not all that were missed', () => {
    expect(tellAt([nineOf('2026-12-01'), nineOf('2027-02-02'), later(nineOf('2027-02-02'), MINUTE)])).toEqual([[nineOf('2027-02-02'), 'overdue-10']])
  })

  it('are not said again when the clock is set back', () => {
    const said = tellAt([nineOf('2027-01-22'), nineOf('2027-01-10'), nineOf('2027-01-16'), nineOf('2027-01-22'), nineOf('2027-01-23')])
    expect(said.map(([, mark]) => mark)).toEqual(['before-1', 'day'])
  })

  it('begin anew with a new cycle', () => {
    const cycles = ['one', 'one', 'two']
    let turn = 0
    const said = tellAt([nineOf('2027-01-22'), nineOf('2027-01-22'), nineOf('2027-01-22')], (now) => itemAt(now, cycles[turn++]))
    expect(said.length).toBe(2)
  })

  it('wake the scheduler no later than the next one is due, and for nothing when nothing is coming', () => {
    expect(planReminders([itemAt(nineOf('2026-12-01'))], new Map(), nineOf('2026-12-01')).next).toBe(nineOf('2027-01-08'))
    expect(planReminders([{ key: 'post/1', cycle: '', marks: [] }], new Map(), nineOf('2026-12-01'))).toEqual({ tell: [], next: undefined })
  })
})

describe('any reminders', () => {
  const start = millisecondsOf(nineOf('2026-12-01'))
  const marks = fc
    .uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 6 })
    .map((hours) => hours.sort((one, other) => one - other).map((hour) => ({ id: `m${hour}`, at: instantOf(start + hour * HOUR) })))
  const moments = fc.array(fc.integer({ min: -50, max: 250 }), { minLength: 1, maxLength: 40 }).map((hours) => hours.map((hour) => instantOf(start + hour * HOUR)))

  it('are said at most once each, never before their time, and the last one passed is always said', () => {
    fc.assert(
      fc.property(marks, moments, (of, when) => {
        const said = tellAt(when, () => ({ key: 'any', cycle: 'c', marks: of }))
        const ids = said.map(([, id]) => id)
        expect(new Set(ids).size).toBe(ids.length)
        for (const [now, id] of said) expect(of.find((mark) => mark.id === id)?.at ?? '9').toSatisfy((at: string) => at <= now)
        const latest = [...when].sort().at(-1) ?? ('' as Instant)
        const last = of.filter((mark) => mark.at <= latest).at(-1)
        if (last !== undefined) expect(ids).toContain(last.id)
      }),
    )
  })

  it('are forgotten with the item they were of', () => {
    const told = new Map([['gone', { cycle: 'c', mark: 'm', at: nineOf('2026-12-01') }]])
    expect(withoutGone(told, []).size).toBe(0)
    expect(withoutGone(told, [{ key: 'gone', cycle: 'd', marks: [] }]).size).toBe(1)
  })

  it('of a year overdue are a handful of marks, the next one among them', () => {
    const now = nineOf(addDays(due, 365))
    const ids = dayMarks(due, zone, ROTATION_REMINDERS, now).map((mark) => mark.id)
    expect(ids).toEqual(['before-15', 'before-7', 'before-1', 'day', 'overdue-364', 'overdue-365', 'overdue-366'])
  })
})

describe('the watch over the clock', () => {
  const noon = nineOf('2026-12-01')

  it('notices that it went backwards, and lets small corrections pass', () => {
    expect(setBackOf(noon, later(noon, -HOUR))).toEqual({ latest: noon, now: later(noon, -HOUR) })
    expect(setBackOf(noon, later(noon, -MINUTE))).toBeUndefined()
    expect(setBackOf(noon, later(noon, 30 * DAY))).toBeUndefined()
    expect(setBackOf(undefined, noon)).toBeUndefined()
  })
})
