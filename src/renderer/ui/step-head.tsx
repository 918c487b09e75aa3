import type { ReactNode } from 'react'
import styles from './step-head.module.css'

/** The heading and the explanation of a step that has the whole page. The heading can take the focus. */
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
