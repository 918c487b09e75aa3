/** A shorter word is told by its spelling: «ves» is not «vez». */
const SHORTEST = 4
/** Common words that sound like others and are told by their spelling. */
const SPELLED = new Set(['ciento', 'cientos', 'cierra', 'cierran', 'cierre', 'cierren', 'caza', 'cazar', 'cima', 'taza', 'hora', 'horas', 'hola', 'vaca', 'valla', 'vallas', 'cocer', 'cerrar'])

/**
 * How a word without accents sounds in Mexico, so that a misspelling is its word: «vayan a botar», «desaser», «ke baya». Letters that sound
 * alike are one: b v · s z, c before e and i · y ll; an h at the beginning is silent.
 */
export function soundOf(word: string): string {
  if (word.length < SHORTEST || SPELLED.has(word) || !/[vzh]|ll|c[ei]/.test(word)) return word
  return endingSound(word.replace(/^h(?!u[aei])/, ''))
}

/** How the end of a word sounds. */
export function endingSound(ending: string): string {
  return ending.replaceAll('v', 'b').replaceAll('z', 's').replaceAll(/c(?=[ei])/g, 's').replaceAll('ll', 'y')
}

/** How the beginning of a word may sound, whatever follows: a `c` at its end depends on it. */
export function stemSounds(stem: string): readonly string[] {
  return [...new Set([stem, ...['a', 'e'].map((next) => soundOf(`${stem}${next}xx`).slice(0, -3))])]
}
