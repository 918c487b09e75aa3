import { useWords } from '#renderer/i18n/words.ts'

/** What acts are called in lists: the words of their event types, each once. A type that is not known is called by its own name. */
export function useActWords(): (types: readonly string[]) => string {
  const { hub } = useWords()
  const names: Readonly<Record<string, string>> = hub.acts
  return (types) => [...new Set(types.map((type) => names[type] ?? type))].join(', ')
}

/**
 * The texts of a payload that a person can read, by the names the catalogue has for them: what stands deeper (the text of a post's draft) too.
 * Ids, times and codes have no name there, and are left out.
 */
export function saidIn(payload: Readonly<Record<string, unknown>>, names: Readonly<Record<string, string>>): readonly { readonly label: string; readonly text: string }[] {
  return Object.entries(payload).flatMap(([field, value]) => {
    const label = names[field]
    if (typeof value === 'string') return label === undefined || value.trim() === '' ? [] : [{ label, text: value }]
    if (typeof value !== 'object' || value === null) return []
    return saidIn(value as Readonly<Record<string, unknown>>, names) // an object by the test
  })
}
