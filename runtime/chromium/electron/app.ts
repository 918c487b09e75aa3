import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { Emitter, preventable } from '#runtime/chromium/emitter.ts'
import { guarded } from '#runtime/chromium/guard.ts'
import { keepLook } from '#runtime/chromium/profile.ts'
import { runFolder } from '#runtime/chromium/run-folder.ts'
import { runtime } from '#runtime/chromium/runtime.ts'
import { SingleInstance } from '#runtime/chromium/single-instance.ts'
import { events, type Offered } from '#runtime/chromium/surface.ts'
import { documentsFolder, downloadsFolder } from '#runtime/chromium/user-folders.ts'
import { openWindows, windowEvents } from './browser-window.ts'
import { clipboardSettled } from './clipboard.ts'
import { quitRole } from './menu.ts'
import { allContents, contentsGone, contentsMade } from './web-contents.ts'

type PathName = 'userData' | 'appData' | 'temp' | 'documents' | 'downloads' | 'home' | 'logs' | 'exe' | 'sessionData' | 'desktop'

/** Milliseconds within which a browser that died again is not started a second time. */
const RECOVERY_PAUSE = 30_000

/** The life of the app. The order of its last events is Electron's: `before-quit`, each window's `close`, `will-quit`, `quit`. */
class App extends Emitter {
  private ready = false
  private readyWaiters: (() => void)[] = []
  private quitting = false
  private leaving = false
  private appName = runtime().description.name
  private readonly paths = new Map<string, string>()
  private lastRecovery = -Infinity
  /** What the process answers when it leaves in good order. */
  private endCode = 0

