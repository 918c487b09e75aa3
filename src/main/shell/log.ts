import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '#shared/kernel/clock.ts'
import { redact } from './redact.ts'

/** Structured lines for IT, one JSON object each. Never a secret, never what a person typed. */
export interface Log {
  info(message: string, detail?: Readonly<Record<string, unknown>>): void
  warn(message: string, detail?: Readonly<Record<string, unknown>>): void
  /** A bug: logged once with its stack; answers the reference that the dialog shows. */
  fault(where: string, error: unknown): string
}

/** A log file grows to this many bytes before it is put aside. */
const ROTATE_AT = 2_000_000
/** How many put-aside files are kept. */
const KEPT = 5

/** A log in `folder/resguardo.log`, rotated by size. A disk that cannot take a line loses the line, never the app. */
export function fileLog(folder: string, clock: Clock): Log {
  const file = join(folder, 'resguardo.log')
  let faults = 0

  function write(level: 'info' | 'warn' | 'fault', message: string, detail: Readonly<Record<string, unknown>> = {}): void {
    const line = `${JSON.stringify(redact({ at: clock.now(), level, message, ...detail }))}\n`
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      if (existsSync(file) && statSync(file).size > ROTATE_AT) rotate()
      appendFileSync(file, line, { mode: 0o600 })
    } catch {
      // Nowhere to say it: the disk is what failed.
    }
  }

  function rotate(): void {
    rmSync(`${file}.${KEPT}`, { force: true })
    for (let number = KEPT - 1; number >= 1; number--) if (existsSync(`${file}.${number}`)) renameSync(`${file}.${number}`, `${file}.${number + 1}`)
    renameSync(file, `${file}.1`)
  }

  return {
    info: (message, detail) => write('info', message, detail),
    warn: (message, detail) => write('warn', message, detail),
    fault(where, error) {
      faults += 1
      const reference = `${clock.now().slice(0, 19).replace(/[-:T]/g, '')}-${faults}`
      const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined }
      write('fault', message, { where, reference, stack })
      return reference
    },
  }
}
