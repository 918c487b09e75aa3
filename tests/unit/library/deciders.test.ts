import { describe, expect, test } from 'vitest'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Day } from '#shared/kernel/local-day.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Decider, EventMeta } from '#shared/ledger/decider.ts'
import type { Context, DomainEvent, OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import { campaign } from '#shared/library/campaign-decider.ts'
import { momentOf, takesPart, type Campaign } from '#shared/library/campaign.ts'
import { nationalPiece, officePiece } from '#shared/library/piece-decider.ts'
import { textOfPiece, type Piece, type PieceCommand, type PieceState } from '#shared/library/piece.ts'
import { topic } from '#shared/library/topic.ts'

const at = '2026-11-25T18:00:00.000Z' as Instant
const contextOf = (office: string, roles: readonly Role[] = ['operator']) => ({ now: at, actor: 'person-1', roles, office }) as unknown as Context // the deciders read these only
const oaxaca = contextOf('district-oaxaca-03')

/** Does one thing after another; the last refusal, or where it stands. */
function run<S, C, E extends DomainEvent>(decider: Decider<S, C, E>, commands: readonly C[], context: Context = oaxaca): S | Extract<Result<never>, { ok: false }>['refusal'] {
  let state = decider.initial
  for (const command of commands) {
    const decided = decider.decide(state, command, context)
    if (!decided.ok) return decided.refusal
    const meta = { actor: context.actor, at, office: context.office } as unknown as EventMeta // who, when and where
    state = decided.value.reduce((before, event) => decider.evolve(before, event, meta), state)
  }
  return state
}

const ending: Piece = { kind: 'ending', name: 'INETEL', use: '', text: 'Dudas: INETEL 800 433 2000.' }
const tags: Piece = { kind: 'hashtags', name: 'Proceso 2026-2027', use: '', tags: ['#VotoSeguro', '#INEMexico'], process: 'Proceso Electoral 2026-2027' }

// The two are one decider but for the names of their events.
const either = officePiece as unknown as typeof nationalPiece

describe.each([
  ['national', nationalPiece],
  ['office', either],
] as const)('a %s piece', (_, decider) => {
  test('is kept, revised, retired and brought back; its version grows with what it says only', () => {
    const keep = { kind: 'keep', piece: ending } as const
    const revise = { kind: 'revise', expected: 1, piece: { ...ending, text: ' Llama a INETEL. ' } } as const
    expect(run(decider, [keep])).toMatchObject({ version: 1, retired: null, by: 'person-1' })
    expect(run(decider, [keep, { ...revise, piece: { ...ending, text: ' Dudas: INETEL 800 433 2000.\n' } }])).toMatchObject({ version: 1 })
    expect(run(decider, [keep, revise])).toMatchObject({ version: 2, piece: { text: 'Llama a INETEL.' } })
    expect(run(decider, [keep, revise, revise])).toEqual({ code: 'library/changed-since' })
    expect(run(decider, [keep, { kind: 'retire', reason: 'Cambió el número' }])).toMatchObject({ version: 1, retired: 'Cambió el número' })
    expect(run(decider, [keep, { kind: 'retire', reason: 'x' }, { kind: 'restore' }])).toMatchObject({ retired: null })
  })

  test.each([
    [[{ kind: 'revise', expected: 1, piece: ending }], { code: 'library/piece-unknown' }],
    [[{ kind: 'keep', piece: ending }, { kind: 'keep', piece: ending }], { code: 'library/piece-exists' }],
    [[{ kind: 'keep', piece: ending }, { kind: 'restore' }], { code: 'library/piece-in-use' }],
    [[{ kind: 'keep', piece: ending }, { kind: 'retire', reason: 'x' }, { kind: 'retire', reason: 'x' }], { code: 'library/piece-retired' }],
    [[{ kind: 'keep', piece: ending }, { kind: 'retire', reason: 'x' }, { kind: 'revise', expected: 1, piece: tags }], { code: 'library/piece-retired' }],
    [[{ kind: 'keep', piece: ending }, { kind: 'retire', reason: ' ' }], { code: 'library/incomplete', fields: { reason: 'required' } }],
    [[{ kind: 'keep', piece: { ...ending, name: ' ', text: '' } }], { code: 'library/incomplete', fields: { name: 'required', text: 'required' } }],
    [[{ kind: 'keep', piece: { ...ending, text: 'x'.repeat(5001) } }], { code: 'library/incomplete', fields: { text: 'too-long' } }],
    [[{ kind: 'keep', piece: { ...tags, tags: [] } }], { code: 'library/incomplete', fields: { tags: 'required' } }],
    [[{ kind: 'keep', piece: { ...tags, tags: ['#votoseguro'] } }], { code: 'library/incomplete', fields: { tags: 'hashtag-case' } }],
    [[{ kind: 'keep', piece: { ...tags, tags: Array.from({ length: 31 }, (_unused, index) => `#Voto${index}`) } }], { code: 'library/incomplete', fields: { tags: 'hashtags-many' } }],
  ] as const)('%j is answered with %j', (commands, refusal) => {
    expect(run(decider, commands)).toEqual(refusal)
  })
})

describe.each([
  ['national', nationalPiece, ['reviewer'], 'institution'],
  ['office', either, ['operator'], 'review'],
] as const)('a fixed ending, %s', (_, decider, writing, readers) => {
  const office = 'district-oaxaca-03'
  const by = (person: string, roles: readonly Role[], where = office) => ({ ...contextOf(where, roles), actor: person as PersonId }) as Context
  const [author, helper] = [by('person-1', writing), by('person-2', writing)]
  const cncs = by('person-9', ['reviewer'], 'central-cncs')
  /** Each command by its own person; the last refusal, or where it stands. */
  const after = (...acts: readonly (readonly [Context, PieceCommand])[]) => {
    let state: PieceState = decider.initial
    for (const [context, command] of acts) {
      const decided = decider.decide(state, command, context)
      if (!decided.ok) return decided.refusal
      const meta = { actor: context.actor, at, office: context.office, role: context.roles[0] } as unknown as EventMeta // who, when, where and as what
      state = decided.value.reduce((before, event) => decider.evolve(before, event, meta), state)
    }
    return state
  }
  const kept = [author, { kind: 'keep', piece: ending }] as const
  const better = { ...ending, text: 'Llama a INETEL.' }
  const revised = [helper, { kind: 'revise', expected: 1, piece: better }] as const
  const approved = (expected: number) => [cncs, { kind: 'approve', expected }] as const

  test('is used once a reviewer who wrote none of it approved it', () => {
    expect(after(kept)).toMatchObject({ usable: null, approval: { kind: 'asked' }, asks: true })
    expect(after(kept, approved(1))).toMatchObject({ usable: ending, approval: { kind: 'given', by: 'person-9', at } })
    expect(decider.audience(after(kept) as PieceState, author)).toEqual(readers === 'review' ? { kind: 'review', office } : { kind: 'institution' })
    expect(decider.roleFor({ kind: 'approve', expected: 1 }, by('x', ['operator', 'administrator']))).toBeUndefined()
  })

  test('asks again when it is changed, and what was approved stays in use meanwhile', () => {
    expect(after(kept, approved(1), revised)).toMatchObject({ piece: better, usable: ending, approval: { kind: 'asked' } })
    expect(after(kept, approved(1), revised, approved(2))).toMatchObject({ usable: better, approval: { kind: 'given' } })
    expect(after(kept, revised, [cncs, { kind: 'return', expected: 2, note: ' Falta el horario. ' }])).toMatchObject({ usable: null, approval: { kind: 'returned', by: 'person-9', note: 'Falta el horario.' } })
  })

  test.each([
    ['by who wrote it', [kept, [by('person-1', ['reviewer']), { kind: 'approve', expected: 1 }]], { code: 'library/own-work' }],
    ['by who corrected it', [kept, revised, [by('person-2', ['reviewer']), { kind: 'approve', expected: 2 }]], { code: 'library/own-work' }],
    ['in another version than was read', [kept, revised, approved(1)], { code: 'library/changed-since' }],
    ['twice', [kept, approved(1), approved(1)], { code: 'library/not-asked' }],
    ['after it was retired', [kept, [author, { kind: 'retire', reason: 'x' }], approved(1)], { code: 'library/piece-retired' }],
    ['and returned without a word', [kept, [cncs, { kind: 'return', expected: 1, note: ' ' }]], { code: 'library/incomplete', fields: { note: 'required' } }],
    ['as another kind', [kept, [author, { kind: 'revise', expected: 1, piece: tags }]], { code: 'library/other-kind' }],
    ['where nothing is asked', [[author, { kind: 'keep', piece: tags }], approved(1)], { code: 'library/not-asked' }],
  ] as const)('is not approved %s', (_why, acts, refusal) => {
    expect(after(...acts)).toEqual(refusal)
  })

  test('of before stays in use: approved by the reviewer who saved it, or as it was', () => {
    const state = (role: Role) => decider.evolve({ kind: 'none' }, { type: `${decider.noun}.kept`, payload: { piece: ending } } as never, { actor: 'person-1', at, office, role } as unknown as EventMeta) // an event of before
    expect(state('reviewer')).toMatchObject({ usable: ending, approval: { kind: 'given', by: 'person-1' } })
    expect(state('operator')).toMatchObject({ usable: ending, approval: { kind: 'before' } })
    const change = decider.decide(state('operator'), { kind: 'revise', expected: 1, piece: better }, author)
    expect(change.ok ? change.value.map(({ payload }) => payload) : change.refusal.code).toEqual(readers === 'review' ? 'library/ending-before' : [{ piece: better, version: 2, asks: true }])
  })

  test('that asked once always asks, and a word about another version changes nothing', () => {
    const meta = { actor: 'person-3', at, office, role: 'reviewer' } as unknown as EventMeta
    const asked = after(kept) as PieceState
    expect(decider.evolve(asked, { type: `${decider.noun}.revised`, payload: { piece: better, version: 2 } } as never, meta)).toMatchObject({ usable: null, approval: { kind: 'asked' } })
    expect(decider.evolve(asked, { type: `${decider.noun}.approved`, payload: { version: 2 } } as never, meta)).toEqual(asked)
  })
})

test('national pieces are for reviewers and administrators and read by all; an office’s are its operators’ and stay in it', () => {
  const keep = { kind: 'keep', piece: ending } as const
  for (const role of ['reviewer', 'administrator'] as const) expect(nationalPiece.roleFor(keep, contextOf('a', [role]))).toBe(role)
  expect(nationalPiece.roleFor(keep, contextOf('a', ['operator', 'security', 'auditor']))).toBeUndefined()
  expect(officePiece.roleFor(keep, contextOf('a', ['reviewer', 'administrator', 'security', 'auditor']))).toBeUndefined()
  expect(nationalPiece.audience(nationalPiece.initial, oaxaca)).toEqual({ kind: 'institution' })
  expect(officePiece.audience(officePiece.initial, oaxaca)).toEqual({ kind: 'office', office: 'district-oaxaca-03' })
  const kept = run(officePiece, [keep])
  if (!('kind' in kept)) throw new Error('not kept')
  expect(officePiece.decide(kept, { kind: 'retire', reason: 'x' }, contextOf('district-oaxaca-04'))).toEqual({ ok: false, refusal: { code: 'library/other-office' } })
})

test('a set of hashtags is written in its order, with a space between', () => {
  expect(textOfPiece(tags)).toBe('#VotoSeguro #INEMexico')
  expect(textOfPiece(ending)).toBe('Dudas: INETEL 800 433 2000.')
})

const days = { from: '2027-01-10' as Day, to: '2027-02-10' as Day }
const given: Campaign = { name: 'Actualiza tu credencial', owner: 'person-2' as PersonId, ...days, brief: 'Último día: 10 de febrero.', offices: [] }

describe('a campaign', () => {
  test('is begun, corrected, ended and opened again', () => {
    expect(run(campaign, [{ kind: 'begin', campaign: given }])).toMatchObject({ version: 1, ended: null, campaign: given })
    expect(run(campaign, [{ kind: 'begin', campaign: given }, { kind: 'correct', expected: 1, campaign: { ...given, brief: 'Nuevo' } }])).toMatchObject({ version: 2, campaign: { brief: 'Nuevo' } })
    expect(run(campaign, [{ kind: 'begin', campaign: given }, { kind: 'correct', expected: 1, campaign: { ...given, name: ` ${given.name} ` } }])).toMatchObject({ version: 1 })
    expect(run(campaign, [{ kind: 'begin', campaign: given }, { kind: 'end', reason: 'Terminó' }, { kind: 'reopen' }])).toMatchObject({ ended: null })
  })

  test.each([
    [[{ kind: 'end', reason: 'x' }], { code: 'library/campaign-unknown' }],
    [[{ kind: 'begin', campaign: given }, { kind: 'begin', campaign: given }], { code: 'library/campaign-exists' }],
    [[{ kind: 'begin', campaign: given }, { kind: 'correct', expected: 2, campaign: given }], { code: 'library/changed-since' }],
    [[{ kind: 'begin', campaign: given }, { kind: 'end', reason: 'x' }, { kind: 'correct', expected: 1, campaign: given }], { code: 'library/campaign-ended' }],
    [[{ kind: 'begin', campaign: given }, { kind: 'reopen' }], { code: 'library/campaign-open' }],
    [[{ kind: 'begin', campaign: { ...given, to: '2027-01-09' as Day } }], { code: 'library/incomplete', fields: { to: 'before-from' } }],
    [[{ kind: 'begin', campaign: { ...given, owner: '' as PersonId, name: '', brief: ' ' } }], { code: 'library/incomplete', fields: { owner: 'required', name: 'required', brief: 'required' } }],
  ] as const)('%j is answered with %j', (commands, refusal) => {
    expect(run(campaign, commands)).toEqual(refusal)
  })

  test('is for the offices that it names, and for all when it names none; it runs on its days, both ends included', () => {
    const office = 'district-oaxaca-03' as OfficeId
    expect([[], [office], ['central-cncs' as OfficeId]].map((offices) => takesPart({ offices }, office))).toEqual([true, true, false])
    expect((['2027-01-09', '2027-01-10', '2027-02-10', '2027-02-11'] as Day[]).map((day) => momentOf(given, day))).toEqual(['coming', 'running', 'running', 'past'])
    expect(momentOf({ ...given, to: null }, '2030-01-01' as Day)).toBe('running')
  })
})

test('a word of the vocabulary is set, retired and set again; saying the same once more records nothing', () => {
  const word = { name: 'Foros', detail: '' }
  expect(run(topic, [{ kind: 'retire', topic: word }])).toEqual({ kind: 'retired', topic: word })
  expect(run(topic, [{ kind: 'retire', topic: word }, { kind: 'retire', topic: word }])).toEqual({ code: 'library/topic-retired' })
  expect(run(topic, [{ kind: 'retire', topic: word }, { kind: 'set', topic: word }])).toEqual({ kind: 'set', topic: word })
  expect(topic.decide({ kind: 'set', topic: word }, { kind: 'set', topic: { name: ' Foros ', detail: '' } }, oaxaca)).toEqual({ ok: true, value: [] })
  expect(run(topic, [{ kind: 'set', topic: { name: ' ', detail: 'x'.repeat(301) } }])).toEqual({ code: 'library/incomplete', fields: { name: 'required', detail: 'too-long' } })
})
