import type { Refusal } from '#shared/kernel/refusal.ts'
import { defaultPreferences, type Preferences } from '#shared/shell/preferences.ts'
import { createContext, useContext } from 'react'

type PreferencesNow = {
  readonly preferences: Preferences
  /** Changes them at once; answers with the refusal when they could not be kept for the next start. */
  readonly change: (change: Partial<Preferences>) => Promise<Refusal | undefined>
}

export const PreferencesContext = createContext<PreferencesNow>({ preferences: defaultPreferences, change: async () => undefined })

/** The language and theme of this machine. */
export function usePreferences(): PreferencesNow {
  return useContext(PreferencesContext)
}
