import type { Database } from 'better-sqlite3'
import type { Projection } from '#main/ledger/projection.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { OfficeId, RecordedEvent } from '#shared/ledger/event.ts'
import type { ImportEvent } from '#shared/imports/import.ts'
import type { PostId } from '#shared/posts/post.ts'

/** Owns `imports_rows`: each row that became a draft, by what it said; the last time counts. */
export const importsProjection: Projection = {
  name: 'imports',
  version: 1,
  tables: ['imports_rows'],
  ddl: 'CREATE TABLE imports_rows (office TEXT NOT NULL, fingerprint TEXT NOT NULL, post TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (office, fingerprint)) STRICT',
  prepare(database) {
    const put = database.prepare('INSERT OR REPLACE INTO imports_rows VALUES (?, ?, ?, ?)')
    return (recorded) => {
      if (!recorded.stream.startsWith('import/')) return
      const event = recorded as RecordedEvent<ImportEvent> // only the import's decider writes streams of this noun
      for (const { fingerprint, post } of event.payload.rows) put.run(event.office, fingerprint, post, event.at)
    }
  },
}

/** The module's question to its own table. */
export function importsQueries(database: Database) {
  const one = database.prepare<[OfficeId, string], { post: PostId; at: Instant }>('SELECT post, at FROM imports_rows WHERE office = ? AND fingerprint = ?')
  return { before: (office: OfficeId, fingerprint: string): { readonly post: PostId; readonly at: Instant } | undefined => one.get(office, fingerprint) }
}
