import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Note } from '#renderer/ui/note.tsx'
import type { PostPage } from '#shared/posts/contract.ts'
import styles from './return-note.module.css'

/** Why a post came back: the reasons and the note, word for word. */
export function ReturnNote({ post }: { readonly post: PostPage }) {
  const { posts: words } = useWords()
  const format = useFormat()
  const last = post.lastReturn
  if (last === null) return null
  return (
    <Note tone="warn" title={format.list(last.reasons.map((reason) => words.returnReasons[reason]))}>
      <p className={styles['note']}>{last.note}</p>
      <p className={styles['who']}>
        {words.review.lastReturn(last.by)} · {format.instant(last.at)}
      </p>
    </Note>
  )
}
