import type { Bounds } from '#runtime/chromium/cdp.ts'
import { Emitter, preventable } from '#runtime/chromium/emitter.ts'
import { guarded, NotOffered } from '#runtime/chromium/guard.ts'
import type { Ending, Page } from '#runtime/chromium/page.ts'
import { runtime } from '#runtime/chromium/runtime.ts'
import { events, type Offered } from '#runtime/chromium/surface.ts'
import { heardScreens } from './screen.ts'
import { type ContentsOwner, contentsMade, WebContents } from './web-contents.ts'

/** Options of a window that have an effect, or whose default is the only thing offered. Others are refused by name. */
const OPTIONS = ['width', 'height', 'minWidth', 'minHeight', 'x', 'y', 'show', 'title', 'backgroundColor', 'icon', 'autoHideMenuBar', 'webPreferences']
const PREFERENCES = ['preload', 'sandbox', 'contextIsolation', 'nodeIntegration', 'webviewTag', 'devTools', 'spellcheck']

type WindowState = NonNullable<Bounds['windowState']>

let lastId = 0
const windows = new Map<number, BrowserWindow>()
/** Told of what `app` makes its events of. */
export const windowEvents: { made: (window: BrowserWindow) => void; allClosed: () => void } = { made: () => {}, allClosed: () => {} }

/** The app's windows that are not destroyed, oldest first. */
export function openWindows(): readonly BrowserWindow[] {
  return [...windows.values()]
}

/** Milliseconds that a window has to go away after it was closed, before it counts as gone. */
const CLOSE_PATIENCE = 3000

