import { findAll, type Found } from './found.ts'

/** Marks that turn the reading direction or cannot be seen: what the reviewer reads would not be what is published. */
const HIDDEN = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu
/** Signs that cost 2 on X and have a light twin. */
const COSTLY = /[…•→✓€№]/gu
const WORD = /\p{L}[\p{L}\p{M}]*/gu

/** Characters that nobody sees. The joiners inside emoji are not among them. */
export function hiddenCharacters(text: string): readonly Found[] {
  return findAll(text, HIDDEN)
}

/** Signs that count double on X. */
export function costlyCharacters(text: string): readonly Found[] {
  return findAll(text, COSTLY)
}

/**
 * Runs of three or more words in capitals, at least two of them of five letters or more: screen readers may spell them out,
 * and they read as shouting. Sigla (INE, CNCS) alone make no run.
 */
export function capitals(text: string): readonly Found[] {
  const found: Found[] = []
  let run: Found[] = []
  const close = () => {
    const [first, last] = [run.at(0), run.at(-1)]
    if (first !== undefined && last !== undefined && run.length >= 3 && run.filter((word) => word.words.length >= 5).length >= 2) {
      found.push({ start: first.start, end: last.end, words: text.slice(first.start, last.end) })
    }
    run = []
  }
  for (const word of findAll(text, WORD)) {
    const isCapital = word.words === word.words.toUpperCase() && word.words !== word.words.toLowerCase()
    if (isCapital) run.push(word)
    else close()
  }
  close()
  return found
}
