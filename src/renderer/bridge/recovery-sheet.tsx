import type { Instant } from '#shared/kernel/clock.ts'
import type { RecoveryKit } from '#shared/session/recovery-kit.ts'
import { useFormat, useWords } from '../i18n/words.ts'
import { CodeSheet } from '../ui/code-sheet.tsx'

/** The recovery sheet, as it is printed. */
export function RecoverySheet({ kit }: { readonly kit: RecoveryKit }) {
  const { sheet } = useWords().keychain
  const format = useFormat()
  return (
    <CodeSheet
      title={sheet.title}
      purpose={sheet.purpose}
      codeLabel={sheet.code}
      groups={kit.groups}
      codeNote={sheet.checkGroup}
      facts={[
        { label: sheet.institution, value: kit.institution },
        { label: sheet.office, value: kit.office },
        { label: sheet.machine, value: kit.machine },
        // Main wrote it as an instant; the contract keeps it as text.
        { label: sheet.made, value: format.instant(kit.at as Instant) },
      ]}
      notes={[sheet.keep, sheet.once]}
    />
  )
}
