import { z } from 'zod'
import { networks } from '#shared/accounts/network.ts'
import { count, type FormsOf, id, instant, list, sha256, text } from '#shared/ledger/forms.ts'
import { custodyActs } from './evidence.ts'
import { factKeys } from './fact.ts'
import type { IncidentEvent } from './incident.ts'
import type { RestrictionEvent } from './restriction.ts'
import { outcomes, seenKinds, severities } from './seen.ts'
import { confidences, doers, phases } from './step.ts'

const account = z.object({ id, network: z.enum(networks), handle: text, name: text })
const playbook = z.object({ id, version: count })
const question = text
const asks = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('notices') }),
  z.object({ kind: z.literal('evidence'), atLeast: count }),
  z.object({ kind: z.literal('text'), question }),
  z.object({ kind: z.literal('count'), question }),
  z.object({ kind: z.literal('link'), question }),
  z.object({ kind: z.literal('choice'), question, options: list(text) }),
])
const help = z.object({ how: text, trap: text.optional(), links: list(z.object({ label: text, url: text, confidence: z.enum(confidences) })) })
const step = z.object({
  id, phase: z.enum(phases), title: text, how: text, why: text, who: z.enum(doers), minutes: z.number(), mandatory: z.boolean(), asks, expect: text.optional(),
  otherwise: text.optional(), networks: z.partialRecord(z.enum(networks), help), source: text, checked: text, confidence: z.enum(confidences),
}) // prettier-ignore
const seen = z.enum(seenKinds)
const severity = z.enum(severities)

export const incidentForms = {
  'incident.opened': z.object({
    folio: text, year: count, number: count, seen, severity, accounts: list(account), knownAt: instant, knownBy: text, howKnown: text, playbook, steps: list(step),
  }), // prettier-ignore
  'incident.step-done': z.object({ step: id, answer: text }),
  'incident.step-not-applicable': z.object({ step: id, reason: text }),
  'incident.step-reopened': z.object({ step: id }),
  'incident.evidence-added': z.object({ id, sha256, size: count, mime: text, name: text, note: text, step: id.optional() }),
  'incident.custody-recorded': z.object({ evidence: id, act: z.enum(custodyActs), detail: text }),
  'incident.fact-recorded': z.object({ key: z.enum(factKeys), value: text, previous: text.optional() }),
  'incident.account-linked': account,
  'incident.account-unlinked': z.object({ account: id, reason: text }),
  'incident.reclassified': z.object({ from: seen, to: seen, severity, playbook, added: list(step), removed: list(id), retired: list(id) }),
  'incident.closed': z.object({ summary: text, outcome: z.enum(outcomes), override: z.object({ reason: text, open: list(id) }).optional() }),
  'incident.reopened': z.object({ reason: text }),
  'incident.restricted': z.object({ people: list(id), reason: text }),
  'incident.unrestricted': z.object({ reason: text }),
  'restriction.placed': z.object({ edition: count }),
  'restriction.lifted': z.object({ edition: count }),
} satisfies FormsOf<IncidentEvent | RestrictionEvent>
