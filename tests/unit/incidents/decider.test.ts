import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { incident, MOST_NAMED } from '#shared/incidents/decider.ts'
import { factFault } from '#shared/incidents/fact.ts'
import { knownAtOf, openMandatory, type Incident, type IncidentCommand } from '#shared/incidents/incident.ts'
import type { EvidenceId } from '#shared/incidents/evidence.ts'
import { restriction } from '#shared/incidents/restriction.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { roles } from '#shared/organization/role.ts'
import { after, apply, contextOf, evidence, facebook, NOW, opening, stepOf, steps, x } from './incident-kit.ts'

const settle: readonly IncidentCommand[] = [
  { kind: 'complete-step', step: 'notices', answer: '', unsentNotices: 0 },
  evidence,
  { kind: 'complete-step', step: 'capture', answer: '', unsentNotices: 0 },
  { kind: 'complete-step', step: 'scheduled', answer: '2', unsentNotices: 0 },
]
const close = { kind: 'close', summary: 'Se recuperó la cuenta.', outcome: 'undetermined' } as const satisfies IncidentCommand

const restricting = { kind: 'restrict', people: ['person-1', 'person-2'] as PersonId[], unknown: [], reason: 'Puede ser alguien de la oficina', edition: 0 } as const satisfies IncidentCommand

const commands: Readonly<Record<IncidentCommand['kind'], IncidentCommand>> = {
  open: opening,
  'complete-step': { kind: 'complete-step', step: 'scheduled', answer: '0', unsentNotices: 3 },
  'skip-step': { kind: 'skip-step', step: 'scheduled', reason: 'No había nada programado' },
  'reopen-step': { kind: 'reopen-step', step: 'scheduled' },
  'add-evidence': evidence,
  'record-custody': { kind: 'record-custody', evidence: evidence.intake.id, act: 'verified', detail: '' },
  'record-fact': { kind: 'record-fact', key: 'observed', value: 'Una publicación de apuestas' },
  'link-account': { kind: 'link-account', account: facebook },
  'unlink-account': { kind: 'unlink-account', account: x.id, reason: 'No era esta cuenta' },
  reclassify: { kind: 'reclassify', to: 'no-access', severity: 'high', playbook: { id: 'first-hour', version: 1 }, steps: [steps[0]!] },
  close,
  reopen: { kind: 'reopen', reason: 'Volvió a ocurrir' },
  restrict: restricting,
  unrestrict: { kind: 'unrestrict', reason: 'Se aclaró', edition: 1 },
}

const states = {
  none: incident.initial,
  fresh: after(opening),
  worked: after(opening, ...settle),
  closed: after(opening, ...settle, close),
  restricted: after(opening, restricting),
} satisfies Readonly<Record<string, Incident>>

function outcome(state: Incident, command: IncidentCommand): string {
  const decision = incident.decide(state, command, contextOf())
  return decision.ok ? decision.value.map((event) => event.type).join(' ') || 'nothing' : decision.refusal.code
}

