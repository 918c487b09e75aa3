/** A kept secret is never shorter; shorter words are not worth asking about. */
const SHORTEST = 8

/**
 * The words of a text that could be a secret, as they stand and without the punctuation around them: each is asked of the keyed
 * fingerprints, so that a password pasted into a notice by mistake is refused before it is recorded anywhere.
 */
export function secretCandidates(text: string): readonly string[] {
  const candidates = new Set<string>()
  const add = (word: string): void => {
    if (word.length >= SHORTEST) candidates.add(word)
  }
  for (const line of text.split(/\r?\n/u)) {
    add(line.trim())
    for (const word of line.split(/\s+/u)) {
      // «contraseña:Xy…», «clave=Xy…»
      for (const part of [word, word.replace(/^[^:=]*[:=]/u, '')]) {
        add(part)
        add(trimmed(part))
      }
    }
  }
  return [...candidates]
}

function trimmed(word: string): string {
  return word.replace(/^[«"'“‘([¿¡]+/u, '').replace(/[»"'”’)\].,;:!?]+$/u, '')
}
