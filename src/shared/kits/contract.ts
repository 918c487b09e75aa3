import { z } from 'zod'
import { networks } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { command, contract, query } from '#shared/kernel/contract.ts'
import type { OfficeId } from '#shared/ledger/event.ts'
import type { CampaignId } from '#shared/library/campaign.ts'
import type { TopicId } from '#shared/library/topic.ts'
import { LONGEST_WORD, MOST_PARTS, MOST_WORDS } from '#shared/posts/content.ts'
import { media, source } from '#shared/posts/contract.ts'
import { stageKinds, type PostId } from '#shared/posts/post.ts'
import type { KitId } from './kit.ts'
import { slotKinds, type Slot } from './slot.ts'

// The brands are given here: main made these values, the schema checks their form.
const kitId = z.string().max(80).transform((value) => value as KitId)
const postId = z.string().max(80).transform((value) => value as PostId)
const officeId = z.string().max(80).transform((value) => value as OfficeId)
const campaignId = z.string().max(80).transform((value) => value as CampaignId)
const topicId = z.string().max(80).transform((value) => value as TopicId)
const instant = z.iso.datetime().transform((value) => value as Instant)
/** Above what the decider takes: it says which field is too long. */
const text = z.string().max(20_000)

const texts = z.partialRecord(z.enum(networks), text).readonly()
const slot = z.object({ id: z.string().max(80), label: text, kind: z.enum(slotKinds), most: z.int(), required: z.boolean() }) satisfies z.ZodType<Slot>
const kit = z.object({
  name: text,
  guide: text,
  base: text,
  variants: texts,
  titles: texts,
  threads: z.partialRecord(z.enum(networks), z.array(text).max(MOST_PARTS).readonly()).readonly(),
  comments: texts,
  tags: z.array(z.string().max(LONGEST_WORD)).max(MOST_WORDS).readonly(),
  slots: z.array(slot).max(100).readonly(),
  media: z.array(media).max(20).readonly(),
  source: source.nullable(),
  offices: z.array(officeId).max(500).readonly(),
  campaign: campaignId.nullable(),
  topics: z.array(topicId).max(50).readonly(),
})
export type WrittenKit = z.output<typeof kit>

const counts = z.object({ offices: z.int(), adapted: z.int(), submitted: z.int(), approved: z.int(), published: z.int() })
const row = z.object({
  id: kitId,
  name: z.string(),
  /** The one in force; 0: none yet. */
  version: z.int(),
  writing: z.enum(['none', 'writing', 'submitted']),
  retired: z.string().nullable(),
  by: z.string(),
  at: instant,
  /** Whether the person's office is to adapt it, and the posts it made of it. */
  mine: z.boolean(),
  posts: z.int(),
  /** How far the offices are; null for who sees only their own. */
  counts: counts.nullable(),
})
export type KitRow = z.output<typeof row>

const adaptation = z.object({
  office: officeId,
  officeName: z.string(),
  /** Null: nothing made of it yet. */
  post: postId.nullable(),
  stage: z.enum(stageKinds).nullable(),
  version: z.int().nullable(),
  at: instant.nullable(),
})
export type AdaptationRow = z.output<typeof adaptation>

const same = z.object({
  network: z.enum(networks),
  strictness: z.enum(['forbids', 'counts']),
  kept: z.object({ post: postId, officeName: z.string() }),
  others: z.array(z.object({ post: postId, officeName: z.string() })),
})
export type SameRow = z.output<typeof same>

const version = z.object({ version: z.int(), kit, by: z.string(), at: instant, seal: z.string() })
const page = z.object({
  id: kitId,
  name: z.string(),
  retired: z.string().nullable(),
  /** Newest first. */
  versions: z.array(version),
  writing: z.object({ kit, revision: z.int(), submitted: z.boolean(), returned: z.string().nullable(), seal: z.string(), by: z.string(), at: instant }).nullable(),
  contributors: z.array(z.string()),
  /** Why this person may not approve it; null if they may. */
  approveBlocked: z.enum(['ledger/role', 'kits/not-submitted', 'kits/own-work']).nullable(),
  mine: z.boolean(),
  /** Every office and what it made of it; of who sees only their own, that. */
  adaptations: z.array(adaptation),
  same: z.array(same),
  /** Median of the seconds from when a reviewer took an office's post to the decision, and of how many; null: none yet. */
  review: z.object({ median: z.number(), of: z.int() }).nullable(),
})
export type KitPage = z.output<typeof page>

/** The message that a post was made of, as it was approved in the version that the post names. */
const ofPost = z.object({
  id: kitId,
  name: z.string(),
  version: z.int(),
  kit,
  by: z.string(),
  at: instant,
  /** The version in force; null: the message was retired. */
  newest: z.int().nullable(),
  /** The post is exactly what the message and its slots make: only then may the locked parts be taken as read. */
  exact: z.boolean(),
})
export type KitOfPost = z.output<typeof ofPost>

const one = z.object({ id: kitId })
const nothing = z.object({})
const done = one
const writing = ['ledger/role', 'kits/unknown', 'kits/retired', 'kits/submitted', 'kits/changed-since'] as const
const deciding = ['ledger/role', 'kits/unknown', 'kits/retired', 'kits/not-submitted', 'kits/own-work', 'kits/changed-since'] as const

/** National messages: locked texts with open slots, approved once, adapted by the offices. */
export const kitsContract = contract('kits', {
  list: query({ in: nothing, out: z.object({ kits: z.array(row) }) }),
  /** Null: there is none, or it is not in force yet and the person writes none. */
  get: query({ in: one, out: page.nullable() }),
  /** The message of a post; null: it is none's, or the post is not the person's to see. */
  ofPost: query({ in: z.object({ post: postId }), out: ofPost.nullable() }),
  draft: command({ in: z.object({ kit }), out: done, refusals: ['ledger/role', 'kits/exists', 'kits/incomplete'] }),
  /** `expected`: the revision that was open; 0 to begin a new version of what is in force. */
  revise: command({ in: one.extend({ expected: z.int(), kit }), out: done, refusals: [...writing, 'kits/incomplete'] }),
  submit: command({ in: one.extend({ expected: z.int() }), out: done, refusals: [...writing, 'kits/nothing-new', 'kits/incomplete', 'kits/blocked'] }),
  return: command({ in: one.extend({ expected: z.int(), note: text }), out: done, refusals: [...deciding, 'kits/incomplete'] }),
  approve: command({ in: one.extend({ expected: z.int(), seal: z.string().max(64) }), out: done, refusals: [...deciding, 'kits/blocked'] }),
  retire: command({ in: one.extend({ reason: text }), out: done, refusals: ['ledger/role', 'kits/unknown', 'kits/retired', 'kits/incomplete'] }),
  /** Begins the office's post, or finds the one that it began; `another`: one more, for a second place. */
  adapt: command({
    in: one.extend({ another: z.boolean() }),
    out: z.object({ post: postId }),
    refusals: ['ledger/role', 'kits/unknown', 'kits/not-in-force', 'kits/not-for-office', 'kits/no-accounts'],
  }),
  /** Takes a post to the version in force; what stands in the slots stays where the slots are the same. */
  renew: command({
    in: z.object({ post: postId, expected: z.int() }),
    out: z.object({ post: postId }),
    refusals: ['ledger/role', 'kits/not-in-force', 'kits/unknown', 'posts/unknown', 'posts/changed-since', 'posts/frozen', 'posts/published', 'posts/proven', 'posts/unsure', 'posts/discarded', 'posts/other-office'],
  }),
})
