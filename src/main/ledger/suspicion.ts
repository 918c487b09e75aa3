import { existsSync, rmSync, writeFileSync } from 'node:fs'

/** The note beside a record's file that says: a page of it could not be read. It moves aside with the file. */
export const SUSPECT = '.suspect'

/** Notes that the file is to be read whole before it is opened again. A disk that does not take the note changes nothing. */
export function suspect(file: string): void {
  try {
    writeFileSync(file + SUSPECT, '', { mode: 0o600 })
  } catch {
    // The next reading of the bad page says it again.
  }
}

export function isSuspect(file: string): boolean {
  return existsSync(file + SUSPECT)
}

/** Takes the note away, once the file was read whole. */
export function clear(file: string): void {
  rmSync(file + SUSPECT, { force: true })
}
