import { folded } from '#shared/kernel/folded.ts'
import type { Legibility } from './rule-set.ts'

type KnownWords = Pick<Legibility, 'singleWords' | 'tagWords' | 'tagJoiners'>

/** The words and their plurals, made once for each set of rules. */
const sets = new WeakMap<KnownWords, ReadonlySet<string>>()

function wordsOf(known: KnownWords): ReadonlySet<string> {
  const made = sets.get(known) ?? new Set([...known.tagWords, ...known.singleWords].map(folded).flatMap((word) => [word, pluralOf(word)]))
  sets.set(known, made)
  return made
}

/** Words as the eye parts them: initials, a word with its capital, figures. */
const CHUNK = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+|_+/gu
/** Longest run of capitals that passes for initials: `#INE`, `#UNICOM`. */
export const INITIALS = 7
/** Longest run of letters that is parted; no word of ours is as long. */
const LONGEST_RUN = 60

/**
 * How a hashtag should be written in which known words are run together («#Votoseguro»: `#VotoSeguro`), so that eye and screen reader tell them
 * apart; undefined where each word has its capital, and where the words are not known.
 */
export function inPascalCase(tag: string, known: KnownWords): string | undefined {
  const words = wordsOf(known)
  let parted = false
  const written = tag.normalize('NFC').replaceAll(CHUNK, (chunk) => {
    const letters = Array.from(chunk)
    if (letters.length > LONGEST_RUN || (letters.length <= INITIALS && chunk === chunk.toUpperCase())) return chunk
    const lengths = partsOf(letters.map(folded), words, known.tagJoiners)
    if (lengths === undefined) return chunk
    parted = true
    let start = 0
    return lengths.map((length) => capitalised(letters.slice(start, (start += length)))).join('')
  })
  return parted ? written : undefined
}

/** The lengths of the fewest known words that letters are made of; undefined unless there are several, and not all of them small. */
function partsOf(letters: readonly string[], words: ReadonlySet<string>, joiners: readonly string[]): readonly number[] | undefined {
  type Parts = { readonly lengths: readonly number[]; readonly told: boolean }
  const best: (Parts | undefined)[] = [{ lengths: [], told: false }]
  for (let end = 1; end <= letters.length; end++) {
    for (let start = 0; start < end; start++) {
      const before = best[start]
      if (before === undefined || before.lengths.length + 1 >= (best[end]?.lengths.length ?? Infinity)) continue
      const word = letters.slice(start, end).join('')
      const isWord = words.has(word)
      // «Renuévala» is one word: no run of letters ends in «la».
      if (isWord || (joiners.includes(word) && (end < letters.length || word.length === 1))) best[end] = { lengths: [...before.lengths, end - start], told: before.told || isWord }
    }
  }
  const whole = best[letters.length]
  return whole !== undefined && whole.told && whole.lengths.length > 1 ? whole.lengths : undefined
}

function pluralOf(word: string): string {
  return /[aeiou]$/.test(word) ? `${word}s` : word.endsWith('z') ? `${word.slice(0, -1)}ces` : `${word}es`
}

function capitalised([first = '', ...rest]: readonly string[]): string {
  return first.toUpperCase() + rest.join('').toLowerCase()
}
