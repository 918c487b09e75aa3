import { z } from 'zod'
import { count, type FormsOf, id, instant, list, sha256, text } from '#shared/ledger/forms.ts'
import { contacts } from '#shared/organization/contact.ts'
import { cardForm } from '#shared/organization/organization-forms.ts'
import { channels, forms, type NoticeEvent } from './notice.ts'

const content = z.object({
  template: z.object({ id, version: count }),
  to: cardForm.optional(),
  subject: text,
  body: text,
  mail: z.object({ greeting: text, farewell: text }),
  letter: z.object({ antecedent: text, closing: text }),
  phone: text,
  facts: z.record(text, text),
  missing: list(text),
})

export const noticeForms = {
  'notice.drafted': z.object({ incident: id, folio: text, addressee: z.enum(contacts), content }),
  'notice.redrafted': z.object({ content }),
  'notice.revised': z.object({ subject: text, body: text }),
  'notice.exported': z.object({ form: z.enum(forms), file: text, sha256 }),
  'notice.sent': z.object({ channel: z.enum(channels), at: instant, to: text }),
  'notice.sent-retracted': z.object({ reason: text }),
  'notice.acknowledged': z.object({ by: text, at: instant, how: text }),
  'notice.restricted': z.object({ people: list(id) }),
  'notice.unrestricted': z.object({}),
} satisfies FormsOf<NoticeEvent>
