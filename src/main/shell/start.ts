import { app, dialog, Menu, nativeTheme, shell } from 'electron'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Instant } from '#shared/kernel/clock.ts'
import { channelOf } from '#shared/kernel/contract.ts'
import { tellFaultsIn } from '#main/data/fault-words.ts'
import { demonstration } from '#main/demo/demonstration.ts'
import { compose } from '#main/compose.ts'
import { broadcastOver } from '#main/ipc/broadcast.ts'
import { contractOf } from '#main/ipc/contracts.ts'
import { electronChannels } from '#main/ipc/electron-channels.ts'
import { serve } from '#main/ipc/serve.ts'
import { isTorn, openDatabase, type Opened } from '#main/ledger/open-database.ts'
import { type Backup, backUp, backups, soundElsewhere } from '#main/ledger/backup.ts'
import backupWorker from '#main/ledger/backup-worker.ts?modulePath'
import signatureWorker from '#main/hub/signature-worker.ts?modulePath'
import verifyWorker from '#main/ledger/verify-worker.ts?modulePath'
import { systemTimers } from '#main/session/system-timers.ts'
import { en } from '#main/words/en.ts'
import { es, type MainWords } from '#main/words/es.ts'
import { answerScheme } from './app-protocol.ts'
import { chooseFile, choosePlace } from './choose-file.ts'
import { systemClipboard } from './clipboard.ts'
import { makeDataFolder } from './data-folder.ts'
import { openLink } from './external-links.ts'
import { type FaultDialogs, faultDialogs } from './fault-dialogs.ts'
import { firstPage } from './first-page.ts'
import { shellHandlers } from './handlers.ts'
import { harden } from './harden.ts'
import { keytarHost } from './keytar-host.ts'
import { watchForLock } from './lock-monitor.ts'
import { leaving } from './leaving.ts'
import { fileLog, type Log } from './log.ts'
import { menuOf } from './menu.ts'
import { notifier } from './notify.ts'
import { isOurs } from './origin.ts'
import type { Prepared } from './prepare.ts'
import { watchPage } from './page-gone.ts'
import { preferencesFile } from './preferences-file.ts'
import { printPage } from './print-page.ts'
import { resourcesFolder } from './resources-folder.ts'
import { tellStartFailure } from './start-failure.ts'
import { systemClock } from './system-clock.ts'
import { systemIds } from './system-ids.ts'
import { type RecordVerification, recordVerification } from './verification.ts'
import { windows } from './windows.ts'

/** Milliseconds between the first page's loading and the work that nobody waits for. */
const QUIET_AFTER_LOAD = 1500

const built = dirname(fileURLToPath(import.meta.url))

/** Opens the record, wires the app, opens the window. What keeps the app from starting is told; a process without a window does not stay. */
export async function startApp(prepared: Prepared): Promise<void> {
  const { folder } = prepared
  const preferences = preferencesFile(folder.root)
  const words = (): MainWords => ({ es, en })[preferences.get().language]
  tellFaultsIn(() => preferences.get().language)
  const log = fileLog(folder.logs, systemClock)
  const faults = faultDialogs(folder.ledger, log, words)
  process.on('uncaughtException', faults.tell)
  process.on('unhandledRejection', faults.tell)
  try {
    await open(prepared, { preferences, words, log, faults })
  } catch (error) {
    await faults.tellAndWait(error)
    app.exit(1)
  }
}

type Before = {
  readonly preferences: ReturnType<typeof preferencesFile>
  readonly words: () => MainWords
  readonly log: Log
  readonly faults: FaultDialogs
}

