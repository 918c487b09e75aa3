import { ChangeList, useChanges, type Change } from '#renderer/content/changes.tsx'
import { useWords } from '#renderer/i18n/words.ts'
import type { WrittenKit } from '#shared/kits/contract.ts'
import { shownContent } from '#shared/kits/shown.ts'
import { useOfficeNames } from './use-office-names.ts'
import { useSlotWords } from './use-slot-words.ts'

/** What differs between two versions of a national message, word by word: its texts with their slots by name, its files, and what is the message's own. */
export function KitChanges({ before, after }: { readonly before: WrittenKit; readonly after: WrittenKit }) {
  const { kits: words } = useWords()
  const officeNames = useOfficeNames()
  const slotWords = useSlotWords()
  const own = (id: string, name: string, say: (kit: WrittenKit) => string): readonly Change[] =>
    say(before) === say(after) ? [] : [{ id, name, before: say(before), after: say(after) }]
  // A message names no accounts: which networks it is read for follows from the rest.
  const inContent = useChanges({ ...shownContent(before), accounts: [] }, { ...shownContent(after), accounts: [] }, [])
  return (
    <ChangeList
      none={words.changesNone}
      changes={[
        ...own('name', words.changed.name, ({ name }) => name),
        ...inContent,
        ...own('slots', words.changed.slots, ({ slots }) => slots.map((slot) => `${slot.label}: ${slotWords(slot)}`).join('\n')),
        ...own('guide', words.changed.guide, ({ guide }) => guide),
        ...own('offices', words.changed.offices, ({ offices }) => (offices.length === 0 ? words.allOffices : officeNames(offices).join('\n'))),
      ]}
    />
  )
}
