import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

/** A place with nothing in it yet: what will be here, and the first act. */
export function EmptyState({
  title,
  children,
  action,
  icon,
}: {
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
  readonly icon?: ReactNode
}) {
  return (
    <div className={styles['empty']}>
      {icon !== undefined && <div className={styles['icon']}>{icon}</div>}
      <p className={styles['title']}>{title}</p>
      {children !== undefined && <div className={styles['text']}>{children}</div>}
      {action !== undefined && <div className={styles['action']}>{action}</div>}
    </div>
  )
}
