import { chmodSync, closeSync, existsSync, openSync } from 'node:fs'

/**
 * Makes a database's file, if it is not there, and leaves it readable by its owner only, whatever the process's umask; SQLite gives
 * the side files the mode of the file they belong to. Asked before it is opened. What cannot be made or changed is told by SQLite.
 */
export function makeOwn(file: string): void {
  try {
    if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600))
    for (const end of ['', '-wal', '-shm']) if (existsSync(file + end)) chmodSync(file + end, 0o600)
  } catch {
    // A folder that takes nothing, or a file system without modes.
  }
}
