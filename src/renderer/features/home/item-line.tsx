import type { RankedItem } from '#shared/home/item.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Due } from '../../ui/due.tsx'
import styles from './home-screen.module.css'
import { itemIcons } from './item-icons.ts'
import { type ItemWords, useItemWords } from './item-words.ts'

/** One matter: what it is, since when or until when, and the one act that answers it. */
export function ItemLine({
  ranked,
  first,
  onGo,
}: {
  readonly ranked: RankedItem
  /** The most pressing of all: its act is the screen's main one. */
  readonly first: boolean
  readonly onGo: (route: string) => void
}) {
  const { home } = useWords()
  const words: ItemWords = useItemWords()(ranked.item)
  const Icon = itemIcons[ranked.item.kind]
  return (
    <li className={styles['line']} data-urgency={ranked.urgency}>
      <span className={styles['icon']}>
        <Icon />
      </span>
      <div className={styles['words']}>
        <p className={styles['what']}>{words.line}</p>
        {words.detail !== '' && <p className={styles['detail']}>{words.detail}</p>}
      </div>
      <span className={styles['when']}>
        {ranked.overdue && <span className="visually-hidden">{home.overdue}: </span>}
        {ranked.at !== undefined && <Due at={ranked.at} plain={!words.isDue} soon={24 * 3_600_000} />}
      </span>
      <Button size="small" look={first && ranked.urgency !== 'later' ? 'primary' : 'plain'} onPress={() => onGo(words.route)}>
        {words.act}
      </Button>
    </li>
  )
}
