import { describe, expect, test } from 'vitest'
import { HOUR, later, type Instant } from '#shared/kernel/clock.ts'
import type { Result } from '#shared/kernel/result.ts'
import { checkDue } from '#shared/posts/emergency.ts'
import { post } from '#shared/posts/post-decider.ts'
import type { PostCommand, ReviewEnd } from '#shared/posts/post-commands.ts'
import type { PostEvent } from '#shared/posts/post-events.ts'
import type { PostState } from '#shared/posts/post.ts'
import type { RemarkId } from '#shared/posts/remark.ts'
import { sealOf } from '#shared/posts/seal.ts'
import { content, contextOf, facts, noon, onX, type Name } from './people.ts'

type There = Extract<PostState, { kind: 'post' }>
type Step = readonly [Name, PostCommand]
const attempt = (state: PostState, name: Name, command: PostCommand, now: Instant = noon): Result<readonly PostEvent[]> => post.decide(state, command, contextOf(name, now))
function after(...steps: readonly Step[]): There {
  let state: PostState = post.initial
  for (const [name, command] of steps) {
    const decision = attempt(state, name, command)
    if (!decision.ok) throw new Error(`${command.kind} refused: ${decision.refusal.code}`)
    const { actor, office } = contextOf(name)
    for (const event of decision.value) state = post.evolve(state, event, { id: contextOf(name).newId<'event'>(), actor, office, role: 'reviewer', at: noon, version: 1, stream: 'post/1' })
  }
  if (state.kind === 'none') throw new Error('no post')
  return state
}
const code = (decision: Result<unknown>) => (decision.ok ? 'accepted' : decision.refusal.code)
const seal = sealOf(content)
const draft: Step = ['ana', { kind: 'draft', content, correctionOf: null }]
const expedite: PostCommand = { kind: 'expedite', expected: 1, seal, reason: 'Sismo', findings: [] }
const objected: PostCommand = { kind: 'check-emergency', verdict: 'objected', note: 'El dato es falso' }
const confirmed: PostCommand = { kind: 'check-emergency', verdict: 'confirmed', note: '' }

describe('the emergency lane', () => {
  test('approves a draft out of turn, with its reason and bound to its seal', () => {
    expect(after(draft, ['rosa', expedite])).toMatchObject({ emergency: { by: 'rosa', reason: 'Sismo', check: null }, stage: { kind: 'approved', by: 'rosa', seal } })
    expect(checkDue({ at: noon })).toBe(later(noon, 24 * HOUR))
  })
  test('is closed to who wrote any of it, to who neither reviews nor leads security, and where the rules block', () => {
    expect(code(attempt(after(['beto', { kind: 'draft', content, correctionOf: null }]), 'beto', expedite))).toBe('posts/own-work')
    expect(code(attempt(after(draft), 'ines', expedite))).toBe('ledger/role')
    for (const reason of [' ', '\u200b', '\u3164', '\u2800', '…']) expect(code(attempt(after(draft), 'rosa', { ...expedite, reason } as PostCommand))).toBe('posts/reason-missing')
    const finding = { rule: 'curp', severity: 'block', place: { kind: 'source' }, detail: {} } as const
    expect(code(attempt(after(draft), 'rosa', { ...expedite, findings: [finding] } as PostCommand))).toBe('posts/blocked')
    expect(code(attempt(after(draft), 'rosa', { ...expedite, seal: 'x' } as PostCommand))).toBe('posts/changed-since')
  })
  test('is looked at by somebody who neither wrote it nor let it pass, once', () => {
    const state = after(draft, ['rosa', expedite])
    expect(code(attempt(state, 'rosa', confirmed))).toBe('posts/own-emergency')
    expect(code(attempt(state, 'ana', confirmed))).toBe('ledger/role')
    expect(code(attempt(after(draft), 'raul', confirmed))).toBe('posts/no-emergency')
    const checked = after(draft, ['rosa', expedite], ['raul', confirmed])
    expect(checked.emergency?.check).toMatchObject({ by: 'raul', verdict: 'confirmed' })
    expect(code(attempt(checked, 'raul', confirmed))).toBe('posts/emergency-checked')
  })
  test('halts what is not out yet when it is objected to, in the same act', () => {
    expect(attempt(after(draft, ['rosa', expedite]), 'raul', objected)).toMatchObject({ ok: true, value: [{ type: 'emergency.checked' }, { type: 'post.halted', payload: { reason: 'El dato es falso' } }] })
    expect(code(attempt(after(draft, ['rosa', expedite]), 'raul', { ...objected, note: ' ' } as PostCommand))).toBe('posts/reason-missing')
  })
})

