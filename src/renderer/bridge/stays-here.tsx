import { LARGEST_FILE } from '#shared/hub/largest-file.ts'
import { useWords } from '../i18n/words.ts'
import { Note } from '../ui/note.tsx'
import { useHubStatus } from './hub-status.ts'

/** Says, as soon as a file is added, that it is too large to reach the other machines of a shared record. */
export function StaysHere({ size }: { /** Bytes. */ readonly size: number }) {
  const { hub } = useWords()
  const status = useHubStatus()
  if (status?.mode !== 'shared' || size <= LARGEST_FILE) return null
  return (
    <Note tone="warn" live>
      {hub.file.staysHere}
    </Note>
  )
}
