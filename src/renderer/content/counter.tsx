import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { classNames } from '#renderer/ui/class-names.ts'
import type { Network } from '#shared/accounts/network.ts'
import { LONGEST_READ, spotLimitOf, tagsLength } from '#shared/rules/check.ts'
import type { Media } from '#shared/rules/content.ts'
import { measure } from '#shared/rules/measure.ts'
import { limitOf, type Limit, type RuleSet } from '#shared/rules/rule-set.ts'
import type { Spot } from '#shared/rules/spot.ts'
import styles from './counter.module.css'

/** From this share of the limit on, the counter asks for attention. */
const NEAR = 0.9

/** How much of a network's room a text takes, in that network's own unit. Read aloud only when it runs over. */
export function Counter({
  text,
  network,
  spot = { kind: 'text', network },
  rules,
  media,
}: {
  readonly text: string
  /** Which of the post's texts it is; its main text if left out. */
  readonly spot?: Spot
  readonly network: Network
  readonly rules: RuleSet
  /** The files beside the text: with them some networks count it as a caption. */
  readonly media: readonly Media[]
}) {
  // What is too long to be read is not counted exactly either: it is far beyond every limit.
  const limit = spotLimitOf(rules, network, spot, media)
  return limit === undefined ? null : <Count network={network} limit={limit} count={text.length > LONGEST_READ ? text.length : measure(limit.unit, text)} />
}

/** What something counts, of what a network takes. */
export function Count({ network, limit, count }: { readonly network: Network; readonly limit: Limit; readonly count: number }) {
  const { posts: words } = useWords()
  const format = useFormat()
  const over = count - limit.limit
  return (
    <span className={classNames(styles['counter'], over > 0 ? styles['over'] : count > limit.limit * NEAR && styles['near'])}>
      <span>{words.networks[network]}</span>
      <span className={styles['figures']}>{words.editor.counter(format.number(count), format.number(limit.limit))}</span>
      {limit.confidence !== 'confirmed' && <span className={styles['unsure']}>{words.editor.unsure}</span>}
      <span role="status">{over > 0 ? words.editor.over(format.number(over)) : ''}</span>
    </span>
  )
}

/** How much of YouTube's room for tags is taken, all of them together. */
export function TagsCounter({ tags, rules }: { readonly tags: readonly string[]; readonly rules: RuleSet }) {
  const limit = limitOf(rules, 'youtube', 'tags')
  return limit === undefined ? null : <Count network="youtube" limit={limit} count={tagsLength(tags, limit)} />
}
