import { useWords } from '../i18n/words.ts'
import { StatusTag } from '../ui/status-tag.tsx'
import { usePending } from './hub-status.ts'

/** «Por registrar»: something of this stream (`post/<id>`) was done here and is not accepted by the hub yet. Otherwise nothing. */
export function PendingMark({ stream }: { readonly stream: string }) {
  const { hub } = useWords()
  const isPending = usePending()
  return isPending(stream) ? (
    <span title={hub.markDetail}>
      <StatusTag>{hub.mark}</StatusTag>
    </span>
  ) : null
}
