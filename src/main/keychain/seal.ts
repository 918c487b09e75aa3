import { createCipheriv, createDecipheriv, hkdfSync, type KeyObject } from 'node:crypto'
import type { Randomness } from './randomness.ts'

const NONCE = 12
const TAG = 16
const VERSION = 1

/** Bytes of every key here. */
export const KEY_BYTES = 32

/** Bytes by which what is sealed is longer than what it was made from. */
export const SEALED_MORE = 1 + NONCE + TAG

/** The largest text whose sealed form fits into one keychain item (2,560 bytes of base64), in bytes of UTF-8. */
export const LARGEST_SEALED_TEXT = Math.floor(2560 / 4) * 3 - 1 - NONCE - TAG

/** A 32-byte key. As a KeyObject it is used four times as fast: right for the vault's, which is used for every secret. */
export type SealingKey = Uint8Array | KeyObject

/**
 * Seals bytes under a 32-byte key: AES-256-GCM, a fresh random nonce each time. `purpose` (what it is and its name) is bound in: a
 * sealed text put under another name does not open. Answers base64 of version, nonce, ciphertext and tag.
 */
export function seal(key: SealingKey, plain: Uint8Array, purpose: string, randomness: Randomness): string {
  return sealBytes(key, plain, purpose, randomness).toString('base64')
}

/** The same as bytes: `SEALED_MORE` more than what is sealed. */
export function sealBytes(key: SealingKey, plain: Uint8Array, purpose: string, randomness: Randomness): Buffer {
  const nonce = randomness.bytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
  cipher.setAAD(Buffer.from(purpose, 'utf8'))
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** The bytes of a sealed text; undefined when it was not sealed with this key for this purpose, or was altered. */
export function unseal(key: SealingKey, sealed: string, purpose: string): Buffer | undefined {
  return unsealBytes(key, Buffer.from(sealed, 'base64'), purpose)
}

/** The same of what `sealBytes` made. */
export function unsealBytes(key: SealingKey, bytes: Buffer, purpose: string): Buffer | undefined {
  if (bytes.length < 1 + NONCE + TAG || bytes[0] !== VERSION) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + NONCE), { authTagLength: TAG })
  decipher.setAAD(Buffer.from(purpose, 'utf8'))
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE, bytes.length - TAG)), decipher.final()])
  } catch {
    return undefined
  }
}

/** A key for one purpose, out of a key for many (HKDF, SHA-256). */
export function derivedKey(key: Uint8Array, purpose: string, salt: Uint8Array = Buffer.alloc(0)): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, purpose, KEY_BYTES))
}
