import { existsSync, mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ScreenInfo } from './cdp.ts'

/** What the first window of the last run looked like, so that the next one opens in its place and colour before the app is loaded. */
export type Look = {
  readonly background?: string
  readonly bounds?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly title?: string
  readonly screens?: readonly ScreenInfo[]
  readonly dark?: boolean
}

/** Settings of the browser's profile that no command-line flag reaches. Written once, when the profile is made. */
const PREFERENCES = {
  autofill: { credit_card_enabled: false, profile_enabled: false },
  browser: { check_default_browser: false, enable_spellchecking: false },
  credentials_enable_service: false,
  // 2 = never: otherwise a page's `dns-prefetch` would ask the network for names.
  net: { network_prediction_options: 2 },
  profile: { password_manager_enabled: false, default_content_setting_values: { notifications: 2, geolocation: 2, media_stream_camera: 2, media_stream_mic: 2 } },
  safebrowsing: { enabled: false },
  search: { suggest_enabled: false },
  signin: { allowed: false },
  translate: { enabled: false },
}

/** Makes the browser's profile folder if it is not there, readable by its owner only. */
export function makeProfile(folder: string): void {
  mkdirSync(join(folder, 'Default'), { recursive: true, mode: 0o700 })
  const preferences = join(folder, 'Default', 'Preferences')
  if (!existsSync(preferences)) writeFileSync(preferences, JSON.stringify(PREFERENCES), { mode: 0o600 })
}

/**
 * A browser that still uses this profile although its Resguardo is gone (it was killed a moment ago) would take our start as a
 * request for one more window, and we would have no browser of our own. The caller holds the data folder's lock, so whoever is
 * there is such a leftover: it is ended. Linux only; elsewhere the profile's lock vanishes with its process.
 */
export function clearLeftover(folder: string): void {
  if (process.platform !== 'linux') return
  const lock = join(folder, 'SingletonLock')
  try {
    const pid = Number(/-(\d+)$/.exec(readlinkSync(lock))?.[1])
    const command = existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : ''
    if (command.includes(`--user-data-dir=${folder}`)) process.kill(pid, 'SIGKILL')
    for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie']) rmSync(join(folder, name), { force: true })
  } catch {
    // No lock, no leftover.
  }
}

/** The look of the last run; empty if there was none or it cannot be read. */
export function readLook(folder: string): Look {
  try {
    return JSON.parse(readFileSync(lookFile(folder), 'utf8')) as Look // our own file; a wrong value only costs a wrong first colour
  } catch {
    return {}
  }
}

/** Keeps the look for the next run. A disk that does not take it costs a colour, not the app. */
export function keepLook(folder: string, look: Look): void {
  try {
    writeFileSync(`${lookFile(folder)}.part`, JSON.stringify(look), { mode: 0o600 })
    renameSync(`${lookFile(folder)}.part`, lookFile(folder))
  } catch {
    // See above.
  }
}

function lookFile(folder: string): string {
  return join(folder, 'resguardo-look.json')
}

/** The first page of the browser: nothing but the colour of the window to come (or the system's light or dark). */
export function firstPage(look: Look): string {
  const background = /^#[0-9a-f]{6}$/i.test(look.background ?? '') ? look.background : undefined
  const style = background === undefined ? '@media(prefers-color-scheme:dark){html{background:#1c1c1c}}' : `html{background:${background}}`
  const title = (look.title ?? '').replace(/[<&]/g, '')
  return `data:text/html;charset=utf-8,${encodeURIComponent(`<!doctype html><title>${title}</title><style>${style}</style>`)}`
}
