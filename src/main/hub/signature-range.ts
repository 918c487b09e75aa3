import type { KeyObject } from 'node:crypto'
import { deedDigest, eventHash, type EventRow, NO_PREVIOUS } from '#main/ledger/canonical.ts'
import { isSignedWith, readPublicKey } from '#main/ledger/signed.ts'
import { STANDING_STREAM } from './standings.ts'

/**
 * Rows whose content, hash and signature are to be compared, and the public keys (SPKI DER, base64) they are to be checked with. `chained`: a
 * signer's later signature speaks for what stands before it in their chain (decision 0015).
 */
export type SignatureTask = { readonly id: number; readonly rows: readonly EventRow[]; readonly keys: Readonly<Record<string, string>>; readonly chained?: boolean }

/** Per row, in order. `unknown`: no usable key was given for its signer. `malformed`: signed, and its payload is not of its type's form. */
export type SignatureFinding = 'sound' | 'malformed' | 'altered' | 'forged' | 'unknown'
export type SignatureAnswer = { readonly id: number; readonly findings: readonly SignatureFinding[] }

/** A start without a shared record does not pay for the forms: they are read before the first check. */
let isWellFormed: ((row: EventRow) => boolean) | undefined
export async function readForms(): Promise<void> {
  isWellFormed ??= (await import('./event-forms.ts')).isWellFormed
}

/**
 * Recomputes each row's hash, checks its signature with the key given for its signer, and the form of its payload. About 0.1 ms per row; `chained`, a third
 * of that: a hash that the same signer's next sound row names as the one before it was signed with that row, unless that row says that it speaks for nothing
 * (`after` is empty: a machine found something in its signer's chain that it did not do). What says who is who is checked by its own signature all the
 * same: everything else is judged by it.
 */
export function checkSignatures({ id, rows, keys, chained = false }: SignatureTask): SignatureAnswer {
  /** By signer, the hash that their next row signs for. */
  const vouched = new Map<string, string>()

  function findingOf(row: EventRow): SignatureFinding {
    if (eventHash(deedDigest(row), row) !== row.hash) return 'altered'
    const key = publicKey(keys[row.signer])
    if (key === undefined) return 'unknown'
    const isVouched = chained && row.stream !== STANDING_STREAM && vouched.get(row.signer) === row.hash
    if (!isVouched && !isSignedWith(key, row.hash, row.signature)) return 'forged'
    if (row.after === NO_PREVIOUS) vouched.delete(row.signer)
    else vouched.set(row.signer, row.previous)
    if (isWellFormed === undefined) throw new Error('the forms of events were not read')
    return isWellFormed(row) ? 'sound' : 'malformed'
  }

  // From the last on: what a row vouches for stands before it.
  return { id, findings: rows.toReversed().map(findingOf).reverse() }
}

/** Reading a key costs half as much as checking a signature: those of an institution are read once. */
const read = new Map<string, KeyObject | undefined>()
const MOST_KEYS = 10_000

function publicKey(text: string | undefined): KeyObject | undefined {
  if (text === undefined) return undefined
  if (!read.has(text)) {
    if (read.size >= MOST_KEYS) read.clear()
    read.set(text, readPublicKey(text))
  }
  return read.get(text)
}
