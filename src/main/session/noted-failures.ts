import type { SharedRecord } from '#main/ledger/shared-record.ts'
import type { Log } from '#main/shell/log.ts'
import type { FailureMemory } from './failure-delay.ts'

const NOTE = 'session.failures'

/**
 * Failed attempts as a note in the record's own file: of this machine, signed by nobody and sent nowhere, and not to be thrown away without the record. A disk
 * that takes nothing costs what a restart would forget, and keeps nobody out.
 */
export function notedFailures(record: Pick<SharedRecord, 'note' | 'noted'>, log: Pick<Log, 'warn'>): FailureMemory {
  return {
    load: () => record.noted(NOTE),
    save(text) {
      try {
        record.note(NOTE, text)
      } catch (error) {
        log.warn('a failed attempt is not kept', { error: String(error) })
      }
    },
  }
}
