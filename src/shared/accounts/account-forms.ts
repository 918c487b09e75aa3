import { z } from 'zod'
import { type FormsOf, id, list, text } from '#shared/ledger/forms.ts'
import type { AccountEvent } from './account-events.ts'
import { secondFactors } from './account.ts'
import { networks } from './network.ts'

const fields = z.object({
  handle: text, displayName: text, url: text, office: id, headName: text, headPosition: text, recoveryMail: text, recoveryPhone: text, phoneHolder: text,
  deputyHolder: text, accessPeople: text, secondFactor: z.enum(secondFactors), birthDate: text, onPortal: z.boolean(), authorization: text, notes: text,
}) // prettier-ignore
const value = z.union([text, z.boolean()])
const change = z.object({ from: value, to: value })
const reason = z.object({ reason: text })

export const accountForms = {
  'account.registered': z.object({ network: z.enum(networks), fields, operators: list(id) }),
  'account.corrected': z.object({ changes: z.partialRecord(fields.keyof(), change) }),
  'account.operators-assigned': z.object({ operators: list(id), added: list(id), removed: list(id) }),
  'account.closure-recommended': reason,
  'account.closure-withdrawn': reason,
  'account.closed': reason,
  'account.reopened': reason,
  'account.queue-frozen': z.object({ incident: id, folio: text }),
  'account.queue-released': z.object({ incident: id }),
} satisfies FormsOf<AccountEvent>
