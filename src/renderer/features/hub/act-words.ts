import { useWords } from '#renderer/i18n/words.ts'

/** What acts are called in lists: the words of their event types, each once. A type that is not known is called by its own name. */
export function useActWords(): (types: readonly string[]) => string {
  const { hub } = useWords()
  const names: Readonly<Record<string, string>> = hub.acts
  return (types) => [...new Set(types.map((type) => names[type] ?? type))].join(', ')
}
