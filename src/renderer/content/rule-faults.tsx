import { useWords } from '#renderer/i18n/words.ts'
import { Note } from '#renderer/ui/note.tsx'

/** The institution's rule files that are not in force, each by name and line: what is checked is not what somebody meant. */
export function RuleFaults({ faults }: { readonly faults: readonly { readonly file: string; readonly line: number; readonly reason: string }[] }) {
  const { rules } = useWords()
  return faults.map((fault) => (
    <Note key={fault.file} tone="warn">
      {rules.fault(fault.file, fault.line, fault.reason)}
    </Note>
  ))
}
