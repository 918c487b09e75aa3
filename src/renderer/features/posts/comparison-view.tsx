import { Stretches } from '#renderer/content/compared.tsx'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Note } from '#renderer/ui/note.tsx'
import type { Comparison } from '#shared/posts/comparison.ts'
import styles from './comparison-view.module.css'

/** What is out beside what was approved: that they are the same, or each difference, of what sort, in its place. */
export function ComparisonView({ comparison, live = false }: { readonly comparison: Comparison; readonly live?: boolean }) {
  const { publishing: words } = useWords()
  const format = useFormat()
  const { differences, stretches } = comparison
  if (differences.length === 0) {
    return (
      <p className={styles['same']} role={live ? 'status' : undefined}>
        {words.same}
      </p>
    )
  }
  const kinds = [...new Set(differences.map(({ kind }) => words.kinds[kind]))]
  const files = differences.find(({ kind }) => kind === 'files')
  return (
    <Note tone="danger" title={`${words.differs(differences.length)} (${format.list(kinds)})`} live={live}>
      {words.differsDetail}
      {files !== undefined && <p className={styles['files']}>{words.filesDiffer(files.approved, files.published)}</p>}
      {differences.length > (files === undefined ? 0 : 1) && (
        <p className={styles['text']} dir="auto">
          <Stretches stretches={stretches} />
        </p>
      )}
    </Note>
  )
}
