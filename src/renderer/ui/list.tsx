import type { ReactNode } from 'react'
import { useLockWords } from '../i18n/words.ts'
import { classNames } from './class-names.ts'
import styles from './list.module.css'
import { useRows } from './use-rows.ts'

/**
 * The list of a list–detail screen. Rows hold no buttons (acts are in the detail); the present one is `selected`. The count is
 * always said; nothing is silently cut.
 */
export function List<T>({
  label,
  items,
  keyOf,
  row,
  selected,
  onOpen,
  total,
  rowHeight = 52,
  onEnd,
  empty,
  loading = false,
  foot,
  atLeast = false,
}: {
  readonly label: string
  readonly items: readonly T[]
  readonly keyOf: (item: T) => string
  /** What a row shows; usually a ListRow. */
  readonly row: (item: T) => ReactNode
  readonly selected?: string | undefined
  readonly onOpen: (item: T) => void
  /** How many there are in all, when `items` is a page or a filter of them. */
  readonly total?: number
  readonly rowHeight?: number
  readonly onEnd?: (() => void) | undefined
  readonly empty?: ReactNode
  readonly loading?: boolean
  /** There are more than `total`, of which not all were counted. */
  readonly atLeast?: boolean
  /** Beside the count: how the list is ordered, what it leaves out. */
  readonly foot?: ReactNode
}) {
  const { ui } = useLockWords()
  const list = useRows({ items, keyOf, selected, onOpen, rowHeight, onEnd })
  return (
    <div className={styles['list']}>
      {items.length === 0 ? (
        <div className={styles['empty']}>{loading ? <p className={styles['loading']}>{ui.loading}</p> : empty}</div>
      ) : (
        <div ref={list.scroll} role="listbox" aria-label={label} className={styles['scroll']} {...list.container}>
          <div role="presentation" className={styles['rows']} style={{ blockSize: list.height }}>
            {list.rows.map((virtual) => {
              const item = items[virtual.index]
              if (item === undefined) return null
              const key = keyOf(item)
              return (
                <div
                  key={virtual.key}
                  ref={list.measure}
                  data-index={virtual.index}
                  id={list.rowId(virtual.index)}
                  role="option"
                  aria-selected={key === selected}
                  aria-setsize={total ?? items.length}
                  aria-posinset={virtual.index + 1}
                  className={classNames(styles['row'], list.cursorShown && list.isAt(virtual.index) && styles['cursor'])}
                  style={{ transform: `translateY(${virtual.start}px)`, minBlockSize: rowHeight }}
                  onClick={() => list.press(item)}
                >
                  {row(item)}
                </div>
              )
            })}
          </div>
        </div>
      )}
      <div className={styles['foot']}>
        <p className={styles['count']} role="status">
          {loading && items.length === 0 ? '' : atLeast ? ui.resultsAtLeast(total ?? items.length) : ui.results(total ?? items.length)}
        </p>
        {foot}
      </div>
    </div>
  )
}
