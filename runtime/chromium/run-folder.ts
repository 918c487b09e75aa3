import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Bytes that a folder must take before a browser is started on it. */
const PROBE = 256 * 1024

/**
 * Where the browser's profile and the lock of this run lie: the app's data folder. If nothing can be written there (read-only, a
 * full disk, another user's), a temporary folder that ends with the process: the app must still be able to say what is wrong.
 */
export function runFolder(userData: string): string {
  const probe = join(userData, `.probe-${process.pid}`)
  try {
    mkdirSync(userData, { recursive: true, mode: 0o700 })
    writeFileSync(probe, Buffer.alloc(PROBE))
    return userData
  } catch {
    const folder = mkdtempSync(join(tmpdir(), 'resguardo-run-'))
    process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
    return folder
  } finally {
    remove(probe)
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // On a read-only disk it was never made.
  }
}
