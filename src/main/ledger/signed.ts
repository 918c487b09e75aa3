import { createPublicKey, type KeyObject, verify } from 'node:crypto'

/** An Ed25519 public key (SPKI DER, base64), to check signatures with; undefined: the text is none. Half the price of a check: whoever checks many keeps it. */
export function readPublicKey(text: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ed25519' ? key : undefined
  } catch {
    return undefined
  }
}

/**
 * Whether a signature (Ed25519, base64) over 32 bytes (hex or raw: the hash of an event, of a deed, of a file) is of that key. Base64 can be written in more
 * ways than one, and Node reads them all; only the one that a signer writes counts, so that not a bit of a signature can change unseen.
 */
export function isSignedWith(key: KeyObject, digest: string | Uint8Array, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64')
  return bytes.toString('base64') === signature && verify(null, typeof digest === 'string' ? Buffer.from(digest, 'hex') : digest, key, bytes)
}
