import { createContext, useContext } from 'react'
import type { Words } from './catalogue.ts'
import { type Format, formatFor } from './format.ts'
import type { Language } from '#shared/shell/preferences.ts'
import { lockCatalogues, type LockWords } from './lock-catalogue.ts'

/**
 * What the window speaks now. The lock screen's words are in the first bundle; the rest (`all`) is loaded with the screens behind
 * it, so that the lock screen is there at once.
 */
export type Speech = {
  readonly language: Language
  /** IANA name of the office's time zone. */
  readonly zone: string
  readonly all: Words | undefined
}

export const SpeechContext = createContext<Speech>({ language: 'es', zone: 'America/Mexico_City', all: undefined })

/** The words of every screen behind the lock. */
export function useWords(): Words {
  const { all } = useContext(SpeechContext)
  if (all === undefined) throw new Error('the catalogue is not loaded here: before the lock only useLockWords() speaks')
  return all
}

/** The words that are there from the first moment: the `ui/` parts', the lock screen's, the keychain's. */
export function useLockWords(): LockWords {
  const { language } = useContext(SpeechContext)
  return lockCatalogues[language]
}

/** The language in use. */
export function useLanguage(): Language {
  return useContext(SpeechContext).language
}

/** The time zone of the office (IANA name). */
export function useZone(): string {
  return useContext(SpeechContext).zone
}

/** How dates, spans and numbers are written here. */
export function useFormat(): Format {
  const { language, zone } = useContext(SpeechContext)
  return formatFor(language, zone)
}
