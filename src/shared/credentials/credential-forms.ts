import { z } from 'zod'
import { count, type FormsOf, id, instant, list, text } from '#shared/ledger/forms.ts'
import type { CredentialEvent } from './credential-events.ts'
import { origins, reviewAnswers, rotationReasons } from './credential.ts'

const secret = z.object({ item: id, origin: z.enum(origins), length: count, bits: z.number(), fingerprint: z.object({ exact: text, near: list(text) }) })
const answer = z.enum(reviewAnswers)
const rotation = z.object({ rotation: id })
const item = z.object({ item: id })

export const credentialForms = {
  'credential.reserved': z.object({ account: id, office: id, subject: text, item: id }),
  'credential.kept': z.object({ secret, changedAt: instant.nullable() }),
  'credential.copied': item,
  'credential.revealed': item,
  'credential.rotation-demanded': z.object({ reason: z.enum(rotationReasons), note: text }),
  'credential.rotation-begun': z.object({ rotation: id, reason: z.enum(rotationReasons), note: text, item: id }),
  'credential.pending-stored': z.object({ rotation: id, secret }),
  'credential.pending-replaced': z.object({ rotation: id, item: id }),
  'credential.platform-opened': rotation,
  'credential.changed-there': rotation,
  'credential.rotation-confirmed': rotation,
  'credential.access-reviewed': z.object({ rotation: id, review: z.object({ sessions: answer, apps: answer, recovery: answer, 'second-factor': answer }) }),
  'credential.rotation-finished': rotation,
  'credential.rotation-cancelled': z.object({ rotation: id, note: text }),
  'credential.former-released': item,
} satisfies FormsOf<CredentialEvent>
