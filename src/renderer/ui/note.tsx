import type { ReactNode } from 'react'
import { useLockWords } from '../i18n/words.ts'
import { classNames } from './class-names.ts'
import styles from './note.module.css'
import { ToneIcon } from './tone-icon.tsx'
import type { Tone } from './tone.ts'

/** A sentence or two set apart in the flow of a page: a refusal, a warning before an act, what a step means. */
export function Note({
  tone = 'neutral',
  title,
  children,
  action,
  live = false,
}: {
  readonly tone?: Tone
  readonly title?: string | undefined
  readonly children?: ReactNode
  readonly action?: ReactNode
  /** Read aloud when it appears. */
  readonly live?: boolean
}) {
  const { ui } = useLockWords()
  return (
    <div className={classNames(styles['note'], styles[tone])} role={live ? 'alert' : undefined}>
      <ToneIcon tone={tone} />
      <div className={styles['body']}>
        <span className="visually-hidden">{ui.tone[tone]}: </span>
        {title !== undefined && <strong className={styles['title']}>{title}</strong>}
        {children !== undefined && <div className={styles['text']}>{children}</div>}
      </div>
      {action !== undefined && <div className={styles['action']}>{action}</div>}
    </div>
  )
}
