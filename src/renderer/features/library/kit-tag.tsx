import { useWords } from '#renderer/i18n/words.ts'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import type { KitRow } from '#shared/kits/contract.ts'

/** Where a national message stands; `version` 0: none is in force yet. */
export function KitTag({ version, writing, retired }: Pick<KitRow, 'version' | 'writing'> & { readonly retired: boolean }) {
  const { kits: words } = useWords()
  if (retired) return <StatusTag>{words.retired}</StatusTag>
  if (writing === 'submitted') return <StatusTag tone="warn">{words.submitted}</StatusTag>
  if (version === 0) return <StatusTag>{words.draft}</StatusTag>
  return <StatusTag tone="ok">{writing === 'writing' ? words.inForceWriting(version) : words.inForce(version)}</StatusTag>
}
