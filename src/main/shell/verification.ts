import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Clock, Instant } from '#shared/kernel/clock.ts'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import { type RecordFault, recordFaults } from '#shared/ledger/record-fault.ts'
import type { EventRow } from '#main/ledger/canonical.ts'
import type { SqliteLedger } from '#main/ledger/sqlite-ledger.ts'
import { verify } from '#main/ledger/verify.ts'
import { writeWhole } from './data-folder.ts'

/**
 * How the last verification of the record ended. `bad` is null when everything was as it was signed. `kept` is false when the
 * data folder did not take the result: it holds, and is forgotten when the app is closed.
 */
export type LastVerification = {
  readonly at: Instant
  readonly events: number
  readonly bad: { readonly position: number; readonly fault: RecordFault } | null
  readonly kept: boolean
}

/** Verification as the screens know it: one at a time, with progress, can be cancelled; the last result is remembered on this machine. */
export interface RecordVerification {
  last(): LastVerification | null
  running(): boolean
  run(): Promise<Result<LastVerification>>
  cancel(): void
}

export type RecordVerificationOptions = {
  readonly ledger: () => SqliteLedger
  readonly worker: string | URL
  readonly root: string
  readonly clock: Clock
  readonly onProgress: (share: number) => void
  /** Of a shared record: whether an event that was found void still is. */
  readonly isStillVoid?: (row: EventRow) => Promise<boolean>
  /** What the pin in the vault says against the file: it outweighs a verification, which reads the file alone. */
  readonly against: () => { readonly at: Instant; readonly fault: RecordFault; readonly position: number } | undefined
}

export function recordVerification({ ledger, worker, root, clock, onProgress, isStillVoid, against }: RecordVerificationOptions): RecordVerification {
  const file = join(root, 'verification.json')
  let last = read(file)
  let under: { readonly abort: AbortController; readonly answer: Promise<Result<LastVerification>> } | undefined

  function outweighed(found: LastVerification): LastVerification
  function outweighed(found: LastVerification | null): LastVerification | null
  function outweighed(found: LastVerification | null): LastVerification | null {
    const pinned = against()
    if (pinned === undefined || (found !== null && found.bad !== null)) return found
    return { at: pinned.at, events: found?.events ?? 0, bad: { position: pinned.position, fault: pinned.fault }, kept: found?.kept ?? true }
  }

  async function run(abort: AbortController): Promise<Result<LastVerification>> {
    try {
      const { events, bad } = await verify(ledger().database, { worker, onProgress, signal: abort.signal, ...(isStillVoid === undefined ? {} : { isStillVoid }) })
      const found = { at: clock.now(), events, bad: bad ?? null }
      last = { ...found, kept: write(file, found) }
      return ok(outweighed(last))
    } catch (error) {
      if (abort.signal.aborted) return refuse('shell/verify-cancelled')
      throw error
    } finally {
      under = undefined
    }
  }

  return {
    last: () => outweighed(last),
    running: () => under !== undefined,
    run() {
      if (under === undefined) {
        const abort = new AbortController()
        under = { abort, answer: run(abort) }
      }
      return under.answer
    },
    cancel: () => under?.abort.abort(),
  }
}

/** The form of the remembered result: a file that somebody touched counts as none. */
const remembered = z.object({
  at: z.iso.datetime(),
  events: z.number(),
  bad: z.object({ position: z.number(), fault: z.enum(recordFaults) }).nullable(),
})

function read(file: string): LastVerification | null {
  try {
    const { at, ...rest } = remembered.parse(JSON.parse(readFileSync(file, 'utf8')))
    return { at: at as Instant, ...rest, kept: true } // a moment in UTC, as was just checked
  } catch {
    return null
  }
}

/** Whether the data folder took it: a full or read-only disk takes nothing, and changes nothing of what was found. */
function write(file: string, found: Omit<LastVerification, 'kept'>): boolean {
  try {
    writeWhole(file, JSON.stringify(found))
    return true
  } catch {
    return false
  }
}
