import { useWords, useZone } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { DateTimeField } from '#renderer/ui/date-field.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { HOUR, millisecondsOf } from '#shared/kernel/clock.ts'
import type { Wanted } from '#shared/posts/content.ts'
import styles from './wanted-field.module.css'

/** When a post should go out, in the office's zone; nobody is made to say. `limit`: the review's hours. */
export function WantedField({ wanted, limit, onChange }: { readonly wanted: Wanted | null; readonly limit: number; readonly onChange: (wanted: Wanted | null) => void }) {
  const { posts: words } = useWords()
  const zone = useZone()
  const now = useNow()
  const tight = wanted !== null && millisecondsOf(wanted.at) - millisecondsOf(now) < limit * HOUR
  return (
    <>
      <div className={styles['line']}>
        <DateTimeField label={words.editor.wantedLabel} optional value={wanted?.at ?? ''} onChange={(at) => onChange(at === '' ? null : { at, zone })} />
        {wanted !== null && <Button onPress={() => onChange(null)}>{words.editor.wantedClear}</Button>}
      </div>
      {tight && <Note tone="warn">{words.editor.wantedTight}</Note>}
    </>
  )
}
