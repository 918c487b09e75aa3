import type { Database } from 'better-sqlite3'
import type { Projection } from '#main/ledger/projection.ts'
import { networks, type Network } from '#shared/accounts/network.ts'
import { millisecondsOf, type Instant } from '#shared/kernel/clock.ts'
import { folded } from '#shared/kernel/folded.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import { everyText, titleOf, type Content } from '#shared/posts/content.ts'
import type { PostEvent } from '#shared/posts/post-events.ts'
import type { PostId, StageKind } from '#shared/posts/post.ts'
import type { PostShow, QueueShow } from '#shared/posts/shows.ts'

/**
 * Owns `posts_texts`: the texts of each post one after another, as written, which others are compared with; and
 * `posts_rows`: one line per post with everything the lists and the review queue show. The content itself is in the ledger.
 * `networks` is a set of bits in the order of `networks`; `contributors` is ` ana beto `, `copied` the accounts it was copied for; `clock_spells` the stretches in review before this one; `clock_zero` is the moment (ms) at which
 * the review's clock would have started had it never stood still, null while it stands still: it orders the queue by time left. Everything the queue filters by is in one narrow index: the page and its count touch no other row.
 */
export const postsProjection: Projection = {
  name: 'posts',
  version: 3,
  tables: ['posts_rows', 'posts_texts'],
  ddl: `
    CREATE TABLE posts_rows (
      id TEXT PRIMARY KEY, office TEXT NOT NULL, author TEXT NOT NULL, stage TEXT NOT NULL, stage_at TEXT NOT NULL, updated_at TEXT NOT NULL,
      title TEXT NOT NULL, networks INTEGER NOT NULL, revision INTEGER NOT NULL, contributors TEXT NOT NULL,
      clock_ran INTEGER NOT NULL, clock_zero INTEGER, claim_by TEXT, claim_until TEXT, returns INTEGER NOT NULL, warnings INTEGER NOT NULL,
      targets INTEGER NOT NULL, copies INTEGER NOT NULL, proofs INTEGER NOT NULL, halted INTEGER NOT NULL, correction_of TEXT,
      copied TEXT NOT NULL, clock_spells TEXT NOT NULL, search TEXT NOT NULL
    ) STRICT;
    CREATE INDEX posts_rows_queue ON posts_rows (clock_zero, networks, claim_until, claim_by) WHERE stage = 'submitted';
    CREATE INDEX posts_rows_recent ON posts_rows (updated_at, stage);
    CREATE INDEX posts_rows_stage ON posts_rows (stage, updated_at);
    CREATE INDEX posts_rows_office ON posts_rows (office, updated_at, stage);
    CREATE INDEX posts_rows_author ON posts_rows (author, updated_at);
    CREATE TABLE posts_texts (id TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT`,
  prepare(database) {
    const insert = database.prepare(
      "INSERT INTO posts_rows VALUES (@id, @office, @actor, 'draft', @at, @at, @title, @networks, 1, ' ' || @actor || ' ', 0, NULL, NULL, NULL, 0, 0, @targets, 0, 0, 0, @correctionOf, '', '', @search)",
    )
    const putText = database.prepare('INSERT OR REPLACE INTO posts_texts VALUES (?, ?)')
    const withActor = "contributors = CASE WHEN instr(contributors, ' ' || @actor || ' ') > 0 THEN contributors ELSE contributors || @actor || ' ' END"
    const revise = database.prepare(
      `UPDATE posts_rows SET title = @title, networks = @networks, targets = @targets, search = @search, revision = @revision, updated_at = @at, ${withActor} WHERE id = @id`,
    )
    const submit = database.prepare(
      `UPDATE posts_rows SET stage = 'submitted', stage_at = @at, updated_at = @at, clock_zero = @now - clock_ran, warnings = @warnings, claim_by = NULL, claim_until = NULL, ${withActor} WHERE id = @id`,
    )
    // The right-hand sides read the row as it was: the time spent is counted before the clock is stopped.
    const leaveReview = database.prepare(
      `UPDATE posts_rows SET stage = @stage, stage_at = @at, updated_at = @at, clock_spells = iif(@now > clock_zero + clock_ran, clock_spells || (clock_zero + clock_ran) || '-' || @now || ' ', clock_spells),
        clock_ran = coalesce(max(clock_ran, @now - clock_zero), clock_ran), clock_zero = NULL,
        claim_by = NULL, claim_until = NULL, returns = returns + @returns, copies = 0, copied = '', proofs = 0, halted = 0 WHERE id = @id`,
    )
    const claim = database.prepare('UPDATE posts_rows SET claim_by = @actor, claim_until = @until WHERE id = @id')
    const stand = database.prepare(
      "UPDATE posts_rows SET stage = @stage, stage_at = @at, updated_at = @at, copies = 0, copied = '', proofs = 0, halted = 0 WHERE id = @id",
    )
    const halt = database.prepare('UPDATE posts_rows SET halted = @halted, updated_at = @at WHERE id = @id')
    // A second copy for the same account is not a second account.
    const copied = database.prepare(
      `UPDATE posts_rows SET copies = copies + (instr(copied, ' ' || @account || ' ') = 0), updated_at = @at,
        copied = CASE WHEN instr(copied, ' ' || @account || ' ') > 0 THEN copied ELSE copied || ' ' || @account || ' ' END WHERE id = @id`,
    )
    const proven = database.prepare(
      "UPDATE posts_rows SET proofs = proofs + 1, stage = iif(proofs + 1 >= targets, 'published', stage), stage_at = iif(proofs + 1 >= targets, @at, stage_at), updated_at = @at WHERE id = @id",
    )
    return (recorded) => {
      if (!recorded.stream.startsWith('post/')) return
      const event = recorded as unknown as PostEvent // the stream is this module's own: type and payload belong together
      const id = recorded.stream.slice('post/'.length)
      const { at, actor, office } = recorded
      switch (event.type) {
        case 'post.drafted':
          putText.run(id, everyText(event.payload.content))
          return void insert.run({ id, office, actor, at, correctionOf: event.payload.correctionOf, ...columnsOf(event.payload.content) })
        case 'post.revised':
          putText.run(id, everyText(event.payload.content))
          return void revise.run({ id, actor, at, revision: event.payload.revision, ...columnsOf(event.payload.content) })
        case 'post.submitted':
          return void submit.run({ id, actor, at, now: millisecondsOf(at), warnings: event.payload.warnings.length })
        case 'post.withdrawn':
          return void leaveReview.run({ id, at, now: millisecondsOf(at), stage: 'draft', returns: 0 })
        case 'post.returned':
          return void leaveReview.run({ id, at, now: millisecondsOf(at), stage: 'returned', returns: 1 })
        case 'post.approved':
          return void leaveReview.run({ id, at, now: millisecondsOf(at), stage: 'approved', returns: 0 })
        case 'post.expedited':
          return void leaveReview.run({ id, at, now: millisecondsOf(at), stage: 'approved', returns: 0 })
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
        case 'post.published':
          return void proven.run({ id, at })
      }
    }
  },
}

