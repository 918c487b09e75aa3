/**
 * `npm run package`: installers for this system in dist/ (arguments go to electron-builder: `-- --win`, `-- --dir`).
 * electron-builder fetches Electron's binary unless ELECTRON_OVERRIDE_DIST_PATH names a folder that holds it.
 */
import { dirname, join } from 'node:path'
import { ensureBuilt } from './house/build.ts'
import { findElectron } from './house/machine.ts'
import { runInForeground } from './house/open-app.ts'
import { stop } from './house/stop.ts'
import { top } from './house/top.ts'

ensureBuilt()
const electron = findElectron()
// On macOS the binary lies deeper, inside Electron.app.
const dist = electron === undefined ? [] : [`--config.electronDist=${process.platform === 'darwin' ? join(dirname(electron), '../../..') : dirname(electron)}`]
const code = await runInForeground(process.execPath, [
  join(top, 'node_modules/electron-builder/cli.js'),
  'build',
  '--publish',
  'never',
  ...dist,
  ...process.argv.slice(2),
])
if (code !== 0) {
  stop(
    'Packaging failed (electron-builder says why above). Where Electron cannot be downloaded, give a folder with its binary in ELECTRON_OVERRIDE_DIST_PATH (docs/packaging.md).',
  )
}
