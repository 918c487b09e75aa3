import type { SharedRecord } from '#main/ledger/shared-record.ts'
import type { SignerDirectory } from './signer-directory.ts'

const NOTE = 'recovery.kept'

/** Whether somebody has said, with the sheet in hand, that this machine's newest recovery sheet is kept. Until then home asks: it is shown once. */
export interface KeptSheet {
  /** True also where no sheet was made. */
  isKept(): boolean
  keep(): void
}

export function keptSheet(record: Pick<SharedRecord, 'note' | 'noted'>, directory: Pick<SignerDirectory, 'recovery'>): KeptSheet {
  return {
    isKept() {
      const newest = directory.recovery()
      return newest === undefined || record.noted(NOTE) === newest.signer
    },
    keep() {
      const newest = directory.recovery()
      if (newest !== undefined) record.note(NOTE, newest.signer)
    },
  }
}
