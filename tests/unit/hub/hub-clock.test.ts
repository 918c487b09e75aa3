import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, type Instant, later, millisecondsOf } from '#shared/kernel/clock.ts'
import { hubClock } from '#main/hub/hub-clock.ts'
import { fixedClock } from '#tests/kit/fixed-clock.ts'

describe('the record’s clock', () => {
  test('is the machine’s until a hub was asked', () => {
    const machine = fixedClock()
    expect(hubClock(machine).now()).toBe(machine.now())
  })

  test('shows the hub’s time on a machine that is wrong by any amount, within half of what the answer took', () => {
    fc.assert(
      fc.property(fc.integer({ min: -500 * HOUR, max: 500 * HOUR }), fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 0, max: 100 }), (wrong, took, share) => {
        const machine = fixedClock()
        const clock = hubClock(machine)
        const asked = machine.now()
        // The hub looked at its clock somewhere between question and answer.
        const said = later(asked, wrong + Math.round((took * share) / 100))
        machine.advance(took)
        clock.measure(asked, said, machine.now())
        const truth = millisecondsOf(machine.now()) + wrong
        expect(Math.abs(millisecondsOf(clock.now()) - truth)).toBeLessThanOrEqual(took / 2 + 501)
      }),
    )
  })

  test('believes no answer that took so long that it says nothing, nor one during which the machine’s clock was set back', () => {
    const machine = fixedClock()
    const clock = hubClock(machine)
    const asked = machine.now()
    clock.measure(asked, later(asked, 5 * HOUR), later(asked, 4_001))
    clock.measure(asked, later(asked, 5 * HOUR), later(asked, -1))
    expect(clock.difference()).toBe(0)
  })

  test('does not jump for what lies within the exactness of a measurement', () => {
    const machine = fixedClock()
    const clock = hubClock(machine)
    const asked = machine.now()
    clock.measure(asked, later(asked, HOUR), asked)
    clock.measure(asked, later(asked, HOUR + 300), asked)
    expect(clock.difference()).toBe(HOUR)
    clock.measure(asked, later(asked, 100), asked)
    expect(clock.difference()).toBe(0)
  })

  test('tells each correction once, and nothing while it is the same', () => {
    const machine = fixedClock()
    const clock = hubClock(machine)
    const told: number[] = []
    clock.onCorrected(() => told.push(clock.difference()))
    const asked = machine.now()
    clock.recall(-2 * HOUR)
    clock.measure(asked, later(asked, -2 * HOUR + 300), asked)
    clock.measure(asked, later(asked, HOUR), asked)
    expect(told).toEqual([-2 * HOUR, HOUR])
  })

  test('goes on from what was measured before the start', () => {
    const machine = fixedClock('2026-11-25T10:00:00.000Z' as Instant)
    const clock = hubClock(machine)
    clock.recall(-2 * HOUR)
    expect(clock.now()).toBe('2026-11-25T08:00:00.000Z')
  })
})
