import { app, dialog, Menu, nativeTheme } from 'electron'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { contracts } from '#shared/contracts.ts'
import { compose } from '#main/compose.ts'
import { broadcastOver } from '#main/ipc/broadcast.ts'
import { electronChannels } from '#main/ipc/electron-channels.ts'
import { serve } from '#main/ipc/serve.ts'
import { openDatabase } from '#main/ledger/open-database.ts'
import { backUp } from '#main/ledger/backup.ts'
import { en } from '#main/words/en.ts'
import { es, type MainWords } from '#main/words/es.ts'
import { answerScheme } from './app-protocol.ts'
import { chooseFile, choosePlace } from './choose-file.ts'
import { clipboardPort } from './clipboard.ts'
import { harden } from './harden.ts'
import { keytarHost } from './keytar-host.ts'
import { watchForLock } from './lock-monitor.ts'
import { fileLog } from './log.ts'
import { menuOf } from './menu.ts'
import { notifier } from './notify.ts'
import { isOurs } from './origin.ts'
import type { Prepared } from './prepare.ts'
import { preferencesFile } from './preferences-file.ts'
import { printPage } from './print-page.ts'
import { resourcesFolder } from './resources-folder.ts'
import { tellStartFailure } from './start-failure.ts'
import { systemClock } from './system-clock.ts'
import { systemIds } from './system-ids.ts'
import { windows } from './windows.ts'

const built = dirname(fileURLToPath(import.meta.url))

/** Opens the record, wires the app, opens the window. Start order only: every part is made elsewhere. */
export async function startApp({ folder, demo }: Prepared): Promise<void> {
  const clock = systemClock
  const log = fileLog(folder.logs, clock)
  const preferences = preferencesFile(folder.root)
  const words = (): MainWords => ({ es, en })[preferences.get().language]
  tellOfBugs(log, words)
  harden(log)
  nativeTheme.themeSource = preferences.get().theme
  Menu.setApplicationMenu(menuOf(app.getName()))

  let opened = openDatabase(folder.ledger)
  while (!opened.ok) {
    log.warn('the ledger cannot be opened', { failure: opened.failure.kind })
    if ((await tellStartFailure(opened.failure, folder, words(), clock)) === 'leave') return app.quit()
    opened = openDatabase(folder.ledger)
  }
  const { database } = opened

  const own = windows({
    preload: join(built, '../preload/index.cjs'),
    root: folder.root,
    title: app.getName(),
    background: () => (nativeTheme.shouldUseDarkColors ? '#16181b' : '#fbfbfa'),
    devTools: !app.isPackaged && process.env['RESGUARDO_DEV'] === '1',
    icon: join(resourcesFolder(), 'brand/icon.png'),
  })
  const go = (route: string): void => {
    own.front().webContents.send('shell/go', { route })
  }

  const parts = compose({
    folder,
    database,
    demo,
    clock,
    ids: systemIds(clock),
    log,
    preferences,
    resources: resourcesFolder(),
    startKeytar: await keytarHost(),
    clipboard: clipboardPort,
    chooseFile,
    choosePlace,
    printPage,
    notify: notifier(go),
    broadcast: broadcastOver(own.send),
  })
  answerScheme(join(built, '../renderer'), () => parts.media)
  serve(contracts, parts.handlers, {
    register: electronChannels(
      ({ senderFrame, sender }) => senderFrame !== null && senderFrame.parent === null && isOurs(senderFrame.url) && own.isOwn(sender.id),
    ),
    context: parts.context,
    log,
  })
  own.open()

  const stopWatching = watchForLock(parts.lock, log)
  app.on('second-instance', () => own.front())
  app.on('activate', () => own.front())
  app.on('window-all-closed', () => app.quit())
  let left = false
  app.on('will-quit', (event) => {
    if (left) return
    event.preventDefault()
    left = true
    stopWatching()
    void parts.stop().finally(() => {
      database.close()
      app.quit()
    })
  })

  parts.start()
  await backUp(database, folder.backups, clock.now()).catch((error: unknown) => log.warn('backup at start failed', { error: String(error) }))
}

/** A bug is logged once and shown in one dialog; the app goes on, because what was answered is on the disk. */
function tellOfBugs(log: ReturnType<typeof fileLog>, words: () => MainWords): void {
  let shown = false
  const tell = (error: unknown): void => {
    const reference = log.fault('main', error)
    if (shown) return
    shown = true
    dialog.showErrorBox(words().fault.title, words().fault.what(reference))
  }
  process.on('uncaughtException', tell)
  process.on('unhandledRejection', tell)
}
