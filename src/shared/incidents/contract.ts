import { z } from 'zod'
import { networks } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { command, contract, query } from '#shared/kernel/contract.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { addressees, channels, forms } from '#shared/notices/notice.ts'
import { variables } from '#shared/notices/template.ts'
import { custodyActs, type EvidenceId } from './evidence.ts'
import { factKeys } from './fact.ts'
import type { IncidentId } from './incident.ts'
import { pinnedStep } from './playbook.ts'
import { outcomes, seenKinds, severities } from './seen.ts'

const nothing = z.object({}).strict()
const short = z.string().max(500)
const long = z.string().max(20_000)
// The brands are given here: what does not exist is refused by the service.
const id = z.string().min(1).max(80).transform((text) => text as IncidentId)
const evidenceId = z.string().min(1).max(80).transform((text) => text as EvidenceId)
const personId = z.string().min(1).max(80).transform((text) => text as PersonId)
const edition = z.int().min(0)
const instant = z.iso.datetime().transform((text) => text as Instant)

const account = z.object({ id: z.string(), network: z.enum(networks), handle: z.string(), name: z.string() })
const said = z.object({ value: z.string(), at: instant, by: z.string() })
const fault = z.object({ file: z.string(), line: z.int(), reason: z.string() })

const row = z.object({
  id,
  folio: z.string(),
  stage: z.enum(['open', 'closed']),
  seen: z.enum(seenKinds),
  severity: z.enum(severities),
  accounts: z.array(account).readonly(),
  knownAt: instant,
  openedAt: instant,
  closedAt: instant.optional(),
  outcome: z.enum(outcomes).optional(),
  /** Steps that count, and those with a result. */
  steps: z.int(),
  settled: z.int(),
  openMandatory: z.int(),
  /** Of the three. */
  noticesSent: z.int(),
  noticesAcknowledged: z.int(),
  /** Only the people named, and auditors, read it. */
  restricted: z.boolean(),
})

const progress = z.discriminatedUnion('status', [
  z.object({ status: z.literal('open') }),
  z.object({ status: z.literal('done'), answer: z.string(), at: instant, by: z.string() }),
  z.object({ status: z.literal('not-applicable'), reason: z.string(), at: instant, by: z.string() }),
])

const dispatch = z.object({ channel: z.enum(channels), at: instant, to: z.string(), by: z.string() })

const notice = z.object({
  id: z.string(),
  addressee: z.enum(addressees),
  stage: z.enum(['drafted', 'sent', 'acknowledged']),
  /** Undefined: nobody has written this contact yet. */
  to: z.object({ name: z.string(), post: z.string(), mail: z.string(), phone: z.string(), hours: z.string() }).optional(),
  subject: z.string(),
  body: z.string(),
  /** The mail as it is copied: greeting, body, farewell. */
  text: z.string(),
  phone: z.string(),
  edited: z.boolean(),
  missing: z.array(z.enum(variables)).readonly(),
  /** Facts that this text did not have and that are known now. */
  learned: z.array(z.enum(variables)).readonly(),
  /** Facts that were corrected after this text was written: what the addressee read no longer holds. */
  stale: z.array(z.enum(variables)).readonly(),
  exports: z.array(z.object({ form: z.enum(forms), file: z.string(), sha256: z.string(), at: instant })).readonly(),
  dispatches: z.array(dispatch).readonly(),
  acknowledgement: z.object({ by: z.string(), at: instant, how: z.string() }).optional(),
})

const evidence = z.object({
  id: evidenceId,
  sha256: z.string(),
  size: z.int(),
  mime: z.string(),
  name: z.string(),
  note: z.string(),
  step: z.string().optional(),
  at: instant,
  by: z.string(),
  custody: z.array(z.object({ act: z.enum(custodyActs), at: instant, by: z.string(), detail: z.string() })).readonly(),
})

