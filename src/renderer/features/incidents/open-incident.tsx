import { Link } from 'wouter'
import { useWords } from '#renderer/i18n/words.ts'
import { PendingMark } from '#renderer/bridge/pending-mark.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import type { IncidentRow } from './incident.ts'
import styles from './open-incident.module.css'
import { useSinceKnown } from './use-since-known.ts'

/** An incident that is not closed: what is seen, since when, and what is still owed. */
export function OpenIncident({ row, accounts }: { readonly row: IncidentRow; readonly accounts: string }) {
  const { incidents: words } = useWords()
  const since = useSinceKnown(row.knownAt)
  return (
    <li>
      <Link href={`/incidentes/${row.id}`} className={styles['row']}>
        <span className={styles['what']}>{words.seen[row.seen]}</span>
        <span className={styles['since']}>{words.card.since(since)}</span>
        <span className={styles['detail']}>
          <span>{row.folio}</span>
          {row.restricted && <span>{words.restricted}</span>}
          <span>{accounts}</span>
        </span>
        <span className={styles['counts']}>
          <PendingMark stream={`incident/${row.id}`} />
          <StatusTag tone={row.noticesSent < 3 ? 'danger' : 'ok'}>{words.card.notices(row.noticesSent)}</StatusTag>
          <span>{words.card.steps(row.settled, row.steps)}</span>
        </span>
      </Link>
    </li>
  )
}
