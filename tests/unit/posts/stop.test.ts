import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, later, type Instant } from '#shared/kernel/clock.ts'
import { foretold } from '#shared/posts/forecast.ts'
import { covers, holding, stop, type Stop, type StopCommand, type StopId, type StopScope, type StopState } from '#shared/posts/stop.ts'
import { contextOf, noon, onX, people, type Name } from './people.ts'

const about = { account: onX, network: 'x', entity: 'oaxaca' } as const
const one = (over: Partial<Stop> = {}): Stop => ({ id: 's1' as StopId, scope: { kind: 'all' }, reason: 'x', by: people.rosa.person, at: noon, lifted: null, ...over })
const lifted = (at: Instant) => ({ by: people.rosa.person, at, note: 'x' })

test.for<[StopScope, boolean]>([
  [{ kind: 'all' }, true],
  [{ kind: 'entity', entity: 'oaxaca' }, true],
  [{ kind: 'entity', entity: 'puebla' }, false],
  [{ kind: 'network', network: 'x' }, true],
  [{ kind: 'network', network: 'facebook' }, false],
  [{ kind: 'account', account: onX }, true],
])('a stop of %j covers what is its own', ([scope, expected]) => {
  expect(covers(scope, about)).toBe(expected)
})

describe('a stop that was lifted', () => {
  const end = later(noon, HOUR)
  test('still holds what was approved before, until it is freed from that very stop', () => {
    expect(holding([one({ lifted: lifted(end) })], about, noon, [])?.id).toBe('s1')
    expect(holding([one({ lifted: lifted(end) })], about, noon, ['s2' as StopId])?.id).toBe('s1')
    expect(holding([one({ lifted: lifted(end) })], about, noon, ['s1' as StopId])).toBeUndefined()
  })
  test('holds nothing of what was approved after it', () => {
    expect(holding([one({ lifted: lifted(end) })], about, end, [])).toBeUndefined()
  })
  test('frees nothing while another is in force, whatever was freed', () => {
    const stops = [one({ lifted: lifted(end) }), one({ id: 's2' as StopId })]
    expect(holding(stops, about, noon, ['s1', 's2'] as StopId[])?.id).toBe('s2')
  })
  test('never lets out by being lifted what it held', () => {
    const time = fc.integer({ min: 0, max: 100 }).map((hours) => later(noon, hours * HOUR))
    fc.assert(
      fc.property(time, time, (approved, at) => {
        const held = holding([one()], about, approved, [])
        const after = holding([one({ lifted: lifted(at) })], about, approved, [])
        expect(held?.id).toBe('s1')
        if (approved < at) expect(after?.id).toBe('s1')
      }),
    )
  })
})

describe('ordering and lifting', () => {
  function done(...steps: readonly (readonly [Name, StopCommand])[]): StopState {
    let state = stop.initial
    for (const [name, command] of steps) {
      const decision = stop.decide(state, command, contextOf(name))
      if (!decision.ok) throw new Error(decision.refusal.code)
      for (const event of decision.value) state = stop.evolve(state, event, { id: contextOf(name).newId<'event'>(), actor: people[name].person, office: people[name].office, role: 'reviewer', at: noon, version: 1, stream: 'stop/1' })
    }
    return state
  }
  const order: StopCommand = { kind: 'order', scope: { kind: 'all' }, reason: ' Sismo ' }
  test('say why, who and when', () => {
    expect(done(['rosa', order], ['raul', { kind: 'lift', note: 'Pasó' }])).toMatchObject({ reason: 'Sismo', by: 'rosa', lifted: { by: 'raul', note: 'Pasó' } })
  })
  test('are refused without a reason, to who neither reviews nor leads security, and twice', () => {
    expect(stop.decide(stop.initial, { ...order, reason: ' ' } as StopCommand, contextOf('rosa'))).toMatchObject({ refusal: { code: 'posts/stop-incomplete', fields: { reason: 'required' } } })
    expect(stop.roleFor(order, contextOf('ana'))).toBeUndefined()
    expect(stop.decide(done(['rosa', order], ['rosa', { kind: 'lift', note: 'x' }]), { kind: 'lift', note: 'x' }, contextOf('rosa'))).toMatchObject({ refusal: { code: 'posts/stop-lifted' } })
  })
})

describe('the forecast', () => {
  const due = [9, 10, 20, 30].map((hours) => later(noon, hours * HOUR))
  const soon = later(noon, 8 * HOUR)
  test('names those that the present pace would not reach, but for what is due soon', () => {
    expect(foretold(due, 1 / 5, noon, soon)).toEqual({ count: 0, first: null })
    expect(foretold(due, 1 / 6, noon, soon)).toEqual({ count: 1, first: due[1] })
    expect(foretold(due, 1 / 12, noon, soon)).toEqual({ count: 4, first: due[0] })
    expect(foretold([later(noon, 7 * HOUR)], 1 / 12, noon, soon)).toEqual({ count: 0, first: null })
  })
  test('foretells nothing where nothing was ever decided', () => {
    expect(foretold(due, 0, noon, soon)).toEqual({ count: 0, first: null })
  })
})
