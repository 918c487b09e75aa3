import { createPrivateKey, createPublicKey, diffieHellman, type KeyObject } from 'node:crypto'
import type { Randomness } from './randomness.ts'
import { derivedKey, KEY_BYTES } from './seal.ts'

/** PKCS #8 header of an X25519 private key (RFC 8410); its 32 bytes follow. */
const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex')

/** An X25519 key: what others seal for its holder, its holder opens. */
export interface SealingPair {
  /** SPKI DER, base64. */
  readonly publicKey: string
  /**
   * The key that this one and another's public key (SPKI DER, base64) have in common, 32 bytes: X25519, then HKDF-SHA256 bound to both public
   * keys and the purpose. Undefined when the other is no key, or one that would give the same secret with everybody.
   */
  agree(other: string, purpose: string): Buffer | undefined
}

/** A signer's sealing key comes from its private key by HKDF with a label of its own, so that neither tells anything of the other. */
export function sealingPairOf(privateKey: Buffer): SealingPair {
  const bytes = derivedKey(privateKey, 'resguardo/sealing-key/1')
  try {
    return pairOf(bytes)
  } finally {
    bytes.fill(0)
  }
}

/** A pair for one file. */
export function newSealingPair(randomness: Randomness): SealingPair {
  const bytes = randomness.bytes(KEY_BYTES)
  try {
    return pairOf(bytes)
  } finally {
    bytes.fill(0)
  }
}

function pairOf(bytes: Buffer): SealingPair {
  const der = Buffer.concat([PKCS8, bytes])
  const privateKey: KeyObject = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  der.fill(0)
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64')
  return {
    publicKey,
    agree(other, purpose) {
      let secret: Buffer
      try {
        secret = diffieHellman({ privateKey, publicKey: createPublicKey({ key: Buffer.from(other, 'base64'), format: 'der', type: 'spki' }) })
      } catch {
        return undefined
      }
      const both = [publicKey, other].toSorted().join(' ')
      try {
        return derivedKey(secret, purpose, Buffer.from(both, 'utf8'))
      } finally {
        secret.fill(0)
      }
    },
  }
}
