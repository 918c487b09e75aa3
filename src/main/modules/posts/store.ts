import type { Database } from 'better-sqlite3'
import type { Projection } from '#main/ledger/projection.ts'
import { networks, type Network } from '#shared/accounts/network.ts'
import { instantOf, millisecondsOf, type Instant } from '#shared/kernel/clock.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import { everyText, titleOf, type Content } from '#shared/posts/content.ts'
import type { SaidText } from '#shared/rules/content.ts'
import type { PostEvent } from '#shared/posts/post-events.ts'
import type { PostId, StageKind } from '#shared/posts/post.ts'

/**
 * Owns `posts_texts`: the texts of each post one after another, as written, which are searched; those that people read, with which others are compared, come first: `said` has the length
 * of each and the bits of the networks on which it is a post (`[[120, 3], [40, 1]]`, one sign between two of them); and `posts_rows`: one line per post with everything the lists and the review queue show. The content itself is in the ledger.
 * `networks` is a set of bits in the order of `networks`; `contributors` is ` ana beto `, `accounts` `x-1 fb-1`, `topics` likewise, `copied` the accounts it was copied for; `reviewer` who has it in
 * hand or decided it last; `wanted_at` when it should go out (ms); `clock_spells` the stretches in review before this one; `clock_zero` is the moment (ms) at which the review's clock would have started
 * had it never stood still, null while it stands still: where every hour counts, it orders the queue by time left. Lists filter, count and sort in memory (`columns-store.ts`); the indexes are for the few questions that other modules ask.
 */
