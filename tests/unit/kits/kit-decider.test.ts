import { describe, expect, test } from 'vitest'
import type { Instant } from '#shared/kernel/clock.ts'
import { upcast } from '#main/ledger/upcast.ts'
import { kit, kitSealOf } from '#shared/kits/kit-decider.ts'
import { inForce, type Kit, type KitCommand, type KitState } from '#shared/kits/kit.ts'
import type { EventMeta } from '#shared/ledger/decider.ts'
import type { Context } from '#shared/ledger/event.ts'
import { aKit } from './a-kit.ts'

const at = '2026-11-25T18:00:00.000Z' as Instant
const who = (person: string) => ({ now: at, actor: person, roles: ['reviewer'], office: 'central-cncs' }) as unknown as Context // the decider reads these only

/** Does one thing after another, each by its person; the first refusal, or where it stands. */
function run(...acts: readonly (readonly [person: string, command: KitCommand])[]): KitState | { readonly code: string; readonly fields?: object } {
  let state = kit.initial
  for (const [person, command] of acts) {
    const decided = kit.decide(state, command, who(person))
    if (!decided.ok) return decided.refusal
    state = decided.value.reduce((before, event) => kit.evolve(before, event, { actor: person, at } as unknown as EventMeta), state)
  }
  return state
}
const draft = (over: Partial<Kit> = {}) => ['ana', { kind: 'draft', kit: { ...aKit, ...over } }] as const
const submit = ['ana', { kind: 'submit', expected: 1, blocking: 0 }] as const
const approve = (person: string) => [person, { kind: 'approve', expected: 1, seal: kitSealOf(aKit), blocking: 0 }] as const

describe('a national message', () => {
  test('is written, approved by somebody else, revised while it is in force, and approved again by a third', () => {
    const first = run(draft(), submit, approve('beto'))
    expect(inForce(first as KitState)).toMatchObject({ version: 1, by: 'beto', kit: aKit })
    const guide = { ...aKit, guide: 'Otra' }
    const revised = run(draft(), submit, approve('beto'), ['beto', { kind: 'revise', expected: 0, kit: guide }])
    expect(inForce(revised as KitState)).toMatchObject({ version: 1 })
    const again = run(draft(), submit, approve('beto'), ['beto', { kind: 'revise', expected: 0, kit: guide }], ['beto', submit[1]], ['celia', { kind: 'approve', expected: 1, seal: kitSealOf(guide), blocking: 0 }])
    expect(inForce(again as KitState)).toMatchObject({ version: 2, kit: { guide: 'Otra' } })
    expect((again as Extract<KitState, { kind: 'kit' }>).approvals).toHaveLength(2)
  })

  test('is frozen while it waits, and comes back with what is to be mended', () => {
    expect(run(draft(), submit, ['ana', { kind: 'revise', expected: 1, kit: { ...aKit, name: 'Otro' } }])).toEqual({ code: 'kits/submitted' })
    expect(run(draft(), submit, ['beto', { kind: 'return', expected: 1, note: 'Falta la fecha.' }])).toMatchObject({ writing: { submitted: false, returned: 'Falta la fecha.' } })
  })

  test.for([
    [[submit], { code: 'kits/unknown' }],
    [[draft(), draft()], { code: 'kits/exists' }],
    [[draft(), submit, approve('ana')], { code: 'kits/own-work' }],
    [[draft(), ['beto', { kind: 'revise', expected: 1, kit: { ...aKit, guide: 'x' } }], ['ana', { kind: 'submit', expected: 2, blocking: 0 }], ['beto', { kind: 'approve', expected: 2, seal: '', blocking: 0 }]], { code: 'kits/own-work' }],
    [[draft(), ['beto', approve('beto')[1]]], { code: 'kits/not-submitted' }],
    [[draft(), submit, ['beto', { kind: 'approve', expected: 1, seal: 'x', blocking: 0 }]], { code: 'kits/changed-since' }],
    [[draft(), ['ana', { kind: 'submit', expected: 2, blocking: 0 }]], { code: 'kits/changed-since' }],
    [[draft(), ['ana', { kind: 'submit', expected: 1, blocking: 2 }]], { code: 'kits/blocked', detail: { count: 2 } }],
    [[draft(), submit, ['beto', { ...approve('beto')[1], blocking: 1 }]], { code: 'kits/blocked', detail: { count: 1 } }],
    [[draft({ source: null }), submit], { code: 'kits/incomplete', fields: { source: 'required' } }],
    [[draft(), submit, approve('beto'), submit], { code: 'kits/nothing-new' }],
    [[draft(), ['ana', { kind: 'retire', reason: 'x' }], ['ana', { kind: 'revise', expected: 1, kit: aKit }]], { code: 'kits/retired' }],
    [[draft(), submit, ['beto', { kind: 'return', expected: 1, note: ' ' }]], { code: 'kits/incomplete', fields: { note: 'required' } }],
  ] as const satisfies readonly (readonly [readonly (readonly [string, KitCommand])[], object])[])('%#: is refused', ([acts, refusal]) => {
    expect(run(...acts)).toEqual(refusal)
  })

  test.for([
    [{ base: '', slots: [], variants: {} }, { base: 'required' }],
    [{ base: 'Sin marcas', variants: {}, slots: [] }, undefined],
    [{ base: 'Hola {nadie} {lugar} {fecha} {hora} {telefono}' }, { base: 'slot-unknown' }],
    [{ base: 'Hola { {lugar} {fecha} {hora} {telefono}' }, { base: 'slot-unknown' }],
    [{ base: 'Hola {foto} {telefono}' }, { base: 'slot-unknown' }],
    [{ base: 'Solo {lugar}', variants: {} }, { 'slots.1': 'slot-unused', 'slots.2': 'slot-unused', 'slots.3': 'slot-unused' }],
    [{ slots: [...aKit.slots, ...aKit.slots.slice(0, 1)] }, { slots: 'slot-twice' }],
    [{ name: '' }, { name: 'required' }],
    [{ titles: { youtube: 'Módulo de {nadie}' }, comments: { facebook: '{' }, tags: ['{}'] }, { 'titles.youtube': 'slot-unknown', 'comments.facebook': 'slot-unknown', tags: 'slot-unknown' }],
    [{ threads: { x: ['Requisitos.', ' '] } }, { 'threads.x.1': 'required' }],
    [{ base: 'Abre hoy.', variants: {}, slots: aKit.slots.slice(0, 1), titles: { youtube: 'Módulo de {lugar}' } }, undefined],
  ] as const)('with %j its fields say %j', ([over, fields]) => {
    const after = run(draft(over))
    expect('fields' in after ? after.fields : undefined).toEqual(fields)
  })
})