describe('incident decider', () => {
  it('does in every state what the approved picture says of every command', () => {
    const picture = Object.fromEntries(
      Object.entries(states).map(([name, state]) => [
        name,
        Object.fromEntries(Object.entries(commands).map(([kind, command]) => [kind, outcome(state, command)])),
      ]),
    )
    const unknown = 'incidents/unknown'
    const closed = 'incidents/closed'
    const fresh = {
      open: 'incidents/already-open',
      'complete-step': 'incident.step-done',
      'skip-step': 'incident.step-not-applicable',
      'reopen-step': 'nothing',
      'add-evidence': 'incident.evidence-added',
      'record-custody': 'incidents/evidence-unknown',
      'record-fact': 'incident.fact-recorded',
      'link-account': 'incident.account-linked',
      'unlink-account': 'incident.account-unlinked',
      reclassify: 'incident.reclassified',
      close: 'incidents/steps-open',
      reopen: 'incidents/not-closed',
      restrict: 'incident.restricted',
      unrestrict: 'incidents/restriction-changed',
    }
    expect(picture).toEqual({
      none: {
        open: 'incident.opened',
        'complete-step': unknown,
        'skip-step': unknown,
        'reopen-step': unknown,
        'add-evidence': unknown,
        'record-custody': unknown,
        'record-fact': unknown,
        'link-account': unknown,
        'unlink-account': unknown,
        reclassify: unknown,
        close: unknown,
        reopen: unknown,
        restrict: unknown,
        unrestrict: unknown,
      },
      fresh,
      worked: {
        open: 'incidents/already-open',
        'complete-step': 'incidents/step-settled',
        'skip-step': 'incidents/step-settled',
        'reopen-step': 'incident.step-reopened',
        'add-evidence': 'incidents/evidence-known',
        'record-custody': 'incident.custody-recorded',
        'record-fact': 'incident.fact-recorded',
        'link-account': 'incident.account-linked',
        'unlink-account': 'incident.account-unlinked',
        reclassify: 'incident.reclassified',
        close: 'incident.closed',
        reopen: 'incidents/not-closed',
        restrict: 'incident.restricted',
        unrestrict: 'incidents/restriction-changed',
      },
      closed: {
        open: 'incidents/already-open',
        'complete-step': closed,
        'skip-step': closed,
        'reopen-step': closed,
        'add-evidence': closed,
        'record-custody': 'incident.custody-recorded',
        'record-fact': closed,
        'link-account': closed,
        'unlink-account': closed,
        reclassify: closed,
        close: closed,
        reopen: 'incident.reopened',
        restrict: 'incident.restricted',
        unrestrict: 'incidents/restriction-changed',
      },
      restricted: { ...fresh, restrict: 'incidents/restriction-changed', unrestrict: 'incident.unrestricted' },
    })
  })

  it('is opened and worked by whoever can help, closed by security or an operator, and read only by an auditor', () => {
    const byRole = Object.fromEntries(
      roles.map((role) => [role, Object.values(commands).filter((command) => incident.roleFor(command, contextOf([role])) !== undefined).map((command) => command.kind)]),
    )
    const work = Object.keys(commands).filter((kind) => kind !== 'restrict' && kind !== 'unrestrict')
    const help = work.filter((kind) => kind !== 'close' && kind !== 'reopen')
    expect(byRole).toEqual({ operator: work, reviewer: help, security: Object.keys(commands), administrator: help, auditor: [] })
  })

  it('is restricted to people the institution has, whoever does it among them, with a reason; each change on what was seen', () => {
    const faultsOf = (command: IncidentCommand) => {
      const decision = incident.decide(states.fresh, command, contextOf(['security']))
      return decision.ok ? undefined : decision.refusal.fields
    }
    expect(faultsOf({ ...restricting, people: ['person-2'] as PersonId[], reason: 'no' })).toEqual({ people: 'without-you', reason: 'too-short' })
    expect(faultsOf({ ...restricting, unknown: ['person-2'] as PersonId[] })).toEqual({ people: 'choice' })
    expect(faultsOf({ ...restricting, people: Array.from({ length: MOST_NAMED + 1 }, (_, index) => `person-${index}` as PersonId) })).toEqual({ people: 'too-many' })
    expect(outcome(states.restricted, { ...restricting, people: ['person-2', 'person-1', 'person-2'] as PersonId[], edition: 1 })).toBe('nothing')
    expect(outcome(states.fresh, { kind: 'unrestrict', reason: 'Se aclaró', edition: 0 })).toBe('incidents/not-restricted')
  })

  it('is for the people named while it is restricted, whatever is done in it, and for the office and security otherwise', () => {
    const context = contextOf(['security'])
    const open = { kind: 'security', office: context.office }
    const named = { kind: 'people', people: restricting.people }
    expect(incident.audience(states.fresh, context)).toEqual(open)
    expect(incident.audience(apply(states.restricted, evidence), context)).toEqual(named)
    expect(incident.audience(apply(states.restricted, { kind: 'unrestrict', reason: 'Se aclaró', edition: 1 }), context)).toEqual(open)
  })

  it('is told of by each change of who reads it, and lifted only where it was placed', () => {
    const context = contextOf(['security'])
    expect(restriction.decide(restriction.initial, { kind: 'lift', edition: 1 }, context)).toEqual({ ok: false, refusal: { code: 'incidents/not-restricted' } })
    expect(restriction.decide({ kind: 'told', edition: 1, placed: true }, { kind: 'lift', edition: 2 }, context)).toEqual({ ok: true, value: [{ type: 'restriction.lifted', payload: { edition: 2 } }] })
    expect(restriction.roleFor({ kind: 'place', edition: 1 }, contextOf(['operator', 'reviewer', 'administrator']))).toBeUndefined()
  })

  it('closes over open mandatory steps only for security, with a reason, and keeps which they were', () => {
    const override = { ...close, override: 'La plataforma no responde' }
    expect(incident.roleFor(override, contextOf(['operator']))).toBeUndefined()
    const state = apply(states.fresh, override)
    expect(state).toMatchObject({ stage: 'closed', closing: { override: { reason: 'La plataforma no responde', open: ['notices', 'capture', 'scheduled'] } } })
  })

  it('does not count an optional step against the close', () => {
    expect(states.worked.stage === 'open' && openMandatory(states.worked.record)).toEqual([])
  })

  it('wants a summary at the close', () => {
    expect(incident.decide(states.worked, { ...close, summary: '  ' }, contextOf())).toEqual({
      ok: false,
      refusal: { code: 'incidents/invalid', fields: { summary: 'required' } },
    })
  })

  it('wants a reason for a step that does not apply', () => {
    const refusals = ['', ' x '].map((reason) => incident.decide(states.fresh, { kind: 'skip-step', step: 'scheduled', reason }, contextOf()))
    expect(refusals.map((result) => !result.ok && result.refusal.fields)).toEqual([{ reason: 'required' }, { reason: 'too-short' }])
  })

  it('does not take the step of the notices as done while one has not left', () => {
    const decision = incident.decide(states.fresh, { kind: 'complete-step', step: 'notices', answer: '', unsentNotices: 2 }, contextOf())
    expect(decision).toEqual({ ok: false, refusal: { code: 'incidents/notices-unsent', detail: { count: 2 } } })
  })

  it('does not take the capture as done without a file', () => {
    const decision = incident.decide(states.fresh, { kind: 'complete-step', step: 'capture', answer: 'sí', unsentNotices: 0 }, contextOf())
    expect(decision).toEqual({ ok: false, refusal: { code: 'incidents/evidence-missing', detail: { count: 1 } } })
  })

  it.each([
    ['text', { kind: 'text', question: '?' }, '', 'required'],
    ['count', { kind: 'count', question: '?' }, 'varias', 'number'],
    ['link', { kind: 'link', question: '?' }, 'x.com', 'url'],
    ['choice', { kind: 'choice', question: '?', options: ['No', 'Sí'] }, 'Quizá', 'choice'],
  ] as const)('wants an observed value of kind %s, not a tick', (_kind, asks, answer, code) => {
    const state = after({ ...opening, steps: [stepOf('asked', asks)] })
    const decision = incident.decide(state, { kind: 'complete-step', step: 'asked', answer, unsentNotices: 0 }, contextOf())
    expect(decision).toEqual({ ok: false, refusal: { code: 'incidents/answer-needed', fields: { answer: code } } })
  })

  it('supersedes a fact and keeps what was said before', () => {
    const earlier = '2026-11-23T17:00:00.000Z'
    const state = apply(states.fresh, { kind: 'record-fact', key: 'known-at', value: earlier })
    expect(state).toMatchObject({ record: { facts: { 'known-at': { value: earlier, superseded: [{ value: NOW }] } } } })
    expect(state.stage === 'open' && knownAtOf(state.record)).toBe(earlier)
  })

  it('refuses a moment of knowledge that has not come', () => {
    expect(factFault('known-at', '2026-11-24T00:00:00.000Z', NOW)).toBe('still-to-come')
    const decision = incident.decide(incident.initial, { ...opening, knownAt: '2027-01-01T00:00:00.000Z' as Instant }, contextOf())
    expect(!decision.ok && decision.refusal.fields).toEqual({ knownAt: 'still-to-come' })
  })

  it('keeps a touched step when what is seen is corrected, drops an untouched one, and brings work back with the door', () => {
    const touched = apply(states.fresh, { kind: 'complete-step', step: 'scheduled', answer: '2', unsentNotices: 3 })
    const elsewhere = apply(touched, { ...opening, kind: 'reclassify', to: 'suspicious', severity: 'medium', steps: [steps[0]!] })
    expect(elsewhere.stage === 'open' && elsewhere.record.steps.map((step) => [step.id, step.retired, step.progress.status])).toEqual([
      ['notices', false, 'open'],
      ['scheduled', true, 'done'],
    ])
    const back = apply(elsewhere, { ...opening, kind: 'reclassify', to: 'foreign-post', severity: 'high', steps })
    expect(back.stage === 'open' && back.record.steps.map((step) => [step.id, step.retired, step.progress.status])).toEqual([
      ['notices', false, 'open'],
      ['capture', false, 'open'],
      ['scheduled', false, 'done'],
      ['optional', false, 'open'],
    ])
  })

  it('loses no evidence and no superseded value in any history', () => {
    const any = fc.oneof(
      fc.nat(20).map((n): IncidentCommand => ({ kind: 'add-evidence', intake: { ...evidence.intake, id: `evidence-${n}` as EvidenceId, sha256: String(n).padStart(64, '0') } })),
      fc.string({ minLength: 1 }).map((value): IncidentCommand => ({ kind: 'record-fact', key: 'observed', value })),
      fc.constantFrom<IncidentCommand>(commands.reclassify, { ...opening, kind: 'reclassify', to: 'foreign-post' }, commands['skip-step'], commands['reopen-step'], close, commands.reopen),
    )
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), (history) => {
        let state: Incident = states.fresh
        let files = 0
        let said = 0
        for (const command of history) {
          const decision = incident.decide(state, command, contextOf(['operator', 'security']))
          if (!decision.ok) continue
          files += decision.value.filter((event) => event.type === 'incident.evidence-added').length
          said += decision.value.filter((event) => event.type === 'incident.fact-recorded').length
          state = apply(state, command)
        }
        if (state.stage === 'none') throw new Error('an incident does not vanish')
        const observed = state.record.facts.observed
        expect(state.record.evidence.length).toBe(files)
        expect(observed === undefined ? 0 : observed.superseded.length + 1).toBe(said)
      }),
    )
  })
})
