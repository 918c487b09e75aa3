import { useRef } from 'react'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { classNames } from '#renderer/ui/class-names.ts'
import type { Day } from '#shared/kernel/local-day.ts'
import type { PostRow } from '#shared/posts/contract.ts'
import styles from './calendar.module.css'
import { PostCard } from './post-card.tsx'
import { usePostDrop } from './post-drag.ts'

/** One day: its posts by hour, how many more there are, and a place to drop one. */
export function CalendarDay({
  day,
  label,
  heading,
  total,
  rows,
  isToday,
  isOther,
  full,
  tabIndex,
  mayMove,
  onOpen,
  onDrop,
  onMore,
  onFocus,
}: {
  readonly day: Day
  /** The day in words. */
  readonly label: string
  readonly heading: string
  readonly total: number
  readonly rows: readonly PostRow[]
  readonly isToday: boolean
  /** Of the month before or after. */
  readonly isOther: boolean
  readonly full: boolean
  readonly tabIndex: 0 | -1
  readonly mayMove: (post: PostRow) => boolean
  readonly onOpen: (post: PostRow) => void
  readonly onDrop: (post: PostRow) => void
  readonly onMore: () => void
  readonly onFocus: () => void
}) {
  const { views } = useWords()
  const format = useFormat()
  const ref = useRef<HTMLDivElement>(null)
  const { dropProps, isDropTarget } = usePostDrop(ref, onDrop)
  return (
    <div
      {...dropProps}
      ref={ref}
      role="gridcell"
      tabIndex={tabIndex}
      data-day={day}
      aria-current={isToday ? 'date' : undefined}
      className={classNames(styles['day'], isToday && styles['today'], isOther && styles['other'], isDropTarget && styles['target'], full && styles['full'])}
      onFocus={onFocus}
    >
      <div className={styles['head']}>
        <span className="visually-hidden">{`${label}. ${views.calendar.count(total)}.`}</span>
        <span className={styles['number']} aria-hidden="true">
          {heading}
        </span>
        {full && total > 0 && (
          <span className={styles['count']} aria-hidden="true">
            {format.number(total)}
          </span>
        )}
      </div>
      <div className={styles['posts']}>
        {rows.map((post) => (
          <PostCard key={post.id} post={post} onOpen={onOpen} draggable={mayMove(post)} tabIndex={tabIndex} full={full} />
        ))}
        {total > rows.length && (
          <button type="button" className={styles['rest']} tabIndex={tabIndex} onClick={onMore}>
            {views.calendar.more(format.number(total - rows.length))}
          </button>
        )}
      </div>
    </div>
  )
}