  constructor() {
    super('app', events.app)
    windowEvents.made = (window) => this.emit('browser-window-created', preventable({}), window.asElectron())
    windowEvents.allClosed = () => this.allClosed()
    contentsMade.heard = (contents) => this.emit('web-contents-created', preventable({}), contents.asElectron())
    contentsGone.heard = (contents, details) => this.emit('render-process-gone', preventable({}), contents.asElectron(), details)
    quitRole.quit = () => this.quit()
    this.watchBrowser()
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => this.quit())
  }

  get name(): string {
    return this.appName
  }

  set name(name: string) {
    this.appName = name
  }

  /** False: this runtime runs an unpackaged app folder. */
  get isPackaged(): boolean {
    return false
  }

  // Readiness

  isReady(): boolean {
    return this.ready
  }

  whenReady(): Promise<void> {
    if (this.ready) return Promise.resolve()
    // Who waits has registered what must be registered before: nothing else to wait for.
    setImmediate(() => this.becomeReady())
    return new Promise((resolve) => this.readyWaiters.push(resolve))
  }

  /** Called when the app's main module has run, at the latest. */
  becomeReady(): void {
    if (this.ready) return
    this.ready = true
    this.emit('ready', preventable({}), {})
    for (const resolve of this.readyWaiters) resolve()
    this.readyWaiters = []
  }

  // The end

  quit(): void {
    if (this.quitting || this.leaving) return
    this.quitting = true
    const event = preventable({})
    this.emit('before-quit', event)
    if (event.defaultPrevented) {
      this.quitting = false
      return
    }
    for (const window of openWindows()) window.close()
    if (openWindows().some((window) => !window.isClosing())) {
      this.quitting = false // a window said no
      return
    }
    if (openWindows().length === 0) this.willQuit()
  }

  /** Leaves without asking windows or `before-quit`. */
  exit(code = 0): void {
    if (this.leaving) return
    this.leaving = true
    void this.leave(code)
  }

  /** Starts the app again once this one has ended. */
  relaunch(options: Electron.RelaunchOptions = {}): void {
    const [own = '', ...args] = process.argv
    process.once('exit', () => {
      spawn(options.execPath ?? own, [...process.execArgv, ...(options.args ?? [runtime().entry, ...args])], { detached: true, stdio: 'ignore' }).unref()
    })
  }

  focus(): void {
    openWindows()[0]?.focus()
  }

  // One instance

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    const { instance } = runtime()
    if (!instance.acquire()) {
      const told = instance.tellFirst({ argv: process.argv, workingDirectory: process.cwd(), additionalData: additionalData ?? null })
      runtime().secondInstance = told
      return false
    }
    instance.listen(({ argv, workingDirectory, additionalData: theirs }) => {
      this.emit('second-instance', preventable({}), [...argv], workingDirectory, theirs)
    })
    return true
  }

  hasSingleInstanceLock(): boolean {
    return runtime().instance.acquire()
  }

  releaseSingleInstanceLock(): void {
    runtime().instance.release()
  }

  // Where things are

  getPath(name: PathName): string {
    return this.paths.get(name) ?? this.defaultPath(name)
  }

  /** A new `userData` before the first window moves the browser's profile too: it is started again there. */
  setPath(name: PathName, path: string): void {
    this.paths.set(name, path)
    if (name !== 'userData' || path === runtime().description.userData) return
    if (openWindows().length > 0) throw new Error("app.setPath('userData') after a window was made is not offered by the Chromium runtime.")
    const present = runtime()
    present.instance.release()
    const own = runFolder(path)
    present.instance = new SingleInstance(own)
    if (present.instance.acquire()) present.moveProfile(join(own, 'chromium-profile'))
    this.watchBrowser()
  }

  getName(): string {
    return this.appName
  }

  setName(name: string): void {
    this.appName = name
  }

  getVersion(): string {
    return runtime().description.version
  }

  getAppPath(): string {
    return runtime().description.folder
  }

  getLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale
  }

  /** Names the app to Windows' taskbar. Chromium's windows have their own name there, which nothing can change from outside. */
  setAppUserModelId(_id: string): void {
    if (process.platform === 'win32') runtime().say('Windows groups the windows of this runtime under the browser: app.setAppUserModelId has no effect.')
  }

  /** Chromium's pages are always sandboxed, and nothing here can say otherwise (but see `flags.ts` on the superuser). */
  enableSandbox(): void {}

  readonly commandLine = guarded('app.commandLine', {
    /** For the browser; it is started again if it runs already without it. */
    appendSwitch(name: string, value?: string): void {
      const flag = value === undefined ? `--${name}` : `--${name}=${value}`
      if (!process.argv.includes(flag)) runtime().browser.addFlags([flag])
    },
    hasSwitch: (name: string): boolean => switches().some((flag) => flag === `--${name}` || flag.startsWith(`--${name}=`)),
    getSwitchValue: (name: string): string => switches().find((flag) => flag.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '',
  }) as unknown as Electron.CommandLine // the guard answers for the members that are missing

  // Inside

  private defaultPath(name: PathName): string {
    const { userData, appData } = runtime().description
    switch (name) {
      case 'userData':
      case 'sessionData':
        return userData
      case 'appData':
        return appData
      case 'temp':
        return tmpdir()
      case 'home':
        return homedir()
      case 'documents':
        return documentsFolder()
      case 'downloads':
        return downloadsFolder()
      case 'desktop':
        return join(homedir(), 'Desktop')
      case 'logs':
        return join(userData, 'logs')
      case 'exe':
        return process.execPath
      default:
        throw new Error(`app.getPath('${String(name)}') is not offered by the Chromium runtime.`)
    }
  }

  private allClosed(): void {
    if (this.leaving) return
    if (this.quitting) return this.willQuit()
    if (!this.emit('window-all-closed')) this.quit()
  }

  private willQuit(): void {
    const event = preventable({})
    this.emit('will-quit', event)
    if (event.defaultPrevented) {
      this.quitting = false
      return
    }
    this.leaving = true
    void this.leave(this.endCode)
  }

  private async leave(code: number): Promise<void> {
    const present = runtime()
    for (const window of openWindows()) {
      window.destroy()
      window.abandon()
    }
    this.emit('quit', preventable({}), code)
    keepLook(present.browser.options.profile, present.look)
    await clipboardSettled()
    await Promise.all([present.browser.stop(), present.secondInstance])
    present.instance.release()
    process.exit(code)
  }

  private watchBrowser(): void {
    const { browser } = runtime()
    browser.allowsDevTools = () => allContents().some((contents) => contents.preferences.devTools !== false)
    browser.onDevToolsClosed = (targetId) => {
      for (const contents of allContents()) contents.devToolsClosed(targetId)
    }
    browser.onEnd = (how) => how === 'died' && browser === runtime().browser && this.recover()
  }

  /** The browser died under the app. The app's state is here and unharmed: its windows are opened again where they were. */
  private recover(): void {
    if (this.leaving) return
    const { say } = runtime()
    this.emit('child-process-gone', preventable({}), { type: 'Browser', reason: 'killed', exitCode: 1 })
    if (performance.now() - this.lastRecovery < RECOVERY_PAUSE) {
      say('The browser ended twice within half a minute: Resguardo closes. Nothing that was saved is lost; start it again.')
      this.endCode = 1
      for (const window of openWindows()) window.abandon()
      this.quit()
      if (!this.leaving) this.exit(1)
      return
    }
    this.lastRecovery = performance.now()
    say('The browser ended unexpectedly: its windows are opened again.')
    for (const window of openWindows()) window.open()
  }
}

function switches(): readonly string[] {
  return [...process.argv.filter((argument) => argument.startsWith('--')), ...runtime().browser.flags]
}

const instance = new App()

export const app = guarded('app', instance satisfies Offered<Electron.App, 'app'>)

/** Told by `run.ts` when the app's main module has run. */
export function mainModuleRan(): void {
  instance.becomeReady()
}
