import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOUR, instantOf, later, millisecondsOf, type Instant } from '#shared/kernel/clock.ts'
import { dueAt, elapsed, reviewMarks, started, stillClock, stopped } from '#shared/posts/review-clock.ts'

const times = { reminders: [24, 36, 44], escalation: 40 }
const start = '2026-11-23T18:00:00.000Z' as Instant

test('what has elapsed is the time spent in review, through any number of returns', () => {
  const spells = fc.array(fc.tuple(fc.integer({ min: 0, max: 100 * HOUR }), fc.integer({ min: 0, max: 100 * HOUR })), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(spells, (turns) => {
      let now = start
      let clock = stillClock
      let inReview = 0
      for (const [review, pause] of turns) {
        clock = started(clock, now)
        now = later(now, review)
        inReview += review
        expect(elapsed(clock, now)).toBe(inReview)
        expect(millisecondsOf(dueAt(clock, 48) ?? start)).toBe(millisecondsOf(now) + 48 * HOUR - inReview)
        clock = stopped(clock, now)
        now = later(now, pause)
        expect(elapsed(clock, now)).toBe(inReview)
        expect(dueAt(clock, 48)).toBeUndefined()
      }
      expect(clock.firstSubmittedAt).toBe(start)
    }),
  )
})

test('a clock set back takes nothing from the time already spent', () => {
  expect(elapsed(started(stillClock, start), instantOf(0))).toBe(0)
})

test('reminders, escalation and breach come at their hours of review, pauses left out', () => {
  const clock = started(stopped(started(stillClock, start), later(start, 10 * HOUR)), later(start, 30 * HOUR))
  expect(reviewMarks(clock, times, 48).map((mark) => [mark.id, (millisecondsOf(mark.at) - millisecondsOf(start)) / HOUR])).toEqual([
    ['reminder-24', 44],
    ['reminder-36', 56],
    ['escalation-40', 60],
    ['reminder-44', 64],
    ['breach-48', 68],
  ])
  expect(reviewMarks(clock, times, 24).map((mark) => mark.id)).toEqual(['breach-24'])
  expect(reviewMarks(stopped(clock, later(start, 40 * HOUR)), times, 48)).toEqual([])
})
