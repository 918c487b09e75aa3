import { ADDRESSEE_NAMES } from '#main/documents/incident-values.ts'
import type { IncidentEvent, IncidentRecord } from '#shared/incidents/incident.ts'
import type { PersonId, RecordedEvent } from '#shared/ledger/event.ts'
import type { NoticeEvent, NoticeRecord } from '#shared/notices/notice.ts'

export type Moment = { readonly event: RecordedEvent; readonly detail: Readonly<Record<string, string>> }

/** Everything that happened to an incident and its notices, oldest first: the ledger's own events, nothing added, nothing left out. */
export function timelineOf(
  record: IncidentRecord,
  events: readonly RecordedEvent[],
  notices: readonly { readonly notice: NoticeRecord; readonly events: readonly RecordedEvent[] }[],
  nameOf: (person: PersonId) => string,
): readonly Moment[] {
  const own = events.map((event) => ({ event, detail: incidentDetail(record, event as RecordedEvent<IncidentEvent> & IncidentEvent, nameOf) })) // one stream, one decider
  const theirs = notices.flatMap(({ notice, events: history }) =>
    history.map((event) => ({ event, detail: noticeDetail(notice, event as RecordedEvent<NoticeEvent> & NoticeEvent) })), // as above
  )
  return [...own, ...theirs].toSorted((a, b) => a.event.position - b.event.position)
}

function incidentDetail(record: IncidentRecord, event: IncidentEvent, nameOf: (person: PersonId) => string): Readonly<Record<string, string>> {
  switch (event.type) {
    case 'incident.opened':
      return { folio: event.payload.folio, seen: event.payload.seen }
    case 'incident.step-done':
      return { step: titleOf(record, event.payload.step), answer: event.payload.answer }
    case 'incident.step-not-applicable':
      return { step: titleOf(record, event.payload.step), reason: event.payload.reason }
    case 'incident.step-reopened':
      return { step: titleOf(record, event.payload.step) }
    case 'incident.evidence-added':
      return { name: event.payload.name, sha256: event.payload.sha256 }
    case 'incident.custody-recorded': {
      const { evidence, act, detail } = event.payload
      return { name: record.evidence.find((item) => item.id === evidence)?.name ?? evidence, act, detail }
    }
    case 'incident.fact-recorded': {
      const { key, value, previous } = event.payload
      return { key, value, ...(previous === undefined ? {} : { previous }) }
    }
    case 'incident.account-linked':
      return { account: event.payload.handle || event.payload.name }
    case 'incident.account-unlinked':
      return { account: event.payload.account, reason: event.payload.reason }
    case 'incident.reclassified':
      return { from: event.payload.from, to: event.payload.to }
    case 'incident.closed':
      return { outcome: event.payload.outcome, override: event.payload.override?.reason ?? '' }
    case 'incident.reopened':
    case 'incident.unrestricted':
      return { reason: event.payload.reason }
    case 'incident.restricted':
      return { reason: event.payload.reason, people: event.payload.people.map(nameOf).join('\n') }
  }
}

function noticeDetail(notice: NoticeRecord, event: NoticeEvent): Readonly<Record<string, string>> {
  const addressee = ADDRESSEE_NAMES[notice.addressee]
  switch (event.type) {
    case 'notice.drafted':
    case 'notice.redrafted':
    case 'notice.revised':
      return { addressee }
    case 'notice.exported':
      return { addressee, file: event.payload.file }
    case 'notice.sent':
      return { addressee, channel: event.payload.channel, at: event.payload.at, to: event.payload.to }
    case 'notice.sent-retracted':
      return { addressee, reason: event.payload.reason }
    case 'notice.restricted':
    case 'notice.unrestricted':
      return { addressee }
    case 'notice.acknowledged':
      return { addressee, by: event.payload.by, at: event.payload.at, how: event.payload.how }
  }
}

function titleOf(record: IncidentRecord, id: string): string {
  return record.steps.find((step) => step.id === id)?.title ?? id
}
