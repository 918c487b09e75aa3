import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysLeft, dueOf, dueStateOf, type DueFacts } from '#shared/credentials/due.ts'
import { instantOf, later, type Instant } from '#shared/kernel/clock.ts'
import { dayOf } from '#shared/kernel/local-day.ts'

const zone = 'America/Mexico_City'
const instant = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) }).map(instantOf)
const at = (text: string): Instant => text as Instant
const changed = (when: string): DueFacts => ({ changedAt: at(when), storedAt: at(when), demandedAt: null })

describe('the day a secret is due', () => {
  it('is two calendar months after the change, on the last day of a shorter month, in the office’s zone', () => {
    const days = Object.fromEntries(
      ['2026-11-23T15:00:00.000Z', '2026-12-31T18:00:00.000Z', '2027-12-31T18:00:00.000Z', '2026-12-01T05:30:00.000Z'].map((when) => [
        when,
        dueOf(changed(when), 2, zone).day,
      ]),
    )
    expect(days).toEqual({
      '2026-11-23T15:00:00.000Z': '2027-01-23',
      '2026-12-31T18:00:00.000Z': '2027-02-28',
      '2027-12-31T18:00:00.000Z': '2028-02-29',
      // Still the 30th of November in Ciudad de México.
      '2026-12-01T05:30:00.000Z': '2027-01-30',
    })
  })

  it('ends with that day where the office is, also when the clocks changed meanwhile', () => {
    expect(dueOf(changed('2026-09-01T18:00:00.000Z'), 2, 'America/Tijuana').at).toBe('2026-11-02T07:59:59.999Z')
    expect(dueOf(changed('2026-11-23T15:00:00.000Z'), 2, zone).at).toBe('2027-01-24T05:59:59.999Z')
  })

  it('is the day it was kept when nobody knows its age', () => {
    const due = dueOf({ changedAt: null, storedAt: at('2026-11-23T15:00:00.000Z'), demandedAt: null }, 2, zone)
    expect([due.day, due.cause]).toEqual(['2026-11-23', 'unknown-age'])
  })

  it('is the day a change was asked for, if that comes first', () => {
    const facts = changed('2026-11-01T15:00:00.000Z')
    const early = dueOf({ ...facts, demandedAt: at('2026-11-23T15:00:00.000Z') }, 2, zone)
    const late = dueOf({ ...facts, demandedAt: at('2027-03-01T15:00:00.000Z') }, 2, zone)
    expect([early.day, early.cause, late.day, late.cause]).toEqual(['2026-11-23', 'demanded', '2027-01-01', 'period'])
  })

  it('never comes earlier for a later change', () => {
    fc.assert(
      fc.property(instant, instant, fc.integer({ min: 1, max: 12 }), (one, other, months) => {
        const [first, second] = one < other ? [one, other] : [other, one]
        expect(dueOf(changed(first), months, zone).day <= dueOf(changed(second), months, zone).day).toBe(true)
      }),
    )
  })

  it('is overdue from the first millisecond after it, and not before', () => {
    fc.assert(
      fc.property(instant, (when) => {
        const due = dueOf(changed(when), 2, zone)
        expect(dueStateOf(daysLeft(due, due.at, zone))).toBe('today')
        expect(dueStateOf(daysLeft(due, later(due.at, 1), zone))).toBe('overdue')
        expect(dayOf(due.at, zone)).toBe(due.day)
      }),
    )
  })

  it('is called close from fifteen days before', () => {
    expect([16, 15, 1, 0, -1].map(dueStateOf)).toEqual(['fine', 'soon', 'soon', 'today', 'overdue'])
  })
})
