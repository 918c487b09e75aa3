import { useWords } from '#renderer/i18n/words.ts'
import { KeyHint } from '#renderer/ui/key-hint.tsx'
import styles from './review-screen.module.css'

/** The keys of the triage, for whoever has not learnt them yet. */
export function ReviewKeys() {
  const { posts: words, reviewing } = useWords()
  const { keyNames } = words.review
  const keys = [
    ['J', keyNames.next],
    ['K', keyNames.previous],
    ['Enter', keyNames.open],
    ['A', keyNames.approve],
    ['R', keyNames.return],
    ['C', keyNames.claim],
    ['O', reviewing.remarks.key],
    ['X', reviewing.several.key],
  ] as const
  return (
    <ul className={styles['keys']} role="list" aria-label={words.review.keys}>
      {keys.map(([key, name]) => (
        <li key={key} className={styles['key']}>
          <KeyHint keys={key} />
          <span>
            <span className="visually-hidden">{key}: </span>
            {name}
          </span>
        </li>
      ))}
    </ul>
  )
}
