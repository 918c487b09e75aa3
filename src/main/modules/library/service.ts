import type { Ledger } from '#main/ledger/ledger.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { folded } from '#shared/kernel/folded.ts'
import { dayOf } from '#shared/kernel/local-day.ts'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { Context, OfficeId, PersonId } from '#shared/ledger/event.ts'
import { campaign } from '#shared/library/campaign-decider.ts'
import { momentOf, takesPart, type Campaign, type CampaignCommand, type CampaignId } from '#shared/library/campaign.ts'
import type { CampaignRow, PieceRow, TopicRow } from '#shared/library/contract.ts'
import { nationalPiece, officePiece } from '#shared/library/piece-decider.ts'
import type { Piece, PieceCommand, PieceId, PieceScope } from '#shared/library/piece.ts'
import { topic, type Topic, type TopicId } from '#shared/library/topic.ts'
import type { Legibility } from '#shared/rules/rule-set.ts'
import { inPascalCase } from '#shared/rules/tag-words.ts'
import type { ShippedTopic } from './topic-catalogue.ts'
import { libraryQueries, type StoredCampaign, type StoredPiece } from './store.ts'

export type LibraryDependencies = {
  readonly ledger: Ledger
  readonly clock: Clock
  readonly nameOf: (person: PersonId) => string
  readonly zoneOf: (office: string) => string
  readonly officeNameOf: (office: OfficeId) => string
  /** Reviewers and administrators: who may answer for a campaign. */
  readonly owners: () => readonly { readonly id: PersonId; readonly name: string; readonly post: string }[]
  /** The words that hashtags are made of. */
  readonly legibility: () => Legibility
  readonly shipped: { readonly topics: readonly ShippedTopic[] }
}

