import { findAll, type Found } from './found.ts'

/** Marks that turn the reading direction or cannot be seen: what the reviewer reads would not be what is published. */
const HIDDEN =
  /[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb]|\u034f|(?<=[\p{Script=Latin}\p{N}])(?:\u200c|\u200d|\ufe0f)(?=\p{L})|(?<![\u{1F3F4}\u{E0020}-\u{E007F}])[\u{E0020}-\u{E007F}]|[\u{1D173}-\u{1D17A}]|[\u{E0100}-\u{E01EF}]/gu
/** Signs that cost 2 on X and have a light twin. */
const COSTLY = /[…•→✓€№]/gu
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu

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
    const isCapital = !/\p{N}/u.test(word.words) && word.words === word.words.toUpperCase() && word.words !== word.words.toLowerCase()
    if (isCapital) run.push(word)
    else close()
  }
  close()
  return found
}
