import { placeAndDate, type Correspondents } from '#main/documents/correspondents.ts'
import { evidenceTable } from '#main/documents/evidence-table.ts'
import { ADDRESSEE_NAMES, incidentValues, OUTCOME_WORDS, withoutAbsent } from '#main/documents/incident-values.ts'
import { initialsOf, paragraphsOf, type Block, type Paper, type PaperTable } from '#main/documents/paper.ts'
import { elapsed, longDate, longDateTime, shortDateTime } from '#main/documents/spanish-date.ts'
import { renderTemplate } from '#main/documents/template-text.ts'
import type { NoticeView } from '#main/modules/notices/service.ts'
import { knownAtOf, type Closing, type IncidentRecord } from '#shared/incidents/incident.ts'
import type { IncidentStep } from '#shared/incidents/step.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import type { Channel } from '#shared/notices/notice.ts'
import type { DocumentTemplate, Values } from '#shared/notices/template.ts'

const CHANNELS: Readonly<Record<Channel, string>> = {
  mail: 'correo electrónico',
  phone: 'teléfono',
  messaging: 'mensajería',
  'in-person': 'en persona',
  paper: 'oficio en papel',
}

type Ground = {
  readonly template: DocumentTemplate
  readonly record: IncidentRecord
  readonly writer: PersonId
  readonly correspondents: Correspondents
  readonly at: Instant
}

/** The acta de hechos: what is declared, by whom, and the evidence with its hashes. */
export function actPaper(ground: Ground): Paper {
  return recordPaper(ground, {}, [{ kind: 'table', table: evidenceOf(ground) }])
}

/** The report at the close: facts, notices against the moment it was known, steps, evidence. */
export function reportPaper(ground: Ground, closing: Closing, notices: readonly NoticeView[]): Paper {
  const { record, correspondents, at } = ground
  const zone = correspondents.office(record.office).timeZone
  const values = { resumen: closing.summary, conclusion: OUTCOME_WORDS[closing.outcome], cerrado_el: longDateTime(at, zone) }
  const override = closing.override
  return recordPaper(ground, values, [
    ...(override === undefined
      ? []
      : [{ kind: 'paragraph' as const, text: `Se cerró con ${override.open.length} pasos obligatorios sin resultado. Motivo: ${override.reason}` }]),
    { kind: 'table', table: noticesTable(notices, knownAtOf(record), zone) },
    { kind: 'table', table: stepsTable(record.steps, correspondents, zone) },
    { kind: 'table', table: evidenceOf(ground) },
  ])
}

function recordPaper(ground: Ground, more: Values, blocks: readonly Block[]): Paper {
  const { template, record, correspondents, at } = ground
  const office = correspondents.office(record.office)
  const writer = correspondents.person(ground.writer)
  const values: Values = {
    ...incidentValues(record, correspondents, at),
    ...withoutAbsent({ remitente: writer?.name, cargo_remitente: writer?.post, correo_remitente: writer?.mail }),
    ...more,
  }
  return {
    kind: 'record',
    title: renderTemplate(template.title, values).text,
    institution: correspondents.institution().name,
    area: office.name,
    placeAndDate: placeAndDate(office.place, longDate(at, office.timeZone)),
    folio: record.folio,
    blocks: [...paragraphsOf(renderTemplate(template.body, values).text).map((text) => ({ kind: 'paragraph' as const, text })), ...blocks],
    closing: renderTemplate(template.closing, values).text,
    signatory: { name: writer?.name ?? '', post: writer?.post ?? '' },
    initials: writer === undefined ? '' : initialsOf(writer.name),
    at,
  }
}

function evidenceOf({ record, correspondents }: Ground): PaperTable {
  return evidenceTable(record.evidence, correspondents, correspondents.office(record.office).timeZone)
}

/** «Did you notify as soon as you knew?»: the gap of each, beside the moment it was known. */
function noticesTable(notices: readonly NoticeView[], knownAt: Instant, zone: string): PaperTable {
  return {
    caption: 'Avisos',
    columns: [
      { label: 'Destinatario', share: 26 },
      { label: 'Enviado', share: 34 },
      { label: 'Desde que se supo', share: 16 },
      { label: 'Acuse', share: 24 },
    ],
    rows: notices.map(({ state, content }) => {
      const first = state.stage === 'drafted' ? undefined : state.dispatches.toSorted((a, b) => a.at.localeCompare(b.at))[0]
      const name = content.to === undefined || content.to.name === '' ? ADDRESSEE_NAMES[state.record.addressee] : content.to.name
      return [
        name,
        first === undefined ? 'No enviado' : `${shortDateTime(first.at, zone)}\n${CHANNELS[first.channel]}, ${first.to}`,
        first === undefined ? '' : elapsed(knownAt, first.at),
        state.stage === 'acknowledged' ? `${shortDateTime(state.acknowledgement.at, zone)}\n${state.acknowledgement.by}` : 'Sin acuse registrado',
      ]
    }),
    empty: 'No hay avisos.',
  }
}

function stepsTable(steps: readonly IncidentStep[], correspondents: Correspondents, zone: string): PaperTable {
  return {
    caption: 'Acciones',
    columns: [
      { label: 'Acción', share: 36 },
      { label: 'Resultado', share: 40 },
      { label: 'Quién y cuándo', share: 24 },
    ],
    rows: steps.map((step) => [step.title, resultOf(step), whoOf(step, correspondents, zone)]),
    empty: 'No hay acciones.',
  }
}

function resultOf({ progress }: IncidentStep): string {
  switch (progress.status) {
    case 'open':
      return 'Sin resultado'
    case 'done':
      return progress.answer === '' ? 'Hecho' : progress.answer
    case 'not-applicable':
      return `No aplica: ${progress.reason}`
  }
}

function whoOf({ progress }: IncidentStep, correspondents: Correspondents, zone: string): string {
  if (progress.status === 'open') return ''
  return `${correspondents.person(progress.by)?.name ?? ''}\n${shortDateTime(progress.at, zone)}`
}
