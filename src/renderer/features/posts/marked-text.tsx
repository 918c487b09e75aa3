import { classNames } from '#renderer/ui/class-names.ts'
import type { RemarkRow } from '#shared/posts/contract.ts'
import type { RemarkSpot } from '#shared/posts/remark.ts'
import styles from './reader.module.css'
import { markedStretches, spotKey } from './remark-mark.ts'

/**
 * A text with the words that open remarks are about marked, a paragraph of its own or `inline` in another. `data-passages` says to what a selection in it
 * belongs.
 */
export function MarkedText({ text, spot, remarks, inline = false }: { readonly text: string; readonly spot: RemarkSpot; readonly remarks: readonly RemarkRow[]; readonly inline?: boolean }) {
  const Words = inline ? 'span' : 'p'
  return (
    <Words className={inline ? undefined : styles['words']} data-passages={spotKey(spot)}>
      {markedStretches(text, spot, remarks).map((stretch, index) => {
        // Stretches have no identity but their place.
        const key = `${index}-${stretch.channel ?? ''}`
        if (stretch.channel === undefined) return <span key={key}>{stretch.text}</span>
        return (
          <mark key={key} className={classNames(styles['marked'], stretch.channel === 'review' && styles['marked-review'])}>
            {stretch.text}
          </mark>
        )
      })}
    </Words>
  )
}
