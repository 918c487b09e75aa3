import { app } from 'electron'
import { join } from 'node:path'
import { APP_ID } from './app-id.ts'
import { type DataFolder, dataFolder, makeDataFolder } from './data-folder.ts'
import { registerScheme } from './app-protocol.ts'

export type Prepared = {
  readonly folder: DataFolder
  /** The demonstration: its own folder, its own keychain items, and every screen says so. */
  readonly demo: boolean
}

/**
 * Reads the arguments (`--data=FOLDER`, `--demo`) and takes the lock of the data folder. Undefined: another process of ours has it,
 * and was told to come to the front.
 */
export function prepareApp(args: readonly string[]): Prepared | undefined {
  const demo = args.includes('--demo')
  app.setName(demo ? 'Resguardo Demostración' : 'Resguardo')
  const wanted = args.find((arg) => arg.startsWith('--data='))?.slice('--data='.length) ?? process.env['RESGUARDO_DATA']
  app.setPath('userData', wanted ?? join(app.getPath('appData'), demo ? 'Resguardo Demostracion' : 'Resguardo'))
  // Before anything is shown: else Windows has no name for the app's notifications, and shows none. Electron has this on Windows only.
  if (process.platform === 'win32') app.setAppUserModelId(APP_ID)
  registerScheme()
  app.enableSandbox()
  makeDataFolder(app.getPath('userData'))
  if (!app.requestSingleInstanceLock()) return undefined
  return { folder: dataFolder(app.getPath('userData'), process.env['RESGUARDO_DOCUMENTS'] ?? app.getPath('documents')), demo }
}
