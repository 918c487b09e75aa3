import { useRef } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { PendingMark } from '#renderer/bridge/pending-mark.tsx'
import { usePages } from '#renderer/bridge/use-pages.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { classNames } from '#renderer/ui/class-names.ts'
import { List } from '#renderer/ui/list.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { PostRow } from '#shared/posts/contract.ts'
import type { PostView } from '#shared/posts/view.ts'
import type { Column } from './board-moves.ts'
import styles from './board.module.css'
import { usePostDrag, usePostDrop } from './post-drag.ts'

/** One stage: all its posts, however many, and a place to drop one. */
export function BoardColumn({ column, view, onOpen, onDrop }: { readonly column: Column; readonly view: PostView; readonly onOpen: (post: PostRow) => void; readonly onDrop: (dropped: PostRow) => void }) {
  const { posts: words, views } = useWords()
  const format = useFormat()
  const list = usePages(api.posts.list, { ...view.filter, stages: [column], order: view.order })
  const ref = useRef<HTMLElement>(null)
  const { dropProps, isDropTarget } = usePostDrop(ref, onDrop)
  return (
    <section {...dropProps} ref={ref} className={classNames(styles['column'], isDropTarget && styles['target'])} aria-label={views.board.column(words.stages[column], list.total === undefined ? '' : format.number(list.total))}>
      <h2 className={styles['title']}>
        {words.shows[column]} <span className={styles['count']}>{list.total === undefined ? '' : format.number(list.total)}</span>
      </h2>
      <List
        label={words.shows[column]}
        items={list.rows}
        keyOf={(row) => row.id}
        row={(row) => <Card post={row} />}
        onOpen={onOpen}
        rowHeight={72}
        loading={list.loading}
        onEnd={list.more}
        {...(list.total === undefined ? {} : { total: list.total })}
        atLeast={list.first?.atLeast === true}
        empty={<p className={styles['none']}>{views.board.none}</p>}
      />
    </section>
  )
}

function Card({ post }: { readonly post: PostRow }) {
  const { posts: words } = useWords()
  const format = useFormat()
  const now = useNow()
  const { dragProps, isDragging } = usePostDrag(post)
  return (
    <div {...dragProps} className={classNames(styles['card'], isDragging && styles['dragging'])}>
      <p className={styles['words']}>{post.title === '' ? words.untitled : post.title}</p>
      <p className={styles['detail']}>
        {post.halted && <StatusTag tone="danger">{words.halted}</StatusTag>}
        <span>{[format.list(post.networks.map((network) => words.networks[network])), post.wantedAt === null ? format.relative(post.updatedAt, now) : format.instant(post.wantedAt)].filter(Boolean).join(' · ')}</span>
        <PendingMark stream={`post/${post.id}`} />
      </p>
    </div>
  )
}
