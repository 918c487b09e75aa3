import { z } from 'zod'
import { networks } from '#shared/accounts/network.ts'
import { count, type FormsOf, id, instant, list, type Plain, sha256, text } from '#shared/ledger/forms.ts'
import type { RuleId } from '#shared/rules/finding.ts'
import type { Field } from './changed-fields.ts'
import type { PostEvent } from './post-events.ts'
import type { RemarkEvent } from './remark-events.ts'
import { resolutionActs } from './publication.ts'
import { returnReasons } from './return-reason.ts'
import { verdicts } from './emergency.ts'
import { stepNeeds } from './review-route.ts'

const network = z.enum(networks)
const alternative = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('missing') }),
  z.object({ kind: z.literal('text'), text }),
  z.object({ kind: z.literal('decorative'), reason: text }),
])
const texts = z.partialRecord(network, text)
/** A file of a post or of a message. */
export const media = z.object({
  sha256,
  name: text,
  mime: text,
  size: count,
  shape: z.object({ width: z.number(), height: z.number() }).optional(),
  seconds: z.number().optional(),
  networks: list(network).optional(),
  alternative,
})
/** Where what a text says comes from. */
export const source = z.object({ kind: z.enum(['document', 'link']), reference: text })
const content = z.object({
  base: text,
  variants: texts,
  own: z.record(id, text),
  threads: z.partialRecord(network, list(text)),
  comments: texts,
  titles: texts,
  tags: list(text),
  media: list(media),
  source: source.nullable(),
  accounts: list(z.object({ id, network })),
  wanted: z.object({ at: instant, zone: text }).nullable(),
  window: z.object({ from: instant.nullable(), until: instant.nullable(), zone: text }).nullable(),
  campaign: id.nullable(),
  topics: list(id),
  labels: list(text),
  kit: z.object({ kit: id, version: count, slots: z.record(text, text) }).nullable(),
})
/** What a history calls a part; some are named after accounts. */
const field = z.custom<Plain<Field>>((value) => typeof value === 'string')
const proof = z.object({
  text,
  pieces: z.record(text, text).optional(),
  files: count,
  capture: z.object({ sha256, name: text, mime: text, size: count }).nullable(),
  withoutCapture: text,
  resolution: z.object({ act: z.enum(resolutionActs), note: text }).nullable(),
  differences: count,
})
/** Rules come and go with the data: any text. */
const rule = z.custom<RuleId>((value) => typeof value === 'string')
const revision = z.object({ revision: count })
const despite = z.object({ remarks: list(id), reason: text }).optional()
const writers = list(id).optional()
/** One step of a review. */
export const step = z.object({ people: list(id), need: z.enum(stepNeeds) })

export const postForms = {
  'post.drafted': z.object({ content, correctionOf: id.nullable(), writers }),
  'post.revised': z.object({ content, revision: count, fields: list(field), writers }),
  'post.submitted': z.object({ revision: count, seal: sha256, warnings: list(rule), steps: list(step).optional() }),
  'post.withdrawn': revision,
  'post.agreed': z.object({ revision: count, seal: sha256, step: count, despite, as: id.optional() }),
  'post.handed-over': z.object({ to: id, until: instant }),
  'post.claimed': z.object({ until: instant }),
  'post.released': revision,
  'post.returned': z.object({ revision: count, seal: sha256, reasons: list(z.enum(returnReasons)), note: text, as: id.optional() }),
  'post.approved': z.object({ revision: count, seal: sha256, despite, as: id.optional() }),
  'approval.voided': z.object({ seal: sha256, fields: list(field) }),
  'post.halted': z.object({ reason: text }),
  'post.resumed': z.object({ seal: sha256 }),
  'post.copied': z.object({ account: id, seal: sha256 }),
  'post.published': z.object({ account: id, permalink: text, seal: sha256, proof: proof.optional() }),
  'post.not-published': z.object({ account: id, reason: text }),
  'post.doubted': z.object({ account: id, note: text }),
  'post.checked': z.object({ account: id, found: z.boolean(), note: text }),
  'post.taken-down': z.object({ account: id, reason: text, seal: sha256 }),
  'post.discarded': revision,
  'post.expedited': z.object({ revision: count, seal: sha256, reason: text, warnings: list(rule), remarks: list(id).nullable() }),
  'emergency.checked': z.object({ verdict: z.enum(verdicts), note: text }),
  'post.freed': z.object({ stops: list(id) }),
  'review.breached': z.object({ due: instant, limit: z.number() }),
} satisfies FormsOf<Exclude<PostEvent, RemarkEvent>>
