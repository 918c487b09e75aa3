import type { Correspondents } from '#main/documents/correspondents.ts'
import { ADDRESSEE_NAMES, incidentValues, withoutAbsent } from '#main/documents/incident-values.ts'
import { renderTemplate } from '#main/documents/template-text.ts'
import type { IncidentRecord } from '#shared/incidents/incident.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import type { NoticeContent } from '#shared/notices/notice.ts'
import type { NoticeTemplate, Values, Variable } from '#shared/notices/template.ts'
import { reaches } from '#shared/organization/contact.ts'

/** What a notice says now: the template filled with the incident's facts. `writer` signs it. */
export function noticeContent(
  template: NoticeTemplate,
  record: IncidentRecord,
  writer: PersonId,
  correspondents: Correspondents,
  now: Instant,
): NoticeContent {
  const contact = correspondents.contacts(record.office)[template.addressee]
  const to = reaches(contact) ? contact : undefined
  const sender = correspondents.person(writer)
  const named = to === undefined || to.name === '' ? '' : [to.name, to.post].filter((part) => part !== '').join(', ')
  const values: Values = {
    ...incidentValues(record, correspondents, now),
    ...withoutAbsent({
      destinatario: named || ADDRESSEE_NAMES[template.addressee],
      cargo_destinatario: to?.post,
      remitente: sender?.name,
      cargo_remitente: sender?.post,
      correo_remitente: sender?.mail,
    }),
  }
  const missing = new Set<Variable>(named === '' ? ['destinatario'] : [])
  const fill = (text: string): string => {
    const rendered = renderTemplate(text, values)
    for (const name of rendered.missing) missing.add(name)
    return rendered.text
  }
  return {
    template: { id: template.id, version: template.version },
    ...(to === undefined ? {} : { to }),
    subject: fill(template.subject),
    body: fill(template.body),
    mail: { greeting: fill(template.mail.greeting), farewell: fill(template.mail.farewell) },
    letter: { antecedent: fill(template.letter.antecedent), closing: fill(template.letter.closing) },
    phone: fill(template.phone),
    facts: factsOf(values),
    missing: [...missing].toSorted(),
  }
}

/** What a reader was told; the date of the drafting is no fact. */
function factsOf(values: Values): Readonly<Record<string, string>> {
  const { fecha: _, fecha_y_hora: __, ...facts } = values
  return facts
}

/** The mail's whole text. */
export function mailText(content: NoticeContent): string {
  return `${content.mail.greeting}\n\n${content.body}\n\n${content.mail.farewell}`
}
