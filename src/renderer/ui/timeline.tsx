import type { Instant } from '#shared/kernel/clock.ts'
import type { ReactNode } from 'react'
import { useFormat } from '../i18n/words.ts'
import { classNames } from './class-names.ts'
import styles from './timeline.module.css'
import type { Tone } from './tone.ts'

export type TimelineEntry = {
  readonly id: string
  readonly at: Instant
  /** What happened, in one line. */
  readonly what: ReactNode
  /** Who, in what capacity. */
  readonly who?: ReactNode
  readonly more?: ReactNode
  readonly tone?: Tone
}

/** What happened, in order. Days are headings; each deed has its time, its sentence and its author. */
export function Timeline({ label, entries }: { readonly label: string; readonly entries: readonly TimelineEntry[] }) {
  const format = useFormat()
  let day = ''
  return (
    <ol className={styles['timeline']} role="list" aria-label={label}>
      {entries.map((entry) => {
        const date = format.date(entry.at)
        const newDay = date !== day
        day = date
        return (
          <li key={entry.id} className={styles['item']}>
            {newDay && <div className={styles['day']}>{date}</div>}
            <div className={styles['entry']}>
              <time dateTime={entry.at} title={format.exact(entry.at)} className={styles['time']}>
                {format.time(entry.at)}
              </time>
              <span className={classNames(styles['dot'], entry.tone !== undefined && styles[entry.tone])} aria-hidden="true" />
              <div className={styles['words']}>
                <div className={styles['what']}>{entry.what}</div>
                {entry.who !== undefined && <div className={styles['who']}>{entry.who}</div>}
                {entry.more !== undefined && <div className={styles['more']}>{entry.more}</div>}
              </div>
            </div>
          </li>
        )
      })}
    </ol>
  )
}
