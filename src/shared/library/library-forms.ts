import { z } from 'zod'
import { count, day, type FormsOf, id, list, text } from '#shared/ledger/forms.ts'
import type { CampaignEvent } from './campaign.ts'
import type { NationalPieceEvent, OfficePieceEvent } from './piece.ts'
import type { TopicEvent } from './topic.ts'

const common = { name: text, use: text }
const piece = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('template'), ...common, text }),
  z.object({ kind: z.literal('hashtags'), ...common, tags: list(text), process: text }),
  z.object({ kind: z.literal('ending'), ...common, text }),
])
const asks = z.literal(true).optional()
const kept = z.object({ piece, asks })
const revised = z.object({ piece, version: count, asks })
const returned = z.object({ version: count, note: text })
const reason = z.object({ reason: text })
const version = z.object({ version: count })
const campaign = z.object({ name: text, owner: id, from: day, to: day.nullable(), brief: text, offices: list(id) })
const topic = z.object({ topic: z.object({ name: text, detail: text }) })

export const libraryForms = {
  'piece.kept': kept,
  'piece.revised': revised,
  'piece.approved': version,
  'piece.returned': returned,
  'piece.retired': reason,
  'piece.restored': version,
  'office-piece.kept': kept,
  'office-piece.revised': revised,
  'office-piece.approved': version,
  'office-piece.returned': returned,
  'office-piece.retired': reason,
  'office-piece.restored': version,
  'campaign.begun': z.object({ campaign }),
  'campaign.corrected': z.object({ campaign, version: count }),
  'campaign.ended': reason,
  'campaign.reopened': version,
  'topic.set': topic,
  'topic.retired': topic,
} satisfies FormsOf<NationalPieceEvent | OfficePieceEvent | CampaignEvent | TopicEvent>
