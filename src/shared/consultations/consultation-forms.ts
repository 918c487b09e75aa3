import { z } from 'zod'
import { networks } from '#shared/accounts/network.ts'
import { count, type FormsOf, id, instant, list, none, sha256, text } from '#shared/ledger/forms.ts'
import { type ConsultationEvent, matters, receivers, speeches } from './consultation.ts'

const detail = z.object({ detail: text })
const reason = z.object({ reason: text })
const evidence = z.object({ sha256, size: count, mime: text, name: text })

export const consultationForms = {
  'consultation.asked': z.object({ matter: z.enum(matters), account: z.object({ id, network: z.enum(networks), handle: text }), question: text }),
  'consultation.referred': detail,
  'consultation.taken': none,
  'consultation.released': none,
  'consultation.returned': z.object({ note: text }),
  'consultation.completed': detail,
  'consultation.answered': z.object({ text, source: text }),
  'consultation.lapsed': z.object({ due: instant, limit: z.number() }),
  'consultation.replied': z.object({ text, permalink: text, basis: z.enum(['answer', 'lapse', 'rule']) }),
  'consultation.reported': z.object({ speech: z.enum(speeches), what: text, link: text, evidence: list(evidence), sentTo: list(z.enum(receivers)) }),
  'consultation.closed': reason,
  'consultation.withdrawn': reason,
} satisfies FormsOf<ConsultationEvent>
