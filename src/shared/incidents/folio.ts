import type { SignerId } from '../ledger/event.ts'

/**
 * An incident's folio: `INC-2026-001` on a machine that works alone, `INC-2026-17-001` in a shared record. It is in letters to others from the first minute on, so it must be known
 * at once, without network, and never change; and many machines give folios without seeing each other's incidents. So each signer (a person on a machine) has a series.
 */
export function folioOf(year: number, series: string | undefined, number: number): string {
  return ['INC', year, ...(series === undefined ? [] : [series]), String(number).padStart(3, '0')].join('-')
}

/**
 * The series of a signer: its number among all signers of the record, which is the same everywhere. While its registration waits (recovered without
 * network) there is none yet: then the end of its id, which is chance, with an R before it so that it is no number.
 */
export function seriesOf(signer: SignerId, signerNumber: number | undefined): string {
  return signerNumber === undefined ? `R${signer.slice(-8).toUpperCase()}` : String(signerNumber)
}
