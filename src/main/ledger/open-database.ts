import Sqlite, { type Database } from 'better-sqlite3'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { makeOwn } from './own-file.ts'
import { fileKind, migrate } from './schema.ts'
import { clear, isSuspect } from './suspicion.ts'

/** Why the ledger's file cannot be used. Each has its own sentence on the failure dialog (`src/main/shell/start-failure.ts`). */
export type OpenFailure =
  | { readonly kind: 'newer' }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'torn'; readonly code: string }
  | { readonly kind: 'read-only'; readonly code: string }
  | { readonly kind: 'disk-full'; readonly code: string }
  | { readonly kind: 'in-use'; readonly code: string }

export type Opened = { readonly ok: true; readonly database: Database; readonly created: boolean } | { readonly ok: false; readonly failure: OpenFailure }

/**
 * Opens (or makes) the ledger's file, readable by its owner only: WAL, `synchronous=FULL`, checked to be ours and not from a newer version.
 * Nothing is written to a file that is foreign, newer or torn. One that was found torn while it was in use is read whole first.
 */
export function openDatabase(file: string): Opened {
  const created = !existsSync(file)
  makeOwn(file)
  let database: Database | undefined
  try {
    database = new Sqlite(file, { timeout: 2000 })
    const kind = fileKind(database)
    if (kind === 'newer' || kind === 'foreign') {
      database.close()
      return { ok: false, failure: { kind } }
    }
    const suspected = isSuspect(file)
    if (suspected && !isWhole(database)) {
      database.close()
      return { ok: false, failure: { kind: 'torn', code: 'SQLITE_CORRUPT' } }
    }
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    // What a REPLACE puts aside is told to the triggers too: search indexes and the log of what waits are kept by them.
    database.pragma('recursive_triggers = ON')
    database.pragma('cache_size = -8000')
    if (kind !== 'ours') migrate(database)
    // A write lock taken and released: a folder that became read-only or a full disk is told now, not at the first approval.
    database.exec('BEGIN IMMEDIATE; ROLLBACK')
    database.prepare('SELECT position FROM events ORDER BY position DESC LIMIT 1').get()
    if (suspected) clear(file)
    return { ok: true, database, created }
  } catch (error) {
    database?.close()
    return { ok: false, failure: openFailureOf(error, file) }
  }
}

/** Whether every page of the file can be read and hangs together. Reads all of it: seconds for a large record. */
export function isWhole(database: Database): boolean {
  try {
    return database.pragma('quick_check(1)', { simple: true }) === 'ok'
  } catch (error) {
    if (isTorn(error)) return false
    throw error
  }
}

/** Whether a ledger's file holds a record that was begun. Nothing is written; false when it cannot be read, which its opening tells. */
export function holdsEvents(file: string): boolean {
  let database: Database | undefined
  try {
    database = new Sqlite(file, { readonly: true, fileMustExist: true })
    return database.prepare('SELECT 1 FROM events LIMIT 1').get() !== undefined
  } catch {
    return false
  } finally {
    database?.close()
  }
}

/** Whether SQLite says that the file itself is broken. */
export function isTorn(error: unknown): boolean {
  const code = sqliteCode(error)
  return code === 'SQLITE_NOTADB' || code?.startsWith('SQLITE_CORRUPT') === true
}

/** SQLite's code of an error it threw; undefined for any other error. */
export function sqliteCode(error: unknown): string | undefined {
  return error instanceof Sqlite.SqliteError ? error.code : undefined
}

/** The refusal for what a disk can do to a write; undefined for anything else (a bug, a torn file), which goes on up. */
export function writeRefusalOf(error: unknown): string | undefined {
  const code = sqliteCode(error)
  if (code === undefined) return undefined
  if (code === 'SQLITE_FULL') return 'ledger/disk-full'
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) return 'ledger/read-only'
  if (code.startsWith('SQLITE_IOERR')) return 'ledger/disk-failed'
  if (code.startsWith('SQLITE_BUSY')) return 'ledger/busy'
  return undefined
}

function openFailureOf(error: unknown, file: string): OpenFailure {
  const code = sqliteCode(error)
  // better-sqlite3 answers a missing or forbidden folder with a TypeError of its own, before SQLite is asked.
  if (code === undefined) {
    if (error instanceof TypeError) return { kind: 'read-only', code: 'SQLITE_CANTOPEN' }
    throw error
  }
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_ERROR') return { kind: 'torn', code }
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE') return { kind: 'disk-full', code }
  if (code.startsWith('SQLITE_BUSY')) return { kind: 'in-use', code }
  // A full disk that has no room for the WAL's index is only "an input/output error" to SQLite.
  if ((code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN')) && isFull(file)) return { kind: 'disk-full', code }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_IOERR') || code === 'SQLITE_PERM') {
    return { kind: 'read-only', code }
  }
  throw error
}

/** Bytes that SQLite wants at once for the index of its WAL. */
const NEEDED = 32 * 1024

/** Whether there is no room left beside `file`. */
function isFull(file: string): boolean {
  const probe = `${file}.probe`
  try {
    writeFileSync(probe, Buffer.alloc(NEEDED))
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
  } finally {
    try {
      rmSync(probe, { force: true })
    } catch {
      // It was never made.
    }
  }
}

/** Whether a failure is the file's or the machine's, and says nothing about the event that was being taken over. */
export function isOfTheFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^SQLITE_(?:FULL|IOERR|BUSY|LOCKED|NOMEM|CORRUPT|READONLY|CANTOPEN|NOTADB|INTERRUPT|PROTOCOL|SCHEMA|MISUSE)/u.test(String(error.code))
}
