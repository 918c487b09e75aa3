import type { Database } from 'better-sqlite3'
import type { Projection } from '#main/ledger/projection.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { OpenState, OutState } from '#shared/posts/open-state.ts'
import type { PostEvent } from '#shared/posts/post-events.ts'
import type { PostId, StageKind } from '#shared/posts/post.ts'

/**
 * Owns `posts_publications` (a line per account of an approved post, from its approval until its proof or until somebody says that it does not go out; and
 * per account on which something is out otherwise than promised) and `posts_corrections` (which post corrects which). `person`: who is to act.
 */
export const publicationsProjection: Projection = {
  name: 'posts-publications',
  version: 2,
  tables: ['posts_publications', 'posts_corrections'],
  ddl: `
    CREATE TABLE posts_publications (
      post TEXT NOT NULL, account TEXT NOT NULL, office TEXT NOT NULL, state TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL,
      PRIMARY KEY (post, account)
    ) STRICT;
    CREATE INDEX posts_publications_at ON posts_publications (at);
    CREATE INDEX posts_publications_office ON posts_publications (office, at);
    CREATE TABLE posts_corrections (post TEXT PRIMARY KEY, corrects TEXT NOT NULL, at TEXT NOT NULL) STRICT;
    CREATE INDEX posts_corrections_corrects ON posts_corrections (corrects, at)`,
  prepare(database) {
    const open = database.prepare(
      `INSERT INTO posts_publications (post, account, office, state, person, at) VALUES (@id, @account, @office, @state, @actor, @at)
       ON CONFLICT (post, account) DO UPDATE SET state = excluded.state, person = excluded.person, at = excluded.at`,
    )
    // Nobody copied it yet: whoever began the post is asked.
    const approved = database.prepare<[string], { author: string; office: string; accounts: string }>('SELECT author, office, accounts FROM posts_rows WHERE id = ?')
    const forget = database.prepare('DELETE FROM posts_publications WHERE post = @id')
    // The person stays who copied it: they are asked.
    const stand = database.prepare('UPDATE posts_publications SET state = @state WHERE post = @id AND account = @account')
    const close = database.prepare('DELETE FROM posts_publications WHERE post = @id AND account = @account')
    const corrects = database.prepare('INSERT INTO posts_corrections (post, corrects, at) VALUES (@id, @corrected, @at)')
    const corrected = database.prepare(
      "DELETE FROM posts_publications WHERE state = 'to-correct' AND account = @account AND post = (SELECT corrects FROM posts_corrections WHERE post = @id)",
    )
    return (recorded) => {
      if (!recorded.stream.startsWith('post/')) return
      const event = recorded as unknown as PostEvent // the stream is this module's own: type and payload belong together
      const id = recorded.stream.slice('post/'.length)
      const { at, actor, office } = recorded
      switch (event.type) {
        case 'post.drafted':
          if (event.payload.correctionOf !== null) corrects.run({ id, corrected: event.payload.correctionOf, at })
          return
        case 'post.approved':
        case 'post.expedited': {
          const row = approved.get(id)
          for (const account of row?.accounts.split(' ').filter(Boolean) ?? []) open.run({ id, account, office: row?.office, state: 'to-copy', actor: row?.author, at })
          return
        }
        case 'approval.voided':
        case 'post.discarded':
          return void forget.run({ id })
        case 'post.copied':
          return void open.run({ id, account: event.payload.account, office, state: 'copied', actor, at })
        case 'post.doubted':
          return void stand.run({ id, account: event.payload.account, state: 'doubted' })
        case 'post.checked':
          return void stand.run({ id, account: event.payload.account, state: event.payload.found ? 'found' : 'to-copy' })
        case 'post.not-published':
        case 'post.taken-down':
          return void close.run({ id, account: event.payload.account })
        case 'post.published': {
          const { account, proof } = event.payload
          const act = proof?.resolution?.act
          if (act === 'withdraw' || act === 'correct') open.run({ id, account, office, state: act === 'withdraw' ? 'to-withdraw' : 'to-correct', actor, at })
          else close.run({ id, account })
          corrected.run({ id, account })
        }
      }
    }
  },
}

/** A publication that is not at its end. `wantedAt`, in milliseconds: when it was to go out. */
export type OpenPublication = {
  readonly post: PostId
  readonly title: string
  readonly account: AccountId
  readonly office: OfficeId
  readonly state: OpenState
  readonly wantedAt: number | null
  readonly halted: number
  readonly person: PersonId
  readonly at: Instant
}

type OutPublication = OpenPublication & { readonly state: OutState }

export type Correction = { readonly id: PostId; readonly title: string; readonly stage: StageKind }

const SELECT = `SELECT p.post, r.title, p.account, p.office, p.state, r.wanted_at AS wantedAt, r.halted, p.person, p.at FROM posts_publications p JOIN posts_rows r ON r.id = p.post`

export function publicationsQueries(database: Database) {
  const everywhere = database.prepare<[number], OpenPublication>(`${SELECT} ORDER BY p.at LIMIT ?`)
  const ofOffice = database.prepare<[string, number], OpenPublication>(`${SELECT} WHERE p.office = ? ORDER BY p.at LIMIT ?`)
  const outEverywhere = database.prepare<[number], OutPublication>(`${SELECT} WHERE p.state <> 'to-copy' ORDER BY p.at LIMIT ?`)
  const outOfOffice = database.prepare<[string, number], OutPublication>(`${SELECT} WHERE p.office = ? AND p.state <> 'to-copy' ORDER BY p.at LIMIT ?`)
  const countAll = database.prepare<[], number>('SELECT count(*) FROM posts_publications').pluck()
  const countOf = database.prepare<[string], number>('SELECT count(*) FROM posts_publications WHERE office = ?').pluck()
  const corrections = database.prepare<[string], Correction>(
    "SELECT c.post AS id, r.title, r.stage FROM posts_corrections c JOIN posts_rows r ON r.id = c.post WHERE c.corrects = ? AND r.stage <> 'discarded' ORDER BY c.at",
  )
  return {
    /** The open publications of an office, or of all, those that wait longest first. */
    open: (scope: OfficeId | 'everywhere', limit: number): readonly OpenPublication[] => (scope === 'everywhere' ? everywhere.all(limit) : ofOffice.all(scope, limit)),
    /** Of those, what is out or may be. */
    out: (scope: OfficeId | 'everywhere', limit: number): readonly OutPublication[] => (scope === 'everywhere' ? outEverywhere.all(limit) : outOfOffice.all(scope, limit)),
    countOpen: (scope: OfficeId | 'everywhere'): number => (scope === 'everywhere' ? countAll.get() : countOf.get(scope)) ?? 0,
    correctionsOf: (post: PostId): readonly Correction[] => corrections.all(post),
  }
}
