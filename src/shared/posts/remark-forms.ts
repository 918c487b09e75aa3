import { z } from 'zod'
import { networks } from '#shared/accounts/network.ts'
import { count, type FormsOf, id, sha256, text } from '#shared/ledger/forms.ts'
import type { DeliberationEvent } from './deliberation.ts'
import type { RemarkEvent } from './remark-events.ts'
import { remarkParts } from './remark.ts'

const network = z.enum(networks)
const spot = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), network: z.enum(['base', ...networks]) }),
  z.object({ kind: z.literal('own'), account: id }),
  z.object({ kind: z.literal('part'), network, part: count }),
  z.object({ kind: z.literal('comment'), network }),
  z.object({ kind: z.literal('title'), network }),
  z.object({ kind: z.literal('tag'), tag: count }),
  z.object({ kind: z.literal('alternative'), sha256 }),
])
const anchor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('whole') }),
  z.object({ kind: z.literal('passage'), at: spot, start: count, quote: text }),
  z.object({ kind: z.literal('part'), part: z.enum(remarkParts) }),
])
const remark = z.object({ remark: id })
const note = z.object({ note: id })

export const remarkForms = {
  'remark.made': z.object({ remark: id, revision: count, anchor, text, required: z.boolean(), proposal: text.nullable() }),
  'remark.answered': z.object({ remark: id, text }),
  'remark.resolved': remark,
  'remark.reopened': remark,
  'suggestion.accepted': z.object({ remark: id, by: id }),
  'suggestion.declined': z.object({ remark: id, reason: text }),
  'deliberation.noted': z.object({ note: id, revision: count, anchor, text }),
  'deliberation.answered': z.object({ note: id, text }),
  'deliberation.closed': note,
  'deliberation.reopened': note,
} satisfies FormsOf<RemarkEvent | DeliberationEvent>
