import { join } from 'node:path'
import { z } from 'zod'
import { dataInForce, type DataFault } from '#main/data/data-file.ts'
import type { Topic, TopicId } from '#shared/library/topic.ts'

const file = z.strictObject({
  topics: z
    .array(z.strictObject({ id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/), name: z.string().trim().min(1).max(60), detail: z.string().max(300) }))
    .refine((topics) => new Set(topics.map(({ id }) => id)).size === topics.length, 'an id is there twice'),
})

export type ShippedTopic = Topic & { readonly id: TopicId }
export type TopicCatalogue = { readonly topics: readonly ShippedTopic[]; readonly fault: DataFault | undefined }

/** Reads `catalogue/topics.yaml` of the shipped resources, or the institution's own of the same name in its data folder. */
export function topicCatalogue(resources: string, own?: string): TopicCatalogue {
  const name = join('catalogue', 'topics.yaml')
  const { value, fault } = dataInForce(join(resources, name), own === undefined ? undefined : join(own, name), file)
  return { topics: value.topics.map((topic) => ({ ...topic, id: topic.id as TopicId })), fault } // the brand's only source for shipped ones
}
