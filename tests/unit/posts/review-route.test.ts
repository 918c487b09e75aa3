import { describe, expect, test } from 'vitest'
import { later, MINUTE, type Instant } from '#shared/kernel/clock.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { post } from '#shared/posts/post-decider.ts'
import type { PostCommand } from '#shared/posts/post-commands.ts'
import type { PostEvent } from '#shared/posts/post-events.ts'
import type { PostState } from '#shared/posts/post.ts'
import { reviewPolicy } from '#shared/posts/review-policy.ts'
import { routeFaults, routeFor, type ReviewRoute, type ReviewStep } from '#shared/posts/review-route.ts'
import { sealOf } from '#shared/posts/seal.ts'
import { content, contextOf, noon, people, type Name } from './people.ts'

type There = Extract<PostState, { kind: 'post' }>
type Step = readonly [Name, PostCommand, Instant?]
const { rosa, raul, beto } = people
const nora = people.nora.person

const attempt = (state: PostState, name: Name, command: PostCommand, now: Instant = noon): Result<readonly PostEvent[]> => post.decide(state, command, contextOf(name, now))
function after(...steps: readonly Step[]): There {
  let state: PostState = post.initial
  for (const [name, command, now = noon] of steps) {
    const decision = attempt(state, name, command, now)
    if (!decision.ok) throw new Error(`${command.kind} refused: ${decision.refusal.code}`)
    const { actor, office } = contextOf(name)
    for (const event of decision.value) state = post.evolve(state, event, { id: contextOf(name).newId<'event'>(), actor, office, role: 'operator', at: now, version: 1, stream: 'post/1' })
  }
  if (state.kind === 'none') throw new Error('no post')
  return state
}
const code = (decision: Result<unknown>) => (decision.ok ? 'accepted' : decision.refusal.code)
const types = (decision: Result<readonly PostEvent[]>) => (decision.ok ? decision.value.map(({ type }) => type) : decision.refusal.code)
const sent = (...steps: readonly ReviewStep[]): readonly Step[] =>
  [['ana', { kind: 'draft', content, correctionOf: null }], ['ana', { kind: 'submit', expected: 1, findings: [], ...(steps.length === 0 ? {} : { steps }) }]]
const approve: PostCommand = { kind: 'approve', expected: 1, seal: sealOf(content) }

describe('the way of a post', () => {
  const route = (over: Partial<ReviewRoute>): ReviewRoute => ({ id: 'r', name: 'Vía', entities: [], topics: [], steps: [{ people: [], need: 'any' }], ...over })
  test('is the first that is its own by entidad and topic; none is the plain one', () => {
    const south = route({ id: 'south', entities: ['oaxaca', 'chiapas'] })
    const training = route({ id: 'training', topics: ['capacitacion'] })
    expect(routeFor([training, south], { entity: 'oaxaca', topics: ['capacitacion'] })?.id).toBe('training')
    expect(routeFor([training, south], { entity: 'oaxaca', topics: [] })?.id).toBe('south')
    expect(routeFor([training, south], { entity: '', topics: [] })).toBeUndefined()
    expect(routeFor([route({})], { entity: '', topics: [] })).toBeDefined()
  })
  test('that nobody could follow is refused by field', () => {
    expect(routeFaults([route({ name: ' ' }), route({ steps: [] }), route({ steps: [{ people: [], need: 'all' }] })])).toEqual({ 'routes.0.name': 'required', 'routes.1.steps': 'choice', 'routes.2.steps.0': 'required' })
  })
  test('is arranged by administrators only, and a policy that changes nothing records nothing', () => {
    const policy = { routes: [route({ name: ' Sureste ' })], calendar: { kind: 'elapsed' } } as const
    expect(reviewPolicy.roleFor({ kind: 'arrange', policy }, contextOf('rosa'))).toBeUndefined()
    const decided = reviewPolicy.decide(reviewPolicy.initial, { kind: 'arrange', policy }, contextOf('rosa'))
    expect(decided).toMatchObject({ ok: true, value: [{ type: 'review.arranged', payload: { routes: [{ name: 'Sureste' }] } }] })
    const event = decided.ok ? decided.value[0] : undefined
    const state = event === undefined ? reviewPolicy.initial : reviewPolicy.evolve(reviewPolicy.initial, event, { id: contextOf('rosa').newId<'event'>(), actor: rosa.person, office: rosa.office, role: 'administrator', at: noon, version: 1, stream: 'review/main' })
    expect(reviewPolicy.decide(state, { kind: 'arrange', policy }, contextOf('rosa'))).toEqual({ ok: true, value: [] })
    // Who coordinates is another fact, and stays as it is where nothing is said of it.
    const named = reviewPolicy.decide(state, { kind: 'arrange', policy, coordinators: [rosa.person, raul.person, rosa.person] }, contextOf('rosa'))
    expect(named).toEqual({ ok: true, value: [{ type: 'review.coordinators-named', payload: { people: [raul.person, rosa.person] } }] })
    const [told] = named.ok ? named.value : []
    const after = told === undefined ? state : reviewPolicy.evolve(state, told, { id: contextOf('rosa').newId<'event'>(), actor: rosa.person, office: rosa.office, role: 'administrator', at: noon, version: 2, stream: 'review/main' })
    expect(after).toMatchObject({ routes: [{ name: 'Sureste' }], coordinators: [raul.person, rosa.person] })
    expect(reviewPolicy.decide(after, { kind: 'arrange', policy }, contextOf('rosa'))).toEqual({ ok: true, value: [] })
  })
})

