import { never } from '#shared/kernel/never.ts'
import { ok, refuse, refuseFields, type Result } from '#shared/kernel/result.ts'
import { heldRole, type Decider, type EventMeta } from '#shared/ledger/decider.ts'
import type { Context } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import { factFault, instantFault, isWebAddress } from './fact.ts'
import { openMandatory, type Incident, type IncidentCommand, type IncidentEvent, type IncidentRecord, type Restriction } from './incident.ts'
import type { IncidentStep, PinnedStep, Requirement } from './step.ts'

// Security first: it is the role that may act in every office's.
/** Whoever sees something may report it and help; who audits only reads. */
const HELPERS: readonly Role[] = ['security', 'operator', 'reviewer', 'administrator']
const CLOSERS: readonly Role[] = ['security', 'operator']
/** People that one stream can name (`readers_of` in the hub's SQL). */
export const MOST_NAMED = 200
const LONGEST = 4000
const SHORTEST_REASON = 4

/** An incident: opened by what is seen, worked through its pinned steps, closed with a summary. Source: DOMAIN, table (b). */
export const incident: Decider<Incident, IncidentCommand, IncidentEvent> = {
  noun: 'incident',
  initial: { stage: 'none' },
  schemas: {
    'incident.opened': 1,
    'incident.step-done': 1,
    'incident.step-not-applicable': 1,
    'incident.step-reopened': 1,
    'incident.evidence-added': 1,
    'incident.custody-recorded': 1,
    'incident.fact-recorded': 1,
    'incident.account-linked': 1,
    'incident.account-unlinked': 1,
    'incident.reclassified': 1,
    'incident.closed': 1,
    'incident.reopened': 1,
    'incident.restricted': 1,
    'incident.unrestricted': 1,
  },
  decide,
  evolve,
  audience(state, context) {
    if (state.stage === 'none') return { kind: 'security', office: context.office }
    const { office, restriction } = state.record
    return restriction.to === null ? { kind: 'security', office } : { kind: 'people', people: restriction.to.people }
  },
  roleFor,
}

function roleFor(command: IncidentCommand, context: Context): Role | undefined {
  switch (command.kind) {
    case 'close':
      return heldRole(context, command.override === undefined ? CLOSERS : ['security'])
    case 'reopen':
      return heldRole(context, CLOSERS)
    case 'restrict':
    case 'unrestrict':
      return heldRole(context, ['security'])
    default:
      return heldRole(context, HELPERS)
  }
}

function decide(state: Incident, command: IncidentCommand, context: Context): Result<readonly IncidentEvent[]> {
  if (command.kind === 'open') return state.stage === 'none' ? open(command, context) : refuse('incidents/already-open')
  if (state.stage === 'none') return refuse('incidents/unknown')
  if (command.kind === 'reopen') return state.stage === 'closed' ? reopen(command.reason) : refuse('incidents/not-closed')
  // The chain of custody goes on after the close: a file may be checked or handed over at any time.
  if (command.kind === 'record-custody') return recordCustody(state.record, command)
  // Who may read it is a question after the close too.
  if (command.kind === 'restrict') return restrict(state.record.restriction, command, context)
  if (command.kind === 'unrestrict') return unrestrict(state.record.restriction, command)
  if (state.stage === 'closed') return refuse('incidents/closed', { folio: state.record.folio })
  const record = state.record
  switch (command.kind) {
    case 'complete-step':
      return withOpenStep(record, command.step, (step) => completeStep(record, step, command.answer.trim(), command.unsentNotices))
    case 'skip-step':
      return withOpenStep(record, command.step, (step) => skipStep(step, command.reason.trim()))
    case 'reopen-step':
      return reopenStep(record, command.step)
    case 'add-evidence':
      return record.evidence.some((known) => known.sha256 === command.intake.sha256)
        ? refuse('incidents/evidence-known', { name: command.intake.name })
        : ok([{ type: 'incident.evidence-added', payload: command.intake }])
    case 'record-fact':
      return recordFact(record, command, context)
    case 'link-account':
      return record.accounts.some((known) => known.id === command.account.id)
        ? ok([])
        : ok([{ type: 'incident.account-linked', payload: command.account }])
    case 'unlink-account':
      return unlinkAccount(record, command)
    case 'reclassify':
      return command.to === record.seen ? ok([]) : ok([reclassified(record, command)])
    case 'close':
      return close(record, command)
    default:
      return never(command)
  }
}

