import type { ReactNode } from 'react'
import styles from './list-row.module.css'
import { tellCut } from './tell-cut.ts'

/** A row of a List: a title, what is quiet under it, and at the end a state or a time. */
export function ListRow({
  title,
  detail,
  end,
  endDetail,
  start,
}: {
  readonly title: ReactNode
  readonly detail?: ReactNode
  readonly end?: ReactNode
  /** Under `end`. */
  readonly endDetail?: ReactNode
  readonly start?: ReactNode
}) {
  return (
    <div className={styles['row']}>
      {start !== undefined && <div className={styles['start']}>{start}</div>}
      <div className={styles['words']}>
        <div className={styles['line']}>
          <div className={styles['title']} onPointerOver={tellCut}>
            {title}
          </div>
          {end !== undefined && <div className={styles['end']}>{end}</div>}
        </div>
        {(detail !== undefined || endDetail !== undefined) && (
          <div className={styles['line']}>
            <div className={styles['detail']} onPointerOver={tellCut}>
              {detail}
            </div>
            {endDetail !== undefined && <div className={styles['end']}>{endDetail}</div>}
          </div>
        )}
      </div>
    </div>
  )
}
