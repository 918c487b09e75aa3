import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import type { SignerId } from '#shared/ledger/event.ts'
import { isSound, keyOfPassphrase, newStretch, type Stretch } from './passphrase-key.ts'
import { derivedKey, KEY_BYTES, seal, unseal } from './seal.ts'
import { type SealingPair, sealingPairOf } from './sealing-key.ts'
import type { Randomness } from './randomness.ts'

/** PKCS #8 header of an Ed25519 private key (RFC 8410); its 32 bytes follow. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** A signer whose private half is in memory. `forget` ends that: what was handed out is zeroed and signing throws. */
export interface OpenSigner {
  readonly signer: SignerId
  /** SPKI DER, base64. */
  readonly publicKey: string
  /** The device's vault key, 32 bytes. */
  readonly vaultKey: Buffer
  /** The public half of its X25519 key: SPKI DER, base64. */
  readonly sealingKey: string
  /** What was sealed for it with another's key (`SealingPair.agree`). */
  agree(other: string, purpose: string): Buffer | undefined
  /** Under which it vouches to the hub for what others carry there, 32 bytes: by HKDF from its private key, with a label of its own, another for each `contact`. The hub has it too. */
  carriageKey(contact: string): Buffer
  /** Ed25519 over a 32-byte hash: 64 bytes. */
  sign(hash: Uint8Array): Buffer
  forget(): void
}

/** The two halves that a signer's keychain item and the recovery kit's both seal: 32 bytes of private key, 32 of vault key. */
export type SignerSecret = { readonly privateKey: Buffer; readonly vaultKey: Buffer }

/** What a signer's keychain item says. */
type Item = { readonly kind: 'signer'; readonly signer: string; readonly publicKey: string; readonly stretch: Stretch; readonly sealed: string }

/** A fresh Ed25519 private key. */
export function newPrivateKey(randomness: Randomness): Buffer {
  return randomness.bytes(KEY_BYTES)
}

/** Puts a signer into use. Takes its own copies of the secret's bytes. */
export function openSigner(signer: SignerId, secret: SignerSecret): OpenSigner {
  const vaultKey = Buffer.from(secret.vaultKey)
  let key: KeyObject | undefined = keyObject(secret.privateKey)
  const publicKey = publicKeyOf(secret.privateKey)
  let sealing: SealingPair | undefined = sealingPairOf(secret.privateKey)
  let vouching: Buffer | undefined = derivedKey(secret.privateKey, 'resguardo/carriage-key/1')
  return {
    signer,
    publicKey,
    vaultKey,
    sealingKey: sealing.publicKey,
    carriageKey(contact) {
      if (vouching === undefined) throw new Error('a signer that was forgotten cannot vouch for anything')
      return carriageKeyOf(vouching, contact)
    },
    agree(other, purpose) {
      if (sealing === undefined) throw new Error('a signer that was forgotten cannot open anything')
      return sealing.agree(other, purpose)
    },
    sign(hash) {
      if (key === undefined) throw new Error('a signer that was forgotten cannot sign')
      return sign(null, hash, key)
    },
    forget() {
      key = undefined
      sealing = undefined
      vaultKey.fill(0)
      vouching?.fill(0)
      vouching = undefined
    },
  }
}

/** The `carriageKey` of a contact. */
export function carriageKeyOf(vouching: Buffer, contact: string): Buffer {
  return derivedKey(vouching, `resguardo/carriage-key/1 ${contact}`)
}

/** The public half of a private key: SPKI DER, base64. */
export function publicKeyOf(privateKey: Buffer): string {
  return createPublicKey(keyObject(privateKey)).export({ format: 'der', type: 'spki' }).toString('base64')
}

function keyObject(privateKey: Buffer): KeyObject {
  const der = Buffer.concat([PKCS8, privateKey])
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  } finally {
    der.fill(0)
  }
}

/** The text of a signer's keychain item: its secret under the person's passphrase. About 450 bytes. */
export async function wrapSigner(signer: SignerId, secret: SignerSecret, passphrase: string, randomness: Randomness): Promise<string> {
  const stretch = newStretch(randomness)
  const publicKey = publicKeyOf(secret.privateKey)
  const key = await keyOfPassphrase(passphrase, stretch)
  const both = Buffer.concat([secret.privateKey, secret.vaultKey])
  try {
    const sealed = seal(key, both, purpose(signer, publicKey, stretch), randomness)
    return JSON.stringify({ kind: 'signer', signer, publicKey, stretch, sealed } satisfies Item)
  } finally {
    key.fill(0)
    both.fill(0)
  }
}

/** What a keychain item and a passphrase open. `damaged`: the item is not one of ours, or not the one asked for. */
export type Unwrapped = { readonly kind: 'open'; readonly secret: SignerSecret } | { readonly kind: 'wrong' } | { readonly kind: 'damaged' }

/** Opens a signer's keychain item. The caller zeroes the secret. */
export async function unwrapSigner(signer: SignerId, text: string, passphrase: string): Promise<Unwrapped> {
  const item = itemOf(text)
  if (item === undefined || item.signer !== signer) return { kind: 'damaged' }
  const key = await keyOfPassphrase(passphrase, item.stretch)
  const both = unseal(key, item.sealed, purpose(item.signer, item.publicKey, item.stretch))
  key.fill(0)
  if (both === undefined) return { kind: 'wrong' }
  return { kind: 'open', secret: splitSecret(both) }
}

/** The two halves of 64 opened bytes. */
export function splitSecret(both: Buffer): SignerSecret {
  return { privateKey: both.subarray(0, KEY_BYTES), vaultKey: both.subarray(KEY_BYTES) }
}

/** Zeroes what an unwrapping gave. */
export function forgetSecret(secret: SignerSecret): void {
  secret.privateKey.fill(0)
  secret.vaultKey.fill(0)
}

/** All that stands beside the sealed bytes is bound to them, so that no part can be exchanged. */
function purpose(signer: string, publicKey: string, stretch: Stretch): string {
  return JSON.stringify(['resguardo/signer/1', signer, publicKey, stretch.algorithm, stretch.memory, stretch.passes, stretch.lanes, stretch.salt])
}

function itemOf(text: string): Item | undefined {
  try {
    const item = JSON.parse(text) as Partial<Item> | null // checked on the next lines
    if (item?.kind !== 'signer' || typeof item.signer !== 'string' || typeof item.publicKey !== 'string') return undefined
    if (typeof item.sealed !== 'string' || item.stretch === undefined || !isSound(item.stretch)) return undefined
    return item as Item
  } catch {
    return undefined
  }
}
