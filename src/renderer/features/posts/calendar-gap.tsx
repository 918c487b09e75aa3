import { useRef } from 'react'
import { classNames } from '#renderer/ui/class-names.ts'
import type { Day } from '#shared/kernel/local-day.ts'
import type { PostRow } from '#shared/posts/contract.ts'
import styles from './calendar.module.css'
import { usePostDrop } from './post-drag.ts'

/** Days in a row that have no posts, in one line; a post may be dropped on it as on a day. */
export function CalendarGap({
  from,
  label,
  tabIndex,
  onDrop,
  onFocus,
}: {
  readonly from: Day
  readonly label: string
  readonly tabIndex: 0 | -1
  readonly onDrop: (post: PostRow) => void
  readonly onFocus: () => void
}) {
  const ref = useRef<HTMLDivElement>(null)
  const { dropProps, isDropTarget } = usePostDrop(ref, onDrop)
  return (
    <div {...dropProps} ref={ref} role="gridcell" tabIndex={tabIndex} data-day={from} className={classNames(styles['gap'], isDropTarget && styles['target'])} onFocus={onFocus}>
      {label}
    </div>
  )
}