function open(command: Extract<IncidentCommand, { kind: 'open' }>, context: Context): Result<readonly IncidentEvent[]> {
  const fault = instantFault(command.knownAt, context.now)
  if (fault !== undefined) return refuseFields('incidents/invalid', { knownAt: fault })
  const { kind: _, ...opening } = command
  return ok([{ type: 'incident.opened', payload: opening }])
}

function withOpenStep(
  record: IncidentRecord,
  id: string,
  decision: (step: IncidentStep) => Result<readonly IncidentEvent[]>,
): Result<readonly IncidentEvent[]> {
  const step = record.steps.find((candidate) => candidate.id === id)
  if (step === undefined || step.retired) return refuse('incidents/step-unknown')
  return step.progress.status === 'open' ? decision(step) : refuse('incidents/step-settled', { step: step.title })
}

function completeStep(record: IncidentRecord, step: IncidentStep, answer: string, unsentNotices: number): Result<readonly IncidentEvent[]> {
  const asks = step.asks
  if (asks.kind === 'notices' && unsentNotices > 0) return refuse('incidents/notices-unsent', { count: unsentNotices })
  if (asks.kind === 'evidence') {
    const missing = asks.atLeast - evidenceFor(record, step.id)
    if (missing > 0) return refuse('incidents/evidence-missing', { count: missing })
  }
  const fault = answerFault(asks, answer)
  return fault === undefined
    ? ok([{ type: 'incident.step-done', payload: { step: step.id, answer } }])
    : refuseFields('incidents/answer-needed', { answer: fault })
}

/** Files added for the step, and those added for none in particular. */
function evidenceFor(record: IncidentRecord, step: string): number {
  return record.evidence.filter((item) => item.step === undefined || item.step === step).length
}

function answerFault(asks: Requirement, answer: string): string | undefined {
  if (answer.length > LONGEST) return 'too-long'
  switch (asks.kind) {
    case 'notices':
    case 'evidence':
      return undefined
    case 'text':
      return answer === '' ? 'required' : undefined
    case 'count':
      if (answer === '') return 'required'
      return /^\d{1,6}$/u.test(answer) ? undefined : 'number'
    case 'link':
      if (answer === '') return 'required'
      return isWebAddress(answer) ? undefined : 'url'
    case 'choice':
      if (answer === '') return 'required'
      return asks.options.includes(answer) ? undefined : 'choice'
    default:
      return never(asks)
  }
}

function skipStep(step: IncidentStep, reason: string): Result<readonly IncidentEvent[]> {
  const fault = reasonFault(reason)
  if (fault !== undefined) return refuseFields('incidents/reason-needed', { reason: fault })
  return ok([{ type: 'incident.step-not-applicable', payload: { step: step.id, reason } }])
}

function reasonFault(reason: string): string | undefined {
  if (reason === '') return 'required'
  if (reason.length < SHORTEST_REASON) return 'too-short'
  return reason.length > LONGEST ? 'too-long' : undefined
}

function reopenStep(record: IncidentRecord, id: string): Result<readonly IncidentEvent[]> {
  const step = record.steps.find((candidate) => candidate.id === id)
  if (step === undefined || step.retired) return refuse('incidents/step-unknown')
  return step.progress.status === 'open' ? ok([]) : ok([{ type: 'incident.step-reopened', payload: { step: id } }])
}

function recordCustody(record: IncidentRecord, command: Extract<IncidentCommand, { kind: 'record-custody' }>): Result<readonly IncidentEvent[]> {
  if (!record.evidence.some((item) => item.id === command.evidence)) return refuse('incidents/evidence-unknown')
  const { evidence, act, detail } = command
  return ok([{ type: 'incident.custody-recorded', payload: { evidence, act, detail } }])
}

function recordFact(
  record: IncidentRecord,
  command: Extract<IncidentCommand, { kind: 'record-fact' }>,
  context: Context,
): Result<readonly IncidentEvent[]> {
  const value = command.value.trim()
  const fault = factFault(command.key, value, context.now)
  if (fault !== undefined) return refuseFields('incidents/invalid', { [command.key]: fault })
  const previous = record.facts[command.key]?.value
  if (previous === value) return ok([])
  const payload = previous === undefined ? { key: command.key, value } : { key: command.key, value, previous }
  return ok([{ type: 'incident.fact-recorded', payload }])
}

