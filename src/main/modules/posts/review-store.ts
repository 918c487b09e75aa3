import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { Projection } from '#main/ledger/projection.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import { canonical } from '#shared/posts/canonical.ts'
import type { Content } from '#shared/posts/content.ts'
import { checkDue, type Verdict } from '#shared/posts/emergency.ts'
import type { PostEvent } from '#shared/posts/post-events.ts'
import type { PostId } from '#shared/posts/post.ts'
import type { Stop, StopEvent, StopId, StopScope } from '#shared/posts/stop.ts'

/**
 * Owns `posts_stops` (every stop, its scope as JSON), `posts_emergencies` (what was approved out of turn, until somebody else looked at it: `verdict`),
 * `posts_decisions` (when each decision was taken, and whether out of turn: rates and forecasts are counted from it) and `posts_twins` (a post's content
 * without its accounts, hashed: those with the same say the very same).
 */
export const reviewProjection: Projection = {
  name: 'posts-review',
  version: 1,
  tables: ['posts_stops', 'posts_emergencies', 'posts_decisions', 'posts_twins'],
  ddl: `
    CREATE TABLE posts_stops (id TEXT PRIMARY KEY, scope TEXT NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, lifted_by TEXT, lifted_at TEXT, note TEXT) STRICT;
    CREATE TABLE posts_emergencies (post TEXT PRIMARY KEY, office TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, due TEXT NOT NULL, reason TEXT NOT NULL, verdict TEXT) STRICT;
    CREATE INDEX posts_emergencies_due ON posts_emergencies (due) WHERE verdict IS NULL;
    CREATE TABLE posts_decisions (at TEXT NOT NULL, post TEXT NOT NULL, kind TEXT NOT NULL) STRICT;
    CREATE INDEX posts_decisions_at ON posts_decisions (at, kind);
    CREATE TABLE posts_twins (id TEXT PRIMARY KEY, twin TEXT NOT NULL) STRICT;
    CREATE INDEX posts_twins_twin ON posts_twins (twin)`,
  prepare(database) {
    const order = database.prepare('INSERT OR IGNORE INTO posts_stops (id, scope, reason, by, at) VALUES (?, ?, ?, ?, ?)')
    const lift = database.prepare('UPDATE posts_stops SET lifted_by = ?, lifted_at = ?, note = ? WHERE id = ?')
    const twin = database.prepare('INSERT INTO posts_twins VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET twin = excluded.twin')
    const decided = database.prepare('INSERT INTO posts_decisions VALUES (?, ?, ?)')
    const expedited = database.prepare(
      `INSERT INTO posts_emergencies VALUES (@id, (SELECT office FROM posts_rows WHERE id = @id), @actor, @at, @due, @reason, NULL)
       ON CONFLICT (post) DO UPDATE SET by = excluded.by, at = excluded.at, due = excluded.due, reason = excluded.reason, verdict = NULL`,
    )
    const checked = database.prepare('UPDATE posts_emergencies SET verdict = ? WHERE post = ?')
    return (recorded) => {
      const { at, actor } = recorded
      if (recorded.stream.startsWith('stop/')) {
        const event = recorded as unknown as StopEvent // the stream is this module's own: type and payload belong together
        const id = recorded.stream.slice('stop/'.length)
        if (event.type === 'stop.ordered') order.run(id, JSON.stringify(event.payload.scope), event.payload.reason, actor, at)
        else lift.run(actor, at, event.payload.note, id)
        return
      }
      if (!recorded.stream.startsWith('post/')) return
      const event = recorded as unknown as PostEvent // likewise
      const id = recorded.stream.slice('post/'.length)
      switch (event.type) {
        case 'post.drafted':
        case 'post.revised':
          return void twin.run(id, twinOf(event.payload.content))
        case 'post.approved':
        case 'post.returned':
          return void decided.run(at, id, event.type)
        case 'post.expedited':
          decided.run(at, id, event.type)
          return void expedited.run({ id, actor, at, due: checkDue({ at }), reason: event.payload.reason })
        case 'emergency.checked':
          return void checked.run(event.payload.verdict, id)
      }
    }
  },
}

/** What a post says, whatever the accounts it is for. */
export function twinOf({ accounts: _, ...content }: Content): string {
  return createHash('sha256').update(canonical(content)).digest('base64')
}

