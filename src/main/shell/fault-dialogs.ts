import { dialog } from 'electron'
import { isTorn, sqliteCode } from '#main/ledger/open-database.ts'
import { suspect } from '#main/ledger/suspicion.ts'
import type { MainWords } from '#main/words/es.ts'
import type { Log } from './log.ts'

/** Says what nobody expected: logged each time, shown once. The app goes on, because what was answered is on the disk. */
export interface FaultDialogs {
  tell(error: unknown): void
  /** As `tell`, but waits until it was read: for a start that cannot go on. */
  tellAndWait(error: unknown): Promise<void>
}

/**
 * A bug gets its reference. A page of the record that cannot be read is told as such, and noted beside the file, so that the next
 * start reads all of it and offers the backup; nothing of the file is changed.
 */
export function faultDialogs(ledgerFile: string, log: Log, words: () => MainWords): FaultDialogs {
  const shown = new Set<'bug' | 'torn'>()

  /** Undefined: it was shown before. */
  function sentence(error: unknown): { readonly title: string; readonly what: string } | undefined {
    const kind = isTorn(error) ? 'torn' : 'bug'
    const reference = kind === 'bug' ? log.fault('main', error) : ''
    if (shown.has(kind)) return undefined
    shown.add(kind)
    if (kind === 'bug') return { title: words().fault.title, what: words().fault.what(reference) }
    log.warn('the record cannot be read', { sqlite: sqliteCode(error) })
    suspect(ledgerFile)
    return words().torn
  }

  return {
    tell(error) {
      const said = sentence(error)
      if (said !== undefined) dialog.showErrorBox(said.title, said.what)
    },
    async tellAndWait(error) {
      const said = sentence(error)
      if (said === undefined) return
      await dialog.showMessageBox({ type: 'error', title: words().product, message: said.title, detail: said.what, buttons: [words().close], noLink: true })
    },
  }
}
