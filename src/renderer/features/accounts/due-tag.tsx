import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import type { DueRow } from '#shared/credentials/contract.ts'

/** How an account's password stands, in two or three words: of several, the most pressing one. */
export function DueTag({ rows }: { readonly rows: readonly DueRow[] }) {
  const { accounts: words } = useWords()
  const format = useFormat()
  const half = rows.find((row) => row.rotatingSince !== undefined)
  if (half !== undefined) return <StatusTag tone="warn">{words.due.rotating}</StatusTag>
  const [row] = rows
  if (row === undefined) return <StatusTag>{words.due.none}</StatusTag>
  const { state, daysLeft, at } = row.due
  if (state === 'overdue') return <StatusTag tone="danger">{words.due.overdue(-daysLeft)}</StatusTag>
  if (state === 'today') return <StatusTag tone="danger">{words.due.today}</StatusTag>
  if (state === 'soon') return <StatusTag tone="warn">{words.due.soon(daysLeft)}</StatusTag>
  return <span>{words.due.fine(format.date(at))}</span>
}
