import { useLockWords } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { Mark } from '../theme/mark.tsx'
import styles from './bug.module.css'
import { bugText } from './bug-words.ts'

/** What is shown instead of a screen that failed. */
export function BugPage({ bug, onAgain }: { readonly bug: unknown; readonly onAgain: () => void }) {
  const { lock } = useLockWords()
  return (
    <main className={styles['page']}>
      <Mark size={28} />
      <h1 className={styles['title']}>{lock.bug.title}</h1>
      <p className={styles['text']}>{lock.bug.explain}</p>
      <div className={styles['acts']}>
        <Button look="primary" onPress={onAgain}>
          {lock.bug.again}
        </Button>
      </div>
      <BugDetails bug={bug} />
    </main>
  )
}

/** The technical detail, selected whole by one click so that it can be copied with the keyboard. */
export function BugDetails({ bug }: { readonly bug: unknown }) {
  const { lock } = useLockWords()
  return (
    <details className={styles['details']}>
      <summary>{lock.bug.details}</summary>
      <pre tabIndex={0} className={styles['stack']}>
        {bugText(bug)}
      </pre>
    </details>
  )
}
