import { useWords } from '#renderer/i18n/words.ts'
import type { Media } from '#shared/rules/content.ts'
import styles from './described-picture.module.css'
import { Picture } from './picture.tsx'

/** A file of a post with its alternative text, or why it has none. */
export function DescribedPicture({ media }: { readonly media: Media }) {
  const { posts: words } = useWords()
  const { alternative } = media
  return (
    <>
      <Picture media={media} size="large" />
      <p className={styles['alternative']}>
        {alternative.kind === 'text' && alternative.text}
        {alternative.kind === 'decorative' && `${words.editor.decorativeReason}: ${alternative.reason}`}
      </p>
    </>
  )
}