describe('open required remarks', () => {
  const remark = (id: string, required: boolean): Step => ['raul', { kind: 'remark', id: id as RemarkId, expected: 1, anchor: { kind: 'whole' }, text: 'Falta la fuente', required, proposal: null }]
  const seen = (...ids: readonly string[]) => ({ ...expedite, remarks: ids }) as PostCommand
  const state = after(draft, remark('r1', true), remark('r2', true), remark('r3', false), remark('r4', true), ['raul', { kind: 'resolve', remark: 'r4' as RemarkId }])
  test('do not stand in the way of who was shown each of them, and are named on record', () => {
    expect(attempt(state, 'rosa', expedite)).toEqual({ ok: false, refusal: { code: 'posts/remarks-open', detail: { count: 2 } } })
    expect(code(attempt(state, 'rosa', seen('r1')))).toBe('posts/remarks-open')
    // What was closed while they read is not passed over.
    expect(attempt(state, 'rosa', seen('r1', 'r2', 'r4'))).toMatchObject({ ok: true, value: [{ type: 'post.expedited', payload: { remarks: ['r1', 'r2'] } }] })
    expect(attempt(after(draft), 'rosa', expedite)).toMatchObject({ ok: true, value: [{ payload: { remarks: [] } }] })
  })
  test('are kept for the second look, also of an event from before it named them', () => {
    const meta = { id: contextOf('rosa').newId<'event'>(), actor: contextOf('rosa').actor, office: contextOf('rosa').office, role: 'reviewer', at: noon, version: 9, stream: 'post/1' } as const
    const lifted = post.upcasters?.['post.expedited']?.[1]?.({ revision: 1, seal, reason: 'Sismo', warnings: [] } as never)
    expect(lifted).toEqual({ revision: 1, seal, reason: 'Sismo', warnings: [], remarks: null })
    expect(post.evolve(state, { type: 'post.expedited', payload: lifted } as PostEvent, meta)).toMatchObject({ emergency: { remarks: ['r1', 'r2'] } })
    expect(after(draft, remark('r1', true), ['rosa', seen('r1')]).emergency).toMatchObject({ remarks: ['r1'] })
  })
})

describe('an approval out of turn that a change voided', () => {
  const changed = { ...content, base: 'Otro texto' }
  const voided: readonly Step[] = [draft, ['rosa', expedite], ['ana', { kind: 'revise', expected: 1, content: changed }]]
  const again: readonly Step[] = [['ana', { kind: 'submit', expected: 2, findings: [] }], ['raul', { kind: 'approve', expected: 2, seal: sealOf(changed) }]]
  test('is objected to without halting what was approved afterwards, and checked all the same', () => {
    expect(attempt(after(...voided, ...again), 'nora', objected)).toEqual({ ok: true, value: [{ type: 'emergency.checked', payload: { verdict: 'objected', note: 'El dato es falso' } }] })
    expect(after(...voided, ...again, ['nora', objected]).stage).toMatchObject({ kind: 'approved', halt: null })
    expect(after(...voided).emergency).toMatchObject({ voided: true, check: null })
  })
  test('says nothing of another one: an objection to that halts', () => {
    const state = after(...voided, ['rosa', { ...expedite, expected: 2, seal: sealOf(changed) } as PostCommand])
    expect(state.emergency).toMatchObject({ voided: false })
    expect(attempt(state, 'raul', objected)).toMatchObject({ ok: true, value: [{ type: 'emergency.checked' }, { type: 'post.halted' }] })
  })
})

