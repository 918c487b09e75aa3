import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './page.module.css'

/** The body of a screen that is not list–detail: one scrolling column with the screen's margins. */
export function Page({ children, width = 'normal' }: { readonly children: ReactNode; readonly width?: 'narrow' | 'normal' | 'full' }) {
  return (
    <div className={styles['scroll']}>
      <div className={classNames(styles['page'], styles[width])}>{children}</div>
    </div>
  )
}
