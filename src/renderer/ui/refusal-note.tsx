import type { Refusal } from '#shared/kernel/refusal.ts'
import { useRefusalWords } from '../i18n/refusal-words.ts'
import { Note } from './note.tsx'

/** Says a refusal: what happened and what to do. Read aloud when it appears. */
export function RefusalNote({ refusal }: { readonly refusal: Refusal }) {
  const say = useRefusalWords()
  return (
    <Note tone="danger" live>
      {say(refusal)}
    </Note>
  )
}
