import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './status-tag.module.css'
import type { Tone } from './tone.ts'

/** A state in one or two words, with a dot whose shape differs by tone. */
export function StatusTag({ tone = 'neutral', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span className={classNames(styles['tag'], styles[tone])}>
      <svg className={styles['mark']} viewBox="0 0 8 8" aria-hidden="true">
        {marks[tone]}
      </svg>
      {children}
    </span>
  )
}

/** Ring, disc, tick, triangle, diamond: told apart without colour. */
const marks: Readonly<Record<Tone, ReactNode>> = {
  neutral: <circle cx="4" cy="4" r="2.75" fill="none" stroke="currentColor" strokeWidth="1.25" />,
  info: <circle cx="4" cy="4" r="3" fill="currentColor" />,
  ok: <path d="M1 4.3 3.2 6.5 7 1.8" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  warn: <path d="M4 .8 7.6 7.2H.4Z" fill="currentColor" />,
  danger: <path d="M4 0 8 4 4 8 0 4Z" fill="currentColor" />,
}
