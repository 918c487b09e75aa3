/** A text as it is searched: lower case, without accents, one space between words. «ñ» is found by «n» too: people type both. */
export function folded(text: string): string {
  return text.toLowerCase().replaceAll(BEYOND_ASCII, bare).replaceAll(MORE_THAN_A_SPACE, ' ').trim()
}

// Most of a text needs nothing: only what does is taken apart, which is done for every text of every post when the read tables are made anew.
const BEYOND_ASCII = /[^\u0000-\u007f]+/g
const MORE_THAN_A_SPACE = /\s\s+|[^\S ]/g

function bare(letters: string): string {
  return letters.normalize('NFD').replaceAll(/\p{M}/gu, '')
}

/** Whether every word of `wanted` is somewhere in `text`, accents and case aside. */
export function matches(text: string, wanted: string): boolean {
  const found = folded(text)
  return folded(wanted).split(' ').every((word) => found.includes(word))
}
