import { useWords } from '#renderer/i18n/words.ts'
import { Note } from '#renderer/ui/note.tsx'
import styles from '#renderer/ui/findings.module.css'

/** Why nothing here blocks anybody, with the rule's source. */
export function NoBlock() {
  const { consultations: words } = useWords()
  return (
    <Note tone="info" title={words.noBlock.title}>
      {words.noBlock.detail} <span className={styles['source']}>{words.noBlock.source}</span>
    </Note>
  )
}
