import type { Database } from 'better-sqlite3'

/** Marks the file as ours (`PRAGMA application_id`): "Rsgd". A file with another mark is foreign and is never written to. */
export const APPLICATION_ID = 0x52736764

/** One step of the ledger's own form, in order; never edited once released. Read tables are not here: they are rebuilt, not migrated. */
const migrations: readonly string[] = [
  `CREATE TABLE events (
     position INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     stream TEXT NOT NULL,
     version INTEGER NOT NULL,
     audience TEXT NOT NULL,
     type TEXT NOT NULL,
     schema INTEGER NOT NULL,
     payload TEXT NOT NULL,
     actor TEXT NOT NULL,
     role TEXT NOT NULL,
     office TEXT NOT NULL,
     at TEXT NOT NULL,
     signer TEXT NOT NULL,
     signer_sequence INTEGER NOT NULL,
     previous TEXT NOT NULL,
     after TEXT NOT NULL,
     hash TEXT NOT NULL,
     signature TEXT NOT NULL,
     UNIQUE (stream, version),
     UNIQUE (signer, signer_sequence)
   ) STRICT;
   CREATE INDEX events_signers ON events (position) WHERE type = 'signer.registered';
   CREATE TRIGGER events_never_change BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
   CREATE TRIGGER events_never_go BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
   CREATE TABLE projections (name TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT;`,
]

/** The newest form this version of the app knows. */
export const SCHEMA_VERSION = migrations.length

/** What a file is, before anything is written to it. */
export type FileKind = 'empty' | 'ours' | 'older' | 'newer' | 'foreign'

/** Reads only the header's two numbers and the list of tables. Throws SQLite's own error for a torn file. */
export function fileKind(database: Database): FileKind {
  const mark = Number(database.pragma('application_id', { simple: true }))
  const version = Number(database.pragma('user_version', { simple: true }))
  const tables = Number(database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get())
  if (mark !== APPLICATION_ID) return tables === 0 && mark === 0 ? 'empty' : 'foreign'
  if (version > SCHEMA_VERSION) return 'newer'
  return version === SCHEMA_VERSION ? 'ours' : 'older'
}

/** Brings an empty or older file to the newest form, in one transaction. */
export function migrate(database: Database): void {
  database.transaction(() => {
    const from = Number(database.pragma('user_version', { simple: true }))
    for (const step of migrations.slice(from)) database.exec(step)
    database.pragma(`application_id = ${APPLICATION_ID}`)
    database.pragma(`user_version = ${SCHEMA_VERSION}`)
  }).immediate()
}
