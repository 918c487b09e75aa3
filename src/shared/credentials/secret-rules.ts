import type { PasswordRules } from '#shared/accounts/network-facts.ts'

/** NIST SP 800-63B-4 §3.1.1.2: at least 15 characters where the password may be the only factor. */
export const MIN_LENGTH = 15
/** Length of a generated secret unless another is asked for. */
export const DEFAULT_LENGTH = 20
/** Longest secret we make or keep: 2,560 bytes is what Windows stores, sealing and encoding take their part. */
export const MAX_LENGTH = 256

/** The shortest and longest secret for a network, and what it is made of. */
export type SecretRules = { readonly min: number; readonly max: number; readonly alphabet: PasswordRules['alphabet'] }

/** Our minimum holds unless the network itself takes fewer characters; the network's own minimum holds where it is higher. */
export function secretRules(network: Pick<PasswordRules, 'min' | 'max' | 'alphabet'>): SecretRules {
  const max = Math.min(network.max ?? MAX_LENGTH, MAX_LENGTH)
  return { max, min: Math.min(Math.max(MIN_LENGTH, network.min ?? 0), max), alphabet: network.alphabet }
}

/** The length a generated secret gets when nobody asks for another. */
export function lengthFor(rules: SecretRules): number {
  return Math.min(Math.max(DEFAULT_LENGTH, rules.min), rules.max)
}

/** Characters of a text as a person counts them. */
export function lengthOf(secret: string): number {
  return [...secret].length
}

/**
 * Why a typed secret cannot be kept, as a field code, or undefined: `required`, `secret-short`, `secret-long`, `secret-spaces` (at an end: a
 * slip of the copy), `secret-characters` (a control character, or a letter where the network takes digits only).
 */
export function typedSecretFault(secret: string, rules: SecretRules): string | undefined {
  if (secret === '') return 'required'
  if (secret !== secret.trim()) return 'secret-spaces'
  if (/\p{Cc}/u.test(secret)) return 'secret-characters'
  if (rules.alphabet === 'digits' && !/^\d+$/.test(secret)) return 'secret-characters'
  const length = lengthOf(secret)
  if (length > rules.max) return 'secret-long'
  return length < rules.min ? 'secret-short' : undefined
}
