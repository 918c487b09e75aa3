import { expect, test } from 'vitest'
import type { Day } from '#shared/kernel/local-day.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { EventMeta } from '#shared/ledger/decider.ts'
import type { Context } from '#shared/ledger/event.ts'
import { line } from '#shared/rules/line-decider.ts'
import { holdsOn, type KeptFact, type LineCommand, type LineState } from '#shared/rules/line.ts'

const fact: KeptFact = { subject: 'Último día para actualizar la credencial', kind: 'date', value: '10 de febrero de 2027', from: null, to: null, source: 'Acuerdo INE/CG1/2026' }
const at = '2026-11-25T18:00:00.000Z' as Instant
const context = { now: at, actor: 'person-2', roles: ['reviewer'], office: 'central-cncs' } as unknown as Context // the decider reads roles only
const meta = { actor: 'person-2', at } as unknown as EventMeta // as above: who and when

const after = (state: LineState, command: LineCommand) => {
  const decided = line.decide(state, command, context)
  return decided.ok ? decided.value.reduce((before, event) => line.evolve(before, event, meta), state) : decided.refusal
}
const stated = after(line.initial, { kind: 'state', fact }) as LineState

test('a fact is stated, corrected and withdrawn, each with who and when', () => {
  expect(stated).toEqual({ kind: 'stated', fact, by: 'person-2', at })
  expect(after(stated, { kind: 'correct', fact: { ...fact, value: '12 de febrero de 2027' } })).toMatchObject({ fact: { value: '12 de febrero de 2027' } })
  expect(after(stated, { kind: 'withdraw', reason: 'Cambió el acuerdo' })).toEqual({ kind: 'withdrawn', fact })
})

test('a correction that changes nothing records nothing', () => {
  expect(line.decide(stated, { kind: 'correct', fact: { ...fact, value: ' 10 de febrero de 2027 ' } }, context)).toEqual({ ok: true, value: [] })
})

test.for([
  [line.initial, { kind: 'correct', fact }, 'rules/line-unknown'],
  [line.initial, { kind: 'withdraw', reason: 'x' }, 'rules/line-unknown'],
  [stated, { kind: 'state', fact }, 'rules/line-exists'],
  [{ kind: 'withdrawn', fact }, { kind: 'correct', fact }, 'rules/line-withdrawn'],
  [stated, { kind: 'withdraw', reason: ' ' }, 'rules/line-incomplete'],
] as const satisfies readonly (readonly [LineState, LineCommand, string])[])('from %o, %o is refused: %s', ([state, command, code]) => {
  expect(after(state, command)).toMatchObject({ code })
})

test.for([
  [{ subject: ' ' }, 'subject', 'required'],
  [{ source: '' }, 'source', 'required'],
  [{ value: 'x'.repeat(301) }, 'value', 'too-long'],
  [{ value: 'pronto' }, 'value', 'no-date'],
  [{ kind: 'hour', value: 'temprano' }, 'value', 'no-hour'],
  [{ kind: 'phone', value: '12345' }, 'value', 'no-phone'],
  [{ kind: 'amount', value: 'muchas' }, 'value', 'no-amount'],
  [{ from: '2027-02-02' as Day, to: '2027-02-01' as Day }, 'to', 'before-from'],
] as const)('a fact with %o names the field %s: %s', ([wrong, field, code]) => {
  expect(after(line.initial, { kind: 'state', fact: { ...fact, ...wrong } })).toEqual({ code: 'rules/line-incomplete', fields: { [field]: code } })
})

test('only a reviewer keeps the line', () => {
  expect(line.roleFor({ kind: 'state', fact }, context)).toBe('reviewer')
  expect(line.roleFor({ kind: 'state', fact }, { ...context, roles: ['operator', 'administrator', 'security', 'auditor'] })).toBeUndefined()
})

test('a fact holds on its days, both ends included', () => {
  const span = { from: '2027-01-01' as Day, to: '2027-01-31' as Day }
  expect((['2026-12-31', '2027-01-01', '2027-01-31', '2027-02-01'] as Day[]).map((day) => holdsOn(span, day))).toEqual([false, true, true, false])
})
