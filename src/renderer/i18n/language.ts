import type { Language } from '#shared/shell/preferences.ts'

/** The locale by which dates, numbers and plurals are written. */
export const localeOf = { es: 'es-MX', en: 'en-GB' } as const satisfies Record<Language, string>
