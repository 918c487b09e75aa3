import { createHmac } from 'node:crypto'
import type { Fingerprint } from '#shared/credentials/fingerprint.ts'
import { derivedKey } from './seal.ts'

/** Bytes of each mark: enough that two different secrets never share one by chance, too few to be worth anything alone. */
const MARK_BYTES = 9
/** Beyond this many characters, neighbours are not counted: nobody touches up a secret that long by hand. */
const LONGEST_NEIGHBOURHOOD = 64
/** A core shorter than this is common to too many secrets to mean anything. */
const LEAST_CORE = 4

/** Makes fingerprints under a key that only the vault's key gives. */
export type Fingerprints = (secret: string) => Fingerprint

/** Fingerprints of this device's vault. `vaultKey` is the unlocked one; nothing of the secret is kept. */
export function fingerprintsOf(vaultKey: Uint8Array): Fingerprints {
  const key = derivedKey(vaultKey, 'resguardo/fingerprint/1')
  const mark = (kind: string, text: string): string =>
    createHmac('sha256', key).update(`${kind}\0${text}`, 'utf8').digest().subarray(0, MARK_BYTES).toString('base64url')
  return (secret) => {
    const near = neighbourhood(secret).map((form) => mark('near', form))
    return { exact: mark('exact', secret.normalize('NFC')), near: [...new Set(near)].toSorted() }
  }
}

/**
 * The forms that variants of a secret have in common: without case and accents; each of them with one character left out (so one
 * typed, left out or exchanged is found); without what stands at the ends that is not a letter; with its digits forgotten.
 */
export function neighbourhood(secret: string): readonly string[] {
  const folded = Array.from(foldedForm(secret))
  const whole = folded.join('')
  const forms = [whole]
  if (folded.length <= LONGEST_NEIGHBOURHOOD && folded.length > LEAST_CORE) {
    for (let at = 0; at < folded.length; at += 1) forms.push(folded.toSpliced(at, 1).join(''))
  }
  const core = whole.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  if (Array.from(core).length >= LEAST_CORE) forms.push(`core:${core}`)
  // Digits within: `nube2025clara` and `nube2026clara`. The letters must carry the likeness.
  const numberless = whole.replace(/\p{N}+/gu, '#')
  if (numberless !== whole && Array.from(numberless.replace(/[^\p{L}]/gu, '')).length >= LEAST_CORE * 2) forms.push(`numberless:${numberless}`)
  return forms
}

function foldedForm(secret: string): string {
  return secret.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
