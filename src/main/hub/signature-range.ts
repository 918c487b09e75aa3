import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { deedDigest, eventHash, type EventRow } from '#main/ledger/canonical.ts'

/** Rows whose content, hash and signature are to be compared, and the public keys (SPKI DER, base64) they are to be checked with. */
export type SignatureTask = { readonly id: number; readonly rows: readonly EventRow[]; readonly keys: Readonly<Record<string, string>> }

/** Per row, in order. `unknown`: no usable key was given for its signer. */
export type SignatureFinding = 'sound' | 'altered' | 'forged' | 'unknown'
export type SignatureAnswer = { readonly id: number; readonly findings: readonly SignatureFinding[] }

/** Recomputes each row's hash and checks its signature with the key given for its signer. About 0.1 ms per row. */
export function checkSignatures({ id, rows, keys }: SignatureTask): SignatureAnswer {
  const usable = new Map<string, KeyObject | undefined>()
  const keyOf = (signer: string): KeyObject | undefined => {
    if (!usable.has(signer)) usable.set(signer, publicKey(keys[signer]))
    return usable.get(signer)
  }
  return {
    id,
    findings: rows.map((row) => {
      if (eventHash(deedDigest(row), row) !== row.hash) return 'altered'
      const key = keyOf(row.signer)
      if (key === undefined) return 'unknown'
      return verify(null, Buffer.from(row.hash, 'hex'), key, Buffer.from(row.signature, 'base64')) ? 'sound' : 'forged'
    }),
  }
}

function publicKey(text: string | undefined): KeyObject | undefined {
  if (text === undefined) return undefined
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ed25519' ? key : undefined
  } catch {
    return undefined
  }
}
