import { networkNames, type Network } from '#shared/accounts/network.ts'
import type { Language } from '#shared/shell/preferences.ts'
import { localeOf } from './language.ts'
import type { Detail } from './shape.ts'

/** What a finding says by a key; nothing if it says nothing. */
export const text = (detail: Detail, key: string): string => String(detail[key] ?? '')

/** Its network, or its networks, by their names, which are the same in every language. An unknown one is said as it is. */
export const network = (detail: Detail): string => nameOf(text(detail, 'network'))
export const networks = (detail: Detail): string => text(detail, 'networks').split(' ').map(nameOf).join(', ')

/** A number of it, with its thousands apart: both languages write them the Mexican way. */
export const number = (detail: Detail, key: string): string => numbers.format(Number(detail[key] ?? 0))

/** Whether a text is measured in bytes, of which a letter with an accent takes two. */
export const isInBytes = (detail: Detail): boolean => detail['unit'] === 'utf8-bytes'

/** A weight as the list of files says it: of a file rounded up, of a limit down, so that one that is too heavy never reads as just right. */
export const weight = (detail: Detail, key: 'count' | 'limit'): string => {
  const bytes = Number(detail[key] ?? 0)
  const [unit, name] = bytes < 1_000_000_000 ? ([1_000_000, 'MB'] as const) : ([1_000_000_000, 'GB'] as const)
  const tenths = (10 * bytes) / unit
  return `${numbers.format((key === 'count' ? Math.ceil(tenths) : Math.floor(tenths)) / 10)} ${name}`
}

/** A day of it (`2027-06-03`) in a language's words: «3 de junio de 2027». */
export const day = (language: Language, detail: Detail, key: string): string =>
  new Intl.DateTimeFormat(localeOf[language], { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${text(detail, key)}T00:00:00Z`))

/** A kind of file as people call it: «image/webp» is WEBP, «video/quicktime» is MOV. */
export const kind = (detail: Detail): string => text(detail, 'kind').replace(/^.*\//, '').replace('quicktime', 'mov').toUpperCase()

const numbers = new Intl.NumberFormat('es-MX')

const nameOf = (id: string): string => networkNames[id as Network] ?? id // unknown ones are let through
