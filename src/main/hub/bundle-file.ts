import { hash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { type Bundle, type BundleHeader, bundleText, type UnsignedBundle } from '#shared/hub/bundle.ts'
import { KEY_BYTES, seal, unseal } from '#main/keychain/seal.ts'
import { newSealingPair, type SealingPair } from '#main/keychain/sealing-key.ts'
import type { OpenSigner } from '#main/keychain/signer.ts'
import type { Randomness } from '#main/keychain/randomness.ts'
import { isSignedWith, readPublicKey } from '#main/ledger/signed.ts'

const WRAP = 'resguardo/bundle/wrap/1'
/** Bytes that one part may open to: what a machine can hold in memory beside everything else. */
const LARGEST_PART = 256 * 1024 * 1024

/** Who a file is sealed for. */
export type Recipient = { readonly signer: string; readonly sealingKey: string }

/** A part and who may read it: places in the list of recipients. */
export type Part = { readonly readers: readonly number[]; readonly text: string }

const shrink = promisify(gzip)
const expand = promisify(gunzip)

/**
 * Seals parts for their readers. Each part has a key of its own (AES-256-GCM, `seal`); the keys that a recipient may have are sealed for
 * their X25519 key with one made for this file (`SealingPair.agree`). The header is bound into every sealed text.
 */
export async function sealBundle(said: Omit<BundleHeader, 'sealingKey'>, recipients: readonly Recipient[], parts: readonly Part[], randomness: Randomness): Promise<UnsignedBundle> {
  const pair = newSealingPair(randomness)
  const header: BundleHeader = { ...said, sealingKey: pair.publicKey }
  const keys = parts.map(() => randomness.bytes(KEY_BYTES))
  try {
    const sealed: string[] = []
    for (const [index, { text }] of parts.entries()) {
      sealed.push(seal(keys[index] ?? Buffer.alloc(0), await shrink(text), purposeOf(header, `part ${index}`), randomness))
    }
    return { header, recipients: recipients.flatMap((recipient, place) => wrapFor(header, pair, recipient, keysFor(place, parts, keys), randomness)), parts: sealed }
  } finally {
    for (const key of keys) key.fill(0)
  }
}

/** 4 bytes of index and 32 of key, one after another. */
function keysFor(place: number, parts: readonly Part[], keys: readonly Buffer[]): Buffer {
  return Buffer.concat(
    keys.flatMap((key, index) => {
      const number = Buffer.alloc(4)
      number.writeUInt32BE(index)
      return parts[index]?.readers.includes(place) === true ? [number, key] : []
    }),
  )
}

function wrapFor(header: BundleHeader, pair: SealingPair, { signer, sealingKey }: Recipient, keys: Buffer, randomness: Randomness): UnsignedBundle['recipients'] {
  const common = pair.agree(sealingKey, WRAP)
  try {
    // A key on record that is none: nobody can read with it.
    return common === undefined ? [] : [{ signer, keys: seal(common, keys, purposeOf(header, signer), randomness) }]
  } finally {
    common?.fill(0)
    keys.fill(0)
  }
}

/** What is in the parts that a signer may read; undefined: nothing is sealed for them, or it was altered. */
export async function openBundle({ header, recipients, parts }: Bundle, signer: Pick<OpenSigner, 'signer' | 'agree'>): Promise<readonly string[] | undefined> {
  const wrapped = recipients.find((one) => one.signer === signer.signer)
  const common = wrapped === undefined ? undefined : signer.agree(header.sealingKey, WRAP)
  if (wrapped === undefined || common === undefined) return undefined
  const keys = unseal(common, wrapped.keys, purposeOf(header, signer.signer))
  common.fill(0)
  if (keys === undefined || keys.length % (4 + KEY_BYTES) !== 0) return undefined
  try {
    const opened: string[] = []
    for (let at = 0; at < keys.length; at += 4 + KEY_BYTES) {
      const index = keys.readUInt32BE(at)
      const plain = unseal(keys.subarray(at + 4, at + 4 + KEY_BYTES), parts[index] ?? '', purposeOf(header, `part ${index}`))
      if (plain === undefined) return undefined
      opened.push((await expand(plain, { maxOutputLength: LARGEST_PART })).toString('utf8'))
    }
    return opened
  } catch {
    return undefined // sealed by somebody who did not shrink it, or who shrank too much
  } finally {
    keys.fill(0)
  }
}

/** What the maker's signer signs, 32 bytes. */
export function bundleDigest(bundle: UnsignedBundle): Buffer {
  return hash('sha256', `resguardo/bundle/1 ${bundleText(bundle)}`, 'buffer')
}

/** Whether a bundle's signature is of that public key (SPKI DER, base64). */
export function isBundleOf(bundle: Bundle, publicKey: string): boolean {
  const key = readPublicKey(publicKey)
  return key !== undefined && isSignedWith(key, bundleDigest(bundle), bundle.signature)
}

function purposeOf(header: BundleHeader, what: string): string {
  return JSON.stringify(['resguardo/bundle/1', header, what])
}
