import { useWords } from '#renderer/i18n/words.ts'
import type { Stretch } from '#shared/posts/diff.ts'
import styles from './changes.module.css'

/** Stretches of two texts as one: what was taken out struck, what was put in underlined, both said aloud. */
export function Stretches({ stretches }: { readonly stretches: readonly Stretch[] }) {
  const { posts: words } = useWords()
  return (
    <>
      {stretches.map((stretch, index) => {
        // Stretches have no identity but their place.
        const key = `${index}-${stretch.kind}`
        if (stretch.kind === 'same') return <span key={key}>{stretch.text}</span>
        const Mark = stretch.kind === 'added' ? 'ins' : 'del'
        return (
          <Mark key={key} className={styles[stretch.kind]}>
            <span className="visually-hidden">{words.review[stretch.kind]}: </span>
            {stretch.text}
          </Mark>
        )
      })}
    </>
  )
}
