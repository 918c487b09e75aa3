import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { Keychain } from './keychain.ts'
import { type Randomness, randomName } from './randomness.ts'
import { LARGEST_SEALED_TEXT, seal, type SealingKey, unseal } from './seal.ts'

/** Where a secret's value goes and comes from: sealed with the device's vault key, one keychain item each. Refuses while locked. */
export interface Vault {
  /** A name for a new item: says nothing, is never used twice. */
  newItem(): string
  /** Keeps a secret; answers ok only when it was read back. Refusals: `session/locked`, `keychain/…`. */
  keep(item: string, secret: string): Promise<Result<undefined>>
  /** The secret's value. Besides those: `keychain/missing`, `keychain/damaged` (not sealed by this vault for this item). */
  read(item: string): Promise<Result<string>>
  /** Removes an item, kept or not. */
  drop(item: string): Promise<Result<undefined>>
}

/** The vault over a keychain. `key` answers with the unlocked vault key, or undefined while the app is locked. */
export function vaultOver(keychain: Keychain, key: () => SealingKey | undefined, randomness: Randomness): Vault {
  return {
    newItem: () => randomName(randomness),
    async keep(item, secret) {
      const present = key()
      if (present === undefined) return refuse('session/locked')
      if (secret.length === 0 || secret.includes('\0') || !secret.isWellFormed()) return refuse('keychain/unfit')
      const bytes = Buffer.byteLength(secret, 'utf8')
      if (bytes > LARGEST_SEALED_TEXT) return refuse('keychain/too-large', { bytes, limit: LARGEST_SEALED_TEXT })
      return keychain.put(item, seal(present, Buffer.from(secret, 'utf8'), purpose(item), randomness))
    },
    async read(item) {
      if (key() === undefined) return refuse('session/locked')
      const got = await keychain.get(item)
      if (!got.ok) return got
      if (!got.value.found) return refuse('keychain/missing')
      // The app may have locked while the keychain was asking.
      const present = key()
      if (present === undefined) return refuse('session/locked')
      const plain = unseal(present, got.value.value, purpose(item))
      if (plain === undefined) return refuse('keychain/damaged')
      const secret = plain.toString('utf8')
      plain.fill(0)
      return ok(secret)
    },
    async drop(item) {
      if (key() === undefined) return refuse('session/locked')
      const removed = await keychain.remove(item)
      return removed.ok ? ok(undefined) : removed
    },
  }
}

function purpose(item: string): string {
  return `resguardo/secret/1 ${item}`
}
