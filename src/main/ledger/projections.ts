import type { Database } from 'better-sqlite3'
import type { RecordedEvent } from '#shared/ledger/event.ts'
import type { EventRow } from './canonical.ts'
import { eventOf, INSERT_ASIDE, SELECT_EVENTS } from './event-rows.ts'
import { isOfTheFile } from './open-database.ts'
import type { Projection } from './projection.ts'

/** All read tables of the app, kept in step with the events. */
export interface ReadTables {
  /** Inside the appending transaction. */
  project(event: RecordedEvent): void
  /** Drops and makes again every read table from the events; `onProgress` gets the share done, 0–1. */
  rebuild(onProgress?: (share: number) => void): void
}

/** Projects what lies above the accepted events; called whenever the tables were made anew, in the same transaction. */
export type ProjectAbove = (project: (event: RecordedEvent) => void) => void

/**
 * Makes the read tables that lack or whose projection's version changed (then all are rebuilt: they may lean on each other),
 * and prepares every projection's statements.
 */
export function readTables(database: Database, projections: readonly Projection[], projectAbove: ProjectAbove): ReadTables {
  const known = new Map(
    database
      .prepare<[], { name: string; version: number }>('SELECT name, version FROM projections')
      .all()
      .map((row) => [row.name, row.version]),
  )
  const current = projections.every((projection) => known.get(projection.name) === projection.version)
  if (!current || known.size !== projections.length) build()
  let handlers = projections.map((projection) => projection.prepare(database))

  function build(onProgress?: (share: number) => void): void {
    database.transaction(() => {
      for (const name of known.keys()) if (!projections.some((projection) => projection.name === name)) dropOwnedBy(name)
      for (const projection of projections) {
        for (const table of projection.tables) database.exec(`DROP TABLE IF EXISTS "${table}"`)
        for (const statement of statementsOf(projection.ddl, 'tables')) database.exec(statement)
      }
      projectAll(onProgress)
      for (const projection of projections) for (const statement of statementsOf(projection.ddl, 'indexes')) database.exec(statement)
      database.exec('DELETE FROM projections')
      const note = database.prepare('INSERT INTO projections (name, version) VALUES (?, ?)')
      for (const projection of projections) note.run(projection.name, projection.version)
      const handle = projections.map((projection) => projection.prepare(database))
      projectAbove((event) => {
        for (const project of handle) project(event)
      })
    }).immediate()
    known.clear()
    for (const projection of projections) known.set(projection.name, projection.version)
  }

  function projectAll(onProgress?: (share: number) => void): void {
    const total = Number(database.prepare('SELECT coalesce(max(position), 0) FROM events').pluck().get())
    const handle = projections.map((projection) => projection.prepare(database))
    // Read in slices: one open cursor would forbid the handlers' writes on the same connection.
    const slice = database.prepare<[number], EventRow>(`${SELECT_EVENTS} WHERE position > ? ORDER BY position LIMIT 2000`)
    const isShared = database.prepare("SELECT 1 FROM sync_notes WHERE name = 'pin'").get() !== undefined
    const together = database.transaction((rows: readonly EventRow[]) => {
      for (const row of rows) {
        const event = eventOf(row)
        for (const project of handle) project(event)
      }
    })
    const unreadable: string[] = []
    /** Somebody else's machine made the events of a shared record: one that the pages cannot be made from is noted, and has no effect on them. */
    const oneByOne = (rows: readonly EventRow[]): void => {
      for (const row of rows) {
        try {
          together([row])
        } catch (error) {
          if (isOfTheFile(error)) throw error
          unreadable.push(row.id)
          database.prepare(INSERT_ASIDE).run(row.id, row.position, JSON.stringify(row), 'unreadable', row.at)
        }
      }
    }
    for (let rows = slice.all(0); rows.length > 0; rows = slice.all(rows.at(-1)?.position ?? total)) {
      try {
        together(rows)
      } catch (error) {
        if (!isShared || isOfTheFile(error)) throw error
        oneByOne(rows)
      }
      onProgress?.((rows.at(-1)?.position ?? total) / total)
    }
    if (isShared) database.prepare("DELETE FROM quarantine WHERE fault = 'unreadable' AND id NOT IN (SELECT value FROM json_each(?))").run(JSON.stringify(unreadable))
  }

  function dropOwnedBy(name: string): void {
    // Tables of a projection that no longer exists carry its name as prefix (`posts_rows`): the naming rule every store follows.
    const tables = database.prepare<[string], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB ? || '_*'").pluck().all(name)
    for (const table of tables) database.exec(`DROP TABLE IF EXISTS "${table}"`)
  }

  return {
    project(event) {
      for (const handle of handlers) handle(event)
    },
    rebuild(onProgress) {
      build(onProgress)
      handlers = projections.map((projection) => projection.prepare(database))
    },
  }
}

/** Indexes are made after the rows when everything is rebuilt: sorting once is several times faster than inserting in place. */
function statementsOf(ddl: string, which: 'tables' | 'indexes'): readonly string[] {
  const statements: string[] = []
  let trigger = ''
  for (const piece of ddl.split(';')) {
    // A trigger's own statements end with `;` too: it goes on to its END.
    const statement = (trigger === '' ? piece : `${trigger};${piece}`).trim()
    trigger = /^CREATE\s+TRIGGER/i.test(statement) && !/\bEND$/i.test(statement) ? statement : ''
    if (trigger === '' && statement !== '') statements.push(statement)
  }
  return statements.filter((statement) => /^CREATE\s+INDEX/i.test(statement) === (which === 'indexes'))
}