describe('steps', () => {
  const two = sent({ people: [raul.person], need: 'any' }, { people: [], need: 'any' })
  test('are taken in order, by those they name, and by different people', () => {
    expect(code(attempt(after(...two), 'rosa', approve))).toBe('posts/other-pool')
    expect(types(attempt(after(...two), 'raul', approve))).toEqual(['post.agreed'])
    const half = after(...two, ['raul', approve])
    expect(half.stage).toMatchObject({ kind: 'submitted', claim: null, agreed: [{ by: 'raul', as: 'raul', step: 0 }] })
    expect(code(attempt(half, 'raul', approve))).toBe('posts/agreed-already')
    expect(types(attempt(half, 'rosa', approve))).toEqual(['post.approved'])
  })
  test('that take all of their people are not complete before the last of them', () => {
    const all = sent({ people: [rosa.person, raul.person], need: 'all' })
    expect(types(attempt(after(...all), 'rosa', approve))).toEqual(['post.agreed'])
    expect(types(attempt(after(...all, ['rosa', approve]), 'raul', approve))).toEqual(['post.approved'])
  })
  test('wait for nobody who wrote any of it; if that leaves nobody, any reviewer may', () => {
    const own: readonly Step[] = [['beto', { kind: 'draft', content, correctionOf: null }], ['beto', { kind: 'submit', expected: 1, findings: [], steps: [{ people: [beto.person], need: 'all' }] }]]
    expect(types(attempt(after(...own), 'rosa', approve))).toEqual(['post.approved'])
    expect(code(attempt(after(...own), 'beto', approve))).toBe('posts/own-work')
  })
  test('count a stand-in as the person they stand in for, and say so', () => {
    const named = sent({ people: [nora], need: 'any' })
    expect(code(attempt(after(...named), 'rosa', approve))).toBe('posts/other-pool')
    expect(attempt(after(...named), 'rosa', { ...approve, standsFor: [nora] } as PostCommand)).toMatchObject({ ok: true, value: [{ type: 'post.approved', payload: { as: 'nora' } }] })
    expect(attempt(after(...named), 'rosa', { kind: 'return', expected: 1, reasons: ['tone'], note: 'x', standsFor: [nora] })).toMatchObject({ ok: true, value: [{ type: 'post.returned', payload: { as: 'nora' } }] })
  })
  test('begin anew when the post is sent again', () => {
    const state = after(...two, ['raul', approve], ['rosa', { kind: 'return', expected: 1, reasons: ['tone'], note: 'x' }], ['ana', { kind: 'submit', expected: 1, findings: [] }])
    expect(state.stage).toMatchObject({ kind: 'submitted', agreed: [], steps: [{ people: [], need: 'any' }] })
  })
  test('wait for nobody who agreed in a step before; if that leaves nobody, any reviewer may', () => {
    const again = (...steps: readonly ReviewStep[]) => after(...sent(...steps), ['raul', approve])
    const alone = again({ people: [], need: 'any' }, { people: [raul.person], need: 'any' })
    expect(code(attempt(alone, 'raul', approve))).toBe('posts/agreed-already')
    expect(types(attempt(alone, 'rosa', approve))).toEqual(['post.approved'])
    const both = again({ people: [], need: 'any' }, { people: [raul.person, rosa.person], need: 'all' })
    expect(code(attempt(both, 'nora', approve))).toBe('posts/other-pool')
    expect(types(attempt(both, 'rosa', approve))).toEqual(['post.approved'])
  })
})

