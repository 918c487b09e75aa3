import { never } from '#shared/kernel/never.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { worded } from '#shared/kernel/worded.ts'
import { ok, refuse, refuseFields, type Result } from '#shared/kernel/result.ts'
import { heldRole, type Decider, type EventMeta } from '#shared/ledger/decider.ts'
import type { Context } from '#shared/ledger/event.ts'
import { hostOf } from '#shared/accounts/web-address.ts'
import { permalinkFault } from '#shared/posts/permalink.ts'
import { dueAt, started, stillClock, stopped } from '#shared/posts/review-clock.ts'
import type { Basis, Consultation, ConsultationCommand, ConsultationEvent, KnownConsultation, Report, StageKind } from './consultation.ts'
import { saysOnlyWhere } from './ways.ts'
import { rolesFor, whyNot, type Standing } from './transitions.ts'

const LONGEST = 4000
const SHORTEST_REASON = 4
const MOST_FILES = 20

/**
 * A consultation of Comunicación Social about a citizen's question. Its answer, or the lapse of its 48 h, gives a text to reply with;
 * neither ever approves a post. Source: criteria of 2017 (DOMAIN 1.2, rules 3 and 7; table (a), rows 4, 5, 9 and 10).
 */
export const consultation: Decider<Consultation, ConsultationCommand, ConsultationEvent> = {
  noun: 'consultation',
  initial: { kind: 'none' },
  schemas: {
    'consultation.asked': 1,
    'consultation.referred': 1,
    'consultation.taken': 1,
    'consultation.released': 1,
    'consultation.returned': 1,
    'consultation.completed': 1,
    'consultation.answered': 1,
    'consultation.lapsed': 1,
    'consultation.replied': 1,
    'consultation.reported': 1,
    'consultation.closed': 1,
    'consultation.withdrawn': 1,
  },
  decide,
  evolve,
  audience: (state, context) => ({ kind: 'review', office: state.kind === 'none' ? context.office : state.office }),
  roleFor: (command, context) => heldRole(context, rolesFor[command.kind]),
}

/** When the time of a consultation that is with Comunicación Social runs out; undefined while no clock runs. `limit`: hours. */
export function dueOf(state: KnownConsultation, limit: number): Instant | undefined {
  return state.stage === 'asked' ? dueAt(state.clock, limit) : undefined
}

/** Where it stands at a moment: by the clock, `lapsed` also before somebody has recorded it. */
export function stageAt(state: KnownConsultation, now: Instant, limit: number): StageKind {
  const due = dueOf(state, limit)
  return due !== undefined && due <= now ? 'lapsed' : state.stage
}

/** What the table of transitions needs of a consultation. */
export function standingOf(state: KnownConsultation, now: Instant, limit: number): Standing {
  return { stage: stageAt(state, now, limit), office: state.office, contributors: state.contributors, takenBy: state.takenBy }
}

function decide(state: Consultation, command: ConsultationCommand, context: Context): Result<readonly ConsultationEvent[]> {
  if (state.kind === 'none') return command.kind === 'ask' ? ask(command) : refuse('consultations/unknown')
  const { limit } = command
  const reason = whyNot(command.kind, standingOf(state, context.now, limit), { person: context.actor, roles: context.roles, office: context.office })
  if (reason !== undefined) return refuse(reason)
  const lapse = lapseOf(state, context.now, limit)
  switch (command.kind) {
    case 'ask':
      return refuse('consultations/exists')
    case 'refer':
      return withText('detail', command.detail, command.faults, (detail) => [{ type: 'consultation.referred', payload: { detail } }])
    case 'take':
      return ok(state.takenBy === context.actor ? lapse : [...lapse, { type: 'consultation.taken', payload: {} }])
    case 'release':
      return ok([{ type: 'consultation.released', payload: {} }])
    case 'return':
      return withText('note', command.note, command.faults, (note) => [{ type: 'consultation.returned', payload: { note } }])
    case 'complete':
      return withText('detail', command.detail, command.faults, (detail) => [{ type: 'consultation.completed', payload: { detail } }])
    case 'answer':
      return answer(command, lapse)
    case 'lapse':
      return state.stage === 'lapsed' ? ok([]) : lapse.length === 0 ? refuse('consultations/running') : ok(lapse)
    case 'reply':
      return reply(state, command, lapse)
    case 'report':
      return report(command.report, command.faults)
    case 'close':
      // A reply closes by itself what was asked; without one, somebody says why none was needed.
      return state.stage === 'replied' && command.reason.trim() === ''
        ? ok([{ type: 'consultation.closed', payload: { reason: '' } }])
        : withText('reason', command.reason, command.faults, (text) => [...lapse, { type: 'consultation.closed', payload: { reason: text } }], SHORTEST_REASON)
    case 'withdraw':
      return withText('reason', command.reason, command.faults, (text) => [{ type: 'consultation.withdrawn', payload: { reason: text } }], SHORTEST_REASON)
    default:
      return never(command)
  }
}

/** The lapse that the clock has brought and that is not on record yet. */
function lapseOf(state: KnownConsultation, now: Instant, limit: number): readonly ConsultationEvent[] {
  const due = dueOf(state, limit)
  return due !== undefined && due <= now ? [{ type: 'consultation.lapsed', payload: { due, limit } }] : []
}

function ask({ matter, account, question, faults }: Extract<ConsultationCommand, { kind: 'ask' }>): Result<readonly ConsultationEvent[]> {
  return withText('question', question, faults, (text) => [{ type: 'consultation.asked', payload: { matter, account, question: text } }], 10)
}

