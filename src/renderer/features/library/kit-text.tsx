import { useWords } from '#renderer/i18n/words.ts'
import { Highlighted, type Run } from '#renderer/ui/highlighted.tsx'
import { networks } from '#shared/accounts/network.ts'
import { piecesOf } from '#shared/kits/compose.ts'
import type { WrittenKit } from '#shared/kits/contract.ts'
import styles from './library.module.css'

/** The texts of a national message: its slots as their labels. */
export function KitText({ kit }: { readonly kit: Pick<WrittenKit, 'base' | 'variants' | 'slots' | 'media'> }) {
  const { kits: words, posts } = useWords()
  const photos = kit.slots.filter(({ kind }) => kind === 'photo')
  return (
    <div className={styles['texts']}>
      <Highlighted runs={runsOf(kit.base, kit)} />
      {networks.map((network) => {
        const text = kit.variants[network]
        return text === undefined ? null : (
          <div key={network}>
            <h4 className={styles['network']}>{posts.networks[network]}</h4>
            <Highlighted runs={runsOf(text, kit)} />
          </div>
        )
      })}
      {(kit.media.length > 0 || photos.length > 0) && <p>{words.files(kit.media.length, photos.map(({ label }) => label).join(', '))}</p>}
    </div>
  )
}

function runsOf(text: string, kit: Pick<WrittenKit, 'slots'>): readonly Run[] {
  return piecesOf(text, kit.slots.map((slot) => ({ ...slot, required: true })), {}).map((piece) => (piece.kind === 'locked' ? { text: piece.text, marked: false } : { text: piece.slot.label, marked: true }))
}
