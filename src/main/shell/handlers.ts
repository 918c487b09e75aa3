import { app, shell } from 'electron'
import { existsSync, mkdirSync } from 'node:fs'
import { basename } from 'node:path'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { HandlersOf } from '#shared/kernel/contract.ts'
import type { Context } from '#shared/ledger/event.ts'
import type { shellContract } from '#shared/shell/contract.ts'
import type { Caller, LockedCaller } from '#main/ipc/caller.ts'
import { type Backup, backups } from '#main/ledger/backup.ts'
import type { SqliteLedger } from '#main/ledger/sqlite-ledger.ts'
import type { ChoosePlace } from './choose-file.ts'
import type { DataFolder } from './data-folder.ts'
import type { Log } from './log.ts'
import type { PrintPage } from './print-page.ts'
import type { preferencesFile } from './preferences-file.ts'
import type { RecordVerification } from './verification.ts'

/** One hit of the palette's search. `route` is where choosing it leads. */
export type Hit = { readonly kind: 'account' | 'post' | 'consultation' | 'incident' | 'person'; readonly id: string; readonly title: string; readonly detail: string; readonly route: string }

/** A module's part in the palette's search: accent-blind, what this person may see, a handful. */
export type Search = (text: string, context: Context) => readonly Hit[]

export type ShellHandlersOptions = {
  readonly folder: DataFolder
  readonly ledger: SqliteLedger
  readonly preferences: ReturnType<typeof preferencesFile>
  readonly verification: RecordVerification
  readonly searches: readonly Search[]
  readonly backUpNow: () => Promise<Backup>
  /** Opens an address of the allowed hosts. */
  readonly openLink: (address: string) => Promise<Result<Record<string, never>>>
  readonly acceptRestored: (passphrase: string) => Promise<Result<undefined>>
  readonly demo: boolean
  /** Milliseconds by which the record's clock is ahead of this machine's. */
  readonly clockAhead: () => number
  readonly openWindow: (route: string) => void
  readonly copyText: (text: string) => Promise<void>
  readonly printPage: PrintPage
  readonly choosePlace: ChoosePlace
  readonly log: Log
}

export function shellHandlers(options: ShellHandlersOptions): HandlersOf<typeof shellContract, Caller, LockedCaller> {
  const { folder, ledger, preferences, verification, log } = options
  const folders = { data: folder.root, backups: folder.backups, documents: folder.documents, logs: folder.logs }
  return {
    info: () =>
      ok({
        version: app.getVersion(),
        runtime: process.versions['electron'] === undefined ? 'chromium' : 'electron',
        demo: options.demo,
        dataFolder: folder.root,
        weakness: app.commandLine.hasSwitch('no-sandbox') ? 'no-sandbox' : null,
      }),
    clock: () => ok({ ahead: options.clockAhead() }),
    preferences: () => ok(preferences.get()),
    // Left out and undefined are one in the answer of the schema; only what was given is changed.
    setPreferences: ({ language, theme }) => preferences.set({ ...(language && { language }), ...(theme && { theme }) }),
    openExternal: ({ url }) => options.openLink(url),
    async openFolder({ folder: name }) {
      try {
        mkdirSync(folders[name], { recursive: true })
      } catch {
        // A disk that takes nothing: then it is there already, or it is told below that it is not.
      }
      if (!existsSync(folders[name])) return refuse('shell/folder-missing')
      await shell.openPath(folders[name])
      return ok({})
    },
    record: () =>
      ok({
        events: Number(ledger.read.prepare('SELECT count(*) FROM events').pluck().get()),
        last: verification.last(),
        running: verification.running(),
      }),
    verify: () => verification.run(),
    async acceptRestored({ passphrase }) {
      const accepted = await options.acceptRestored(passphrase)
      return accepted.ok ? ok({}) : accepted
    },
    cancelVerify() {
      verification.cancel()
      return ok({})
    },
    backups: async () => ok((await backups(folder.backups)).map(named)),
    async backUp(): Promise<Result<ReturnType<typeof named>>> {
      try {
        return ok(named(await options.backUpNow()))
      } catch (error) {
        log.warn('backup failed', { error: error instanceof Error ? error.message : String(error) })
        return refuse('shell/backup-failed')
      }
    },
    search({ text }, { context }) {
      const wanted = text.trim()
      return ok(wanted === '' ? [] : options.searches.flatMap((search) => search(wanted, context)).slice(0, 30))
    },
    ready({ screen }) {
      // Since the process began, by the monotonic clock: what a person waited.
      log.info('ready', { screen, milliseconds: Math.round(performance.now()) })
      return ok({})
    },
    reportFault({ message, stack }) {
      log.fault('window', Object.assign(new Error(message), { stack }))
      return ok({})
    },
    async print(_input, { contents }) {
      await options.printPage.print(contents)
      return ok({})
    },
    async savePdf({ name }, { contents }) {
      const file = await options.choosePlace({ title: name, name: `${name}.pdf` })
      if (file === undefined) return ok({ saved: false })
      try {
        await options.printPage.savePdf(contents, file)
        return ok({ saved: true })
      } catch {
        return refuse('shell/not-saved')
      }
    },
    async copyText({ text }) {
      await options.copyText(text)
      return ok({})
    },
    openWindow({ route }) {
      options.openWindow(route)
      return ok({})
    },
    quit() {
      app.quit()
      return ok({})
    },
  }
}

function named({ file, at, bytes }: Backup): { name: string; at: string; bytes: number } {
  return { name: basename(file), at, bytes }
}