export const postsProjection: Projection = {
  name: 'posts',
  version: 7,
  tables: ['posts_rows', 'posts_texts'],
  ddl: `
    CREATE TABLE posts_rows (
      id TEXT PRIMARY KEY, office TEXT NOT NULL, author TEXT NOT NULL, reviewer TEXT, stage TEXT NOT NULL, stage_at TEXT NOT NULL, updated_at TEXT NOT NULL, wanted_at INTEGER,
      title TEXT NOT NULL, networks INTEGER NOT NULL, accounts TEXT NOT NULL, campaign TEXT, topics TEXT NOT NULL, revision INTEGER NOT NULL, contributors TEXT NOT NULL,
      clock_ran INTEGER NOT NULL, clock_zero INTEGER, claim_by TEXT, claim_until TEXT, returns INTEGER NOT NULL, warnings INTEGER NOT NULL,
      targets INTEGER NOT NULL, copies INTEGER NOT NULL, proofs INTEGER NOT NULL, halted INTEGER NOT NULL, correction_of TEXT,
      copied TEXT NOT NULL, clock_spells TEXT NOT NULL
    ) STRICT;
    CREATE INDEX posts_rows_queue ON posts_rows (clock_zero) WHERE stage = 'submitted';
    CREATE INDEX posts_rows_recent ON posts_rows (updated_at);
    CREATE INDEX posts_rows_returned ON posts_rows (author, updated_at) WHERE stage = 'returned';
    CREATE INDEX posts_rows_approved ON posts_rows (office, updated_at) WHERE stage = 'approved';
    CREATE INDEX posts_rows_untouched ON posts_rows (author) WHERE stage = 'draft' AND title = '';
    CREATE TABLE posts_texts (id TEXT PRIMARY KEY, text TEXT NOT NULL, said TEXT NOT NULL) STRICT`,
  prepare(database) {
    const insert = database.prepare(
      "INSERT INTO posts_rows VALUES (@id, @office, @actor, NULL, 'draft', @at, @at, @wantedAt, @title, @networks, @accounts, @campaign, @topics, 1, ' ' || @actor || ' ', 0, NULL, NULL, NULL, 0, 0, @targets, 0, 0, 0, @correctionOf, '', '')",
    )
    const insertText = database.prepare('INSERT OR REPLACE INTO posts_texts VALUES (?, ?, ?)')
    const putTexts = (id: string, content: Content) => {
      const { text, said } = everyText(content)
      insertText.run(id, text, JSON.stringify(said.map((one) => [one.text.length, bitsOf(one.networks)])))
    }
    const withActor = "contributors = CASE WHEN instr(contributors, ' ' || @actor || ' ') > 0 THEN contributors ELSE contributors || @actor || ' ' END"
    const revise = database.prepare(
      `UPDATE posts_rows SET title = @title, networks = @networks, targets = @targets, accounts = @accounts, campaign = @campaign, topics = @topics, wanted_at = @wantedAt, revision = @revision, updated_at = @at, ${withActor} WHERE id = @id`,
    )
    const submit = database.prepare(
      `UPDATE posts_rows SET stage = 'submitted', stage_at = @at, updated_at = @at, clock_zero = @now - clock_ran, warnings = @warnings, claim_by = NULL, claim_until = NULL, ${withActor} WHERE id = @id`,
    )
    // The right-hand sides read the row as it was: the time spent is counted before the clock is stopped.
    const leaveReview = database.prepare(
      `UPDATE posts_rows SET stage = @stage, stage_at = @at, updated_at = @at, clock_spells = iif(@now > clock_zero + clock_ran, clock_spells || (clock_zero + clock_ran) || '-' || @now || ' ', clock_spells),
        clock_ran = coalesce(max(clock_ran, @now - clock_zero), clock_ran), clock_zero = NULL,
        claim_by = NULL, claim_until = NULL, reviewer = coalesce(@reviewer, reviewer), returns = returns + @returns, copies = 0, copied = '', proofs = 0, halted = 0 WHERE id = @id`,
    )
    const claim = database.prepare('UPDATE posts_rows SET claim_by = @actor, claim_until = @until, reviewer = @actor WHERE id = @id')
    const stand = database.prepare(
      "UPDATE posts_rows SET stage = @stage, stage_at = @at, updated_at = @at, copies = 0, copied = '', proofs = 0, halted = 0 WHERE id = @id",
    )
    const halt = database.prepare('UPDATE posts_rows SET halted = @halted, updated_at = @at WHERE id = @id')
    // A second copy for the same account is not a second account.
    const copied = database.prepare(
      `UPDATE posts_rows SET copies = copies + (instr(copied, ' ' || @account || ' ') = 0), updated_at = @at,
        copied = CASE WHEN instr(copied, ' ' || @account || ' ') > 0 THEN copied ELSE copied || ' ' || @account || ' ' END WHERE id = @id`,
    )
    // Nothing came of a copy: it may be copied again, and the post be changed.
    const uncopied = database.prepare(
      "UPDATE posts_rows SET copies = copies - (instr(copied, ' ' || @account || ' ') > 0), updated_at = @at, copied = replace(copied, ' ' || @account || ' ', '') WHERE id = @id",
    )
    const proven = database.prepare(
      "UPDATE posts_rows SET proofs = proofs + 1, stage = iif(proofs + 1 >= targets, 'published', stage), stage_at = iif(proofs + 1 >= targets, @at, stage_at), halted = iif(proofs + 1 >= targets, 0, halted), updated_at = @at WHERE id = @id",
    )
    const took = database.prepare(`UPDATE posts_rows SET ${withActor} WHERE id = @id`)
    return (recorded) => {
      if (!recorded.stream.startsWith('post/')) return
      const event = recorded as unknown as PostEvent // the stream is this module's own: type and payload belong together
      const id = recorded.stream.slice('post/'.length)
      const { at, actor, office } = recorded
      switch (event.type) {
        case 'post.drafted':
          putTexts(id, event.payload.content)
          return void insert.run({ id, office, actor, at, correctionOf: event.payload.correctionOf, ...columnsOf(event.payload.content) })
        case 'post.revised':
          putTexts(id, event.payload.content)
          return void revise.run({ id, actor, at, revision: event.payload.revision, ...columnsOf(event.payload.content) })
        // Whose proposal became the text wrote some of it.
        case 'suggestion.accepted':
          return void took.run({ id, actor: event.payload.by })
        case 'post.submitted':
          return void submit.run({ id, actor, at, now: millisecondsOf(at), warnings: event.payload.warnings.length })
        case 'post.withdrawn':
          return void leaveReview.run({ id, at, now: millisecondsOf(at), stage: 'draft', reviewer: null, returns: 0 })
        case 'post.returned':
          return void leaveReview.run({ id, at, now: millisecondsOf(at), stage: 'returned', reviewer: actor, returns: 1 })
        case 'post.approved':
          return void leaveReview.run({ id, at, now: millisecondsOf(at), stage: 'approved', reviewer: actor, returns: 0 })
        case 'post.expedited':
          return void leaveReview.run({ id, at, now: millisecondsOf(at), stage: 'approved', reviewer: actor, returns: 0 })
        case 'post.claimed':
          return void claim.run({ id, actor, until: event.payload.until })
        case 'post.handed-over':
          return void claim.run({ id, actor: event.payload.to, until: event.payload.until })
        case 'post.agreed':
          return void claim.run({ id, actor: null, until: null })
        case 'post.released':
          return void claim.run({ id, actor: null, until: null })
        case 'approval.voided':
          return void stand.run({ id, at, stage: 'draft' })
        case 'post.discarded':
          return void stand.run({ id, at, stage: 'discarded' })
        case 'post.halted':
          return void halt.run({ id, at, halted: 1 })
        case 'post.resumed':
          return void halt.run({ id, at, halted: 0 })
        case 'post.copied':
          return void copied.run({ id, at, account: event.payload.account })
        case 'post.not-published':
          return void uncopied.run({ id, at, account: event.payload.account })
        case 'post.checked':
          return event.payload.found ? undefined : void uncopied.run({ id, at, account: event.payload.account })
        case 'post.published':
          return void proven.run({ id, at })
      }
    }
  },
}

