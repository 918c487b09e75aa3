import { useMe } from '#renderer/bridge/me.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { classNames } from '#renderer/ui/class-names.ts'
import { tellCut } from '#renderer/ui/tell-cut.ts'
import type { PostRow } from '#shared/posts/contract.ts'
import { calendarMoment } from './calendar-moment.ts'
import styles from './post-card.module.css'
import { usePostDrag } from './post-drag.ts'
import { StageTag } from './stage-tag.tsx'

/** A post in a day: its hour, its stage by a shape and a word, its title. A press opens its sheet, where it can be moved without dragging. */
export function PostCard({ post, onOpen, draggable, tabIndex, full = false }: { readonly post: PostRow; readonly onOpen: (post: PostRow) => void; readonly draggable: boolean; readonly tabIndex?: number; readonly full?: boolean }) {
  const { posts: words } = useWords()
  const format = useFormat()
  const me = useMe()
  const { dragProps, isDragging } = usePostDrag(post, !draggable)
  const at = calendarMoment(post)
  const title = post.title === '' ? words.untitled : post.title
  const stage = post.halted ? words.halted : words.stages[post.stage]
  const networks = format.list(post.networks.map((network) => words.networks[network]))
  return (
    <button
      {...dragProps}
      type="button"
      tabIndex={tabIndex}
      data-post={post.id}
      className={classNames(styles['card'], full && styles['full'], styles[post.halted ? 'halted' : post.stage], isDragging && styles['dragging'])}
      onClick={() => onOpen(post)}
    >
      {at !== null && <span className={styles['time']}>{format.time(at)}</span>}
      <span className={styles['title']} onPointerOver={tellCut}>
        {title}
      </span>
      {!full && (
        <span className="visually-hidden">
          {stage}, {networks}
        </span>
      )}
      {full && (
        <span className={styles['more']}>
          <StageTag stage={post.stage} halted={post.halted} />
          <span className={styles['networks']}>{[networks, post.office === me.office ? '' : post.officeName].filter(Boolean).join(' · ')}</span>
        </span>
      )}
    </button>
  )
}