describe('who reviews no more', () => {
  const without = (unable: PersonId, command: PostCommand = approve): PostCommand => ({ ...command, unable: [unable] }) as PostCommand
  test('is not waited for: the others of the step decide, and if nobody is left any reviewer may', () => {
    const either = after(...sent({ people: [raul.person, nora], need: 'all' }))
    expect(types(attempt(either, 'raul', approve))).toEqual(['post.agreed'])
    expect(types(attempt(either, 'raul', without(nora)))).toEqual(['post.approved'])
    expect(code(attempt(either, 'rosa', without(nora)))).toBe('posts/other-pool')
    const alone = after(...sent({ people: [nora], need: 'any' }))
    expect(code(attempt(alone, 'rosa', approve))).toBe('posts/other-pool')
    for (const command of [approve, { kind: 'claim' }, { kind: 'return', expected: 1, reasons: ['tone'], note: 'x' }] as const) expect(code(attempt(alone, 'rosa', without(nora, command)))).toBe('accepted')
    expect(code(attempt(alone, 'raul', without(nora, { kind: 'hand-over', to: rosa.person, able: true })))).toBe('accepted')
  })
  test('leaves a step that all had to take to the others; once these agreed, in the last step, to any reviewer who did not', () => {
    const half = after(...sent({ people: [raul.person, nora], need: 'all' }), ['raul', approve])
    expect(code(attempt(half, 'rosa', approve))).toBe('posts/other-pool')
    expect(code(attempt(half, 'raul', without(nora)))).toBe('posts/agreed-already')
    expect(types(attempt(half, 'rosa', without(nora)))).toEqual(['post.approved'])
    const first = after(...sent({ people: [raul.person, nora], need: 'all' }, { people: [rosa.person], need: 'any' }), ['raul', approve])
    expect(types(attempt(first, 'rosa', without(nora)))).toEqual(['post.approved'])
  })
  test('reopens no step by reviewing again once somebody agreed in the next', () => {
    const past = after(...sent({ people: [raul.person, nora], need: 'all' }, { people: [beto.person, rosa.person], need: 'all' }), ['raul', approve], ['beto', without(nora)])
    expect(past.stage).toMatchObject({ agreed: [{ by: 'raul', step: 0 }, { by: 'beto', step: 1 }] })
    expect(code(attempt(past, 'nora', approve))).toBe('posts/other-pool')
    expect(types(attempt(past, 'rosa', approve))).toEqual(['post.approved'])
  })
})

describe('handing over', () => {
  const to = (person: PersonId, able = true): PostCommand => ({ kind: 'hand-over', to: person, able })
  test('gives the claim to a reviewer by name, for two hours', () => {
    const state = after(...sent(), ['rosa', { kind: 'claim' }], ['rosa', to(raul.person)])
    expect(state.stage).toMatchObject({ claim: { by: 'raul', until: later(noon, 120 * MINUTE) } })
    expect(code(attempt(state, 'rosa', approve))).toBe('posts/claimed')
    expect(code(attempt(state, 'raul', approve))).toBe('accepted')
    expect(code(attempt(state, 'rosa', approve, later(noon, 120 * MINUTE)))).toBe('accepted')
  })
  test('is refused to whose step it is not, unless they stand in for somebody whose it is', () => {
    const state = after(...sent({ people: [nora], need: 'any' }))
    expect(code(attempt(state, 'raul', to(rosa.person)))).toBe('posts/hand-over-unable')
    expect(code(attempt(state, 'raul', to(nora)))).toBe('accepted')
    expect(code(attempt(state, 'raul', { ...to(rosa.person), toStandsFor: [nora] } as PostCommand))).toBe('accepted')
  })
  test('is refused to oneself, to who cannot review, to who wrote it, and of what another has in hand', () => {
    expect(code(attempt(after(...sent()), 'rosa', to(rosa.person)))).toBe('posts/hand-over-unable')
    expect(code(attempt(after(...sent()), 'rosa', to(raul.person, false)))).toBe('posts/hand-over-unable')
    expect(code(attempt(after(...sent()), 'rosa', to(people.ana.person)))).toBe('posts/hand-over-contributor')
    expect(code(attempt(after(...sent(), ['raul', { kind: 'claim' }]), 'rosa', to(nora)))).toBe('posts/claimed')
  })
})