function columnsOf(content: Content): { title: string; networks: number; targets: number; accounts: string; campaign: string | null; topics: string; wantedAt: number | null } {
  return {
    title: titleOf(content),
    networks: bitsOf(content.accounts.map(({ network }) => network)),
    targets: content.accounts.length,
    accounts: content.accounts.map(({ id }) => id).join(' '),
    campaign: content.campaign,
    topics: content.topics.join(' '),
    wantedAt: content.wanted === null ? null : millisecondsOf(content.wanted.at),
  }
}

function bitsOf(some: readonly Network[]): number {
  return some.reduce((set, network) => set | (1 << networks.indexOf(network)), 0)
}

function networksIn(bits: number): readonly Network[] {
  return networks.filter((network) => (bits & bitsOf([network])) !== 0)
}

/** What a post says, text by text. */
export function saidIn({ text, said }: Pick<ComparablePost, 'text' | 'said'>): readonly SaidText[] {
  const lengths = JSON.parse(said) as [number, number][] // written by this module alone
  let start = 0
  return lengths.map(([length, bits]) => {
    const end = start + length
    const one = { text: text.slice(start, end), networks: networksIn(bits) }
    start = end + 1
    return one
  })
}

/** A post as its read table has it. */
export type StoredPost = {
  readonly id: PostId
  readonly office: OfficeId
  readonly author: PersonId
  readonly stage: StageKind
  readonly stageAt: Instant
  readonly updatedAt: Instant
  /** When it should go out. */
  readonly wantedAt: Instant | null
  readonly title: string
  readonly networks: readonly Network[]
  readonly revision: number
  readonly clockZero: number | null
  readonly clockRan: number
  /** What was in review before it went on (`spellsOf`). */
  readonly clockSpells: string
  readonly claimBy: PersonId | null
  readonly claimUntil: Instant | null
  readonly returns: number
  readonly warnings: number
  readonly targets: number
  readonly copies: number
  readonly proofs: number
  readonly halted: boolean
  readonly isCorrection: boolean
}

