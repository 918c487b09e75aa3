import type { Database } from 'better-sqlite3'
import type { Projection } from '#main/ledger/projection.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { OfficeId, PersonId, RecordedEvent } from '#shared/ledger/event.ts'
import type { Campaign, CampaignEvent, CampaignId } from '#shared/library/campaign.ts'
import { changeOf, evolvedPiece } from '#shared/library/piece-decider.ts'
import type { NationalPieceEvent, OfficePieceEvent, PieceId, PieceScope, PieceState } from '#shared/library/piece.ts'
import type { TopicEvent, TopicId } from '#shared/library/topic.ts'

/**
 * Owns `library_pieces` (one line per template, set of hashtags or ending, with its whole state; `office` is null for the national ones, `asked` whether its approval is), `library_campaigns` and
 * `library_topics` (what was decided of a word; the shipped vocabulary is no part of it). What a piece or a campaign says is JSON: nothing asks for less than the whole.
 */
export const libraryProjection: Projection = {
  name: 'library',
  version: 2,
  tables: ['library_pieces', 'library_campaigns', 'library_topics'],
  ddl: `
    CREATE TABLE library_pieces (id TEXT PRIMARY KEY, office TEXT, asked INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
    CREATE TABLE library_campaigns (
      id TEXT PRIMARY KEY, campaign TEXT NOT NULL, version INTEGER NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, ended TEXT
    ) STRICT;
    CREATE TABLE library_topics (id TEXT PRIMARY KEY, name TEXT NOT NULL, detail TEXT NOT NULL, retired INTEGER NOT NULL) STRICT`,
  prepare(database) {
    const pieceNow = database.prepare<[string], string>('SELECT state FROM library_pieces WHERE id = ?').pluck()
    const putPiece = database.prepare('INSERT OR REPLACE INTO library_pieces VALUES (@id, @office, @asked, @state)')
    const begin = database.prepare('INSERT INTO library_campaigns VALUES (@id, @campaign, 1, @actor, @at, NULL)')
    const correct = database.prepare('UPDATE library_campaigns SET campaign = @campaign, version = @version, by = @actor, at = @at WHERE id = @id')
    const end = database.prepare('UPDATE library_campaigns SET ended = @reason, by = @actor, at = @at WHERE id = @id')
    const putTopic = database.prepare('INSERT OR REPLACE INTO library_topics VALUES (@id, @name, @detail, @retired)')

    function onPiece(recorded: RecordedEvent, id: string, scope: PieceScope): void {
      const change = changeOf(recorded as unknown as NationalPieceEvent | OfficePieceEvent) // only the pieces' deciders write streams of these nouns
      const before = pieceNow.get(id)
      const state = evolvedPiece(before === undefined ? { kind: 'none' } : (JSON.parse(before) as PieceState), change, recorded) // written below
      if (state.kind === 'none') return
      putPiece.run({ id, office: scope === 'national' ? null : state.office, asked: state.approval.kind === 'asked' && state.retired === null ? 1 : 0, state: JSON.stringify(state) })
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
          return onPiece(recorded, id, 'national')
        case 'office-piece':
          return onPiece(recorded, id, 'office')
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

export type StoredPiece = { readonly id: PieceId; readonly scope: PieceScope } & Omit<Extract<PieceState, { readonly kind: 'piece' }>, 'kind'>
export type StoredCampaign = {
  readonly id: CampaignId
  readonly campaign: Campaign
  readonly version: number
  readonly by: PersonId
  readonly at: Instant
  readonly ended: string | null
}
export type StoredTopic = { readonly id: TopicId; readonly name: string; readonly detail: string; readonly retired: boolean }

type PieceLine = Pick<StoredPiece, 'id' | 'scope'> & { readonly state: string }
type CampaignLine = Omit<StoredCampaign, 'campaign'> & { readonly campaign: string }
type TopicLine = Omit<StoredTopic, 'retired'> & { readonly retired: number }

/** The module's questions to its own tables. */
export function libraryQueries(database: Database) {
  const ofPieces = (where: string) => `SELECT id, iif(office IS NULL, 'national', 'office') AS scope, state FROM library_pieces WHERE ${where} ORDER BY id`
  const pieces = database.prepare<[OfficeId], PieceLine>(ofPieces('office IS NULL OR office = ?'))
  const asked = database.prepare<[], PieceLine>(ofPieces('asked = 1'))
  const pieceOf = ({ id, scope, state }: PieceLine): StoredPiece => ({ id, scope, ...(JSON.parse(state) as Extract<PieceState, { readonly kind: 'piece' }>) }) // the projection wrote it
  const campaigns = database.prepare<[], CampaignLine>('SELECT id, campaign, version, by, at, ended FROM library_campaigns ORDER BY id')
  const campaign = database.prepare<[string], CampaignLine>('SELECT id, campaign, version, by, at, ended FROM library_campaigns WHERE id = ?')
  const topics = database.prepare<[], TopicLine>('SELECT id, name, detail, retired FROM library_topics')
  const campaignOf = (line: CampaignLine): StoredCampaign => ({ ...line, campaign: JSON.parse(line.campaign) as Campaign }) // the projection wrote it
  return {
    /** The national ones and an office's own, retired ones too. */
    pieces: (office: OfficeId): readonly StoredPiece[] => pieces.all(office).map(pieceOf),
    /** The endings of whichever office whose approval is asked for. */
    asked: (): readonly StoredPiece[] => asked.all().map(pieceOf),
    campaigns: (): readonly StoredCampaign[] => campaigns.all().map(campaignOf),
    campaign(id: string): StoredCampaign | undefined {
      const line = campaign.get(id)
      return line === undefined ? undefined : campaignOf(line)
    },
    topics: (): readonly StoredTopic[] => topics.all().map((line) => ({ ...line, retired: line.retired === 1 })),
  }
}
