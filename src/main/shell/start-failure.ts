import { dialog, shell } from 'electron'
import { copyFileSync, existsSync, renameSync } from 'node:fs'
import type { Clock } from '#shared/kernel/clock.ts'
import { type Backup, backups } from '#main/ledger/backup.ts'
import type { OpenFailure } from '#main/ledger/open-database.ts'
import type { MainWords } from '#main/words/es.ts'
import type { DataFolder } from './data-folder.ts'

/** What to do after the dialog: try to open again, or leave. */
export type AfterFailure = 'again' | 'leave'

/**
 * One dialog that says why the record cannot be opened, where the backup is and what to do. A bad file is only ever put aside
 * (renamed), and only when the person asks for the backup.
 */
export async function tellStartFailure(failure: OpenFailure, folder: DataFolder, words: MainWords, clock: Clock): Promise<AfterFailure> {
  const replaceable = failure.kind === 'torn' || failure.kind === 'foreign'
  const newest: Backup | undefined = (await backups(folder.backups).catch(() => []))[0]
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
    ...(replaceable ? (newest === undefined ? [words.noBackup] : [words.lastBackup(newest.file, newest.at.slice(0, 16).replace('T', ' ') + ' UTC'), words.restoreHow]) : []),
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
      const aside = putAside(folder.ledger, clock)
      copyFileSync(newest.file, folder.ledger)
      await dialog.showMessageBox({ type: 'info', title: words.product, message: words.restored.title, detail: words.restored.what(aside), buttons: [words.close] })
      return 'again'
    }
  }
}

/** Renames a bad ledger (and SQLite's side files) next to where it was; answers its new name. */
export function putAside(ledger: string, clock: Clock): string {
  const stamp = clock.now().slice(0, 19).replace(/[-:]/g, '')
  let aside = ledger.replace(/\.db$/, `-apartado-${stamp}.db`)
  for (let again = 2; existsSync(aside); again++) aside = ledger.replace(/\.db$/, `-apartado-${stamp}-${again}.db`)
  for (const suffix of ['', '-wal', '-shm']) if (existsSync(ledger + suffix)) renameSync(ledger + suffix, aside + suffix)
  return aside
}
