/**
 * Electron without windows, for the app's own built main process: what it asks of `electron` is there. Pages load nothing, a dialog ends the
 * process (the app opens one at its start only when something is wrong), and the keychain's process is a file that is written whole, so that it
 * survives a kill as an operating system's keychain does.
 */
import { EventEmitter } from 'node:events'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Result } from '#shared/kernel/result.ts'
import type { KeytarRequest } from '#main/keychain/keytar-messages.ts'

type Handler = (event: object, input: unknown) => Promise<Result<unknown>>

const handlers = new Map<string, Handler>()
const paths = new Map<string, string>()
const page = { url: 'app://resguardo/index.html', parent: null }
const windows = new Set<BrowserWindow>()

let getReady: () => void = () => undefined
const readiness = new Promise<void>((resolve) => (getReady = resolve))

/** Electron is ready: the app, which was loaded, goes on. */
export const becomeReady = (): void => getReady()

/** Asks main as the app's own page would. */
export async function call(channel: string, input: unknown): Promise<Result<unknown>> {
  const handler = handlers.get(channel)
  const [window] = windows
  if (handler === undefined || window === undefined) throw new Error(`nobody answers ${channel}`)
  return handler({ senderFrame: page, sender: window.webContents }, input)
}

/** Whether main answers yet. */
export const isServing = (): boolean => handlers.size > 0 && windows.size > 0

class Contents extends EventEmitter {
  readonly id = 1
  send(): void {}
  setWindowOpenHandler(): void {}
  reload(): void {}
}

export class BrowserWindow extends EventEmitter {
  static getAllWindows = (): readonly BrowserWindow[] => [...windows]
  readonly webContents = new Contents()
  constructor() {
    super()
    windows.add(this)
  }
  loadURL(): Promise<void> {
    // The page is there at once: what waits for it (reminders, the copy at start) begins as it would.
    setImmediate(() => this.webContents.emit('did-finish-load'))
    return Promise.resolve()
  }
  show(): void {}
  focus(): void {}
  isMinimized = (): boolean => false
  isDestroyed = (): boolean => false
  getNormalBounds = (): object => ({ x: 0, y: 0, width: 1280, height: 800 })
}

class App extends EventEmitter {
  readonly isPackaged = false
  whenReady = (): Promise<void> => readiness
  requestSingleInstanceLock = (): boolean => true
  enableSandbox(): void {}
  setName(name: string): void {
    paths.set('name', name)
  }
  getName = (): string => paths.get('name') ?? ''
  getVersion = (): string => '0.0.0'
  getAppPath = (): string => process.cwd()
  setPath(name: string, path: string): void {
    paths.set(name, path)
  }
  getPath(name: string): string {
    return paths.get(name) ?? join(paths.get('userData') ?? '', name)
  }
  quit(): void {
    this.exit(1)
  }
  exit(code: number): void {
    process.exit(code)
  }
}

export const app = new App()
export const ipcMain = { handle: (channel: string, handler: Handler) => void handlers.set(channel, handler) }
export const powerMonitor = new EventEmitter()
export const Menu = { setApplicationMenu(): void {}, buildFromTemplate: (): null => null }
export const nativeTheme = { themeSource: 'system', shouldUseDarkColors: false }
export const protocol = { registerSchemesAsPrivileged(): void {}, handle(): void {} }
export const screen = { getDisplayMatching: (): object => ({ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }) }
export const session = { defaultSession: { setPermissionRequestHandler(): void {}, setPermissionCheckHandler(): void {}, setDevicePermissionHandler(): void {}, webRequest: { onBeforeRequest(): void {} } } }
export const shell = { openExternal: () => Promise.resolve(), openPath: () => Promise.resolve('') }
export const clipboard = { writeText: () => Promise.resolve(), write: () => Promise.resolve(), readText: () => Promise.resolve(''), clear(): void {} }
export const ClipboardItem = {}
export const Notification = { isSupported: (): boolean => false }

/** A person would have to answer: in these tests nothing may ask one. */
function asked(...words: readonly unknown[]): never {
  console.error('the app asks:', JSON.stringify(words))
  process.exit(1)
}
export const dialog = { showMessageBox: asked, showErrorBox: asked, showOpenDialog: asked, showSaveDialog: asked }

/** The keychain's process: the items of every service in one file of the data folder. */
export const utilityProcess = {
  fork(): EventEmitter & { postMessage(line: string): void; kill(): void } {
    const file = join(paths.get('userData') ?? '', 'keychain-twin.json')
    const child = new EventEmitter()
    const answer = (value: string | boolean | null): void => void setImmediate(() => child.emit('message', JSON.stringify({ value })))
    setImmediate(() => child.emit('message', 'ready'))
    return Object.assign(child, {
      kill(): void {},
      postMessage(line: string): void {
        const request = JSON.parse(line) as KeytarRequest // written by `keytar-host.ts`
        const items = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as Record<string, string> // written below
        const name = `${request.service}/${request.account}`
        if (request.call === 'get') return answer(items[name] ?? null)
        const had = name in items
        if (request.call === 'set') items[name] = request.value
        else delete items[name]
        writeFileSync(`${file}.part`, JSON.stringify(items))
        renameSync(`${file}.part`, file)
        answer(request.call === 'set' ? true : had)
      },
    })
  },
}
