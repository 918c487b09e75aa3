import type { ReactNode } from 'react'
import { useWords } from '#renderer/i18n/words.ts'
import type { Media } from '#shared/rules/content.ts'
import styles from './described-picture.module.css'
import { Picture } from './picture.tsx'

/** A file of a post with its alternative text, or why it has none. `described`: that text as it is drawn, where it is not plain. */
export function DescribedPicture({ media, described }: { readonly media: Media; readonly described?: ReactNode }) {
  const { posts: words } = useWords()
  const { alternative } = media
  return (
    <>
      <Picture media={media} size="large" />
      <p className={styles['alternative']}>
        {alternative.kind === 'text' && (described ?? alternative.text)}
        {alternative.kind === 'decorative' && `${words.editor.decorativeReason}: ${alternative.reason}`}
      </p>
    </>
  )
}
