import type { ReactNode } from 'react'
import styles from './ruled-list.module.css'

/** A short list of things that show more than a row of a table could, with a line between them. `children`: its `<li>`. */
export function RuledList({ children }: { readonly children: ReactNode }) {
  return (
    <ul role="list" className={styles['list']}>
      {children}
    </ul>
  )
}