test('is kept as a post keeps its texts: without an empty title, and without what a network does not have', () => {
  const more = { titles: { youtube: ' Módulo\n itinerante ', tiktok: ' ', x: 'No hay' }, threads: { x: [' Requisitos. '], facebook: ['No hay'], threads: [] }, comments: { facebook: ' Más en ine.mx ', x: 'No hay' }, tags: ['INE', ' INE ', ''] }
  expect(run(draft(more))).toMatchObject({
    writing: { kit: { titles: { youtube: 'Módulo itinerante' }, threads: { x: ['Requisitos.'] }, comments: { facebook: 'Más en ine.mx' }, tags: ['INE'] } },
  })
  const kept = (run(draft(more)) as Extract<KitState, { kind: 'kit' }>).writing?.kit
  expect([kept?.titles, kept?.threads, kept?.comments].map((texts) => Object.keys(texts ?? {}))).toEqual([['youtube'], ['x'], ['facebook']])
})

describe('what was recorded before messages had titles, threads, first comments and tags', () => {
  const { titles: _titles, threads: _threads, comments: _comments, tags: _tags, ...first } = aKit

  test('reads as one that has none', () => {
    for (const type of ['kit.drafted', 'kit.revised', 'kit.approved']) {
      expect(upcast(kit, { type, schema: 1, payload: { kit: first } } as never), type).toMatchObject({ payload: { kit: aKit } })
    }
  })

  test('has the seal that it had; each of them changes the seal', () => {
    expect(kitSealOf(aKit)).toBe('68134c659a3a37d4506cb62beab6830610ac242d0522f97589384bf055bf123a')
    const seals = [{ titles: { youtube: 'T' } }, { threads: { x: ['T'] } }, { comments: { facebook: 'T' } }, { tags: ['T'] }].map((more) => kitSealOf({ ...aKit, ...more }))
    expect(new Set([kitSealOf(aKit), ...seals]).size).toBe(5)
  })
})

test('only a reviewer writes or approves one, and everybody may read it', () => {
  expect(kit.roleFor({ kind: 'retire', reason: '' }, { roles: ['operator', 'administrator', 'security', 'auditor'] } as unknown as Context)).toBeUndefined()
  expect(kit.audience(kit.initial, who('ana'))).toEqual({ kind: 'institution' })
})