/** A window of the app: a Chromium app window, with what Electron's has of state and events. */
export class BrowserWindow extends Emitter implements ContentsOwner {
  readonly id = ++lastId
  private readonly contents: WebContents
  private readonly smallest: { readonly width: number; readonly height: number }
  private background: string | undefined
  private title: string
  private bounds: Electron.Rectangle
  private normalBounds: Electron.Rectangle
  private placed: boolean
  private state: WindowState = 'normal'
  /** What a minimized window comes back as. */
  private beforeMinimized: Exclude<WindowState, 'minimized'> = 'normal'
  private windowId: number | undefined
  private visible: boolean
  private focus_ = false
  private shown = false
  private destroyed = false
  private closing = false
  private guard: Electron.BrowserWindow | undefined

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', events.BrowserWindow)
    checkOptions(options)
    this.background = options.backgroundColor
    this.title = options.title ?? runtime().description.name
    this.smallest = { width: options.minWidth ?? 0, height: options.minHeight ?? 0 }
    this.bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 }
    this.normalBounds = this.bounds
    this.placed = options.x !== undefined && options.y !== undefined
    this.visible = options.show !== false
    this.contents = new WebContents(this, options.webPreferences ?? {})
    windows.set(this.id, this)
    contentsMade.heard(this.contents)
    windowEvents.made(this)
    this.open()
    // The guarded object is the window that the app knows, so that `fromWebContents(…) === window`.
    return this.asElectron() as unknown as BrowserWindow
  }

  static getAllWindows(): Electron.BrowserWindow[] {
    return openWindows().map((window) => window.asElectron())
  }

  static getFocusedWindow(): Electron.BrowserWindow | null {
    return openWindows().find((window) => window.focus_)?.asElectron() ?? null
  }

  static fromWebContents(contents: Electron.WebContents): Electron.BrowserWindow | null {
    return openWindows().find((window) => window.contents.id === contents.id)?.asElectron() ?? null
  }

  static fromId(id: number): Electron.BrowserWindow | null {
    return windows.get(id)?.asElectron() ?? null
  }

  /** As Electron types it; the guard answers for the members that are missing. */
  asElectron(): Electron.BrowserWindow {
    this.guard ??= guarded('BrowserWindow', this satisfies Offered<Electron.BrowserWindow, 'BrowserWindow'>) as unknown as Electron.BrowserWindow
    return this.guard
  }

  get webContents(): Electron.WebContents {
    return this.contents.asElectron()
  }

  /** The page as this runtime knows it. */
  pageContents(): WebContents {
    return this.contents
  }

  loadURL(url: string): Promise<void> {
    return this.contents.loadURL(url)
  }

  // Seen and not seen. Chromium has no hidden windows: one made with `show: false` is on the screen in its background colour,
  // which is what a person would see of it anyway until its page has painted.

  show(): void {
    const before = this.visible
    this.visible = true
    if (this.state === 'minimized') this.setState(this.beforeMinimized)
    this.contents.page?.post('Page.bringToFront', {})
    if (!before) this.emit('show')
  }

  hide(): void {
    if (!this.visible) return
    this.visible = false
    this.setState('minimized')
    this.emit('hide')
  }

  focus(): void {
    this.contents.page?.post('Page.bringToFront', {})
  }

  isVisible(): boolean {
    return this.visible && !this.destroyed
  }

  isFocused(): boolean {
    return this.focus_
  }

  isMinimized(): boolean {
    return this.state === 'minimized'
  }

  isMaximized(): boolean {
    return this.state === 'maximized'
  }

  isFullScreen(): boolean {
    return this.state === 'fullscreen'
  }

  maximize(): void {
    this.setState('maximized')
  }

  unmaximize(): void {
    if (this.state === 'maximized') this.setState('normal')
  }

  setFullScreen(full: boolean): void {
    if (full) this.setState('fullscreen')
    else if (this.state === 'fullscreen') this.setState('normal')
  }

  minimize(): void {
    this.setState('minimized')
  }

  restore(): void {
    if (this.state === 'minimized') this.setState(this.beforeMinimized)
    else if (this.state === 'maximized') this.setState('normal')
  }

  /** Shown until the page has a title of its own, which Chromium shows itself. */
  setTitle(title: string): void {
    this.title = title
    this.contents.setTitle(title)
    this.contents.page?.post('Runtime.evaluate', { expression: `void (document.title = ${JSON.stringify(title)})` })
  }

  getTitle(): string {
    return this.title
  }

  getBounds(): Electron.Rectangle {
    return { ...this.bounds }
  }

  getNormalBounds(): Electron.Rectangle {
    return { ...this.normalBounds }
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds }
    this.bounds.width = Math.max(this.bounds.width, this.smallest.width)
    this.bounds.height = Math.max(this.bounds.height, this.smallest.height)
    if (this.state === 'normal') this.normalBounds = this.bounds
    this.placed ||= bounds.x !== undefined || bounds.y !== undefined
    this.applyBounds()
  }

  setBackgroundColor(color: string): void {
    this.background = color
    this.contents.setBackground(color)
    this.keepLook()
  }

  /** DevTools cannot keep a window out of screen captures: refused by name, so that nobody believes it was done. */
  setContentProtection(enable: boolean): void {
    if (enable) throw new NotOffered('BrowserWindow.setContentProtection(true)')
  }

  // The end

  close(): void {
    if (this.destroyed || this.closing) return
    const event = preventable({})
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }

  /** Closes without asking. */
  destroy(): void {
    if (this.destroyed || this.closing) return
    this.closing = true
    const { page } = this.contents
    if (page === undefined) return this.gone()
    runtime().browser.post('Target.closeTarget', { targetId: page.targetId })
    setTimeout(() => this.gone(), CLOSE_PATIENCE).unref()
  }

  isDestroyed(): boolean {
    return this.destroyed
  }

  /** True once nothing can keep it open any more. */
  isClosing(): boolean {
    return this.closing || this.destroyed
  }

  /** There is no browser to open it in any more. */
  abandon(): void {
    this.gone()
  }

  // What the page and the browser say

  pageEnded(how: Ending): void {
    this.windowId = undefined
    this.focus_ = false
    if (this.closing) return this.gone()
    if (how === 'browser-gone') return // `recovery.ts` opens it again
    // The person closed it. Chromium asks nobody: if the app says no, the window comes back as it was.
    const event = preventable({})
    this.emit('close', event)
    if (event.defaultPrevented) this.open()
    else this.gone()
  }

  /** Opens the window in the browser, for the first time or again, at the address where it was. */
  open(): void {
    const { width, height, x, y } = this.bounds
    runtime()
      .browser.open({ width, height, ...(this.placed ? { x, y } : {}) })
      .then((page) => this.opened(page))
      .catch(() => {
        // The browser ended before it could open a window: whoever started it is told, and opens this one again or gives up.
      })
  }

  painted(): void {
    if (this.shown || this.destroyed) return
    this.shown = true
    this.keepLook()
    this.emit('ready-to-show')
  }

  focused(has: boolean): void {
    if (has === this.focus_) return
    this.focus_ = has
    this.emit(has ? 'focus' : 'blur')
    this.resized()
  }

  resized(): void {
    const { windowId } = this
    if (windowId === undefined) return
    runtime()
      .browser.send('Browser.getWindowBounds', { windowId })
      .then(({ bounds }) => this.heardBounds(bounds))
      .catch(() => {})
  }

  // Inside

  private opened(page: Page): void {
    if (this.destroyed || this.closing) {
      runtime().browser.post('Target.closeTarget', { targetId: page.targetId })
      return this.gone()
    }
    this.contents.take(page, this.background)
    page
      .send('Browser.getWindowForTarget', {})
      .then(({ windowId, bounds }) => {
        this.windowId = windowId
        const wanted = this.bounds
        const moved = this.placed && (bounds.left !== wanted.x || bounds.top !== wanted.y)
        if (this.state === 'normal' && !moved && bounds.width === wanted.width && bounds.height === wanted.height) this.heardBounds(bounds)
        else this.applyBounds()
        return page.send('Emulation.getScreenInfos', {})
      })
      .then(({ screenInfos }) => heardScreens(screenInfos))
      .catch(() => {}) // the page is gone: told elsewhere
  }

  private applyBounds(): void {
    const { windowId } = this
    if (windowId === undefined) return
    const { browser } = runtime()
    if (this.state !== 'normal') browser.post('Browser.setWindowBounds', { windowId, bounds: { windowState: this.state } })
    else {
      const { x, y, width, height } = this.bounds
      browser.post('Browser.setWindowBounds', { windowId, bounds: { ...(this.placed ? { left: x, top: y } : {}), width, height } })
    }
    this.resized()
  }

  private setState(state: WindowState): void {
    if (state === this.state) return
    const { windowId } = this
    this.became(state)
    if (windowId !== undefined) runtime().browser.post('Browser.setWindowBounds', { windowId, bounds: { windowState: state } })
    this.resized()
  }

  private became(state: WindowState): void {
    const before = this.state
    if (before === state) return
    this.state = state
    if (state === 'minimized') {
      if (before !== 'minimized') this.beforeMinimized = before
      return void this.emit('minimize')
    }
    if (before === 'minimized') this.emit('restore')
    const left = before === 'minimized' ? this.beforeMinimized : before
    if (left === state) return
    if (left === 'maximized') this.emit('unmaximize')
    if (left === 'fullscreen') this.emit('leave-full-screen')
    if (state === 'maximized') this.emit('maximize')
    if (state === 'fullscreen') this.emit('enter-full-screen')
  }

  private heardBounds({ left = 0, top = 0, width = 0, height = 0, windowState = 'normal' }: Bounds): void {
    const before = this.bounds
    this.bounds = { x: left, y: top, width, height }
    if (windowState === 'normal') this.normalBounds = this.bounds
    this.became(windowState)
    if (before.width !== width || before.height !== height) this.emit('resize')
    if (before.x !== left || before.y !== top) this.emit('move')
  }

  private keepLook(): void {
    if (openWindows()[0]?.id !== this.id) return
    const { background, normalBounds } = this
    runtime().look = { ...runtime().look, ...(background === undefined ? {} : { background }), bounds: normalBounds, title: this.title }
  }

  private gone(): void {
    if (this.destroyed) return
    this.keepLook()
    this.destroyed = true
    this.focus_ = false
    windows.delete(this.id)
    this.contents.destroy()
    this.emit('closed')
    if (windows.size === 0) windowEvents.allClosed()
  }
}

function checkOptions(options: Electron.BrowserWindowConstructorOptions): void {
  for (const name of Object.keys(options)) if (!OPTIONS.includes(name)) throw new NotOffered(`new BrowserWindow({ ${name} })`)
  const preferences: Electron.WebPreferences = options.webPreferences ?? {}
  for (const name of Object.keys(preferences)) if (!PREFERENCES.includes(name)) throw new NotOffered(`new BrowserWindow({ webPreferences: { ${name} } })`)
  // A page that could reach Node, or its preload, cannot be made here at all: asking for it is refused, not ignored.
  if (preferences.nodeIntegration === true) throw new NotOffered('webPreferences.nodeIntegration')
  if (preferences.contextIsolation === false) throw new NotOffered('webPreferences.contextIsolation: false')
  if (preferences.sandbox === false) throw new NotOffered('webPreferences.sandbox: false')
  if (preferences.webviewTag === true) throw new NotOffered('webPreferences.webviewTag')
}