function columnsOf(content: Content): { title: string; networks: number; targets: number; search: string } {
  return {
    title: titleOf(content),
    networks: content.accounts.reduce((set, account) => set | bitOf(account.network), 0),
    targets: content.accounts.length,
    search: folded(everyText(content)),
  }
}

function bitOf(network: Network): number {
  return 1 << networks.indexOf(network)
}

/** A post as its read table has it. */
export type StoredPost = {
  readonly id: PostId
  readonly office: OfficeId
  readonly author: PersonId
  readonly stage: StageKind
  readonly stageAt: Instant
  readonly updatedAt: Instant
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

/** A post as others are compared with it. `text`: its texts, one after another. */
export type ComparablePost = Pick<StoredPost, 'id' | 'office' | 'stage' | 'networks' | 'title' | 'updatedAt'> & { readonly text: string }
type ComparableRow = Omit<ComparablePost, 'networks'> & { readonly networks: number }

type Row = Omit<StoredPost, 'networks' | 'halted' | 'isCorrection'> & { readonly networks: number; readonly halted: number; readonly isCorrection: number; readonly place: number }

/** `place` is the row's number in the table: it tells rows of one moment apart, and every index ends with it. */
const COLUMNS = `rowid AS place, id, office, author, stage, stage_at AS stageAt, updated_at AS updatedAt, title, networks, revision, clock_zero AS clockZero, clock_ran AS clockRan, clock_spells AS clockSpells,
  claim_by AS claimBy, claim_until AS claimUntil, returns, warnings, targets, copies, proofs, halted, correction_of IS NOT NULL AS isCorrection`

/** A page of a list, and where the next one begins. */
export type StoredPage = { readonly rows: readonly StoredPost[]; readonly total: number; readonly next: string | null }

/** What a list may show: one office's posts, or everybody's. */
export type Scope = OfficeId | 'everywhere'

export type ListQuestion = {
  readonly scope: Scope
  readonly person: PersonId
  readonly show: PostShow
  readonly text: string
  readonly after: string | null
  readonly limit: number
}

export type QueueQuestion = {
  readonly person: PersonId
  readonly now: Instant
  readonly show: QueueShow
  /** For `due-soon`: the clock's zero (ms) at or before which little time is left. */
  readonly soonZero: number
  readonly network: Network | null
  readonly text: string
  readonly after: string | null
  readonly limit: number
}

type Bound = Readonly<Record<string, string | number>>

/** The module's questions to its own table. Each different question is prepared once. */
export function postsQueries(database: Database) {
  const one = database.prepare<[string], Row>(`SELECT ${COLUMNS} FROM posts_rows WHERE id = ?`)
  const prepared = new Map<string, { readonly page: ReturnType<typeof database.prepare<[Bound], Row>>; readonly count: ReturnType<typeof database.prepare<[Bound], number>> }>()

  /** `order`: the first column of the key (the second is the row's place), and which way. */
  function paged(index: string, where: readonly string[], bound: Bound, order: { readonly column: string; readonly way: 'ASC' | 'DESC' }, after: string | null, limit: number): StoredPage {
    const condition = where.join(' AND ')
    // Named, because without statistics SQLite takes an index that leads to the table for each row.
    const from = `posts_rows INDEXED BY ${index}`
    const compare = order.way === 'ASC' ? '>' : '<'
    const key = `${index}|${condition}|${after === null}`
    let statements = prepared.get(key)
    if (statements === undefined) {
      const beyond = after === null ? '' : ` AND (${order.column}, rowid) ${compare} (@afterValue, @afterPlace)`
      statements = {
        page: database.prepare(`SELECT ${COLUMNS} FROM ${from} WHERE ${condition}${beyond} ORDER BY ${order.column} ${order.way}, rowid ${order.way} LIMIT @limit`),
        count: database.prepare<[Bound], number>(`SELECT count(*) FROM ${from} WHERE ${condition}`).pluck() as never, // pluck() answers the column itself
      }
      prepared.set(key, statements)
    }
    const rows = statements.page.all({ ...bound, ...keyOf(after), limit: limit + 1 })
    const last = rows.length > limit ? rows[limit - 1] : undefined
    const value = last === undefined ? undefined : order.column === 'clock_zero' ? last.clockZero : last.updatedAt
    return {
      rows: rows.slice(0, limit).map(postOf),
      total: Number(statements.count.get(bound) ?? 0),
      next: last === undefined ? null : JSON.stringify([value, last.place]),
    }
  }

  const byOffice = database.prepare<[string], { stage: StageKind; count: number }>('SELECT stage, count(*) AS count FROM posts_rows WHERE office = ? GROUP BY stage')
  const everywhere = database.prepare<[], { stage: StageKind; count: number }>('SELECT stage, count(*) AS count FROM posts_rows GROUP BY stage')
  const ofAuthor = database.prepare<[string], number>('SELECT count(*) FROM posts_rows WHERE author = ?').pluck()
  const untouched = database
    .prepare<[string], PostId>("SELECT id FROM posts_rows WHERE author = ? AND stage = 'draft' AND revision = 1 AND search = '' AND correction_of IS NULL LIMIT 1")
    .pluck()
  const submitted = database.prepare<[number], Row>(`SELECT ${COLUMNS} FROM posts_rows INDEXED BY posts_rows_queue WHERE stage = 'submitted' ORDER BY clock_zero, rowid LIMIT ?`)
  const returnedTo = database.prepare<[string, number], Row>(`SELECT ${COLUMNS} FROM posts_rows WHERE author = ? AND stage = 'returned' ORDER BY updated_at LIMIT ?`)
  const approvedIn = database.prepare<[string, number], Row>(`SELECT ${COLUMNS} FROM posts_rows WHERE office = ? AND stage = 'approved' ORDER BY updated_at LIMIT ?`)

  const comparable = database.prepare<[string], ComparableRow>(
    "SELECT id, office, stage, networks, title, text, updated_at AS updatedAt FROM posts_rows INDEXED BY posts_rows_recent JOIN posts_texts USING (id) WHERE updated_at >= ? ORDER BY updated_at",
  )

  return {
    /** What changed since a moment (that moment included), oldest first: what other posts are compared with. */
    changedSince: (moment: string): readonly ComparablePost[] =>
      comparable.all(moment).map((row) => ({ ...row, networks: networks.filter((network) => (row.networks & bitOf(network)) !== 0) })),
    one(id: string): StoredPost | undefined {
      const row = one.get(id)
      return row === undefined ? undefined : postOf(row)
    },

    list({ scope, person, show, text, after, limit }: ListQuestion): StoredPage {
      const words = wordsOf(text)
      const where = [
        ...(scope === 'everywhere' ? [] : ['office = @scope']),
        ...(show === 'all' ? ["stage <> 'discarded'"] : show === 'mine' ? ['author = @person'] : ['stage = @show']),
        ...words.map((_, index) => `instr(search, @word${index}) > 0`),
      ]
      const index = show === 'mine' ? 'author' : scope !== 'everywhere' ? 'office' : show === 'all' ? 'recent' : 'stage'
      return paged(`posts_rows_${index}`, where, { scope, person, show, ...bindWords(words) }, { column: 'updated_at', way: 'DESC' }, after, limit)
    },

    /** The review queue, least time left first. */
    queue({ person, now, show, soonZero, network, text, after, limit }: QueueQuestion): StoredPage {
      const words = wordsOf(text)
      const where = [
        "stage = 'submitted'",
        ...(network === null ? [] : ['networks & @bit <> 0']),
        ...(show === 'unclaimed' ? ['(claim_until IS NULL OR claim_until <= @now)'] : []),
        ...(show === 'mine' ? ['claim_by = @person AND claim_until > @now'] : []),
        ...(show === 'due-soon' ? ['clock_zero <= @soonZero'] : []),
        ...words.map((_, index) => `instr(search, @word${index}) > 0`),
      ]
      const bound = { person, now, soonZero, bit: network === null ? 0 : bitOf(network), ...bindWords(words) }
      return paged('posts_rows_queue', where, bound, { column: 'clock_zero', way: 'ASC' }, after, limit)
    },

    stages: (scope: Scope): readonly { readonly stage: StageKind; readonly count: number }[] => (scope === 'everywhere' ? everywhere.all() : byOffice.all(scope)),
    countOfAuthor: (person: PersonId): number => ofAuthor.get(person) ?? 0,
    /** A draft of that author in which nothing was ever written. */
    untouchedOf: (author: PersonId): PostId | undefined => untouched.get(author),
    /** In review, least time left first. */
    inReview: (limit: number): readonly StoredPost[] => submitted.all(limit).map(postOf),
    returnedTo: (person: PersonId, limit: number): readonly StoredPost[] => returnedTo.all(person, limit).map(postOf),
    approvedIn: (office: OfficeId, limit: number): readonly StoredPost[] => approvedIn.all(office, limit).map(postOf),
  }
}

function postOf({ place: _, ...row }: Row): StoredPost {
  return { ...row, networks: networks.filter((network) => (row.networks & bitOf(network)) !== 0), halted: row.halted === 1, isCorrection: row.isCorrection === 1 }
}

/** Most words a search looks for; more only make it narrower than anybody means. */
const MOST_WORDS = 8

function wordsOf(text: string): readonly string[] {
  return folded(text).split(' ').filter((word) => word !== '').slice(0, MOST_WORDS)
}

function bindWords(words: readonly string[]): Bound {
  return Object.fromEntries(words.map((word, index) => [`word${index}`, word]))
}

/** Beyond every moment there is, whichever way a list runs: text sorts after numbers, and before nothing that a list holds. */
const FARTHEST = ''

/** A cursor's two parts. A malformed one, which only a tampered window could send, begins at the end: no row is beyond it. */
function keyOf(after: string | null): Bound {
  if (after === null) return {}
  try {
    const parts: unknown = JSON.parse(after)
    if (Array.isArray(parts) && (typeof parts[0] === 'string' || typeof parts[0] === 'number') && typeof parts[1] === 'number') {
      return { afterValue: parts[0], afterPlace: parts[1] }
    }
  } catch {
    // Not even JSON: as below.
  }
  return { afterValue: FARTHEST, afterPlace: 0 }
}
