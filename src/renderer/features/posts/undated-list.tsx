import { useRef } from 'react'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { classNames } from '#renderer/ui/class-names.ts'
import type { PostRow } from '#shared/posts/contract.ts'
import styles from './calendar.module.css'
import { PostCard } from './post-card.tsx'
import { usePostDrop } from './post-drag.ts'

/** Beside the calendar: what is still to go out and has no date. What is dropped here loses its date. */
export function UndatedList({
  posts,
  total,
  loading,
  mayMove,
  onOpen,
  onDrop,
  onAll,
}: {
  readonly posts: readonly PostRow[]
  readonly total: number
  readonly loading: boolean
  readonly mayMove: (post: PostRow) => boolean
  readonly onOpen: (post: PostRow) => void
  readonly onDrop: (post: PostRow) => void
  readonly onAll: () => void
}) {
  const { views, ui } = useWords()
  const format = useFormat()
  const ref = useRef<HTMLElement>(null)
  const { dropProps, isDropTarget } = usePostDrop(ref, onDrop)
  return (
    <section {...dropProps} ref={ref} aria-label={views.calendar.undated} className={classNames(styles['undated'], isDropTarget && styles['target'])}>
      <h2 className={styles['undated-title']}>
        {views.calendar.undated} <span className={styles['count']}>{loading ? '' : format.number(total)}</span>
      </h2>
      {loading ? (
        <p className={styles['quiet']}>{ui.loading}</p>
      ) : total === 0 ? (
        <p className={styles['quiet']}>{views.calendar.noneUndated}</p>
      ) : (
        <div className={styles['posts']}>
          {posts.map((post) => (
            <PostCard key={post.id} post={post} onOpen={onOpen} draggable={mayMove(post)} full />
          ))}
          {total > posts.length && (
            <Button look="quiet" size="small" onPress={onAll}>
              {views.calendar.more(format.number(total - posts.length))}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}
