import { dialog, shell } from 'electron'
import { existsSync, renameSync } from 'node:fs'
import type { Clock } from '#shared/kernel/clock.ts'
import { installationCopy, installationFile, installationState } from '#main/keychain/installation.ts'
import { holdsEvents } from '#main/ledger/open-database.ts'
import type { MainWords } from '#main/words/es.ts'
import { asideOf, type DataFolder } from './data-folder.ts'
import { copyWhole, tellStartFailure } from './start-failure.ts'

/**
 * Whether the data folder still knows the name of its items in the keychain; asked before anything is opened. Without the name no
 * passphrase and no recovery sheet opens the vault, and a new one would hide every item: one dialog says what happened and where the
 * file and its copy are. The copy is used only when the person asks for it, and a torn file is put aside, never deleted.
 */
export async function installationStands(folder: DataFolder, words: MainWords, clock: Clock): Promise<boolean> {
  const [file, copy] = [installationFile(folder), installationCopy(folder)]
  for (;;) {
    const state = installationState(file)
    if (state === 'whole' || (state === 'missing' && !holdsEvents(folder.ledger))) return true
    const hasCopy = installationState(copy) === 'whole'
    const acts = [hasCopy ? ('useCopy' as const) : ('retry' as const), 'showFolder' as const, 'close' as const]
    const said = words.installation
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: words.product,
      message: said[state],
      detail: [said.what, words.file(file), ...(hasCopy ? [said.copy(copy), said.how[state]] : [said.noCopy])].join('\n\n'),
      buttons: acts.map((act) => (act === 'useCopy' ? said.useCopy : words[act])),
      defaultId: acts.length - 1,
      cancelId: acts.length - 1,
      noLink: true,
    })
    const act = acts[response] ?? 'close'
    if (act === 'close') return false
    if (act === 'showFolder') shell.showItemInFolder(existsSync(file) ? file : folder.ledger)
    if (act === 'useCopy') {
      const copied = copyWhole(copy, `${file}.new`)
      if (copied.ok) {
        try {
          if (state === 'torn') renameSync(file, asideOf(file, clock))
          renameSync(`${file}.new`, file)
        } catch {
          // Another program has it open: asked again, and said so by nothing having changed.
        }
      } else if ((await tellStartFailure(copied.failure, folder, words, clock)) === 'leave') return false
    }
  }
}
