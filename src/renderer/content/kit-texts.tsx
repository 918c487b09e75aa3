import { useWords } from '#renderer/i18n/words.ts'
import { Highlighted, type Run } from '#renderer/ui/highlighted.tsx'
import { networks as all, type Network } from '#shared/accounts/network.ts'
import { piecesOf, type SlotValues } from '#shared/kits/compose.ts'
import type { Kit, KitTexts as Texts } from '#shared/kits/kit.ts'
import { allShown } from '#shared/kits/shown.ts'
import { placedTexts, type PlacedText } from '#shared/rules/content.ts'
import styles from './kit-texts.module.css'
import { useSpotName } from './use-spot-name.ts'

/**
 * The texts of a national message, its slots marked: with what an office put into them (`values`), where the locked rest steps back, or by their names, where
 * all of it is to be read. Every text there is, or those that go to some `networks`.
 */
export function KitTexts({ kit, values, networks }: { readonly kit: Texts & Pick<Kit, 'slots'>; readonly values?: SlotValues; readonly networks?: readonly Network[] }) {
  const { posts: words } = useWords()
  const spotName = useSpotName([])
  const runsOf = (text: string): readonly Run[] =>
    piecesOf(text, values === undefined ? allShown(kit.slots) : kit.slots, values ?? {}).map((piece) =>
      piece.kind === 'locked' ? { text: piece.text, marked: false } : { text: values === undefined ? piece.slot.label : piece.text, marked: true, title: piece.slot.label },
    )
  const placed = placedTexts({ ...kit, media: [], source: null, accounts: (networks ?? all).map((network) => ({ network })) })
  const isCommon = ({ spot }: PlacedText) => spot.kind === 'text' && spot.network === 'base'
  const texts = [
    // Of all texts the common one is one also where each network has its own.
    ...(networks === undefined || placed.some(isCommon) ? [{ name: words.editor.baseLabel, text: kit.base }] : []),
    ...placed.flatMap((one) => (one.spot.kind === 'tag' || isCommon(one) ? [] : [{ name: spotName(one.spot), text: one.text }])),
    ...(placed.some(({ spot }) => spot.kind === 'tag') ? [{ name: words.spots.tags, text: kit.tags.join(', ') }] : []),
  ]
  return (
    <div className={styles['texts']}>
      {texts.map(({ name, text }) => (
        <div key={name}>
          {texts.length > 1 && <h4 className={styles['spot']}>{name}</h4>}
          <Highlighted quiet={values !== undefined} runs={runsOf(text)} />
        </div>
      ))}
    </div>
  )
}
