import { useRefusalWords } from '#renderer/i18n/refusal-words.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Note } from '#renderer/ui/note.tsx'
import type { SeveralDone } from '#shared/posts/contract.ts'

/** Of several posts that were decided together: which could not be, and why. */
export function RefusedNote({ refused }: { readonly refused: SeveralDone['refused'] }) {
  const { posts: words, reviewing } = useWords()
  const say = useRefusalWords()
  return refused.length === 0 ? null : (
    <Note tone="warn" live title={reviewing.several.refused(refused.length)}>
      {refused.map(({ id, title, code }) => (
        <p key={id}>
          {title === '' ? words.untitled : title}: {say({ code })}
        </p>
      ))}
    </Note>
  )
}