function unlinkAccount(record: IncidentRecord, command: Extract<IncidentCommand, { kind: 'unlink-account' }>): Result<readonly IncidentEvent[]> {
  if (!record.accounts.some((known) => known.id === command.account)) return ok([])
  const reason = command.reason.trim()
  const fault = reasonFault(reason)
  if (fault !== undefined) return refuseFields('incidents/reason-needed', { reason: fault })
  return ok([{ type: 'incident.account-unlinked', payload: { account: command.account, reason } }])
}

/** What appears, what leaves and what stays though it no longer applies: a step somebody touched never vanishes. */
function reclassified(record: IncidentRecord, command: Extract<IncidentCommand, { kind: 'reclassify' }>): IncidentEvent {
  const wanted = new Set(command.steps.map((step) => step.id))
  const gone = record.steps.filter((step) => !step.retired && !wanted.has(step.id))
  const untouched = (step: IncidentStep): boolean => step.progress.status === 'open' && !record.evidence.some((item) => item.step === step.id)
  return {
    type: 'incident.reclassified',
    payload: {
      from: record.seen,
      to: command.to,
      severity: command.severity,
      playbook: command.playbook,
      added: command.steps.filter((step) => !record.steps.some((known) => known.id === step.id && !known.retired)),
      removed: gone.filter(untouched).map((step) => step.id),
      retired: gone.filter((step) => !untouched(step)).map((step) => step.id),
    },
  }
}

function close(record: IncidentRecord, command: Extract<IncidentCommand, { kind: 'close' }>): Result<readonly IncidentEvent[]> {
  const summary = command.summary.trim()
  const fields: Record<string, string> = {}
  if (summary === '') fields['summary'] = 'required'
  if (summary.length > LONGEST) fields['summary'] = 'too-long'
  const override = command.override?.trim()
  const overrideFault = override === undefined ? undefined : reasonFault(override)
  if (overrideFault !== undefined) fields['override'] = overrideFault
  if (Object.keys(fields).length > 0) return refuseFields('incidents/invalid', fields)
  const open = openMandatory(record).map((step) => step.id)
  if (open.length > 0 && override === undefined) return refuse('incidents/steps-open', { count: open.length })
  const closing = { summary, outcome: command.outcome }
  return ok([
    {
      type: 'incident.closed',
      payload: override === undefined || open.length === 0 ? closing : { ...closing, override: { reason: override, open } },
    },
  ])
}

function reopen(reason: string): Result<readonly IncidentEvent[]> {
  const fault = reasonFault(reason.trim())
  if (fault !== undefined) return refuseFields('incidents/reason-needed', { reason: fault })
  return ok([{ type: 'incident.reopened', payload: { reason: reason.trim() } }])
}

function restrict({ edition, to }: Restriction, command: Extract<IncidentCommand, { kind: 'restrict' }>, context: Context): Result<readonly IncidentEvent[]> {
  if (command.edition !== edition) return refuse('incidents/restriction-changed')
  const people = [...new Set(command.people)]
  const fault = reasonFault(command.reason.trim())
  const fields = {
    // Whoever shut themselves out could not mend it.
    ...(people.includes(context.actor) ? {} : { people: 'without-you' }),
    ...(command.unknown.length > 0 ? { people: 'choice' } : {}),
    ...(people.length > MOST_NAMED ? { people: 'too-many' } : {}),
    ...(fault === undefined ? {} : { reason: fault }),
  }
  if (Object.keys(fields).length > 0) return refuseFields('incidents/invalid', fields)
  const same = to !== null && to.people.length === people.length && people.every((person) => to.people.includes(person))
  return ok(same ? [] : [{ type: 'incident.restricted', payload: { people, reason: command.reason.trim() } }])
}

function unrestrict({ edition, to }: Restriction, command: Extract<IncidentCommand, { kind: 'unrestrict' }>): Result<readonly IncidentEvent[]> {
  if (command.edition !== edition) return refuse('incidents/restriction-changed')
  if (to === null) return refuse('incidents/not-restricted')
  const fault = reasonFault(command.reason.trim())
  if (fault !== undefined) return refuseFields('incidents/reason-needed', { reason: fault })
  return ok([{ type: 'incident.unrestricted', payload: { reason: command.reason.trim() } }])
}

