import type { Ledger } from '#main/ledger/ledger.ts'
import type { Context } from '#shared/ledger/event.ts'
import { clockDecider, type SetBack } from '#shared/reminders/clock-watch.ts'

/** Puts a clock that went back on record, in the name of who is unlocked; false while nobody is, or when the ledger refuses. */
export function clockRecord(ledger: Ledger, unlocked: () => Context | undefined): (setBack: SetBack) => boolean {
  return (setBack) => {
    const context = unlocked()
    return context !== undefined && ledger.record(context, clockDecider, context.signer, { kind: 'note-set-back', ...setBack }).ok
  }
}
