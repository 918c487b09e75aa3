/** Something found in a text: half-open range in UTF-16 units, and the words themselves. */
export type Found = { readonly start: number; readonly end: number; readonly words: string }

/** Every match of a global expression. */
export function findAll(text: string, expression: RegExp): readonly Found[] {
  return Array.from(text.matchAll(expression), (match) => ({ start: match.index, end: match.index + match[0].length, words: match[0] }))
}

/** The text with its web addresses blanked, at the same length: numbers in an address are nobody's phone. */
export function withoutAddresses(text: string): string {
  return text.replaceAll(/(?:https?:\/\/|www\.)\S+/giu, (address) => ' '.repeat(address.length))
}

/** Those that do not overlap any of `taken`. */
export function apartFrom(found: readonly Found[], taken: readonly Found[]): readonly Found[] {
  return found.filter((one) => !taken.some((other) => one.start < other.end && other.start < one.end))
}
