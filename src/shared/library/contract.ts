import { z } from 'zod'
import type { Instant } from '#shared/kernel/clock.ts'
import { command, contract, query } from '#shared/kernel/contract.ts'
import { parseDay, type Day } from '#shared/kernel/local-day.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { Campaign, CampaignId } from './campaign.ts'
import { pieceScopes, type Piece, type PieceId } from './piece.ts'
import type { Topic, TopicId } from './topic.ts'

// The brands are given here: main made these values, the schema checks their form.
const pieceId = z.string().max(80).transform((value) => value as PieceId)
const campaignId = z.string().max(80).transform((value) => value as CampaignId)
const topicId = z.string().max(80).transform((value) => value as TopicId)
const officeId = z.string().max(80).transform((value) => value as OfficeId)
const personId = z.string().max(80).transform((value) => value as PersonId)
const instant = z.iso.datetime().transform((value) => value as Instant)
const day = z.iso.date().refine((value) => parseDay(value) !== undefined).transform((value) => value as Day)
/** Above what the deciders take: they say which field is too long. */
const text = z.string().max(20_000)

const piece = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('template'), name: text, use: text, text }),
  z.object({ kind: z.literal('hashtags'), name: text, use: text, tags: z.array(text).max(200).readonly(), process: text }),
  z.object({ kind: z.literal('ending'), name: text, use: text, text }),
]) satisfies z.ZodType<Piece>
const scope = z.enum(pieceScopes)

const pieceRow = z.object({
  id: pieceId,
  scope,
  piece,
  version: z.int(),
  by: z.string(),
  at: instant,
  retired: z.string().nullable(),
  /** What may be put into a text: the piece as it is, or as it was approved last; null where neither is. */
  usable: piece.nullable(),
  /** Where an ending stands with Comunicación Social; `none` for what needs no approval. */
  approval: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['none', 'before', 'asked']) }),
    z.object({ kind: z.literal('returned'), by: z.string(), at: instant, note: z.string() }),
    z.object({ kind: z.literal('given'), by: z.string(), at: instant }),
  ]),
  /** Whether this person may approve or return it now. */
  mayApprove: z.boolean(),
  /** The office that asks, if it is not the person's own. */
  office: z.string().nullable(),
})
export type PieceRow = z.output<typeof pieceRow>

const campaign = z.object({
  name: text,
  owner: personId,
  from: day,
  to: day.nullable(),
  brief: text,
  offices: z.array(officeId).max(500).readonly(),
}) satisfies z.ZodType<Campaign>
const campaignRow = z.object({
  id: campaignId,
  campaign,
  ownerName: z.string(),
  version: z.int(),
  by: z.string(),
  at: instant,
  ended: z.string().nullable(),
  /** Whether the person's own office takes part. */
  mine: z.boolean(),
})
export type CampaignRow = z.output<typeof campaignRow>

const topic = z.object({ name: text, detail: text }) satisfies z.ZodType<Topic>
const topicRow = topic.extend({ id: topicId, shipped: z.boolean(), retired: z.boolean() })
export type TopicRow = z.output<typeof topicRow>

const nothing = z.object({})
const keeping = ['ledger/role', 'library/incomplete'] as const
const onPiece = ['ledger/role', 'library/piece-unknown', 'library/other-office'] as const
const deciding = ['ledger/role', 'library/piece-unknown', 'library/piece-retired', 'library/not-asked', 'library/own-work', 'library/changed-since'] as const
const onCampaign = ['ledger/role', 'library/campaign-unknown'] as const
const onePiece = z.object({ id: pieceId, scope })
const donePiece = z.object({ id: pieceId })
const oneCampaign = z.object({ id: campaignId })

/** What posts are written with and filed under: templates, hashtags, endings; campaigns; the content's vocabulary. */
export const libraryContract = contract('library', {
  /** The pieces for every office and those of the person's own; with the retired ones if asked. For reviewers also the endings of other offices that wait for approval. */
  pieces: query({ in: z.object({ retired: z.boolean() }), out: z.object({ pieces: z.array(pieceRow) }) }),
  keepPiece: command({ in: z.object({ scope, piece }), out: z.object({ id: pieceId }), refusals: [...keeping, 'library/piece-exists', 'library/hashtag-words'] }),
  revisePiece: command({
    in: onePiece.extend({ expected: z.int(), piece }),
    out: donePiece,
    refusals: [...onPiece, 'library/incomplete', 'library/piece-retired', 'library/changed-since', 'library/hashtag-words', 'library/other-kind', 'library/ending-before'],
  }),
  /** An office's ending of before endings were approved, written anew: it asks for its approval as a new one, and the old one is retired for that reason. */
  replacePiece: command({ in: z.object({ id: pieceId, expected: z.int(), piece, reason: text }), out: donePiece, refusals: [...onPiece, 'library/incomplete', 'library/piece-retired', 'library/changed-since', 'library/other-kind', 'library/not-before'] }),
  /** An ending as it is in this version; it may be used from then on. */
  approvePiece: command({ in: onePiece.extend({ expected: z.int() }), out: donePiece, refusals: deciding }),
  /** Back to who wrote it, with what to mend. */
  returnPiece: command({ in: onePiece.extend({ expected: z.int(), note: text }), out: donePiece, refusals: [...deciding, 'library/incomplete'] }),
  retirePiece: command({ in: onePiece.extend({ reason: text }), out: donePiece, refusals: [...onPiece, 'library/incomplete', 'library/piece-retired'] }),
  restorePiece: command({ in: onePiece, out: donePiece, refusals: [...onPiece, 'library/piece-in-use'] }),

  /** Every campaign, those that run now first. */
  campaigns: query({ in: nothing, out: z.object({ campaigns: z.array(campaignRow) }) }),
  beginCampaign: command({ in: z.object({ campaign }), out: z.object({ id: campaignId }), refusals: [...keeping, 'library/campaign-exists'] }),
  correctCampaign: command({
    in: oneCampaign.extend({ expected: z.int(), campaign }),
    out: oneCampaign,
    refusals: [...onCampaign, 'library/incomplete', 'library/campaign-ended', 'library/changed-since'],
  }),
  endCampaign: command({ in: oneCampaign.extend({ reason: text }), out: oneCampaign, refusals: [...onCampaign, 'library/incomplete', 'library/campaign-ended'] }),
  reopenCampaign: command({ in: oneCampaign, out: oneCampaign, refusals: [...onCampaign, 'library/campaign-open'] }),
  /** Who may answer for a campaign. */
  owners: query({ in: nothing, out: z.object({ people: z.array(z.object({ id: personId, name: z.string(), post: z.string() })) }) }),

  /** The vocabulary in its order; retired words too, which posts may still have. */
  topics: query({ in: nothing, out: z.object({ topics: z.array(topicRow) }) }),
  /** Adds a word (`id` null), or corrects one or brings it back. */
  setTopic: command({ in: z.object({ id: topicId.nullable(), topic }), out: z.object({ id: topicId }), refusals: [...keeping, 'library/topic-unknown', 'library/topic-exists'] }),
  retireTopic: command({ in: z.object({ id: topicId }), out: z.object({ id: topicId }), refusals: [...keeping, 'library/topic-unknown', 'library/topic-retired'] }),
})
