import type { ReactNode } from 'react'
import styles from './letterhead.module.css'

/** A page that stands alone (the lock, the first run): at the side who it belongs to, as on a letter; beside it what is asked. */
export function Letterhead({
  mark,
  name,
  aside,
  foot,
  children,
}: {
  readonly mark: ReactNode
  readonly name?: string | undefined
  readonly aside?: ReactNode
  readonly foot?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <div className={styles['page']}>
      <header className={styles['side']}>
        <div className={styles['head']}>
          <div className={styles['owner']}>
            {mark}
            {name !== undefined && <p className={styles['name']}>{name}</p>}
          </div>
          {aside}
        </div>
        {foot !== undefined && <div className={styles['foot']}>{foot}</div>}
      </header>
      <main className={styles['main']}>
        <div className={styles['column']}>{children}</div>
      </main>
    </div>
  )
}
