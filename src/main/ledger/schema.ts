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
  // A record that may be shared through a hub (docs/decisions/0014): acts that wait, and what the synchronisation keeps.
  `CREATE TABLE pending (
     sequence INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     signer TEXT NOT NULL,
     actor TEXT NOT NULL,
     at TEXT NOT NULL,
     context TEXT NOT NULL,
     commands TEXT NOT NULL,
     ids TEXT NOT NULL,
     seen TEXT NOT NULL,
     signature TEXT NOT NULL,
     settling INTEGER NOT NULL DEFAULT 0
   ) STRICT;
   CREATE TABLE pending_deeds (
     position INTEGER PRIMARY KEY,
     act TEXT NOT NULL REFERENCES pending (id) DEFERRABLE INITIALLY DEFERRED,
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
     signature TEXT,
     UNIQUE (stream, version)
   ) STRICT;
   CREATE INDEX pending_deeds_act ON pending_deeds (act);
   CREATE TABLE conflicts (
     id TEXT PRIMARY KEY,
     act TEXT NOT NULL,
     refusal TEXT NOT NULL,
     mine TEXT NOT NULL,
     theirs TEXT NOT NULL,
     since TEXT NOT NULL
   ) STRICT;
   CREATE TABLE quarantine (id TEXT PRIMARY KEY, position INTEGER NOT NULL, row TEXT NOT NULL, fault TEXT NOT NULL, since TEXT NOT NULL) STRICT;
   CREATE TABLE event_links (
     signer TEXT NOT NULL,
     signer_sequence INTEGER NOT NULL,
     deed TEXT NOT NULL,
     version INTEGER NOT NULL,
     after TEXT NOT NULL,
     hash TEXT NOT NULL,
     PRIMARY KEY (signer, signer_sequence)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX events_invitations ON events (position) WHERE type = 'person.invited';
   CREATE TABLE overlay_undo (sequence INTEGER PRIMARY KEY, statement TEXT NOT NULL) STRICT;
   CREATE TABLE sync_notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE local_signers (signer TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
   INSERT OR IGNORE INTO local_signers
     SELECT json_extract(payload, '$.signer') FROM events
     WHERE type = 'signer.registered' AND json_valid(payload) AND json_type(payload, '$.signer') = 'text';`,
  // Void events keep their place in their stream (docs/decisions/0020).
  `ALTER TABLE quarantine ADD COLUMN stream TEXT GENERATED ALWAYS AS (json_extract(row, '$.stream')) VIRTUAL;
   ALTER TABLE quarantine ADD COLUMN version INTEGER GENERATED ALWAYS AS (json_extract(row, '$.version')) VIRTUAL;
   ALTER TABLE quarantine ADD COLUMN attended TEXT;
   CREATE INDEX quarantine_streams ON quarantine (stream, version);
   CREATE INDEX quarantine_faults ON quarantine (fault, attended);`,
  // What a conflict's act asked, so that it can be done again; and the act that does.
  `ALTER TABLE conflicts ADD COLUMN asked TEXT NOT NULL DEFAULT '[]';
   ALTER TABLE conflicts ADD COLUMN repeated TEXT;`,
  // When somebody at this machine told the security lead of an event that was put aside.
  'ALTER TABLE quarantine ADD COLUMN reported TEXT',
  // The key of the row that an undo statement is for, as it is, where the statement leaves it open: it is compiled once for its table.
  `ALTER TABLE overlay_undo ADD COLUMN keys INTEGER;
   ALTER TABLE overlay_undo ADD COLUMN key1 ANY;
   ALTER TABLE overlay_undo ADD COLUMN key2 ANY;
   ALTER TABLE overlay_undo ADD COLUMN key3 ANY;`,
  // When the hub took the news that an event was put aside here; and what other machines told it of theirs, for who answers for the record.
  `ALTER TABLE quarantine ADD COLUMN sent TEXT;
   CREATE TABLE aside_elsewhere (
     position INTEGER NOT NULL,
     hash TEXT NOT NULL,
     fault TEXT NOT NULL,
     noun TEXT NOT NULL,
     since TEXT NOT NULL,
     machines INTEGER NOT NULL,
     people TEXT NOT NULL,
     attended TEXT,
     PRIMARY KEY (position, hash, fault)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX aside_elsewhere_open ON aside_elsewhere (position) WHERE attended IS NULL;
   CREATE INDEX quarantine_positions ON quarantine (position);`,
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
