import { useWords } from '#renderer/i18n/words.ts'
import { ChevronRightIcon } from '#renderer/ui/icons.ts'
import { seenKinds, type Seen } from '#shared/incidents/seen.ts'
import styles from './doors.module.css'

/** Three big choices, named by what a person sees. `present` is the one in force. */
export function Doors({ onChoose, busy = false, present }: { readonly onChoose: (seen: Seen) => void; readonly busy?: boolean; readonly present?: Seen }) {
  const { incidents: words } = useWords()
  return (
    <ul className={styles['doors']}>
      {seenKinds.map((seen) => (
        <li key={seen}>
          <button type="button" className={styles['door']} aria-disabled={busy || undefined} onClick={() => !busy && onChoose(seen)}>
            <span className={styles['title']}>
              {words.seen[seen]}
              {seen === present && <span className={styles['present']}> ({words.notThis.current})</span>}
            </span>
            <span className={styles['hint']}>{words.door.hints[seen]}</span>
            <ChevronRightIcon className={styles['arrow']} />
          </button>
        </li>
      ))}
    </ul>
  )
}
