import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { deedDigest, eventHash, type EventRow } from '#main/ledger/canonical.ts'

/** Rows whose content, hash and signature are to be compared, and the public keys (SPKI DER, base64) they are to be checked with. */
export type SignatureTask = { readonly id: number; readonly rows: readonly EventRow[]; readonly keys: Readonly<Record<string, string>> }

/** Per row, in order. `unknown`: no usable key was given for its signer. */
export type SignatureFinding = 'sound' | 'altered' | 'forged' | 'unknown'
export type SignatureAnswer = { readonly id: number; readonly findings: readonly SignatureFinding[] }

/** Recomputes each row's hash and checks its signature with the key given for its signer. About 0.1 ms per row. */
export function checkSignatures({ id, rows, keys }: SignatureTask): SignatureAnswer {
  return {
    id,
    findings: rows.map((row) => {
      if (eventHash(deedDigest(row), row) !== row.hash) return 'altered'
      const key = publicKey(keys[row.signer])
      if (key === undefined) return 'unknown'
      return verify(null, Buffer.from(row.hash, 'hex'), key, Buffer.from(row.signature, 'base64')) ? 'sound' : 'forged'
    }),
  }
}

/** Reading a key costs half as much as checking a signature: those of an institution are read once. */
const read = new Map<string, KeyObject | undefined>()
const MOST_KEYS = 10_000

function publicKey(text: string | undefined): KeyObject | undefined {
  if (text === undefined) return undefined
  if (!read.has(text)) {
    if (read.size >= MOST_KEYS) read.clear()
    read.set(text, keyOf(text))
  }
  return read.get(text)
}

function keyOf(text: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ed25519' ? key : undefined
  } catch {
    return undefined
  }
}
