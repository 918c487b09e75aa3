import type { Database } from 'better-sqlite3'
import type { RecordedEvent } from '#shared/ledger/event.ts'

/**
 * The read tables of one module. Projected in the transaction that appends the event; dropped and rebuilt from the events
 * whenever `version` differs from what the file was built with.
 */
export type Projection = {
  readonly name: string
  /** Raise it when `ddl` or the meaning of `prepare` changes. */
  readonly version: number
  /**
   * Every table and index-bearing name this projection owns; nobody else writes them. Triggers of its own may keep virtual tables (FTS5) in
   * step, and nothing else: what pending acts change is taken off again by undoing the changes of ordinary tables (`overlay.ts`).
   */
  readonly tables: readonly string[]
  /** `CREATE TABLE` / `CREATE INDEX` statements. */
  readonly ddl: string
  /**
   * Prepares the statements once; the returned function handles one event (and ignores those that are not its own) and remembers nothing: the
   * same event may be projected, taken off and projected again.
   */
  readonly prepare: (database: Database) => (event: RecordedEvent) => void
}
