import Sqlite, { type Database } from 'better-sqlite3'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant } from '#shared/kernel/clock.ts'
import { makeOwn } from './own-file.ts'
import { isTorn, isWhole } from './open-database.ts'
import { fileKind } from './schema.ts'

export type Backup = { readonly file: string; readonly at: Instant; readonly bytes: number }

/** How many backups of the ledger are kept. The oldest go first. */
export const BACKUPS_KEPT = 10

const NAME = /^ledger-(\d{8}T\d{6})Z(?:-\d+)?\.db$/

/**
 * Copies the ledger as it is now into `folder` (SQLite's online backup: readers and writers go on) and keeps the last
 * `BACKUPS_KEPT`. A half-made copy never carries a backup's name, nor does one with a torn page, which would in time push out those that are whole: then nothing
 * is kept of it and it throws what SQLite says of a torn file. `isSound`: reads a copy through, elsewhere (`soundElsewhere`).
 */
export async function backUp(database: Database, folder: string, now: Instant, isSound: (file: string) => Promise<boolean>): Promise<Backup> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // What a copy left that was cut off by a kill or a power failure.
  for (const name of await readdir(folder)) if (NAME.test(name.replace(/\.part$/, '')) && name.endsWith('.part')) await rm(join(folder, name), { force: true })
  const stamp = now.replace(/[-:]/g, '').replace(/\.\d+Z$/, '')
  let file = join(folder, `ledger-${stamp}Z.db`)
  for (let again = 2; existsSync(file); again++) file = join(folder, `ledger-${stamp}Z-${again}.db`)
  const unfinished = `${file}.part`
  try {
    makeOwn(unfinished)
    await database.backup(unfinished)
    if (!(await isSound(unfinished))) throw new Sqlite.SqliteError('a page of the record cannot be read', 'SQLITE_CORRUPT')
    await rename(unfinished, file)
  } catch (error) {
    for (const end of ['', '-wal', '-shm']) await rm(unfinished + end, { force: true })
    throw error
  }
  const all = await backups(folder)
  for (const old of all.slice(BACKUPS_KEPT)) await rm(old.file, { force: true })
  return { file, at: now, bytes: (await stat(file)).size }
}

/** The backups in `folder`, newest first. */
export async function backups(folder: string): Promise<readonly Backup[]> {
  if (!existsSync(folder)) return []
  const names = (await readdir(folder)).filter((name) => NAME.test(name)).sort().reverse()
  return Promise.all(
    names.map(async (name) => {
      const file = join(folder, name)
      const stamp = NAME.exec(name)?.[1] ?? ''
      const at = stamp.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})$/, '$1-$2-$3T$4:$5:$6.000Z')
      return { file, at: at as Instant, bytes: (await stat(file)).size } // the name was matched and turned into that very form
    }),
  )
}

/**
 * The newest backup that can be read whole: one made of a record that was already torn is passed over. Undefined: there is none.
 * The copies are opened as they are and nothing in them is changed.
 */
export async function newestWhole(folder: string): Promise<Backup | undefined> {
  for (const backup of await backups(folder)) {
    if (isSoundOrUnread(backup.file)) return backup
  }
  return undefined
}

/**
 * Whether a copy can be read whole, asked of a thread of its own: a record of years takes seconds. The thread is kept, and holds nothing open: V8 can fall over
 * one that goes while another comes.
 * @param worker where `backup-worker` lies: the built file in the app, the source in tests
 */
export function soundElsewhere(worker: string | URL): (file: string) => Promise<boolean> {
  let reader: Worker | undefined
  /** One copy at a time: an answer says nothing of which it is of. */
  let last: Promise<unknown> = Promise.resolve()

  async function read(file: string): Promise<boolean> {
    const reading = (reader ??= new Worker(worker))
    reading.ref()
    try {
      const asked = once(reading, 'message') // an error of the thread rejects it
      reading.postMessage(file)
      const [sound] = (await asked) as [boolean]
      return sound
    } catch (error) {
      reader = undefined
      throw error
    } finally {
      reading.unref()
    }
  }

  return (file) => {
    const answer = last.then(() => read(file))
    last = answer.catch(() => {}) // whoever asked is told
    return answer
  }
}

/** The same of one that may not be readable at all: then it is no help. */
function isSoundOrUnread(file: string): boolean {
  try {
    return isSoundFile(file)
  } catch {
    return false
  }
}

/** Whether a file is a whole ledger of ours. It is opened as it is and nothing in it is changed. Throws what has nothing to do with what is in it: a full disk, a lock. */
export function isSoundFile(file: string): boolean {
  let copy: Database | undefined
  try {
    copy = new Sqlite(file, { fileMustExist: true })
    return ['ours', 'older'].includes(fileKind(copy)) && isWhole(copy)
  } catch (error) {
    if (isTorn(error)) return false
    throw error
  } finally {
    copy?.close()
  }
}
