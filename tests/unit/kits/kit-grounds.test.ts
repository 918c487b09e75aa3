import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Instant } from '#shared/kernel/clock.ts'
import { kit, kitSealOf } from '#shared/kits/kit-decider.ts'
import { hasKitGround } from '#shared/kits/kit-grounds.ts'
import type { KitCommand, KitEvent, KitState } from '#shared/kits/kit.ts'
import type { EventMeta } from '#shared/ledger/decider.ts'
import type { Context } from '#shared/ledger/event.ts'
import { aKit } from './a-kit.ts'

/** One writes most of it, so that others may approve. */
const people = ['ana', 'ana', 'ana', 'beto', 'celia', 'diego', 'elisa'] as const
const kits = [aKit, { ...aKit, guide: 'Otra' }, { ...aKit, base: 'Módulo de {lugar}: {fecha}, {hora}, {telefono}.' }] as const

/** What is asked of the message as it stands, half of the time rightly. */
type Wish = (state: KitState) => KitCommand
const revisionOf = (state: KitState): number => (state.kind === 'none' ? 1 : (state.writing?.revision ?? 0))
const sealIn = (state: KitState): string => (state.kind === 'none' || state.writing === null ? 'x' : kitSealOf(state.writing.kit))
const wishes: fc.Arbitrary<Wish> = fc.oneof(
  fc.constantFrom(...kits).map((given): Wish => (state) => (state.kind === 'none' ? { kind: 'draft', kit: given } : { kind: 'revise', expected: revisionOf(state), kit: given })),
  fc.constant<Wish>((state) => ({ kind: 'submit', expected: revisionOf(state), blocking: 0 })),
  fc.constant<Wish>((state) => ({ kind: 'approve', expected: revisionOf(state), seal: sealIn(state), blocking: 0 })),
  fc.constant<Wish>((state) => ({ kind: 'return', expected: revisionOf(state), note: 'x' })),
)
const turns = fc.array(fc.tuple(fc.constantFrom<string>(...people), fc.oneof({ weight: 20, arbitrary: wishes }, { weight: 1, arbitrary: fc.constant<Wish>(() => ({ kind: 'retire', reason: 'x' })) })), { minLength: 5, maxLength: 40, size: 'max' })

test('whatever the decider decides of a message has a ground in it, and no approval has one that nobody could give', () => {
  const at = '2026-11-25T18:00:00.000Z' as Instant
  const contextOf = (actor: string) => ({ now: at, actor, roles: ['reviewer'], office: 'central-cncs' }) as unknown as Context // the decider reads these only
  let approved = 0
  fc.assert(
    fc.property(turns, (given) => {
      let state = kit.initial
      for (const [name, wish] of given) {
        const decided = kit.decide(state, wish(state), contextOf(name))
        for (const event of decided.ok ? decided.value : []) {
          expect(hasKitGround(state, event)).toBe(true)
          if (event.type === 'kit.approved') approved += 1
          state = kit.evolve(state, event, { actor: name, at } as unknown as EventMeta)
        }
        const version = state.kind === 'none' ? 1 : state.approvals.length + 1
        for (const one of kits) {
          const forged: KitEvent = { type: 'kit.approved', payload: { version, kit: one, seal: kitSealOf(one) } }
          const could = kit.decide(state, { kind: 'approve', expected: revisionOf(state), seal: kitSealOf(one), blocking: 0 }, contextOf('somebody else'))
          expect(hasKitGround(state, forged)).toBe(could.ok)
          if (one === kits[0]) expect(hasKitGround(state, { ...forged, payload: { ...forged.payload, version: version + 1 } })).toBe(false)
        }
      }
    }),
  )
  expect(approved).toBeGreaterThan(0)
})
