import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { secondFactors, type AccountField } from '#shared/accounts/account.ts'
import { instantAt, parseDay } from '#shared/kernel/local-day.ts'
import type { OfficeId } from '#shared/ledger/event.ts'
import type { Directory } from './use-directory.ts'

/** How the value of a field is written for a reader. */
export function useFieldText(directory: Directory): (field: AccountField, value: string | boolean) => string {
  const { accounts: words } = useWords()
  const format = useFormat()
  return (field, value) => {
    if (typeof value === 'boolean') return value ? words.yes : words.no
    if (value === '') return ''
    if (field === 'office') return directory.officeName(value as OfficeId) // the field's value is an office's id
    if (field === 'secondFactor') {
      const factor = secondFactors.find((known) => known === value)
      return factor === undefined ? value : words.secondFactors[factor]
    }
    const day = field === 'birthDate' ? parseDay(value) : undefined
    return day === undefined ? value : format.date(instantAt(day, 12, 'America/Mexico_City'))
  }
}
