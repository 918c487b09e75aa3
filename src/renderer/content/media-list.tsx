import type { ReactNode } from 'react'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import type { Media } from '#shared/rules/content.ts'
import { DescribedPicture } from './described-picture.tsx'
import styles from './media-list.module.css'

/** The files of a content to be looked at, in their order: each with its description, its name, its weight and where it goes. Nothing is drawn without any. `describe`: a description as it is drawn. */
export function MediaList({ media, describe }: { readonly media: readonly Media[]; readonly describe?: (file: Media, text: string) => ReactNode }) {
  const { posts: words } = useWords()
  const format = useFormat()
  if (media.length === 0) return null
  return (
    <ol className={styles['media']} role="list">
      {media.map((file) => (
        <li key={file.sha256} className={styles['file']}>
          <DescribedPicture media={file} described={file.alternative.kind === 'text' ? describe?.(file, file.alternative.text) : undefined} />
          <p className={styles['name']}>
            {file.networks === undefined ? file.name : words.spots.only(file.name, format.list(file.networks.map((network) => words.networks[network])))} · {format.size(file.size)}
          </p>
        </li>
      ))}
    </ol>
  )
}
