import { dialog, shell } from 'electron'
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import type { Clock } from '#shared/kernel/clock.ts'
import { type Backup, newestWhole } from '#main/ledger/backup.ts'
import type { OpenFailure } from '#main/ledger/open-database.ts'
import { SUSPECT } from '#main/ledger/suspicion.ts'
import type { MainWords } from '#main/words/es.ts'
import { asideOf, type DataFolder } from './data-folder.ts'
import { machineTime } from './machine-time.ts'

/** What to do after the dialog: try to open again, or leave. */
export type AfterFailure = 'again' | 'leave'

/**
 * One dialog that says why the record cannot be opened, where the backup is and what to do. A bad file is only ever put aside
 * (renamed), and only when the person asks for the backup.
 */
export async function tellStartFailure(failure: OpenFailure, folder: DataFolder, words: MainWords, clock: Clock): Promise<AfterFailure> {
  const replaceable = failure.kind === 'torn' || failure.kind === 'foreign'
  const newest: Backup | undefined = replaceable ? await newestWhole(folder.backups).catch(() => undefined) : undefined
  const said = words.failure[failure.kind]
  const acts = [
    ...(replaceable && newest !== undefined ? (['restore'] as const) : []),
    ...(failure.kind === 'newer' || replaceable ? [] : (['retry'] as const)),
    'showFolder' as const,
    'close' as const,
  ]
  const detail = [
    said.what,
    words.file(folder.ledger),
    ...(replaceable ? (newest === undefined ? [words.noBackup] : [words.lastBackup(newest.file, machineTime(newest.at, words.locale)), words.restoreHow]) : []),
  ].join('\n\n')

  for (;;) {
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: words.product,
      message: said.title,
      detail,
      buttons: acts.map((act) => words[act]),
      defaultId: acts.length - 1,
      cancelId: acts.length - 1,
      noLink: true,
    })
    const act = acts[response] ?? 'close'
    if (act === 'close') return 'leave'
    if (act === 'retry') return 'again'
    if (act === 'showFolder') {
      shell.showItemInFolder(folder.ledger)
      continue
    }
    if (newest !== undefined) {
      const copied = copyWhole(newest.file, `${folder.ledger}.part`)
      if (!copied.ok) return tellStartFailure(copied.failure, folder, words, clock)
      const aside = putAside(folder.ledger, clock)
      renameSync(`${folder.ledger}.part`, folder.ledger)
      await dialog.showMessageBox({ type: 'info', title: words.product, message: words.restored.title, detail: words.restored.what(aside), buttons: [words.close] })
      return 'again'
    }
  }
}

/** Copies a backup beside what it replaces, before anything is moved: a disk that does not take it leaves all as it was. */
export function copyWhole(from: string, to: string): { readonly ok: true } | { readonly ok: false; readonly failure: OpenFailure } {
  try {
    copyFileSync(from, to)
    return { ok: true }
  } catch (error) {
    rmSync(to, { force: true })
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return { ok: false, failure: { kind: code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'read-only', code } }
  }
}

/** Renames a bad ledger (and SQLite's side files) next to where it was; answers its new name. */
function putAside(ledger: string, clock: Clock): string {
  const aside = asideOf(ledger, clock)
  for (const suffix of ['', '-wal', '-shm', SUSPECT]) if (existsSync(ledger + suffix)) renameSync(ledger + suffix, aside + suffix)
  return aside
}