/** One line of the timeline: the ledger's own event, with the words that tell it apart. */
const moment = z.object({
  id: z.string(),
  type: z.string(),
  at: instant,
  by: z.string(),
  /** What fills the line's sentence: a step's title, a file's name, an addressee. */
  detail: z.record(z.string(), z.string()),
})

const whole = row.extend({
  openedBy: z.string(),
  officeName: z.string(),
  timeZone: z.string(),
  playbook: z.object({ id: z.string(), version: z.int(), current: z.int() }),
  steps: z.int(),
  list: z.array(pinnedStep.extend({ progress, retired: z.boolean() })).readonly(),
  facts: z.partialRecord(z.enum(factKeys), said.extend({ superseded: z.array(said).readonly() })),
  evidence: z.array(evidence).readonly(),
  notices: z.array(notice).readonly(),
  timeline: z.array(moment).readonly(),
  closing: z.object({ summary: z.string(), outcome: z.enum(outcomes), override: z.object({ reason: z.string(), open: z.array(z.string()).readonly() }).optional() }).optional(),
  /** Whom it is restricted to; null: nobody in particular. `edition` goes back with the act that changes it. */
  restriction: z.object({
    edition: z.int(),
    to: z.object({ people: z.array(z.object({ id: personId, name: z.string() })).readonly(), reason: z.string(), at: instant, by: z.string() }).nullable(),
  }),
  mayRestrict: z.boolean(),
  /** Where its documents are written. */
  folder: z.string(),
  /** Whether the person who asks may close it over open steps. */
  mayOverride: z.boolean(),
  mayClose: z.boolean(),
})

const stepRefusals = ['incidents/unknown', 'incidents/closed', 'incidents/step-unknown', 'incidents/step-settled', 'incidents/secret-inside'] as const
const fileRefusals = ['incidents/file-unreadable', 'incidents/file-too-large'] as const
const documentRefusals = ['documents/unwritable', 'documents/disk-full'] as const