function evolve(state: Incident, event: IncidentEvent, meta: EventMeta): Incident {
  if (event.type === 'incident.opened') return { stage: 'open', record: opened(event.payload, meta) }
  if (state.stage === 'none') return state
  const said = { at: meta.at, by: meta.actor }
  switch (event.type) {
    case 'incident.closed':
      return { stage: 'closed', record: state.record, closing: event.payload, ...said }
    case 'incident.reopened':
      return { stage: 'open', record: state.record }
    case 'incident.restricted':
    case 'incident.unrestricted': {
      const to = event.type === 'incident.restricted' ? { ...event.payload, ...said } : null
      return { ...state, record: { ...state.record, restriction: { edition: state.record.restriction.edition + 1, to } } }
    }
    default:
      return { ...state, record: gathered(state.record, event, said) }
  }
}

function opened(opening: Extract<IncidentEvent, { type: 'incident.opened' }>['payload'], meta: EventMeta): IncidentRecord {
  const said = { at: meta.at, by: meta.actor, superseded: [] }
  return {
    folio: opening.folio,
    seen: opening.seen,
    severity: opening.severity,
    office: meta.office,
    accounts: opening.accounts,
    openedAt: meta.at,
    openedBy: meta.actor,
    playbook: opening.playbook,
    steps: opening.steps.map(fresh),
    facts: {
      'known-at': { value: opening.knownAt, ...said },
      ...(opening.knownBy === '' ? {} : { 'known-by': { value: opening.knownBy, ...said } }),
      ...(opening.howKnown === '' ? {} : { 'how-known': { value: opening.howKnown, ...said } }),
    },
    evidence: [],
    restriction: { edition: 0, to: null },
  }
}

function fresh(step: PinnedStep): IncidentStep {
  return { ...step, progress: { status: 'open' }, retired: false }
}

type Gathering = Exclude<IncidentEvent, { type: 'incident.opened' | 'incident.closed' | 'incident.reopened' | 'incident.restricted' | 'incident.unrestricted' }>

function gathered(record: IncidentRecord, event: Gathering, said: { readonly at: EventMeta['at']; readonly by: EventMeta['actor'] }): IncidentRecord {
  switch (event.type) {
    case 'incident.step-done':
      return withProgress(record, event.payload.step, { status: 'done', answer: event.payload.answer, ...said })
    case 'incident.step-not-applicable':
      return withProgress(record, event.payload.step, { status: 'not-applicable', reason: event.payload.reason, ...said })
    case 'incident.step-reopened':
      return withProgress(record, event.payload.step, { status: 'open' })
    case 'incident.evidence-added':
      return { ...record, evidence: [...record.evidence, { ...event.payload, custody: [{ act: 'collected', detail: '', ...said }] }] }
    case 'incident.custody-recorded': {
      const { evidence, act, detail } = event.payload
      const custody = { act, detail, ...said }
      return { ...record, evidence: record.evidence.map((item) => (item.id === evidence ? { ...item, custody: [...item.custody, custody] } : item)) }
    }
    case 'incident.fact-recorded': {
      const { key, value } = event.payload
      const before = record.facts[key]
      const superseded = before === undefined ? [] : [...before.superseded, { value: before.value, at: before.at, by: before.by }]
      return { ...record, facts: { ...record.facts, [key]: { value, ...said, superseded } } }
    }
    case 'incident.account-linked':
      return { ...record, accounts: [...record.accounts, event.payload] }
    case 'incident.account-unlinked':
      return { ...record, accounts: record.accounts.filter((account) => account.id !== event.payload.account) }
    case 'incident.reclassified': {
      const { to, severity, playbook, added, removed, retired } = event.payload
      const returning = new Set(added.map((step) => step.id))
      const kept = record.steps
        .filter((step) => !removed.includes(step.id) && !(step.retired && returning.has(step.id)))
        .map((step) => (retired.includes(step.id) ? { ...step, retired: true } : step))
      // A step that comes back keeps what was done on it.
      const back = added.map((step) => {
        const before = record.steps.find((known) => known.id === step.id)
        return before === undefined ? fresh(step) : { ...step, progress: before.progress, retired: false }
      })
      return { ...record, seen: to, severity, playbook, steps: inPhaseOrder([...kept, ...back]) }
    }
    default:
      return never(event)
  }
}

function withProgress(record: IncidentRecord, id: string, progress: IncidentStep['progress']): IncidentRecord {
  return { ...record, steps: record.steps.map((step) => (step.id === id ? { ...step, progress } : step)) }
}

/** By target time: two branches merged must still read from first to last. */
function inPhaseOrder(steps: readonly IncidentStep[]): readonly IncidentStep[] {
  const rank = { now: 0, hour: 1, after: 2 }
  return steps.toSorted((a, b) => rank[a.phase] - rank[b.phase] || a.minutes - b.minutes)
}
