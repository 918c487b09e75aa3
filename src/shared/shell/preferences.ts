/** What a device remembers about its looks. Not in the ledger: it concerns nobody else. */
export const languages = ['es', 'en'] as const
export type Language = (typeof languages)[number]

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export type Preferences = { readonly language: Language; readonly theme: Theme }
export const defaultPreferences: Preferences = { language: 'es', theme: 'system' }
