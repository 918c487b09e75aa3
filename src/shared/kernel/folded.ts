/** A text as it is searched: lower case, without accents, one space between words. «ñ» is found by «n» too: people type both. */
export function folded(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/\s+/g, ' ').trim()
}

/** Whether every word of `wanted` is somewhere in `text`, accents and case aside. */
export function matches(text: string, wanted: string): boolean {
  const found = folded(text)
  return folded(wanted).split(' ').every((word) => found.includes(word))
}
