import { folded } from '#shared/kernel/folded.ts'
import { INITIALS } from '#shared/rules/tag-words.ts'

/**
 * What is wrong with a hashtag of an official set. `sign`: a space, hyphen or point ends a hashtag on every network · `letters`: one of figures
 * only is no hashtag · `case`: PascalCase, without which no screen reader tells the words apart (WCAG; government style guides). Words that only a list of words
 * tells apart («#Votoseguro») are refused by main, which has it (`inPascalCase`).
 */
export type HashtagFault = 'hashtag-sign' | 'hashtag-letters' | 'hashtag-case' | 'hashtag-long' | 'hashtag-repeated'

/** Longest hashtag that is taken, in characters: what the checker reads as one (`legibility.ts`). */
const LONGEST = 100

/** The first fault of a hashtag with its `#`, or undefined. Accents and «ñ» are kept: every network takes them. */
export function hashtagFault(tag: string): HashtagFault | undefined {
  if (!/^#[\p{L}\p{M}\p{N}_]+$/u.test(tag)) return 'hashtag-sign'
  const letters = Array.from(tag.matchAll(/\p{L}/gu), ([letter]) => letter)
  const [first] = letters
  if (first === undefined) return 'hashtag-letters'
  if (Array.from(tag).length > LONGEST) return 'hashtag-long'
  if (first === first.toLowerCase()) return 'hashtag-case'
  const capitals = letters.every((letter) => letter === letter.toUpperCase())
  return capitals && letters.length > INITIALS ? 'hashtag-case' : undefined
}

/** The first fault of a set. Two that differ in accents or case only would part the conversation in two. */
export function hashtagsFault(tags: readonly string[]): HashtagFault | undefined {
  const found = tags.map(hashtagFault).find((fault) => fault !== undefined)
  if (found !== undefined) return found
  return new Set(tags.map(folded)).size < tags.length ? 'hashtag-repeated' : undefined
}

/** The hashtags in what somebody typed: parted by spaces, commas or lines, each with its `#`. */
export function hashtagsIn(text: string): readonly string[] {
  return text
    .normalize('NFC')
    .split(/[\s,;]+/)
    .filter((word) => word !== '' && word !== '#')
    .map((word) => (word.startsWith('#') ? word : `#${word}`))
}
