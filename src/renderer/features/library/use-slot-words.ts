import { useWords } from '#renderer/i18n/words.ts'
import type { Slot } from '#shared/kits/slot.ts'

/** What an office may put into a slot: its kind, its limit, whether it must, and what it is told beside the field. */
export function useSlotWords(): (slot: Slot) => string {
  const { kits: words } = useWords()
  return ({ kind, most, required }) =>
    [words.slotKinds[kind], ...(kind === 'photo' ? [] : [words.slotMost(most)]), required ? words.slotRequired : words.slotOptional].join(' · ') + `. ${words.post.hints[kind]}`
}