/** A post as others are compared with it; `saidIn` gives its texts. */
export type ComparablePost = Pick<StoredPost, 'id' | 'office' | 'stage' | 'title' | 'updatedAt'> & { readonly text: string; readonly said: string }

type Row = Omit<StoredPost, 'networks' | 'wantedAt' | 'halted' | 'isCorrection'> & { readonly networks: number; readonly wantedAt: number | null; readonly halted: number; readonly isCorrection: number }

const COLUMNS = `id, office, author, stage, stage_at AS stageAt, updated_at AS updatedAt, wanted_at AS wantedAt, title, networks, revision, clock_zero AS clockZero, clock_ran AS clockRan, clock_spells AS clockSpells,
  claim_by AS claimBy, claim_until AS claimUntil, returns, warnings, targets, copies, proofs, halted, correction_of IS NOT NULL AS isCorrection`

/** The module's questions to its own table. */
export function postsQueries(database: Database) {
  const one = database.prepare<[string], Row>(`SELECT ${COLUMNS} FROM posts_rows WHERE id = ?`)
  const at = database.prepare<[number], Row>(`SELECT ${COLUMNS} FROM posts_rows WHERE rowid = ?`)

  const untouched = database
    .prepare<[string], PostId>(`SELECT id FROM posts_rows WHERE author = ? AND stage = 'draft' AND title = '' AND revision = 1 AND correction_of IS NULL
        AND NOT EXISTS (SELECT 1 FROM posts_texts t WHERE t.id = posts_rows.id AND trim(t.text, ' ' || char(10)) <> '') LIMIT 1`)
    .pluck()
  const submitted = database.prepare<[number], Row>(`SELECT ${COLUMNS} FROM posts_rows INDEXED BY posts_rows_queue WHERE stage = 'submitted' ORDER BY clock_zero, rowid LIMIT ?`)
  const returnedTo = database.prepare<[string, number], Row>(`SELECT ${COLUMNS} FROM posts_rows WHERE author = ? AND stage = 'returned' ORDER BY updated_at LIMIT ?`)
  const approvedIn = database.prepare<[string, number], Row>(`SELECT ${COLUMNS} FROM posts_rows WHERE office = ? AND stage = 'approved' ORDER BY updated_at LIMIT ?`)

  const comparable = database.prepare<[string], ComparablePost>(
    "SELECT id, office, stage, title, text, said, updated_at AS updatedAt FROM posts_rows INDEXED BY posts_rows_recent JOIN posts_texts USING (id) WHERE updated_at >= ? ORDER BY updated_at",
  )

  return {
    /** What changed since a moment (that moment included), oldest first: what other posts are compared with. */
    changedSince: (moment: string): readonly ComparablePost[] => comparable.all(moment),
    one(id: string): StoredPost | undefined {
      const row = one.get(id)
      return row === undefined ? undefined : postOf(row)
    },

    /** The posts at these places (`columns-store.ts`), in their order. */
    at: (places: readonly number[]): readonly StoredPost[] =>
      places.flatMap((place) => {
        const row = at.get(place)
        return row === undefined ? [] : [postOf(row)]
      }),

    /** A draft of that author in which nothing was ever written. */
    untouchedOf: (author: PersonId): PostId | undefined => untouched.get(author),
    /** In review, those whose time in review is longest first. */
    inReview: (limit: number): readonly StoredPost[] => submitted.all(limit).map(postOf),
    returnedTo: (person: PersonId, limit: number): readonly StoredPost[] => returnedTo.all(person, limit).map(postOf),
    approvedIn: (office: OfficeId, limit: number): readonly StoredPost[] => approvedIn.all(office, limit).map(postOf),
  }
}

function postOf(row: Row): StoredPost {
  return {
    ...row,
    networks: networksIn(row.networks),
    wantedAt: row.wantedAt === null ? null : instantOf(row.wantedAt),
    halted: row.halted === 1,
    isCorrection: row.isCorrection === 1,
  }
}
