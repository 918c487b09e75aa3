/** A text as it is searched: no accents, no case. «Michoacán» is found by «michoacan». */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('es-MX')
}

/** Whether every word of the query is in the text, in any order, accents and case apart. */
export function matches(text: string, query: string): boolean {
  const hay = folded(text)
  return folded(query)
    .split(/\s+/)
    .every((word) => hay.includes(word))
}
