import { useRef } from 'react'
import { useDrop } from 'react-aria-components'
import { classNames } from '#renderer/ui/class-names.ts'
import type { Day } from '#shared/kernel/local-day.ts'
import styles from './calendar.module.css'
import { DRAGGED, droppedPost } from './post-card.tsx'

/** Days in a row that have no posts, in one line; a post may be dropped on it as on a day. */
export function CalendarGap({ from, label, tabIndex, onDrop, onFocus }: { readonly from: Day; readonly label: string; readonly tabIndex: 0 | -1; readonly onDrop: (id: string) => void; readonly onFocus: () => void }) {
  const ref = useRef<HTMLDivElement>(null)
  const { dropProps, isDropTarget } = useDrop({
    ref,
    getDropOperation: (types) => (types.has(DRAGGED) ? 'move' : 'cancel'),
    onDrop: ({ items }) => {
      void droppedPost(items).then((id) => {
        if (id !== undefined) onDrop(id)
      })
    },
  })
  return (
    <div {...dropProps} ref={ref} role="gridcell" tabIndex={tabIndex} data-day={from} className={classNames(styles['gap'], isDropTarget && styles['target'])} onFocus={onFocus}>
      {label}
    </div>
  )
}
