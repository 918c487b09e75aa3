import { api } from '#renderer/bridge/api.ts'
import { FileArriving, useFilePlace } from '#renderer/bridge/file-arriving.tsx'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { classNames } from '#renderer/ui/class-names.ts'
import { DocumentIcon } from '#renderer/ui/icons.ts'
import type { Media } from '#shared/rules/content.ts'
import styles from './picture.module.css'

/** A file of a post as it is kept: the picture itself, with its description; a sign for what is no picture. One that is not here yet says how it comes. */
export function Picture({ media, size }: { readonly media: Media; readonly size: 'small' | 'large' }) {
  const isPicture = media.mime.startsWith('image/')
  const { answer } = useAnswer(api.posts.picture, { sha256: media.sha256 }, { when: isPicture })
  const shown = answer !== undefined && answer.base64 !== ''
  const place = useFilePlace(media.sha256, { when: !isPicture || (answer !== undefined && !shown) })
  const { alternative } = media
  return (
    <div className={classNames(styles['picture'], styles[size])}>
      {shown ? (
        <img src={`data:${answer.mime};base64,${answer.base64}`} alt={alternative.kind === 'text' ? alternative.text : ''} />
      ) : (
        <span className={styles['sign']}>
          <DocumentIcon />
          {media.mime}
          <FileArriving place={place} />
        </span>
      )}
    </div>
  )
}
