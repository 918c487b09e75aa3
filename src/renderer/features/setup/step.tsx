import type { ReactNode } from 'react'
import styles from './step.module.css'

/** The heading and the explanation of a step. The heading can take the focus. */
export function StepHead({ title, explain }: { readonly title: string; readonly explain: ReactNode }) {
  return (
    <div className={styles['head']}>
      <h1 tabIndex={-1} className={styles['title']}>
        {title}
      </h1>
      <p className={styles['explain']}>{explain}</p>
    </div>
  )
}
