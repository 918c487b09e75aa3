import { instantFault } from '#shared/incidents/fact.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { never } from '#shared/kernel/never.ts'
import { ok, refuse, refuseFields, type Result } from '#shared/kernel/result.ts'
import { heldRole, type Decider, type EventMeta } from '#shared/ledger/decider.ts'
import type { Context, PersonId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import type { Notice, NoticeCommand, NoticeContent, NoticeEvent, NoticeRecord } from './notice.ts'

/** Security first: it is the role that may act in every office's. */
const HELPERS: readonly Role[] = ['security', 'operator', 'reviewer', 'administrator']
const LONGEST_SUBJECT = 200
const LONGEST_BODY = 12_000
const LONGEST_LINE = 300

/** A notice to one addressee: drafted with its incident, sent by a person outside the application, acknowledged. Source: DOMAIN 1.2, rule 9. */
export const notice: Decider<Notice, NoticeCommand, NoticeEvent> = {
  noun: 'notice',
  initial: { stage: 'none' },
  schemas: {
    'notice.drafted': 1,
    'notice.redrafted': 1,
    'notice.revised': 1,
    'notice.exported': 1,
    'notice.sent': 1,
    'notice.sent-retracted': 1,
    'notice.acknowledged': 1,
    'notice.restricted': 1,
    'notice.unrestricted': 1,
  },
  decide,
  evolve,
  audience(state, context) {
    if (state.stage === 'none') return { kind: 'security', office: context.office }
    const { office, people } = state.record
    return people === null ? { kind: 'security', office } : { kind: 'people', people }
  },
  roleFor: ({ kind }, context) => heldRole(context, kind === 'restrict' ? ['security'] : HELPERS),
}

function decide(state: Notice, command: NoticeCommand, context: Context): Result<readonly NoticeEvent[]> {
  if (command.kind === 'draft') {
    if (state.stage !== 'none') return refuse('notices/already-drafted')
    const { incident, folio, addressee, content } = command
    return ok([{ type: 'notice.drafted', payload: { incident, folio, addressee, content } }])
  }
  if (state.stage === 'none') return refuse('notices/unknown')
  switch (command.kind) {
    case 'redraft':
      return state.stage === 'drafted' && !state.record.edited && !sameContent(state.record.content, command.content)
        ? ok([{ type: 'notice.redrafted', payload: { content: command.content } }])
        : ok([])
    case 'revise':
      return state.stage === 'drafted' ? revise(state.record, command) : refuse('notices/already-sent')
    case 'mark-exported': {
      const { form, file, sha256 } = command
      return ok([{ type: 'notice.exported', payload: { form, file, sha256 } }])
    }
    case 'mark-sent':
      return markSent(command, context.now)
    case 'retract-sent':
      return state.stage === 'sent' ? retract(command.reason.trim()) : refuse(state.stage === 'drafted' ? 'notices/not-sent' : 'notices/acknowledged')
    case 'restrict':
      return ok(restrict(state.record.people, command.people))
    case 'acknowledge':
      return state.stage === 'sent' ? acknowledge(command, context.now) : refuse(state.stage === 'drafted' ? 'notices/not-sent' : 'notices/acknowledged')
    default:
      return never(command)
  }
}

function restrict(before: readonly PersonId[] | null, people: readonly PersonId[] | null): readonly NoticeEvent[] {
  if (JSON.stringify(before) === JSON.stringify(people)) return []
  return [people === null ? { type: 'notice.unrestricted', payload: {} } : { type: 'notice.restricted', payload: { people } }]
}

function sameContent(one: NoticeContent, other: NoticeContent): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function revise(record: NoticeRecord, command: Extract<NoticeCommand, { kind: 'revise' }>): Result<readonly NoticeEvent[]> {
  const subject = command.subject.trim()
  const body = command.body.trim()
  const fields = { ...textFault('subject', subject, LONGEST_SUBJECT), ...textFault('body', body, LONGEST_BODY) }
  if (Object.keys(fields).length > 0) return refuseFields('notices/invalid', fields)
  const same = subject === record.content.subject && body === record.content.body
  return ok(same ? [] : [{ type: 'notice.revised', payload: { subject, body } }])
}

function markSent(command: Extract<NoticeCommand, { kind: 'mark-sent' }>, now: Instant): Result<readonly NoticeEvent[]> {
  const to = command.to.trim()
  const fault = instantFault(command.at, now)
  const fields = { ...textFault('to', to, LONGEST_LINE), ...(fault === undefined ? {} : { at: fault }) }
  if (Object.keys(fields).length > 0) return refuseFields('notices/invalid', fields)
  return ok([{ type: 'notice.sent', payload: { channel: command.channel, at: command.at, to } }])
}

function retract(reason: string): Result<readonly NoticeEvent[]> {
  const fields = textFault('reason', reason, LONGEST_LINE)
  return Object.keys(fields).length > 0 ? refuseFields('notices/invalid', fields) : ok([{ type: 'notice.sent-retracted', payload: { reason } }])
}

function acknowledge(command: Extract<NoticeCommand, { kind: 'acknowledge' }>, now: Instant): Result<readonly NoticeEvent[]> {
  const by = command.by.trim()
  const how = command.how.trim()
  const fault = instantFault(command.at, now)
  const fields = {
    ...textFault('by', by, LONGEST_LINE),
    ...(how.length > LONGEST_LINE ? { how: 'too-long' } : {}),
    ...(fault === undefined ? {} : { at: fault }),
  }
  if (Object.keys(fields).length > 0) return refuseFields('notices/invalid', fields)
  return ok([{ type: 'notice.acknowledged', payload: { by, at: command.at, how } }])
}

function textFault(field: string, text: string, longest: number): Readonly<Record<string, string>> {
  if (text === '') return { [field]: 'required' }
  return text.length > longest ? { [field]: 'too-long' } : {}
}

function evolve(state: Notice, event: NoticeEvent, meta: EventMeta): Notice {
  if (event.type === 'notice.drafted') {
    const { incident, folio, addressee, content } = event.payload
    const record = { incident, folio, addressee, content, office: meta.office, edited: false, draftedAt: meta.at, exports: [], people: null }
    return { stage: 'drafted', record }
  }
  if (state.stage === 'none') return state
  const record = state.record
  switch (event.type) {
    case 'notice.redrafted':
      return { ...state, record: { ...record, content: event.payload.content } }
    case 'notice.revised':
      return { ...state, record: { ...record, edited: true, content: { ...record.content, ...event.payload } } }
    case 'notice.exported':
      return { ...state, record: { ...record, exports: [...record.exports, { ...event.payload, at: meta.at }] } }
    case 'notice.sent': {
      const dispatch = { ...event.payload, by: meta.actor }
      const dispatches = state.stage === 'drafted' ? [dispatch] : [...state.dispatches, dispatch]
      return state.stage === 'acknowledged' ? { ...state, dispatches } : { stage: 'sent', record, dispatches }
    }
    case 'notice.sent-retracted':
      return { stage: 'drafted', record }
    case 'notice.restricted':
      return { ...state, record: { ...record, people: event.payload.people } }
    case 'notice.unrestricted':
      return { ...state, record: { ...record, people: null } }
    case 'notice.acknowledged':
      return { stage: 'acknowledged', record, dispatches: state.stage === 'drafted' ? [] : state.dispatches, acknowledgement: event.payload }
    default:
      return never(event)
  }
}
