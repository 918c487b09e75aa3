import { z } from 'zod'
import type { AccountId } from '#shared/accounts/account.ts'
import { networks } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { command, contract, query } from '#shared/kernel/contract.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import { roles } from '#shared/organization/role.ts'
import { confidences } from '#shared/rules/rule-set.ts'
import { matters, receivers, speeches, stageKinds, type ConsultationId } from './consultation.ts'
import { templatePurposes } from './reply-template.ts'
import { consultationShows } from './shows.ts'

const nothing = z.object({})
const long = z.string().max(20_000)
const short = z.string().max(500)
// The brands are given here: what does not exist is refused by the service.
const id = z.string().min(1).max(80).transform((text) => text as ConsultationId)
const accountId = z.string().min(1).max(80).transform((text) => text as AccountId)
const officeId = z.string().transform((text) => text as OfficeId)
const personId = z.string().transform((text) => text as PersonId)
const instant = z.iso.datetime().transform((text) => text as Instant)

const account = z.object({ id: accountId, network: z.enum(networks), handle: z.string() })
const said = z.object({ text: z.string(), by: z.string(), at: instant })
const file = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), size: z.int().min(0), mime: z.string().max(200), name: z.string().max(500) })

const row = z.object({
  id,
  title: z.string(),
  matter: z.enum(matters),
  /** As the clock says: `lapsed` also while nobody has recorded it. */
  stage: z.enum(stageKinds),
  account,
  office: officeId,
  officeName: z.string(),
  askerName: z.string(),
  askedAt: instant,
  since: instant,
  /** When the time of Comunicación Social runs out, or ran out; null while no clock runs. */
  due: instant.nullable(),
  takenBy: z.string().nullable(),
})

const act = z.object({ id: z.string(), type: z.string(), at: instant, actorName: z.string(), role: z.enum(roles), note: z.string().optional(), link: z.string().optional() })

const page = row.extend({
  question: z.string(),
  details: z.array(said),
  returnNote: z.string(),
  answer: said.extend({ source: z.string() }).nullable(),
  reply: said.extend({ permalink: z.string(), basis: z.enum(['answer', 'lapse', 'rule']) }).nullable(),
  reports: z.array(
    z.object({ speech: z.enum(speeches), what: z.string(), link: z.string(), evidence: z.array(file), sentTo: z.array(z.enum(receivers)), by: z.string(), at: instant }),
  ),
  standing: z.object({ stage: z.enum(stageKinds), office: officeId, contributors: z.array(personId).readonly(), takenBy: personId.nullable() }),
  /** The clock has run out and no event says so yet. */
  unrecordedLapse: z.boolean(),
  limit: z.number(),
  history: z.array(act),
})
export type ConsultationRow = z.output<typeof row>
export type ConsultationPage = z.output<typeof page>
export type ConsultationDeed = z.output<typeof act>
export type ReportFile = z.output<typeof file>

const template = z.object({
  id: z.string(),
  purpose: z.enum(templatePurposes),
  title: z.string(),
  text: z.string(),
  source: z.string(),
  checked: z.string(),
  confidence: z.enum(confidences),
})
const listFilter = z.object({ show: z.enum(consultationShows), text: short, after: z.string().max(200).nullable(), limit: z.int().min(1).max(200) })
export type ListFilter = z.output<typeof listFilter>

const done = z.object({ id })
/** What every act on a consultation may refuse. */
const always = ['consultations/unknown', 'consultations/other-office', 'consultations/ended'] as const
const written = [...always, 'consultations/incomplete', 'consultations/text-blocked'] as const

/** Consultations of Comunicación Social about citizens' questions. */
export const consultationsContract = contract('consultations', {
  list: query({ in: listFilter, out: z.object({ rows: z.array(row), total: z.int(), next: z.string().nullable(), limit: z.number() }) }),
  counts: query({ in: nothing, out: z.object({ waiting: z.int(), open: z.int(), mine: z.int(), ended: z.int() }) }),
  get: query({ in: z.object({ id }), out: page.nullable() }),
  /** Accounts of the person's office on which a citizen may have asked. */
  accounts: query({ in: nothing, out: z.array(account.extend({ displayName: z.string() })) }),
  templates: query({
    in: nothing,
    out: z.object({ templates: z.array(template), faults: z.array(z.object({ file: z.string(), line: z.int(), reason: z.string() })) }),
  }),
  ask: command({
    in: z.object({ matter: z.enum(matters), account: z.string().max(80), question: long }),
    out: done,
    refusals: ['consultations/incomplete', 'consultations/text-blocked', 'consultations/account-unknown', 'consultations/exists'],
  }),
  refer: command({ in: z.object({ id, detail: long }), out: done, refusals: [...written, 'consultations/not-ruled', 'consultations/settled'] }),
  take: command({
    in: z.object({ id }),
    out: done,
    refusals: [...always, 'consultations/not-asked', 'consultations/settled', 'consultations/own-question', 'consultations/taken'],
  }),
  release: command({ in: z.object({ id }), out: done, refusals: [...always, 'consultations/not-asked', 'consultations/settled', 'consultations/not-taken'] }),
  return: command({
    in: z.object({ id, note: long }),
    out: done,
    refusals: [...written, 'consultations/not-asked', 'consultations/settled', 'consultations/own-question', 'consultations/taken'],
  }),
  complete: command({ in: z.object({ id, detail: long }), out: done, refusals: [...written, 'consultations/not-returned', 'consultations/settled'] }),
  answer: command({
    in: z.object({ id, text: long, source: short }),
    out: done,
    refusals: [...written, 'consultations/not-asked', 'consultations/settled', 'consultations/own-question', 'consultations/taken'],
  }),
  /** Puts on record that the 48 h have passed: done when somebody opens it, or by the reminder. */
  lapse: command({ in: z.object({ id }), out: done, refusals: [...always, 'consultations/running', 'consultations/not-asked', 'consultations/settled'] }),
  /** Puts a text on the clipboard, once the checker lets it pass. It is a reply to somebody, never a post. */
  copy: command({
    in: z.object({ id, text: long }),
    out: nothing,
    refusals: [...always, 'consultations/text-blocked', 'consultations/no-basis', 'consultations/lapse-says-where', 'consultations/settled', 'consultations/not-copied'],
  }),
  reply: command({
    in: z.object({ id, text: long, permalink: z.string().max(2000) }),
    out: done,
    refusals: [...written, 'consultations/no-basis', 'consultations/lapse-says-where', 'consultations/settled'],
  }),
  /** Files that document a report, kept under their hash; empty: the person thought better of it. */
  attach: command({
    in: z.object({ title: short }),
    out: z.object({ files: z.array(file) }),
    refusals: ['incidents/file-unreadable', 'incidents/file-too-large'],
  }),
  report: command({
    in: z.object({ id, speech: z.enum(speeches), what: long, link: z.string().max(2000), evidence: z.array(file).max(20), sentTo: z.array(z.enum(receivers)) }),
    out: done,
    refusals: [...written, 'consultations/evidence-unknown'],
  }),
  close: command({ in: z.object({ id, reason: long }), out: done, refusals: [...written, 'consultations/running', 'consultations/settled'] }),
  withdraw: command({ in: z.object({ id, reason: long }), out: done, refusals: [...written, 'consultations/settled'] }),
})
