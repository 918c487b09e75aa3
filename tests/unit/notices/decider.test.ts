import { describe, expect, it } from 'vitest'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Context, EventId, PersonId } from '#shared/ledger/event.ts'
import { notice } from '#shared/notices/decider.ts'
import type { Notice, NoticeCommand, NoticeContent } from '#shared/notices/notice.ts'
import { contextOf, NOW } from '#tests/unit/incidents/incident-kit.ts'

const content: NoticeContent = {
  template: { id: 'notice-security', version: 1 },
  subject: 'Aviso',
  body: 'Cuerpo',
  mail: { greeting: 'UNICOM:', farewell: 'Ana' },
  letter: { antecedent: 'Con fundamento…', closing: 'Sin otro particular.' },
  phone: 'Habla Ana.',
  facts: { folio: 'INC-2026-001' },
  missing: ['enlace'],
}
const before = '2026-11-23T18:00:00.000Z' as Instant

const draft = { kind: 'draft', incident: 'incident-1', folio: 'INC-2026-001', addressee: 'security', content } as const satisfies NoticeCommand
const revise = { kind: 'revise', subject: 'Aviso urgente', body: 'Cuerpo' } as const satisfies NoticeCommand
const send = { kind: 'mark-sent', channel: 'phone', at: before, to: 'Guardia de UNICOM' } as const satisfies NoticeCommand
const acknowledge = { kind: 'acknowledge', by: 'Guardia', at: NOW, how: 'de viva voz' } as const satisfies NoticeCommand

const commands: Readonly<Record<NoticeCommand['kind'], NoticeCommand>> = {
  draft,
  redraft: { kind: 'redraft', content: { ...content, missing: [] } },
  revise,
  'mark-exported': { kind: 'mark-exported', form: 'docx', file: '03-aviso-unicom.docx', sha256: 'a'.repeat(64) },
  'mark-sent': send,
  'retract-sent': { kind: 'retract-sent', reason: 'No salió' },
  acknowledge,
  restrict: { kind: 'restrict', people: ['person-1' as PersonId] },
}

const states = {
  none: notice.initial,
  drafted: after(draft),
  reworded: after(draft, revise),
  sent: after(draft, send),
  acknowledged: after(draft, send, acknowledge),
} satisfies Readonly<Record<string, Notice>>

function after(...given: readonly NoticeCommand[]): Notice {
  return given.reduce<Notice>((state, command) => apply(state, command, contextOf()), notice.initial)
}

function apply(state: Notice, command: NoticeCommand, context: Context): Notice {
  const decision = notice.decide(state, command, context)
  if (!decision.ok) throw new Error(decision.refusal.code)
  const meta = { id: 'event' as EventId, actor: context.actor, role: 'operator', office: context.office, at: context.now, version: 1, stream: 'notice/1' } as const
  return decision.value.reduce<Notice>((next, event) => notice.evolve(next, event, meta), state)
}

function outcome(state: Notice, command: NoticeCommand): string {
  const decision = notice.decide(state, command, contextOf())
  return decision.ok ? decision.value.map((event) => event.type).join(' ') || 'nothing' : decision.refusal.code
}

describe('notice decider', () => {
  it('does in every state what the approved picture says of every command', () => {
    const picture = Object.fromEntries(
      Object.entries(states).map(([name, state]) => [name, Object.fromEntries(Object.entries(commands).map(([kind, command]) => [kind, outcome(state, command)]))]),
    )
    const unknown = 'notices/unknown'
    expect(picture).toEqual({
      none: { draft: 'notice.drafted', redraft: unknown, revise: unknown, 'mark-exported': unknown, 'mark-sent': unknown, 'retract-sent': unknown, acknowledge: unknown, restrict: unknown },
      drafted: {
        draft: 'notices/already-drafted',
        redraft: 'notice.redrafted',
        revise: 'notice.revised',
        'mark-exported': 'notice.exported',
        'mark-sent': 'notice.sent',
        'retract-sent': 'notices/not-sent',
        acknowledge: 'notices/not-sent',
        restrict: 'notice.restricted',
      },
      reworded: {
        draft: 'notices/already-drafted',
        redraft: 'nothing',
        revise: 'nothing',
        'mark-exported': 'notice.exported',
        'mark-sent': 'notice.sent',
        'retract-sent': 'notices/not-sent',
        acknowledge: 'notices/not-sent',
        restrict: 'notice.restricted',
      },
      sent: {
        draft: 'notices/already-drafted',
        redraft: 'nothing',
        revise: 'notices/already-sent',
        'mark-exported': 'notice.exported',
        'mark-sent': 'notice.sent',
        'retract-sent': 'notice.sent-retracted',
        acknowledge: 'notice.acknowledged',
        restrict: 'notice.restricted',
      },
      acknowledged: {
        draft: 'notices/already-drafted',
        redraft: 'nothing',
        revise: 'notices/already-sent',
        'mark-exported': 'notice.exported',
        'mark-sent': 'notice.sent',
        'retract-sent': 'notices/acknowledged',
        acknowledge: 'notices/acknowledged',
        restrict: 'notice.restricted',
      },
    })
  })

  it('is for the people whom its incident is for, at every stage, and for the office again afterwards', () => {
    const people = ['person-1', 'person-2'] as PersonId[]
    const context = contextOf(['security'])
    for (const state of [states.drafted, states.sent, states.acknowledged]) {
      const restricted = apply(state, { kind: 'restrict', people }, context)
      expect(notice.audience(restricted, context)).toEqual({ kind: 'people', people })
      expect(outcome(restricted, { kind: 'restrict', people })).toBe('nothing')
      expect(notice.audience(apply(restricted, { kind: 'restrict', people: null }, context), context)).toEqual(notice.audience(state, context))
    }
    expect(notice.roleFor({ kind: 'restrict', people }, contextOf(['operator', 'reviewer', 'administrator']))).toBeUndefined()
  })

  it('refuses a sending or an answer that has not happened yet', () => {
    const future = '2026-11-23T18:05:00.000Z' as Instant
    const refusals = [notice.decide(states.drafted, { ...send, at: future }, contextOf()), notice.decide(states.sent, { ...acknowledge, at: future }, contextOf())]
    expect(refusals.map((result) => !result.ok && result.refusal.fields)).toEqual([{ at: 'still-to-come' }, { at: 'still-to-come' }])
  })

  it('says which field is empty', () => {
    expect(notice.decide(states.drafted, { ...revise, subject: '', body: ' ' }, contextOf())).toEqual({
      ok: false,
      refusal: { code: 'notices/invalid', fields: { subject: 'required', body: 'required' } },
    })
  })

  it('keeps every time it left', () => {
    const twice = apply(states.sent, { ...send, channel: 'mail', to: 'unicom@ine.mx' }, contextOf())
    expect(twice.stage === 'sent' && twice.dispatches.map((dispatch) => dispatch.channel)).toEqual(['phone', 'mail'])
  })

  it('keeps a person’s words when the facts change', () => {
    expect(states.reworded).toMatchObject({ stage: 'drafted', record: { edited: true, content: { subject: 'Aviso urgente' } } })
  })
})
