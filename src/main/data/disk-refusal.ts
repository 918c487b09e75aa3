/**
 * The refusal for what the disk did to a copy into the data folder; undefined: it was not the disk, it is the original that cannot be
 * read. `original` is where that lies, if it is a file.
 */
export function diskRefusal(error: unknown, original?: string): 'ledger/disk-full' | 'ledger/read-only' | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const { code, syscall, path } = error as NodeJS.ErrnoException // it has a code: the system gave it
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'ledger/disk-full'
  return syscall === 'read' || (original !== undefined && path === original) ? undefined : 'ledger/read-only'
}
