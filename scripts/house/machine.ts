import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { findBrowser } from '#runtime/chromium/find-browser.ts'
import type { Machine, Need, Packager } from './needs.ts'

/** Reads off this machine which of the needs it lacks, and how it installs packages. */
export function lookAtMachine(needs: readonly Need[]): Machine {
  return {
    packager: packager(),
    root: process.getuid?.() === 0,
    missing: needs.filter((need) => !HAS[need]()),
  }
}

/** Where a person could see a window. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true
  return hasText(process.env['DISPLAY']) || hasText(process.env['WAYLAND_DISPLAY'])
}

/** Whether there is a session bus, given by its address or at its usual place. */
export function hasBus(): boolean {
  if (hasText(process.env['DBUS_SESSION_BUS_ADDRESS'])) return true
  const runtime = process.env['XDG_RUNTIME_DIR']
  return hasText(runtime) && existsSync(join(runtime, 'bus'))
}

/**
 * Whether something on the session bus can keep secrets, or can be started to.
 * Undefined: it could not be asked.
 */
export function hasSecretService(): boolean | undefined {
  const ask = (method: string) =>
    spawnSync('dbus-send', ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', `org.freedesktop.DBus.${method}`], {
      encoding: 'utf8',
      timeout: 5000,
    })
  const answers = ['ListNames', 'ListActivatableNames'].map(ask)
  if (answers.every(({ status }) => status !== 0)) return undefined
  return answers.some(({ stdout }) => stdout.includes('"org.freedesktop.secrets"'))
}

/** The path of Electron's program, if it was fetched or given. */
export function findElectron(): string | undefined {
  const name = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform as string] ?? 'electron' // two of its values differ
  const given = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const folders = [...(hasText(given) ? [given] : []), join(dirname(createRequire(import.meta.url).resolve('electron/package.json')), 'dist')]
  return folders.map((folder) => join(folder, name)).find(isProgram)
}

const LIBRARIES = ['/lib', '/usr/lib', '/usr/lib64', '/lib64', '/usr/local/lib']
const EMOJI_FONTS = ['/usr/share/fonts', '/usr/local/share/fonts']

const linux = process.platform === 'linux'

const HAS: Readonly<Record<Need, () => boolean>> = {
  browser: () => findElectron() !== undefined || findBrowser() !== undefined,
  keyring: () => !linux || onPath('gnome-keyring-daemon'),
  bus: () => !linux || (onPath('dbus-daemon') && onPath('dbus-send')),
  libsecret: () => !linux || LIBRARIES.some((folder) => holds(folder, (name) => name.startsWith('libsecret-1.so'), 2)),
  emoji: () => !linux || EMOJI_FONTS.some((folder) => holds(folder, (name) => /emoji/i.test(name), 4)),
  display: () => !linux || onPath('Xvfb'),
}

function packager(): Packager | undefined {
  if (process.platform === 'darwin') return 'brew'
  if (process.platform === 'win32') return 'winget'
  if (onPath('apt-get')) return 'apt'
  if (onPath('dnf')) return 'dnf'
  return onPath('pacman') ? 'pacman' : undefined
}

function onPath(program: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.some((folder) => folder !== '' && isProgram(join(folder, program)))
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Whether a folder holds a file of such a name, at most `depth` folders down. */
function holds(folder: string, isIt: (name: string) => boolean, depth: number): boolean {
  if (!existsSync(folder)) return false
  const entries = readdirSync(folder, { withFileTypes: true })
  if (entries.some((entry) => !entry.isDirectory() && isIt(entry.name))) return true
  return depth > 1 && entries.some((entry) => entry.isDirectory() && holds(join(folder, entry.name), isIt, depth - 1))
}

function hasText(text: string | undefined): text is string {
  return text !== undefined && text !== ''
}
