import { KitTexts } from '#renderer/content/kit-texts.tsx'
import { MediaList } from '#renderer/content/media-list.tsx'
import { useFiling } from '#renderer/content/use-filing.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Facts } from '#renderer/ui/facts.tsx'
import type { WrittenKit } from '#shared/kits/contract.ts'
import styles from './library.module.css'
import { useOfficeNames } from './use-office-names.ts'
import { useSlotWords } from './use-slot-words.ts'

/** Figures of a seal that are shown: enough to compare two by eye. */
export const SEAL_FIGURES = 16

/** A version of a national message, whole: every thing that its seal covers. */
export function KitContents({ kit, seal }: { readonly kit: WrittenKit; readonly seal: string }) {
  const { kits: words, posts } = useWords()
  const format = useFormat()
  const filing = useFiling()
  const officeNames = useOfficeNames()
  const slotWords = useSlotWords()
  const { source, campaign, topics, offices } = kit
  return (
    <div className={styles['contents']}>
      <KitTexts kit={kit} />
      <MediaList media={kit.media} />
      <div>
        <h4 className={styles['part']}>{words.slots}</h4>
        {kit.slots.length === 0 ? (
          <p className={styles['none']}>{words.noSlots}</p>
        ) : (
          <Facts facts={kit.slots.map((slot) => ({ label: slot.label, value: slotWords(slot) }))} />
        )}
      </div>
      <div>
        <h4 className={styles['part']}>{words.details}</h4>
        <Facts
          facts={[
            { label: words.name, value: kit.name },
            { label: words.guide, value: kit.guide === '' ? '' : <p className={styles['brief']}>{kit.guide}</p> },
            { label: source === null ? words.source : `${words.source} (${posts.editor.sourceKinds[source.kind].toLowerCase()})`, value: source?.reference },
            { label: words.campaign, value: campaign === null ? words.noCampaign : filing.campaignName(campaign) },
            { label: words.topics, value: format.list(topics.map(filing.topicName)) },
            { label: words.offices, value: offices.length === 0 ? words.allOffices : `${words.officeCount(offices.length)} ${format.list(officeNames(offices))}.` },
            { label: words.sealLabel, value: <code title={seal}>{seal.slice(0, SEAL_FIGURES)}</code> },
          ]}
        />
      </div>
    </div>
  )
}
