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
const kept = z.object({ piece })
const revised = z.object({ piece, version: count })
const reason = z.object({ reason: text })
const version = z.object({ version: count })
const campaign = z.object({ name: text, owner: id, from: day, to: day.nullable(), brief: text, offices: list(id) })
const topic = z.object({ topic: z.object({ name: text, detail: text }) })

export const libraryForms = {
  'piece.kept': kept,
  'piece.revised': revised,
  'piece.retired': reason,
  'piece.restored': version,
  'office-piece.kept': kept,
  'office-piece.revised': revised,
  'office-piece.retired': reason,
  'office-piece.restored': version,
  'campaign.begun': z.object({ campaign }),
  'campaign.corrected': z.object({ campaign, version: count }),
  'campaign.ended': reason,
  'campaign.reopened': version,
  'topic.set': topic,
  'topic.retired': topic,
} satisfies FormsOf<NationalPieceEvent | OfficePieceEvent | CampaignEvent | TopicEvent>
