import * as crypto from 'node:crypto'
import { KEY_BYTES } from './seal.ts'
import type { Randomness } from './randomness.ts'

/** How a passphrase was turned into a key; kept beside what the key seals. `memory` is in KiB, `salt` in base64. */
export type Stretch = {
  readonly algorithm: 'argon2id'
  readonly memory: number
  readonly passes: number
  readonly lanes: number
  readonly salt: string
}

/** RFC 9106's second recommendation (64 MiB, 3 passes, 4 lanes), above OWASP's least; about 0.2 s here. */
const MEMORY = 65_536
const PASSES = 3
const LANES = 4
const SALT = 16

/** The parameters of a new passphrase. */
export function newStretch(randomness: Randomness): Stretch {
  return { algorithm: 'argon2id', memory: MEMORY, passes: PASSES, lanes: LANES, salt: randomness.bytes(SALT).toString('base64') }
}

/**
 * Whether parameters read from a keychain item are ones we would have written: nobody who can write there makes us derive a cheap key,
 * or use all memory.
 */
export function isSound(stretch: Stretch): boolean {
  const whole = [stretch.memory, stretch.passes, stretch.lanes].every(Number.isInteger)
  return (
    stretch.algorithm === 'argon2id' && whole && typeof stretch.salt === 'string' && Buffer.from(stretch.salt, 'base64').length >= SALT &&
    stretch.memory >= MEMORY && stretch.memory <= 1_048_576 && stretch.passes >= PASSES && stretch.passes <= 16 && stretch.lanes >= 1 && stretch.lanes <= 16
  ) // prettier-ignore
}

/** Turns a passphrase into bytes: one of these per library, same output. */
export type Argon2id = (passphrase: Buffer, stretch: Stretch) => Promise<Buffer>

/** Node's own, in its thread pool. Rejects where the runtime's crypto has none (Electron's BoringSSL). */
export const nodeArgon2id: Argon2id = (passphrase, stretch) =>
  new Promise((resolve, reject) => {
    crypto.argon2(
      'argon2id',
      {
        message: passphrase,
        nonce: Buffer.from(stretch.salt, 'base64'),
        memory: stretch.memory,
        passes: stretch.passes,
        parallelism: stretch.lanes,
        tagLength: KEY_BYTES,
      },
      (error, key) => (error === null ? resolve(key) : reject(error)),
    )
  })

/** In JavaScript: about a second, in slices, so that the window goes on. */
export const scriptArgon2id: Argon2id = async (passphrase, stretch) => {
  const { argon2idAsync } = await import('@noble/hashes/argon2.js')
  const key = await argon2idAsync(passphrase, Buffer.from(stretch.salt, 'base64'), {
    m: stretch.memory,
    t: stretch.passes,
    p: stretch.lanes,
    dkLen: KEY_BYTES,
  })
  return Buffer.from(key)
}

/** Node's, or where that does not exist the same in JavaScript. */
const argon2idHere: Argon2id = async (passphrase, stretch) => {
  try {
    return await nodeArgon2id(passphrase, stretch)
  } catch {
    return scriptArgon2id(passphrase, stretch)
  }
}

/** The 32-byte key of a passphrase. The text is brought to one Unicode form first: keyboards write `é` in two ways. */
export async function keyOfPassphrase(passphrase: string, stretch: Stretch, derive: Argon2id = argon2idHere): Promise<Buffer> {
  const bytes = Buffer.from(passphrase.normalize('NFKC'), 'utf8')
  try {
    return await derive(bytes, stretch)
  } finally {
    bytes.fill(0)
  }
}