function answer({ text, source, faults }: Extract<ConsultationCommand, { kind: 'answer' }>, lapse: readonly ConsultationEvent[]): Result<readonly ConsultationEvent[]> {
  const from = worded(source)
  if (from === '' || from.length > 500) return refuseFields('consultations/incomplete', { source: from === '' ? 'required' : 'too-long' })
  return withText('text', text, faults, (checked) => [...lapse, { type: 'consultation.answered', payload: { text: checked, source: from } }])
}

/** What a reply rests on in a stage. */
export function basisIn(stage: StageKind): Basis | undefined {
  return stage === 'answered' ? 'answer' : stage === 'lapsed' ? 'lapse' : stage === 'ruled' ? 'rule' : undefined
}

function reply(
  state: KnownConsultation,
  { text, permalink, faults, domains }: Extract<ConsultationCommand, { kind: 'reply' }>,
  lapse: readonly ConsultationEvent[],
): Result<readonly ConsultationEvent[]> {
  const basis = basisIn(lapse.length > 0 ? 'lapsed' : state.stage)
  if (basis === undefined) return refuse('consultations/no-basis')
  const fault = permalinkFault(permalink, { network: state.account.network, handle: state.account.handle, domains, reply: true })
  if (fault !== undefined) return refuseFields('consultations/incomplete', { permalink: fault })
  // Without an answer nothing of the matter may be said: only where it can be asked.
  if (basis === 'lapse' && !saysOnlyWhere(text)) return refuseFields('consultations/lapse-says-where', { text: 'says-where' })
  return withText('text', text, faults, (checked) => [...lapse, { type: 'consultation.replied', payload: { text: checked, permalink: permalink.trim(), basis } }])
}

function report(given: Report, faults: readonly string[]): Result<readonly ConsultationEvent[]> {
  const link = given.link.trim()
  const missing: Record<string, string> = {}
  if (link === '') missing['link'] = 'required'
  else if (hostOf(link) === undefined || link.length > 2000) missing['link'] = 'url'
  if (given.evidence.length === 0) missing['evidence'] = 'required'
  if (given.evidence.length > MOST_FILES) missing['evidence'] = 'too-long'
  if (given.sentTo.length === 0) missing['sentTo'] = 'required'
  if (Object.keys(missing).length > 0) return refuseFields('consultations/incomplete', missing)
  const { speech, evidence, sentTo } = given
  return withText('what', given.what, faults, (what) => [{ type: 'consultation.reported', payload: { speech, what, link, evidence, sentTo: [...new Set(sentTo)] } }])
}

function withText(
  field: string,
  given: string,
  faults: readonly string[],
  events: (text: string) => readonly ConsultationEvent[],
  shortest = 1,
): Result<readonly ConsultationEvent[]> {
  const text = worded(given)
  if (text === '') return refuseFields('consultations/incomplete', { [field]: 'required' })
  if (text.length < shortest) return refuseFields('consultations/incomplete', { [field]: 'too-short' })
  if (text.length > LONGEST) return refuseFields('consultations/incomplete', { [field]: 'too-long' })
  if (faults.length > 0) return refuseFields('consultations/text-blocked', { [field]: 'blocked' })
  return ok(events(text))
}

function evolve(state: Consultation, event: ConsultationEvent, meta: EventMeta): Consultation {
  const said = { by: meta.actor, at: meta.at }
  if (event.type === 'consultation.asked') {
    const { matter, account, question } = event.payload
    const doubt = matter === 'doubt'
    return {
      kind: 'consultation',
      stage: doubt ? 'asked' : 'ruled',
      stageAt: meta.at,
      matter,
      account,
      question,
      details: [],
      office: meta.office,
      asker: meta.actor,
      contributors: [meta.actor],
      askedAt: meta.at,
      clock: doubt ? started(stillClock, meta.at) : stillClock,
      takenBy: null,
      returnNote: '',
      answer: null,
      lapsedAt: null,
      reply: null,
      reports: [],
    }
  }
  if (state.kind === 'none') throw new Error(`${event.type} before consultation.asked`)
  const moved = (stage: StageKind): KnownConsultation => ({ ...state, stage, stageAt: meta.at })
  const detailed = (detail: string): KnownConsultation => ({
    ...moved('asked'),
    details: [...state.details, { text: detail, ...said }],
    contributors: state.contributors.includes(meta.actor) ? state.contributors : [...state.contributors, meta.actor],
    clock: started(state.clock, meta.at),
  })
  switch (event.type) {
    case 'consultation.referred':
    case 'consultation.completed':
      return detailed(event.payload.detail)
    case 'consultation.taken':
      return { ...state, takenBy: meta.actor }
    case 'consultation.released':
      return { ...state, takenBy: null }
    case 'consultation.returned':
      return { ...moved('returned'), returnNote: event.payload.note, clock: stopped(state.clock, meta.at) }
    case 'consultation.answered':
      return { ...moved('answered'), answer: { ...event.payload, ...said }, clock: stopped(state.clock, meta.at), takenBy: null }
    case 'consultation.lapsed':
      return { ...moved('lapsed'), stageAt: event.payload.due, lapsedAt: event.payload.due, clock: stopped(state.clock, event.payload.due) }
    case 'consultation.replied':
      return { ...moved('replied'), reply: { ...event.payload, ...said } }
    case 'consultation.reported':
      return { ...state, reports: [...state.reports, { ...event.payload, ...said }] }
    case 'consultation.closed':
      return moved('closed')
    case 'consultation.withdrawn':
      return { ...moved('withdrawn'), clock: stopped(state.clock, meta.at) }
    default:
      return never(event)
  }
}
