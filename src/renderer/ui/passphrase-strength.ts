import { folded } from '#shared/kernel/folded.ts'

export type Strength = { readonly level: 'empty' | 'short' | 'weak' | 'fair' | 'good'; readonly missing: number }

/** The least main accepts; see `src/main/keychain`. Said here only to help while typing. */
const LEAST = 12

/**
 * A plain estimate, for encouragement while typing (main decides): length that is not repetition, and not a known name or a run.
 * Sixteen different-enough characters or four words are hard to guess; twelve are sufficient.
 */
export function passphraseStrength(passphrase: string, known: readonly string[]): Strength {
  if (passphrase === '') return { level: 'empty', missing: LEAST }
  const length = Array.from(passphrase).length
  if (length < LEAST) return { level: 'short', missing: LEAST - length }
  const rest = known.filter((word) => word.trim().length > 3).reduce((text, word) => text.replaceAll(folded(word.trim()), ''), folded(passphrase))
  const worth = weightOf(rest)
  if (worth < 10) return { level: 'weak', missing: 0 }
  return { level: worth < 16 ? 'fair' : 'good', missing: 0 }
}

/** Characters that are neither a repetition nor the next of a run (abc, 123). */
function weightOf(text: string): number {
  const characters = Array.from(text)
  let weight = 0
  for (const [index, character] of characters.entries()) {
    const before = characters[index - 1]
    const step = before === undefined ? 2 : (character.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)
    const repeated = characters.slice(0, index).join('').includes(characters.slice(Math.max(0, index - 2), index + 1).join('')) && index > 2
    if (Math.abs(step) > 1 && !repeated) weight += 1
  }
  return weight
}
