import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Names on the PATH, best first. Snap's and Flatpak's wrappers are not among the known places: they close extra file descriptors, and the pipe with them. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable', 'microsoft-edge']

const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

const WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe', 'Chromium\\Application\\chrome.exe']

/** Debian's `chromium` on the PATH is a shell script that asks the machine several things before it starts this program. */
const DEBIAN_SCRIPT = '/usr/bin/chromium'
const DEBIAN_PROGRAM = '/usr/lib/chromium/chromium'

type Machine = { readonly platform: NodeJS.Platform; readonly env: Readonly<Record<string, string | undefined>>; readonly canRun: (path: string) => boolean }

const thisMachine: Machine = { platform: process.platform, env: process.env, canRun }

/**
 * The program of an installed Chromium, Chrome or Edge; undefined when there is none. `RESGUARDO_BROWSER` comes first; if it
 * names nothing that can be run this throws, because another browser is not what was asked for.
 */
export function findBrowser(machine: Machine = thisMachine): string | undefined {
  const named = machine.env['RESGUARDO_BROWSER']
  if (named !== undefined && named !== '') {
    if (!machine.canRun(named)) throw new Error(`RESGUARDO_BROWSER names ${named}, which cannot be run. Give it the path of a Chromium, Chrome or Edge program.`)
    return named
  }
  const found = places(machine).find((path) => machine.canRun(path))
  return found === DEBIAN_SCRIPT && machine.canRun(DEBIAN_PROGRAM) ? DEBIAN_PROGRAM : found
}

function places({ platform, env }: Machine): readonly string[] {
  if (platform === 'darwin') return [...MAC, ...MAC.map((path) => join(env['HOME'] ?? '/', path))]
  if (platform === 'win32') {
    const roots = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']].filter((root) => root !== undefined)
    return WINDOWS.flatMap((path) => roots.map((root) => `${root}\\${path}`))
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).filter((path) => !path.startsWith('/snap/'))
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return existsSync(path)
  } catch {
    return false
  }
}