/** Incidents: open by what is seen, work through the steps, keep the evidence, close with a report. */
export const incidentsContract = contract('incidents', {
  list: query({
    in: nothing,
    out: z.object({
      rows: z.array(row).readonly(),
      /** Of the office's, or of all for who sees all: restricted to others. Told by their folio alone. */
      restricted: z.array(z.object({ id, folio: z.string(), by: z.string(), at: instant })).readonly(),
      faults: z.array(fault).readonly(),
    }),
  }),
  get: query({ in: z.object({ id }), out: whole.nullable() }),
  /** What the opening screen offers: the accounts, the person's own first. */
  doors: query({ in: nothing, out: z.object({ accounts: z.array(account.extend({ mine: z.boolean() })), preselected: z.array(z.string()) }) }),
  /** Opens, drafts the three notices and freezes the accounts' queue in one act. */
  open: command({
    in: z.object({
      seen: z.enum(seenKinds),
      accounts: z.array(z.string().max(80)).max(100),
      knownAt: instant.optional(),
      knownBy: short.optional(),
      howKnown: short.optional(),
    }),
    out: z.object({ id: z.string(), folio: z.string() }),
    refusals: ['incidents/invalid', 'incidents/account-unknown', 'incidents/secret-inside', 'incidents/already-open', 'notices/already-drafted'],
  }),
  completeStep: command({
    in: z.object({ id, step: short, answer: long }),
    out: nothing,
    refusals: [...stepRefusals, 'incidents/notices-unsent', 'incidents/evidence-missing', 'incidents/answer-needed'],
  }),
  skipStep: command({ in: z.object({ id, step: short, reason: long }), out: nothing, refusals: [...stepRefusals, 'incidents/reason-needed'] }),
  reopenStep: command({ in: z.object({ id, step: short }), out: nothing, refusals: stepRefusals }),
  recordFacts: command({
    in: z.object({ id, facts: z.partialRecord(z.enum(factKeys), long) }),
    out: nothing,
    refusals: ['incidents/unknown', 'incidents/closed', 'incidents/invalid', 'incidents/secret-inside'],
  }),
  linkAccount: command({ in: z.object({ id, account: short }), out: nothing, refusals: ['incidents/unknown', 'incidents/closed', 'incidents/account-unknown'] }),
  unlinkAccount: command({
    in: z.object({ id, account: short, reason: long }),
    out: nothing,
    refusals: ['incidents/unknown', 'incidents/closed', 'incidents/reason-needed'],
  }),
  /** «Esto no es lo que está pasando»: another door, the work done stays. */
  reclassify: command({ in: z.object({ id, to: z.enum(seenKinds) }), out: nothing, refusals: ['incidents/unknown', 'incidents/closed'] }),
  /** The person chooses files in the system's dialog; `added` 0: they thought better of it. */
  addEvidence: command({
    in: z.object({ id, step: short.optional(), note: short.optional() }),
    out: z.object({ added: z.int() }),
    refusals: ['incidents/unknown', 'incidents/closed', 'incidents/evidence-known', ...fileRefusals],
  }),
  /** The picture on the clipboard (a screenshot). */
  pasteEvidence: command({
    in: z.object({ id, step: short.optional(), note: short.optional() }),
    out: z.object({ added: z.int() }),
    refusals: ['incidents/unknown', 'incidents/closed', 'incidents/evidence-known', 'incidents/nothing-to-paste', ...fileRefusals],
  }),
  /** Hashes the kept copy again and records what was found. */
  verifyEvidence: command({
    in: z.object({ id, evidence: evidenceId }),
    out: z.object({ intact: z.boolean() }),
    refusals: ['incidents/unknown', 'incidents/evidence-unknown', 'incidents/file-unreadable'],
  }),
  /** Writes copies into the incident's folder, with a list of hashes that any program can check. */
  exportEvidence: command({
    in: z.object({ id }),
    out: z.object({ files: z.array(z.string()) }),
    refusals: ['incidents/unknown', 'incidents/no-evidence', 'incidents/evidence-altered', 'incidents/file-unreadable', ...documentRefusals],
  }),
  exportAct: command({ in: z.object({ id }), out: z.object({ file: z.string() }), refusals: ['incidents/unknown', ...documentRefusals] }),
  exportReport: command({ in: z.object({ id }), out: z.object({ file: z.string() }), refusals: ['incidents/unknown', 'incidents/not-closed', ...documentRefusals] }),
  close: command({
    in: z.object({ id, summary: long, outcome: z.enum(outcomes), override: long.optional() }),
    out: nothing,
    refusals: ['incidents/unknown', 'incidents/closed', 'incidents/invalid', 'incidents/steps-open', 'incidents/secret-inside'],
  }),
  reopen: command({ in: z.object({ id, reason: long }), out: nothing, refusals: ['incidents/unknown', 'incidents/not-closed', 'incidents/reason-needed'] }),
  /** From here on for these people only, and auditors. */
  restrict: command({
    in: z.object({ id, people: z.array(personId).max(1000), reason: long, edition }),
    out: nothing,
    refusals: ['incidents/unknown', 'incidents/invalid', 'incidents/restriction-changed', 'incidents/secret-inside'],
  }),
  unrestrict: command({
    in: z.object({ id, reason: long, edition }),
    out: nothing,
    refusals: ['incidents/unknown', 'incidents/not-restricted', 'incidents/reason-needed', 'incidents/restriction-changed', 'incidents/secret-inside'],
  }),
  /** Opens one of the step's own addresses in the browser: nothing else than what the playbook names. */
  openLink: command({
    in: z.object({ id, step: short, url: z.string().max(2000) }),
    out: nothing,
    refusals: ['incidents/unknown', 'incidents/step-unknown', 'shell/link-not-allowed'],
  }),
  openFolder: command({ in: z.object({ id }), out: nothing, refusals: ['incidents/unknown', 'incidents/folder-empty', ...documentRefusals] }),
})
