import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { classNames } from '#renderer/ui/class-names.ts'
import { DocumentIcon } from '#renderer/ui/icons.ts'
import type { Media } from '#shared/rules/content.ts'
import styles from './picture.module.css'

/** A file of a post as it is kept: the picture itself, with its description; a sign for what is no picture. */
export function Picture({ media, size }: { readonly media: Media; readonly size: 'small' | 'large' }) {
  const { answer } = useAnswer(api.posts.picture, { sha256: media.sha256 }, { when: media.mime.startsWith('image/') })
  const { alternative } = media
  return (
    <div className={classNames(styles['picture'], styles[size])}>
      {answer === undefined || answer.base64 === '' ? (
        <span className={styles['sign']}>
          <DocumentIcon />
          {media.mime}
        </span>
      ) : (
        <img src={`data:${answer.mime};base64,${answer.base64}`} alt={alternative.kind === 'text' ? alternative.text : ''} />
      )}
    </div>
  )
}
