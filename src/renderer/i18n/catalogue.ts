import type { words } from './es/words.ts'
import type { Language } from '#shared/shell/preferences.ts'
import type { RefusalWords, Shape } from './shape.ts'

/** Every word of the window, part by part, and all refusals' sentences together. */
export type Words = Shape<typeof words> & { readonly refusals: RefusalWords }

/** Loads a language's whole catalogue. */
export async function loadWords(language: Language): Promise<Words> {
  const loaded = language === 'es' ? (await import('./es/words.ts')).words : (await import('./en/words.ts')).words
  return { ...loaded, refusals: refusalsOf(loaded) }
}

/** The refusals of all parts in one record; each part keeps its own under `refusals`. */
function refusalsOf(parts: Readonly<Record<string, object>>): RefusalWords {
  const all: Record<string, RefusalWords[string]> = {}
  for (const part of Object.values(parts)) {
    if ('refusals' in part) Object.assign(all, part.refusals)
  }
  return all
}
