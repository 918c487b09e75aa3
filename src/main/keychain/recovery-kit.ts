import { RECOVERY_CODE_BYTES, recoveryGroups } from '#shared/session/recovery-code.ts'
import type { SignerId } from '#shared/ledger/event.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { derivedKey, seal, unseal } from './seal.ts'
import { newPrivateKey, publicKeyOf, type SignerSecret, splitSecret } from './signer.ts'
import type { Randomness } from './randomness.ts'

/** What is printed: nothing of it is kept. The sheet's fixed words are in the window's catalogue. */
export type RecoverySheet = {
  /** Groups of characters, in order; the last one checks the others. */
  readonly groups: readonly string[]
  readonly institution: string
  readonly office: string
  readonly machine: string
  readonly at: Instant
}

/** A kit just made: the code for the sheet, the text for the keychain, and the signer for the record. */
export type NewKit = { readonly groups: readonly string[]; readonly text: string; readonly publicKey: string }

type Item = { readonly kind: 'recovery'; readonly signer: string; readonly publicKey: string; readonly salt: string; readonly sealed: string }

/**
 * Makes a recovery signer and seals it, with the vault key, under a new code. The code has 150 bits: it needs no stretching, only
 * a key derived from it (HKDF).
 */
export function newKit(signer: SignerId, vaultKey: Buffer, randomness: Randomness): NewKit {
  const groups = recoveryGroups(randomness.bytes(RECOVERY_CODE_BYTES))
  const privateKey = newPrivateKey(randomness)
  const publicKey = publicKeyOf(privateKey)
  const salt = randomness.bytes(16).toString('base64')
  const both = Buffer.concat([privateKey, vaultKey])
  const key = keyOfCode(groups.join(''), salt)
  const sealed = seal(key, both, purpose(signer, publicKey, salt), randomness)
  for (const bytes of [privateKey, both, key]) bytes.fill(0)
  return { groups, text: JSON.stringify({ kind: 'recovery', signer, publicKey, salt, sealed } satisfies Item), publicKey }
}

/** Opens a kit's keychain item with its code (in its one form, see `readRecoveryCode`). The caller zeroes the secret. */
export function openKit(signer: SignerId, text: string, code: string): { readonly kind: 'open'; readonly secret: SignerSecret } | { readonly kind: 'wrong' } | { readonly kind: 'damaged' } {
  const item = itemOf(text)
  if (item === undefined || item.signer !== signer) return { kind: 'damaged' }
  const key = keyOfCode(code, item.salt)
  const both = unseal(key, item.sealed, purpose(item.signer, item.publicKey, item.salt))
  key.fill(0)
  return both === undefined ? { kind: 'wrong' } : { kind: 'open', secret: splitSecret(both) }
}

function keyOfCode(code: string, salt: string): Buffer {
  return derivedKey(Buffer.from(code, 'utf8'), 'resguardo/recovery-code/1', Buffer.from(salt, 'base64'))
}

function purpose(signer: string, publicKey: string, salt: string): string {
  return JSON.stringify(['resguardo/recovery/1', signer, publicKey, salt])
}

function itemOf(text: string): Item | undefined {
  try {
    const item = JSON.parse(text) as Partial<Item> | null // checked on the next line
    const whole = item?.kind === 'recovery' && [item.signer, item.publicKey, item.salt, item.sealed].every((part) => typeof part === 'string')
    return whole ? (item as Item) : undefined
  } catch {
    return undefined
  }
}