/** Start order only: every part is made elsewhere. */
async function open({ folder, demo }: Prepared, { preferences, words, log, faults }: Before): Promise<void> {
  const resources = resourcesFolder()
  const shown = demo ? demonstration(folder.root, resources, systemClock) : undefined
  const clock = shown?.clock ?? systemClock
  harden(log)
  nativeTheme.themeSource = preferences.get().theme
  Menu.setApplicationMenu(menuOf(app.getName()))

  if (demo && shown === undefined) {
    dialog.showErrorBox(words().demo.overRecord.title, words().demo.overRecord.what)
    return app.quit()
  }
  const openRecord = (): Opened => {
    makeDataFolder(folder.root)
    return openDatabase(folder.ledger)
  }
  let opened = openRecord()
  while (!opened.ok) {
    log.warn('the ledger cannot be opened', { failure: opened.failure.kind })
    if ((await tellStartFailure(opened.failure, folder, words(), clock)) === 'leave') return app.quit()
    opened = openRecord()
  }
  const { database } = opened

  const own = windows({
    preload: join(built, '../preload/index.cjs'),
    root: folder.root,
    title: app.getName(),
    background: () => (nativeTheme.shouldUseDarkColors ? '#16181b' : '#fbfbfa'),
    devTools: !app.isPackaged && process.env['RESGUARDO_DEV'] === '1',
    icon: join(resources, 'brand/icon.png'),
    made: (window) => watchPage(window, { log, words }),
  })
  const broadcast = broadcastOver(own.send)
  const go = (route: string): void => {
    own.front().webContents.send(channelOf('shell', 'go'), { route })
  }

  const verification = recordVerification({
    ledger: () => parts.ledger,
    worker: verifyWorker,
    root: folder.root,
    clock: { now: () => parts.clock.now() },
    onProgress: (share) => broadcast('shell', 'verifyProgress', { share }),
    isStillVoid: (row) => parts.hub.isStillVoid(row),
    against: () => parts.recordFault(),
  })
  const startKeytar = await keytarHost()
  let newestBackup = (await backups(folder.backups).catch(() => []))[0]
  const isSound = soundElsewhere(backupWorker)
  const backUpNow = async (): Promise<Backup> => {
    try {
      return (newestBackup = await backUp(database, folder.backups, parts.clock.now(), isSound))
    } catch (error) {
      // The page that cannot be read is the record's own.
      if (isTorn(error)) faults.tell(error)
      throw error
    }
  }

  const page = firstPage(join(built, 'first-picture.js'), log)
  answerScheme(join(built, '../renderer'), page.fill)
  // The page's process begins while the parts are wired. Its document waits for them.
  // Only the first making of the demonstration takes its time, and has no window yet.
  const early = shown === undefined || shown.ready ? own.open() : undefined

  const clipboard = shown === undefined ? systemClipboard : shown.quiet(systemClipboard)
  const parts = compose(
    {
      folder,
      database,
      resources,
      clock,
      timers: systemTimers,
      ids: systemIds(clock),
      log,
      startKeytar,
      clipboard,
      chooseFile: shown === undefined ? chooseFile : shown.quietChooser(chooseFile),
      choosePlace,
      signatureWorker,
      verification,
      openLink: shown === undefined ? openLink : shown.quietLinks(openLink),
      openPath: async (path) => existsSync(path) && (await shell.openPath(path)) === '',
      language: () => preferences.get().language,
      words,
    },
    {
      lastBackup: () => newestBackup?.at,
      lastVerification: () => lastOf(verification),
    },
  )
  if (shown !== undefined && !shown.ready) {
    const made = await shown.make({ session: parts.session, ...parts.services })
    if (!made.ok) {
      dialog.showErrorBox(words().demo.keychain.title, words().demo.keychain.what)
      return app.quit()
    }
  }
  const served = serve(
    contractOf,
    {
      ...parts.handlers,
      shell: shellHandlers({
        folder,
        ledger: parts.ledger,
        preferences,
        verification,
        backUpNow,
        searches: parts.searches,
        acceptRestored: parts.acceptRestored,
        openLink: (address) => openLink(address, parts.hosts()),
        openWindow: own.open,
        copyText: clipboard.writeText,
        printPage,
        choosePlace,
        demo,
        clockAhead: parts.clock.difference,
        log,
      }),
    },
    {
      register: electronChannels(
        ({ senderFrame, sender }) => senderFrame !== null && senderFrame.parent === null && isOurs(senderFrame.url) && own.isOwn(sender.id),
      ),
      context: parts.session.context,
      settle: parts.hub.settle,
      log,
      onTorn: faults.tell,
    },
  )
  page.answersCome(served.ask)
  parts.ledger.onRecorded((events) => broadcast('shell', 'changed', { modules: [...new Set(events.map(({ stream }) => stream.slice(0, stream.indexOf('/'))))] }))
  parts.clock.onCorrected(() => broadcast('shell', 'clockCorrected', { ahead: parts.clock.difference() }))
  parts.hub.sync.onStatus((status) => broadcast('hub', 'changed', status))
  parts.hub.joining.onChange(() => broadcast('hub', 'joiningChanged', {}))
  parts.hub.files.onArrived(({ kind }) => broadcast('shell', 'changed', { modules: [kind === 'media' ? 'post' : 'incident'] }))
  parts.hub.files.onMoved((sha256, place) => broadcast('hub', 'fileMoved', { sha256, place }))
  parts.session.onLock((because) => broadcast('session', 'locked', { because }))
  parts.keychain.onState((state) => broadcast('session', 'keychain', { state }))

  let notYet = (): void => {}
  const stopWatching = watchForLock(parts.session.lock, log)
  app.on('second-instance', () => own.front())
  app.on('activate', () => own.front())
  app.on('window-all-closed', () => app.quit())
  app.on(
    'will-quit',
    leaving({
      async stop() {
        notYet()
        stopWatching()
        await parts.stop()
      },
      close: () => database.close(),
      quit: () => app.quit(),
      timers: systemTimers,
      log,
    }),
  )

  // What can wait until the first screen can be used: it would take the processor from it.
  const first = early ?? own.open()
  first.webContents.once('did-finish-load', () => {
    notYet = systemTimers.after(QUIET_AFTER_LOAD, () => {
      parts.start(notifier(go))
      served.whole().catch((error: unknown) => log.fault('contracts', error))
      backUpNow().catch((error: unknown) => log.warn('backup at start failed', { error: String(error) }))
    })
  })
}

function lastOf(verification: RecordVerification): { at: Instant; bad?: number } | undefined {
  const last = verification.last()
  return last === null ? undefined : { at: last.at, ...(last.bad && { bad: last.bad.position }) }
}
