import Sqlite, { type Database } from 'better-sqlite3'
import { existsSync, rmSync } from 'node:fs'
import { makeOwn } from './own-file.ts'

/**
 * Opens a file of what can be made again from the ledger (an index for searching). It is not backed up and not waited for (`synchronous=OFF`): one that is torn, or was
 * made by another version, is thrown away and begun anew. Where no file can be written at all, it is kept in memory.
 * @param version what `ddl` was last changed under
 */
export function openDerived(file: string, version: number, ddl: string): Database {
  try {
    return opened(file, version, ddl)
  } catch {
    try {
      for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
      return opened(file, version, ddl)
    } catch {
      return opened(':memory:', version, ddl)
    }
  }
}

function opened(file: string, version: number, ddl: string): Database {
  const isNew = file === ':memory:' || !existsSync(file)
  if (file !== ':memory:') makeOwn(file)
  const database = new Sqlite(file, { timeout: 200 })
  try {
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = OFF')
    database.pragma('cache_size = -4000')
    if (!isNew && database.pragma('user_version', { simple: true }) !== version) throw new Error('made by another version')
    if (isNew) {
      database.transaction(() => {
        database.exec(ddl)
        database.pragma(`user_version = ${version}`)
      })()
    }
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
