import { z } from 'zod'
import { networks } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { CampaignId } from '#shared/library/campaign.ts'
import type { TopicId } from '#shared/library/topic.ts'
import { dueShows, postOrders, type PostFilter } from './filter.ts'
import { stageKinds } from './post.ts'
import { layouts, LONGEST_VIEW_NAME, spans, type KeptViews, type PostView, type SavedPostView } from './view.ts'

// The brands are given here: main made these values, the schema checks their form.
const officeId = z.string().max(80).transform((text) => text as OfficeId)
const personId = z.string().max(80).transform((text) => text as PersonId)
const campaignId = z.string().max(80).transform((text) => text as CampaignId)
const topicId = z.string().max(80).transform((text) => text as TopicId)
const instant = z.iso.datetime().transform((text) => text as Instant)

const wantedShow = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('any') }),
  z.object({ kind: z.literal('undated') }),
  z.object({ kind: z.literal('dated') }),
  z.object({ kind: z.literal('between'), from: instant, to: instant }),
])
/** Most values of one field that are asked for together. */
const MOST_VALUES = 400
/** What posts a list, the board or the calendar shows. */
export const filter = z.object({
  text: z.string().max(200),
  mine: z.boolean(),
  stages: z.array(z.enum(stageKinds)).max(stageKinds.length).readonly(),
  networks: z.array(z.enum(networks)).max(networks.length).readonly(),
  offices: z.array(officeId).max(MOST_VALUES).readonly(),
  entities: z.array(z.string().max(60)).max(40).readonly(),
  authors: z.array(personId).max(MOST_VALUES).readonly(),
  reviewers: z.array(personId).max(MOST_VALUES).readonly(),
  campaigns: z.array(campaignId).max(MOST_VALUES).readonly(),
  topics: z.array(topicId).max(MOST_VALUES).readonly(),
  due: z.enum(dueShows),
  wanted: wantedShow,
}) satisfies z.ZodType<PostFilter>
/** How somebody looks at the posts. */
export const view = z.object({ layout: z.enum(layouts), span: z.enum(spans), filter, order: z.enum(postOrders) }) satisfies z.ZodType<PostView>
const savedView = z.object({ id: z.string().max(80), name: z.string().max(LONGEST_VIEW_NAME), view }) satisfies z.ZodType<SavedPostView>

/** A person's own views, and the one they left last: as the window gets them and as the file of this machine keeps them. */
export const keptViews = z.object({ saved: z.array(savedView), last: view.nullable() }) satisfies z.ZodType<KeptViews>
