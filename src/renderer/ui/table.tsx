import type { ReactNode } from 'react'
import { useLockWords } from '../i18n/words.ts'
import { classNames } from './class-names.ts'
import styles from './table.module.css'
import { tellCut } from './tell-cut.ts'
import { useRows } from './use-rows.ts'

export type Column<T> = {
  readonly id: string
  readonly label: string
  readonly cell: (item: T) => ReactNode
  /** As CSS grid writes it: `1fr`, `120px`, `minmax(160px, 2fr)`. */
  readonly width?: string
  /** Numbers and times stand at the end. */
  readonly end?: boolean
  /** Left out below 900 px. */
  readonly wideOnly?: boolean
}

/** Height of the line of column names, in pixels; the same as in table.module.css. */
const HEAD = 28

/** Rows and columns. Rows are drawn only while in sight; arrows move, Enter opens, the count is always said. */
export function Table<T>({
  label,
  columns,
  items,
  keyOf,
  onOpen,
  selected,
  total,
  onEnd,
  empty,
  maxHeight,
}: {
  readonly label: string
  readonly columns: readonly Column<T>[]
  readonly items: readonly T[]
  readonly keyOf: (item: T) => string
  readonly onOpen?: (item: T) => void
  readonly selected?: string
  readonly total?: number
  readonly onEnd?: () => void
  readonly empty?: ReactNode
  /** In pixels; the rows scroll beyond it. */
  readonly maxHeight?: number
}) {
  const { ui } = useLockWords()
  const table = useRows({ items, keyOf, selected, onOpen: onOpen ?? nothing, rowHeight: 32, onEnd, head: HEAD })
  const template = (narrow: boolean) =>
    columns
      .filter((column) => !(narrow && column.wideOnly === true))
      .map((column) => column.width ?? 'minmax(0, 1fr)')
      .join(' ')
  const cellClass = (column: Column<T>) =>
    classNames(styles['cell'], column.end === true && styles['end'], column.wideOnly === true && styles['wide-only'])
  return (
    <div className={styles['table']} style={{ '--columns': template(false), '--narrow-columns': template(true) } as Record<string, string>}>
      <div
        ref={table.scroll}
        role="grid"
        aria-label={label}
        aria-rowcount={(total ?? items.length) + 1}
        aria-colcount={columns.length}
        {...table.container}
        className={styles['scroll']}
        style={maxHeight === undefined ? undefined : { maxBlockSize: maxHeight + HEAD }}
      >
        <div role="row" aria-rowindex={1} className={classNames(styles['row'], styles['head'])}>
          {columns.map((column) => (
            <div key={column.id} role="columnheader" className={cellClass(column)} onPointerOver={tellCut}>
              {column.label}
            </div>
          ))}
        </div>
        <div role="rowgroup" className={styles['rows']} style={{ blockSize: table.height }}>
          {table.rows.map((virtual) => {
            const item = items[virtual.index]
            if (item === undefined) return null
            return (
              <div
                key={virtual.key}
                ref={table.measure}
                data-index={virtual.index}
                id={table.rowId(virtual.index)}
                role="row"
                aria-rowindex={virtual.index + 2}
                aria-selected={keyOf(item) === selected}
                className={classNames(
                  styles['row'],
                  styles['line'],
                  onOpen !== undefined && styles['opens'],
                  table.cursorShown && table.isAt(virtual.index) && styles['cursor'],
                )}
                style={{ transform: `translateY(${virtual.start - HEAD}px)` }}
                onClick={() => table.press(item)}
              >
                {columns.map((column) => (
                  <div key={column.id} role="gridcell" className={cellClass(column)} onPointerOver={tellCut}>
                    {column.cell(item)}
                  </div>
                ))}
              </div>
            )
          })}
        </div>
      </div>
      {items.length === 0 && empty}
      <p className={styles['count']} role="status">
        {ui.results(total ?? items.length)}
      </p>
    </div>
  )
}

function nothing(): void {
  // A table whose rows open nothing.
}
