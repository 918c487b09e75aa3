import type { SecretRules } from './secret-rules.ts'

/** Where chance comes from; `src/main/keychain/randomness.ts` gives the system's, tests a seeded one. */
export interface Randomness {
  /** A whole number from 0 to `bound` − 1, each as likely. */
  below(bound: number): number
}

/** No character that is taken for another when it is read from a sheet or dictated: l I 1 | O o 0. */
const LOWER = 'abcdefghijkmnpqrstuvwxyz'
const UPPER = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const DIGITS = '23456789'
/** Accepted by every network we know and by every keyboard; no quotes, backslash, space or angle brackets. */
const SYMBOLS = '!#%*+-.:=?@_'
const ALL_DIGITS = '0123456789'

const CLASSES: Readonly<Record<SecretRules['alphabet'], readonly string[]>> = {
  any: [LOWER, UPPER, DIGITS, SYMBOLS],
  digits: [ALL_DIGITS],
}

/**
 * A new secret of `length` characters for a network. Has at least one character of each class, because many platforms demand it;
 * all others come from the whole alphabet, in an order drawn by chance. Throws on a length that the rules do not allow (a bug: ask
 * `lengthFor`).
 */
export function generateSecret(length: number, rules: SecretRules, randomness: Randomness): string {
  const classes = CLASSES[rules.alphabet]
  if (!Number.isInteger(length) || length < rules.min || length > rules.max || length < classes.length) {
    throw new Error(`a secret of ${length} characters is not within ${rules.min} to ${rules.max}`)
  }
  const pool = classes.join('')
  const drawn = Array.from({ length }, (_, index) => draw(classes[index] ?? pool, randomness))
  for (let last = drawn.length - 1; last > 0; last -= 1) {
    const other = randomness.below(last + 1)
    const character = drawn[last] ?? ''
    drawn[last] = drawn[other] ?? ''
    drawn[other] = character
  }
  return drawn.join('')
}

function draw(from: string, randomness: Randomness): string {
  return from.charAt(randomness.below(from.length))
}

/** Bits of a generated secret, from below: the shuffling is not counted. */
export function generatedBits(length: number, alphabet: SecretRules['alphabet']): number {
  const classes = CLASSES[alphabet]
  const pool = classes.join('').length
  const forced = classes.reduce((bits, characters) => bits + Math.log2(characters.length), 0)
  return Math.floor(forced + (length - classes.length) * Math.log2(pool))
}
