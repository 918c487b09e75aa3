import { z } from 'zod'
import { networks } from '#shared/accounts/network.ts'
import { count, type FormsOf, id, list, sha256, text } from '#shared/ledger/forms.ts'
import { media, source } from '#shared/posts/post-forms.ts'
import type { KitEvent } from './kit.ts'
import { slotKinds } from './slot.ts'

const texts = z.partialRecord(z.enum(networks), text)
const kit = z.object({
  name: text,
  guide: text,
  base: text,
  variants: texts,
  titles: texts,
  threads: z.partialRecord(z.enum(networks), list(text)),
  comments: texts,
  tags: list(text),
  slots: list(z.object({ id: text, label: text, kind: z.enum(slotKinds), most: count, required: z.boolean() })),
  media: list(media),
  source: source.nullable(),
  offices: list(id),
  campaign: id.nullable(),
  topics: list(id),
})

export const kitForms = {
  'kit.drafted': z.object({ kit }),
  'kit.revised': z.object({ kit, revision: count }),
  'kit.submitted': z.object({ revision: count, seal: sha256 }),
  'kit.returned': z.object({ revision: count, note: text }),
  'kit.approved': z.object({ version: count, kit, seal: sha256 }),
  'kit.retired': z.object({ reason: text }),
} satisfies FormsOf<KitEvent>
