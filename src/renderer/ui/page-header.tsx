import type { ReactNode } from 'react'
import styles from './page-header.module.css'

/** The head of a screen or of a detail: its title (the page's h1), what it is in a line, its state and its acts. */
export function PageHeader({
  title,
  kicker,
  description,
  status,
  actions,
  level = 1,
}: {
  readonly title: ReactNode
  /** A short line over the title: the kind of thing, its folio. */
  readonly kicker?: ReactNode
  readonly description?: ReactNode
  readonly status?: ReactNode
  readonly actions?: ReactNode
  /** 2 in the detail of a list–detail screen, whose list has the h1. */
  readonly level?: 1 | 2
}) {
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <header className={styles['header']}>
      <div className={styles['words']}>
        {kicker !== undefined && <div className={styles['kicker']}>{kicker}</div>}
        <div className={styles['line']}>
          <Heading className={styles['title']}>{title}</Heading>
          {status}
        </div>
        {description !== undefined && <div className={styles['description']}>{description}</div>}
      </div>
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </header>
  )
}