/** What posts are written with and filed under: the one door. Refusals: `library/…`, those of the ledger. */
export function libraryService({ ledger, clock, nameOf, zoneOf, officeNameOf, owners, legibility, shipped }: LibraryDependencies) {
  const queries = libraryQueries(ledger.read)

  /** Keeps what a piece says, unless the words of an official hashtag of it are run together. */
  function onTold(context: Context, scope: PieceScope, id: PieceId, command: Extract<PieceCommand, { readonly piece: Piece }>): Result<{ id: PieceId }> {
    for (const words of command.piece.kind === 'hashtags' ? command.piece.tags : []) {
      const instead = inPascalCase(words, legibility())
      if (instead !== undefined) return { ok: false, refusal: { code: 'library/hashtag-words', detail: { words, instead }, fields: { tags: 'hashtag-case' } } }
    }
    return onPiece(context, scope, id, command)
  }

  function onPiece(context: Context, scope: PieceScope, id: PieceId, command: PieceCommand): Result<{ id: PieceId }> {
    const recorded = scope === 'national' ? ledger.record(context, nationalPiece, id, command) : ledger.record(context, officePiece, id, command)
    return recorded.ok ? ok({ id }) : recorded
  }

  function onCampaign(context: Context, id: CampaignId, command: CampaignCommand): Result<{ id: CampaignId }> {
    const recorded = ledger.record(context, campaign, id, command)
    return recorded.ok ? ok({ id }) : recorded
  }

  /** The vocabulary: shipped words in their order, then the added ones by name; what was decided goes before what was shipped. */
  function topics(): TopicRow[] {
    const decided = new Map(queries.topics().map((one) => [one.id, one]))
    const ours = shipped.topics.map((one) => ({ ...one, retired: false, ...decided.get(one.id), shipped: true }))
    const added = [...decided.values()].filter(({ id }) => !shipped.topics.some((one) => one.id === id)).map((one) => ({ ...one, shipped: false }))
    return [...ours, ...added.toSorted((one, other) => one.name.localeCompare(other.name, 'es'))]
  }

  function pieceRow(context: Context, { id, scope, piece, version, by, at, retired, usable, approval, writers, office }: StoredPiece): PieceRow {
    return {
      id,
      scope,
      piece,
      version,
      by: nameOf(by),
      at,
      retired,
      usable,
      approval: 'by' in approval ? { ...approval, by: nameOf(approval.by) } : approval,
      mayApprove: approval.kind === 'asked' && retired === null && context.roles.includes('reviewer') && !writers.includes(context.actor),
      office: scope === 'national' || office === context.office ? null : officeNameOf(office),
    }
  }

  function campaignRow(context: Context, { by, ...stored }: StoredCampaign): CampaignRow {
    return { ...stored, by: nameOf(by), ownerName: nameOf(stored.campaign.owner), mine: takesPart(stored.campaign, context.office) }
  }

  return {
    pieces(context: Context, retired: boolean): PieceRow[] {
      const own = queries.pieces(context.office)
      const others = context.roles.includes('reviewer') ? queries.asked().filter(({ id }) => !own.some((one) => one.id === id)) : []
      return [...own, ...others]
        .filter((one) => retired || one.retired === null)
        .map((one) => pieceRow(context, one))
        .toSorted((one, other) => one.piece.name.localeCompare(other.piece.name, 'es'))
    },
    keepPiece: (context: Context, scope: PieceScope, piece: Piece): Result<{ id: PieceId }> => onTold(context, scope, context.newId<'piece'>(), { kind: 'keep', piece }),
    revisePiece: (context: Context, scope: PieceScope, id: PieceId, expected: number, piece: Piece): Result<{ id: PieceId }> =>
      onTold(context, scope, id, { kind: 'revise', expected, piece }),
    /** Reviewers never had the old one to read, so its stream cannot go to them: another takes its place, in one act. */
    replacePiece(context: Context, id: PieceId, expected: number, piece: Piece, reason: string): Result<{ id: PieceId }> {
      const before = ledger.state(officePiece, id)
      if (before.kind === 'none') return refuse('library/piece-unknown')
      if (before.approval.kind !== 'before') return refuse('library/not-before')
      if (piece.kind !== before.piece.kind) return refuse('library/other-kind')
      if (before.version !== expected) return refuse('library/changed-since')
      return ledger.transaction(context, (record) => {
        const retired = record(officePiece, id, { kind: 'retire', reason })
        if (!retired.ok) return retired
        const made = context.newId<'piece'>()
        const kept = record(officePiece, made, { kind: 'keep', piece })
        return kept.ok ? ok({ id: made }) : kept
      })
    },
    approvePiece: (context: Context, scope: PieceScope, id: PieceId, expected: number): Result<{ id: PieceId }> => onPiece(context, scope, id, { kind: 'approve', expected }),
    returnPiece: (context: Context, scope: PieceScope, id: PieceId, expected: number, note: string): Result<{ id: PieceId }> =>
      onPiece(context, scope, id, { kind: 'return', expected, note }),
    /** Endings that wait for this reviewer: not those that they wrote. */
    toApprove: (person: PersonId) => queries.asked().flatMap(({ id, piece, at, writers }) => (writers.includes(person) ? [] : [{ id, name: piece.name, at }])),
    retirePiece: (context: Context, scope: PieceScope, id: PieceId, reason: string): Result<{ id: PieceId }> => onPiece(context, scope, id, { kind: 'retire', reason }),
    restorePiece: (context: Context, scope: PieceScope, id: PieceId): Result<{ id: PieceId }> => onPiece(context, scope, id, { kind: 'restore' }),

    /** Open ones before ended ones; among the open, those that run today, then those to come, then those whose days are over. */
    campaigns(context: Context): CampaignRow[] {
      const today = dayOf(clock.now(), zoneOf(context.office))
      const place = (one: StoredCampaign) => (one.ended === null ? { running: 0, coming: 1, past: 2 }[momentOf(one.campaign, today)] : 3)
      return queries
        .campaigns()
        .toSorted((one, other) => place(one) - place(other) || (one.campaign.from < other.campaign.from ? 1 : -1))
        .map((one) => campaignRow(context, one))
    },
    campaign(context: Context, id: string): CampaignRow | undefined {
      const stored = queries.campaign(id)
      return stored === undefined ? undefined : campaignRow(context, stored)
    },
    beginCampaign: (context: Context, given: Campaign): Result<{ id: CampaignId }> => onCampaign(context, context.newId<'campaign'>(), { kind: 'begin', campaign: given }),
    correctCampaign: (context: Context, id: CampaignId, expected: number, given: Campaign): Result<{ id: CampaignId }> =>
      onCampaign(context, id, { kind: 'correct', expected, campaign: given }),
    endCampaign: (context: Context, id: CampaignId, reason: string): Result<{ id: CampaignId }> => onCampaign(context, id, { kind: 'end', reason }),
    reopenCampaign: (context: Context, id: CampaignId): Result<{ id: CampaignId }> => onCampaign(context, id, { kind: 'reopen' }),
    owners,

    topics,
    setTopic(context: Context, id: TopicId | null, given: Topic): Result<{ id: TopicId }> {
      const known = topics()
      if (id !== null && !known.some((one) => one.id === id)) return refuse('library/topic-unknown')
      if (known.some((one) => one.id !== id && folded(one.name) === folded(given.name))) return refuse('library/topic-exists')
      const stream = id ?? context.newId<'topic'>()
      const recorded = ledger.record(context, topic, stream, { kind: 'set', topic: given })
      return recorded.ok ? ok({ id: stream }) : recorded
    },
    retireTopic(context: Context, id: TopicId): Result<{ id: TopicId }> {
      const known = topics().find((one) => one.id === id)
      if (known === undefined) return refuse('library/topic-unknown')
      const recorded = ledger.record(context, topic, id, { kind: 'retire', topic: { name: known.name, detail: known.detail } })
      return recorded.ok ? ok({ id }) : recorded
    },
  }
}

export type LibraryService = ReturnType<typeof libraryService>