describe('a stop', () => {
  const approved = after(draft, ['rosa', expedite])
  const copy = (stop: { reason: string; lifted: boolean } | undefined): PostCommand => ({ kind: 'copy', account: onX, facts: { ...facts, stop } })
  test('keeps a copy from being taken while it is in force, and after it was lifted until the post is freed', () => {
    expect(attempt(approved, 'ana', copy({ reason: 'Sismo', lifted: false }))).toEqual({ ok: false, refusal: { code: 'posts/stopped', detail: { reason: 'Sismo' } } })
    expect(code(attempt(approved, 'ana', copy({ reason: 'Sismo', lifted: true })))).toBe('posts/held')
    expect(code(attempt(approved, 'ana', copy(undefined)))).toBe('accepted')
  })
  test('is freed from by a reviewer, and there is nothing to free twice', () => {
    const free: PostCommand = { kind: 'free', stops: ['s1' as never] } // a name
    expect(code(attempt(approved, 'ana', free))).toBe('ledger/role')
    const freed = after(draft, ['rosa', expedite], ['rosa', free])
    expect(freed.stage).toMatchObject({ freed: ['s1'] })
    expect(code(attempt(freed, 'rosa', free))).toBe('posts/nothing-to-free')
  })
})

describe('a breach', () => {
  const sent: readonly Step[] = [draft, ['ana', { kind: 'submit', expected: 1, findings: [] }]]
  const breach: PostCommand = { kind: 'note-breach', due: noon, limit: 48 }
  test('is put on record once, by whoever notices it, and decides nothing', () => {
    expect(attempt(after(...sent), 'rosa', breach)).toEqual({ ok: true, value: [{ type: 'review.breached', payload: { due: noon, limit: 48 } }] })
    const noted = after(...sent, ['rosa', breach])
    expect(noted).toMatchObject({ breached: true, stage: { kind: 'submitted' } })
    // It is one clock, however often the post is sent.
    expect(attempt(after(...sent, ['rosa', breach], ['ana', { kind: 'withdraw' }], ['ana', { kind: 'submit', expected: 1, findings: [] }]), 'rosa', breach)).toEqual({ ok: true, value: [] })
    expect(attempt(noted, 'raul', breach)).toEqual({ ok: true, value: [] })
  })
  test('is not there before its time', () => {
    expect(attempt(after(...sent), 'rosa', { ...breach, due: later(noon, 1) } as PostCommand)).toEqual({ ok: true, value: [] })
  })

  test.for<readonly [Name, PostCommand]>([
    ['ana', { kind: 'withdraw' }],
    ['rosa', { kind: 'return', expected: 1, reasons: ['tone'], note: 'x' }],
    ['rosa', { kind: 'approve', expected: 1, seal }],
    ['rosa', { kind: 'expedite', expected: 1, seal, reason: 'x', findings: [] }],
  ])('is put on record by %s with %j that comes late, once, and with none that comes in time or that is refused', ([name, command]) => {
    const types = (state: PostState, end: ReviewEnd, what: PostCommand = command) => {
      const decision = attempt(state, name, { ...what, end } as PostCommand) // each of these takes it
      return decision.ok ? decision.value.map(({ type }) => type) : decision.refusal.code
    }
    const [late, early] = [{ due: noon, limit: 48 }, { due: later(noon, 1), limit: 48 }]
    const inTime = types(after(...sent), early)
    expect(inTime).toHaveLength(1)
    expect(types(after(...sent), late)).toEqual(['review.breached', ...inTime])
    expect(types(after(...sent, ['rosa', breach]), late)).toEqual(inTime)
    if ('expected' in command) expect(types(after(...sent), late, { ...command, expected: 9 } as PostCommand)).toBe('posts/changed-since')
  })

  test('is not put on record by security, which decides no review: older machines would take it for an act that it may not do', () => {
    const decision = attempt(after(...sent), 'sara', { kind: 'expedite', expected: 1, seal, reason: 'x', findings: [], end: { due: noon, limit: 48 } } as PostCommand)
    expect(decision.ok && decision.value.map(({ type }) => type)).toEqual(['post.expedited'])
  })
})
