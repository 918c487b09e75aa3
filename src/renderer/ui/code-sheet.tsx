import styles from './code-sheet.module.css'
import { Facts, type Fact } from './facts.tsx'

/**
 * A sheet to be printed that carries a code in groups: what it is for, the code, whose it is, how to keep it. On paper only the sheet
 * appears (`data-print`, see theme/base.css).
 */
export function CodeSheet({
  title,
  purpose,
  codeLabel,
  groups,
  codeNote,
  facts,
  notes,
}: {
  readonly title: string
  readonly purpose: string
  readonly codeLabel: string
  readonly groups: readonly string[]
  readonly codeNote: string
  readonly facts: readonly Fact[]
  readonly notes: readonly string[]
}) {
  return (
    <article className={styles['sheet']} data-print="true" aria-label={title}>
      <h2 className={styles['title']}>{title}</h2>
      <p>{purpose}</p>
      <div>
        <p className={styles['label']}>{codeLabel}</p>
        <ol className={styles['groups']} role="list">
          {groups.map((group, index) => (
            <li key={group} className={styles['group']}>
              <span className={styles['number']} aria-hidden="true">
                {index + 1}
              </span>
              <code>{group}</code>
            </li>
          ))}
        </ol>
        <p className={styles['small']}>{codeNote}</p>
      </div>
      <Facts facts={facts} />
      {notes.map((note) => (
        <p key={note} className={styles['small']}>
          {note}
        </p>
      ))}
    </article>
  )
}
