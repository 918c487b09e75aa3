import { z } from 'zod'
import { accountForms } from '#shared/accounts/account-forms.ts'
import { consultationForms } from '#shared/consultations/consultation-forms.ts'
import { credentialForms } from '#shared/credentials/credential-forms.ts'
import type { EventType } from '#shared/hub/permissions.ts'
import { incidentForms } from '#shared/incidents/incident-forms.ts'
import { count, type FormsOf, id, instant, list, sha256, text } from '#shared/ledger/forms.ts'
import type { RestorationEvent } from '#shared/ledger/restoration.ts'
import { kitForms } from '#shared/kits/kit-forms.ts'
import { libraryForms } from '#shared/library/library-forms.ts'
import { noticeForms } from '#shared/notices/notice-forms.ts'
import { organizationForms } from '#shared/organization/organization-forms.ts'
import type { ImportEvent } from '#shared/imports/import.ts'
import { postForms } from '#shared/posts/post-forms.ts'
import { remarkForms } from '#shared/posts/remark-forms.ts'
import { reviewForms } from '#shared/posts/review-forms.ts'
import type { ClockEvent } from '#shared/reminders/clock-watch.ts'
import { lineForms } from '#shared/rules/line-forms.ts'
import { tuningForms } from '#shared/rules/tuning-forms.ts'
import { deciders } from '#main/deciders.ts'
import type { EventRow } from '#main/ledger/canonical.ts'

const others = {
  'clock.set-back': z.object({ latest: instant, now: instant }),
  'import.brought': z.object({ file: text, rows: list(z.object({ line: count, fingerprint: sha256, post: id })) }),
  'record.restored': z.object({ missing: count, known: count }),
} satisfies FormsOf<ClockEvent | ImportEvent | RestorationEvent>

/** The form of every type's payload in its newest schema number. One that has none does not compile. */
export const forms = {
  ...accountForms, ...consultationForms, ...credentialForms, ...incidentForms, ...kitForms, ...libraryForms, ...lineForms, ...noticeForms, ...organizationForms, ...postForms, ...remarkForms, ...reviewForms, ...tuningForms, ...others,
} satisfies Readonly<Record<EventType, z.ZodType>> // prettier-ignore

/** The newest schema number of each type, and what lifts older ones. */
const lifts = new Map(
  deciders.flatMap(({ schemas, upcasters }) => Object.entries(schemas).map(([type, newest]) => [type, { newest, lift: upcasters?.[type] ?? {} }] as const)),
)

/**
 * Whether an event's payload is what its type and schema number say: pages and states are made of it without looking again. True for what this version
 * does not know: that is another question.
 */
export function isWellFormed({ type, schema, payload: said }: Pick<EventRow, 'type' | 'schema' | 'payload'>): boolean {
  const known = lifts.get(type)
  if (known === undefined || schema > known.newest || !Object.hasOwn(forms, type)) return true
  try {
    let payload: unknown = JSON.parse(said)
    for (let step = schema; step < known.newest; step++) {
      const lift = known.lift[step]
      if (lift === undefined) return false
      payload = lift(payload as never) // what an upcaster cannot make anything of, it throws at, or the form refuses
    }
    return forms[type as EventType].safeParse(payload).success // a key by the test
  } catch {
    return false
  }
}
