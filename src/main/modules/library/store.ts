import type { Database } from 'better-sqlite3'
import type { Projection } from '#main/ledger/projection.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { OfficeId, PersonId, RecordedEvent } from '#shared/ledger/event.ts'
import type { Campaign, CampaignEvent, CampaignId } from '#shared/library/campaign.ts'
import { changeOf } from '#shared/library/piece-decider.ts'
import type { NationalPieceEvent, OfficePieceEvent, Piece, PieceId, PieceScope } from '#shared/library/piece.ts'
import type { TopicEvent, TopicId } from '#shared/library/topic.ts'

/**
 * Owns `library_pieces` (one line per template, set of hashtags or ending; `office` is null for the national ones), `library_campaigns` and
 * `library_topics` (what was decided of a word; the shipped vocabulary is no part of it). What a piece or a campaign says is JSON: nothing asks for less than the whole.
 */
export const libraryProjection: Projection = {
  name: 'library',
  version: 1,
  tables: ['library_pieces', 'library_campaigns', 'library_topics'],
  ddl: `
    CREATE TABLE library_pieces (
      id TEXT PRIMARY KEY, office TEXT, piece TEXT NOT NULL, version INTEGER NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, retired TEXT
    ) STRICT;
    CREATE TABLE library_campaigns (
      id TEXT PRIMARY KEY, campaign TEXT NOT NULL, version INTEGER NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, ended TEXT
    ) STRICT;
    CREATE TABLE library_topics (id TEXT PRIMARY KEY, name TEXT NOT NULL, detail TEXT NOT NULL, retired INTEGER NOT NULL) STRICT`,
  prepare(database) {
    const keepPiece = database.prepare('INSERT INTO library_pieces VALUES (@id, @office, @piece, 1, @actor, @at, NULL)')
    const revisePiece = database.prepare('UPDATE library_pieces SET piece = @piece, version = @version, by = @actor, at = @at WHERE id = @id')
    const retirePiece = database.prepare('UPDATE library_pieces SET retired = @reason, by = @actor, at = @at WHERE id = @id')
    const begin = database.prepare('INSERT INTO library_campaigns VALUES (@id, @campaign, 1, @actor, @at, NULL)')
    const correct = database.prepare('UPDATE library_campaigns SET campaign = @campaign, version = @version, by = @actor, at = @at WHERE id = @id')
    const end = database.prepare('UPDATE library_campaigns SET ended = @reason, by = @actor, at = @at WHERE id = @id')
    const putTopic = database.prepare('INSERT OR REPLACE INTO library_topics VALUES (@id, @name, @detail, @retired)')

    function onPiece(recorded: RecordedEvent, id: string, office: OfficeId | null): void {
      const { actor, at } = recorded
      const change = changeOf(recorded as unknown as NationalPieceEvent | OfficePieceEvent) // only the pieces' deciders write streams of these nouns
      if (change.what === 'kept') keepPiece.run({ id, office, actor, at, piece: JSON.stringify(change.payload.piece) })
      else if (change.what === 'revised') revisePiece.run({ id, actor, at, piece: JSON.stringify(change.payload.piece), version: change.payload.version })
      else retirePiece.run({ id, actor, at, reason: change.what === 'retired' ? change.payload.reason : null })
    }
    function onCampaign(recorded: RecordedEvent, id: string): void {
      const { actor, at } = recorded
      const event = recorded as unknown as CampaignEvent // as above
      if (event.type === 'campaign.begun') begin.run({ id, actor, at, campaign: JSON.stringify(event.payload.campaign) })
      else if (event.type === 'campaign.corrected') correct.run({ id, actor, at, campaign: JSON.stringify(event.payload.campaign), version: event.payload.version })
      else end.run({ id, actor, at, reason: event.type === 'campaign.ended' ? event.payload.reason : null })
    }
    return (recorded) => {
      const cut = recorded.stream.indexOf('/')
      const id = recorded.stream.slice(cut + 1)
      switch (recorded.stream.slice(0, cut)) {
        case 'piece':
          return onPiece(recorded, id, null)
        case 'office-piece':
          return onPiece(recorded, id, recorded.office)
        case 'campaign':
          return onCampaign(recorded, id)
        case 'topic': {
          const event = recorded as unknown as TopicEvent // as above
          return void putTopic.run({ id, ...event.payload.topic, retired: event.type === 'topic.retired' ? 1 : 0 })
        }
      }
    }
  },
}

export type StoredPiece = {
  readonly id: PieceId
  readonly scope: PieceScope
  readonly piece: Piece
  readonly version: number
  readonly by: PersonId
  readonly at: Instant
  readonly retired: string | null
}
export type StoredCampaign = {
  readonly id: CampaignId
  readonly campaign: Campaign
  readonly version: number
  readonly by: PersonId
  readonly at: Instant
  readonly ended: string | null
}
export type StoredTopic = { readonly id: TopicId; readonly name: string; readonly detail: string; readonly retired: boolean }

type PieceLine = Omit<StoredPiece, 'piece'> & { readonly piece: string }
type CampaignLine = Omit<StoredCampaign, 'campaign'> & { readonly campaign: string }
type TopicLine = Omit<StoredTopic, 'retired'> & { readonly retired: number }

/** The module's questions to its own tables. */
export function libraryQueries(database: Database) {
  const pieces = database.prepare<[OfficeId], PieceLine>(
    "SELECT id, iif(office IS NULL, 'national', 'office') AS scope, piece, version, by, at, retired FROM library_pieces WHERE office IS NULL OR office = ? ORDER BY id",
  )
  const campaigns = database.prepare<[], CampaignLine>('SELECT id, campaign, version, by, at, ended FROM library_campaigns ORDER BY id')
  const campaign = database.prepare<[string], CampaignLine>('SELECT id, campaign, version, by, at, ended FROM library_campaigns WHERE id = ?')
  const topics = database.prepare<[], TopicLine>('SELECT id, name, detail, retired FROM library_topics')
  const campaignOf = (line: CampaignLine): StoredCampaign => ({ ...line, campaign: JSON.parse(line.campaign) as Campaign }) // the projection wrote it
  return {
    /** The national ones and an office's own, retired ones too. */
    pieces: (office: OfficeId): readonly StoredPiece[] => pieces.all(office).map((line) => ({ ...line, piece: JSON.parse(line.piece) as Piece })), // the projection wrote it
    campaigns: (): readonly StoredCampaign[] => campaigns.all().map(campaignOf),
    campaign(id: string): StoredCampaign | undefined {
      const line = campaign.get(id)
      return line === undefined ? undefined : campaignOf(line)
    },
    topics: (): readonly StoredTopic[] => topics.all().map((line) => ({ ...line, retired: line.retired === 1 })),
  }
}
