import { useWords } from '#renderer/i18n/words.ts'
import { Note } from '#renderer/ui/note.tsx'
import type { AccountWarning } from '#shared/accounts/account-warnings.ts'
import type { AccountField } from '#shared/accounts/account.ts'

/** What should be looked at of these fields while they are being written. It never stops anybody. */
export function FieldWarnings({ warnings, fields }: { readonly warnings: readonly AccountWarning[]; readonly fields: readonly AccountField[] }) {
  const { accounts: words } = useWords()
  const here = warnings.filter((warning) => fields.some((field) => field === warning.field))
  return here.map((warning) => (
    <Note key={warning.code} tone="warn">
      {words.warnings[warning.code](warning.detail ?? {})}
    </Note>
  ))
}