type StopRow = { id: StopId; scope: string; reason: string; by: PersonId; at: Instant; lifted_by: PersonId | null; lifted_at: Instant | null; note: string | null }

/** A post that was approved out of turn and that nobody else has looked at. */
export type Unchecked = { readonly post: PostId; readonly title: string; readonly office: OfficeId; readonly by: PersonId; readonly at: Instant; readonly due: Instant; readonly reason: string }

/** A post that was approved out of turn, and what somebody else said of it since. */
type StoredEmergency = Unchecked & { readonly verdict: Verdict | null }

export function reviewQueries(database: Database) {
  const stops = database.prepare<[], StopRow>('SELECT * FROM posts_stops ORDER BY lifted_at IS NOT NULL, at DESC')
  const unchecked = database.prepare<[number], Unchecked>(
    'SELECT e.post, r.title, e.office, e.by, e.at, e.due, e.reason FROM posts_emergencies e JOIN posts_rows r ON r.id = e.post WHERE e.verdict IS NULL ORDER BY e.due LIMIT ?',
  )
  const emergencies = `SELECT e.post, r.title, e.office, e.by, e.at, e.due, e.reason, e.verdict FROM posts_emergencies e JOIN posts_rows r ON r.id = e.post`
  const everywhere = database.prepare<[number], StoredEmergency>(`${emergencies} ORDER BY e.at DESC LIMIT ?`)
  const ofOffice = database.prepare<[string, number], StoredEmergency>(`${emergencies} WHERE e.office = ? ORDER BY e.at DESC LIMIT ?`)
  const countAll = database.prepare<[], number>('SELECT count(*) FROM posts_emergencies').pluck()
  const countOf = database.prepare<[string], number>('SELECT count(*) FROM posts_emergencies WHERE office = ?').pluck()
  const decisions = database.prepare<[string], { kind: string; count: number }>('SELECT kind, count(*) AS count FROM posts_decisions WHERE at >= ? GROUP BY kind')
  const decided = database.prepare<[string, number], PostId>("SELECT DISTINCT post FROM posts_decisions WHERE at >= ? AND kind <> 'post.expedited' LIMIT ?").pluck()
  const twins = database
    .prepare<[string, string, number], PostId>("SELECT t.id FROM posts_twins t JOIN posts_rows r ON r.id = t.id WHERE t.twin = ? AND t.id <> ? AND r.stage = 'submitted' ORDER BY r.clock_zero LIMIT ?")
    .pluck()
  return {
    /** Those in force first, then the newest. */
    stops: (): readonly Stop[] =>
      stops.all().map(({ id, scope, reason, by, at, lifted_by, lifted_at, note }) => ({
        id,
        scope: JSON.parse(scope) as StopScope, // written above from an event's
        reason,
        by,
        at,
        lifted: lifted_by === null || lifted_at === null ? null : { by: lifted_by, at: lifted_at, note: note ?? '' },
      })),
    /** Approved out of turn and not looked at by anybody else, those due first. */
    unchecked: (limit: number): readonly Unchecked[] => unchecked.all(limit),
    /** Everything that was approved out of turn, of an office or of all, the newest first, and how much that is. */
    emergencies: (scope: OfficeId | 'everywhere', limit: number): { readonly rows: readonly StoredEmergency[]; readonly total: number } => ({
      rows: scope === 'everywhere' ? everywhere.all(limit) : ofOffice.all(scope, limit),
      total: (scope === 'everywhere' ? countAll.get() : countOf.get(scope)) ?? 0,
    }),
    /** How many decisions were taken since a moment, and how they went. */
    decisionsSince(moment: Instant): { readonly approved: number; readonly returned: number; readonly expedited: number } {
      const counts = new Map(decisions.all(moment).map(({ kind, count }) => [kind, count]))
      return { approved: counts.get('post.approved') ?? 0, returned: counts.get('post.returned') ?? 0, expedited: counts.get('post.expedited') ?? 0 }
    },
    /** Posts on which the review decided since a moment, each once. */
    decidedSince: (moment: Instant, limit: number): readonly PostId[] => decided.all(moment, limit),
    /** Posts in review that say the very same for other accounts, those whose clock began first before the others. */
    twinsOf: (id: PostId, content: Content, limit: number): readonly PostId[] => twins.all(twinOf(content), id, limit),
  }
}
