import { keychain as keychainEn } from './en/keychain.ts'
import { lock as lockEn } from './en/lock.ts'
import { ui as uiEn } from './en/ui.ts'
import { keychain as keychainEs } from './es/keychain.ts'
import { lock as lockEs } from './es/lock.ts'
import { ui as uiEs } from './es/ui.ts'
import type { Language } from '#shared/shell/preferences.ts'
import type { RefusalWords, Shape } from './shape.ts'

/** The few words that must be there before anything else is loaded. */
export type LockWords = {
  readonly ui: Shape<typeof uiEs>
  readonly lock: Shape<typeof lockEs>
  readonly keychain: Shape<typeof keychainEs>
  readonly refusals: RefusalWords
}

export const lockCatalogues: Readonly<Record<Language, LockWords>> = {
  es: {
    ui: uiEs,
    lock: lockEs,
    keychain: keychainEs,
    refusals: { ...uiEs.refusals, ...keychainEs.refusals, ...lockEs.refusals },
  },
  en: {
    ui: uiEn,
    lock: lockEn,
    keychain: keychainEn,
    refusals: { ...uiEn.refusals, ...keychainEn.refusals, ...lockEn.refusals },
  },
}
