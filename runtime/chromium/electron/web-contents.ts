import { fromBrowser, originOf, toBrowser } from '#runtime/chromium/addresses.ts'
import type { Incoming, PausedRequest } from '#runtime/chromium/cdp.ts'
import { Emitter, preventable } from '#runtime/chromium/emitter.ts'
import { guarded, NotOffered } from '#runtime/chromium/guard.ts'
import type { Ending, Page, PageOwner } from '#runtime/chromium/page.ts'
import { DevToolsError } from '#runtime/chromium/pipe.ts'
import { printParameters } from '#runtime/chromium/print.ts'
import { runtime } from '#runtime/chromium/runtime.ts'
import { events, type Offered } from '#runtime/chromium/surface.ts'
import { mainWire } from '#runtime/chromium/wire.ts'
import type { FromWorld, ToWorld } from '#runtime/chromium/world/preload-world.ts'
import { WORLD, type Worlds, worldsOf } from '#runtime/chromium/worlds.ts'
import { answerInvoke, hearSend } from './ipc-main.ts'
import { menuShortcuts, runShortcut } from './menu.ts'
import { imageOf } from './native-image.ts'
import { emulatedScheme, heardDark } from './native-theme.ts'
import { heardInput } from './power-monitor.ts'
import { handlerOf } from './protocol.ts'
import { applyPermissions, askBeforeRequest, askHeadersReceived, defaultSession } from './session.ts'
import { WebFrameMain } from './web-frame-main.ts'

/** What the window around the page has to know of it. */
export interface ContentsOwner {
  pageEnded(how: Ending): void
  painted(): void
  focused(has: boolean): void
  resized(): void
  asElectron(): Electron.BrowserWindow
}

type Load = { readonly address: string; readonly done: () => void; readonly failed: (error: Error) => void }

let lastId = 0
let lastRequest = 0
const all = new Set<WebContents>()
/** Told of every new one; `app` makes its event of it. */
export const contentsMade: { heard: (contents: WebContents) => void } = { heard: () => {} }
/** Told of every page whose process or browser died; `app` makes its event of it. */
export const contentsGone: { heard: (contents: WebContents, details: Electron.RenderProcessGoneDetails) => void } = { heard: () => {} }

/** Every page of the app that is not destroyed. */
export function allContents(): readonly WebContents[] {
  return [...all]
}

/** Milliseconds after its load that a page that never painted (its window is covered) counts as painted. */
const PAINT_PATIENCE = 1000
/** Milliseconds between two questions whether a page is alive, and until it counts as not. Only asked if somebody listens. */
const PULSE = 10_000

/** A page of the app. It outlives its target: after the browser died it gets another one. */
export class WebContents extends Emitter implements PageOwner {
  readonly id = ++lastId
  readonly session = defaultSession as unknown as Electron.Session // the guard answers for the members that are missing
  readonly owner: ContentsOwner
  readonly preferences: Electron.WebPreferences
  page: Page | undefined
  private readonly frame = new WebFrameMain()
  private worlds: Worlds | undefined
  /** Whether the page shows a document of the app yet. */
  private committed = false
  /**
   * Resolves when the page's process knows what to put in its worlds. A navigation is the browser's own work and overtakes such
   * commands, so no document is given to it before (`answerRequest`): a busy machine would show a page without its preload.
   */
  private prepared: Promise<unknown> = Promise.resolve()
  /** The isolated world of the page that is shown now. */
  private world: number | undefined
  private load: Load | undefined
  /** The address that `loadURL` or a reload asked for, until the browser asks for it. */
  private expected: string | undefined
  private openHandler: ((details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse) | undefined
  private zoom = 1
  /** What the page that is shown now was told; a new one begins with 1. */
  private zoomOfPage = 1
  private title = ''
  private destroyed = false
  private devToolsTarget: string | undefined
  private pulse: NodeJS.Timeout | undefined
  private responsive = true
  private guard: Electron.WebContents | undefined

  constructor(owner: ContentsOwner, preferences: Electron.WebPreferences) {
    super('webContents', events.webContents)
    this.owner = owner
    this.preferences = preferences
    all.add(this)
  }

  /** As Electron types it; the guard answers for the members that are missing. */
  asElectron(): Electron.WebContents {
    this.guard ??= guarded('webContents', this satisfies Offered<Electron.WebContents, 'webContents'>) as unknown as Electron.WebContents
    return this.guard
  }

  get mainFrame(): Electron.WebFrameMain {
    return this.frame.asElectron()
  }

  // The page

  /** Works with a page of the browser from now on. Everything is sent at once; Chromium does it in order. */
  take(page: Page, background: string | undefined): void {
    this.page = page
    this.world = undefined
    this.committed = false
    const worlds = worldsOf(this.preferences.preload, menuShortcuts(), this.preferences.devTools !== false)
    this.worlds = worlds
    page.post('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
    this.prepared = Promise.all([
      page.send('Page.enable', {}),
      page.send('Runtime.enable', {}),
      page.send('Page.setLifecycleEventsEnabled', { enabled: true }),
      page.send('Runtime.addBinding', { name: worlds.binding, executionContextName: WORLD }),
      page.send('Page.addScriptToEvaluateOnNewDocument', { source: worlds.pageSource }),
      page.send('Page.addScriptToEvaluateOnNewDocument', { source: worlds.isolatedSource, worldName: WORLD }),
    ])
    this.prepared.catch(() => {}) // the page is gone: told elsewhere
    page.post('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true })
    this.setBackground(background)
    this.emulate(emulatedScheme())
    page.post('Runtime.runIfWaitingForDebugger', {})
    page.give(this)
    const { load } = this
    if (load !== undefined) this.navigate(load)
    else if (this.frame.address !== 'about:blank') void this.loadURL(this.frame.url).catch(() => {})
  }

  setBackground(background: string | undefined): void {
    const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(background ?? '')
    if (digits === null) return
    const [r = 0, g = 0, b = 0] = digits.slice(1).map((pair) => Number.parseInt(pair, 16))
    this.page?.post('Emulation.setDefaultBackgroundColorOverride', { color: { r, g, b, a: 1 } })
  }

  emulate(scheme: 'light' | 'dark' | undefined): void {
    if (scheme !== undefined || this.world !== undefined) {
      this.page?.post('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme ?? '' }] })
    }
  }

  // What the app calls

  loadURL(url: string): Promise<void> {
    return new Promise((done, failed) => {
      this.load?.failed(new Error(`ERR_ABORTED (-3) loading '${this.load.address}'`))
      this.load = { address: url, done, failed }
      this.frame.address = toBrowser(url)
      if (this.page !== undefined) this.navigate(this.load)
    })
  }

  getURL(): string {
    return this.frame.address === 'about:blank' ? '' : this.frame.url
  }

  getTitle(): string {
    return this.title
  }

  setTitle(title: string): void {
    this.title = title
  }

  send(channel: string, ...args: unknown[]): void {
    this.deliver(['send', channel, args])
  }

  reload(): void {
    this.expected = this.frame.address
    this.page?.post('Page.reload', {})
  }

  focus(): void {
    this.page?.post('Page.bringToFront', {})
  }

  isDestroyed(): boolean {
    return this.destroyed
  }

  setWindowOpenHandler(handler: (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse): void {
    this.openHandler = handler
  }

  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    const { data } = await this.present().send('Page.printToPDF', printParameters(options))
    return Buffer.from(data, 'base64')
  }

  /** Opens Chromium's own print window, which asks everything itself: other options than none are not offered. */
  print(options: Electron.WebContentsPrintOptions = {}, callback?: (success: boolean, failureReason: string) => void): void {
    const [option] = Object.keys(options)
    if (option !== undefined) throw new NotOffered(`webContents.print({ ${option} })`)
    this.present()
      .send('Runtime.evaluate', { expression: 'print()', userGesture: true })
      .then(
        () => callback?.(true, ''),
        () => callback?.(false, 'failed'),
      )
  }

  async capturePage(rectangle?: Electron.Rectangle): Promise<Electron.NativeImage> {
    const { data } = await this.present().send('Page.captureScreenshot', { format: 'png', ...(rectangle === undefined ? {} : { clip: { ...rectangle, scale: 1 } }) })
    return imageOf(Buffer.from(data, 'base64'))
  }

  /** The page's own zoom (CSS), kept over navigations: DevTools has no access to the browser's. */
  setZoomFactor(factor: number): void {
    if (!(factor > 0)) throw new Error("'zoomFactor' must be a double greater than 0.0")
    this.zoom = factor
    this.applyZoom()
  }

  getZoomFactor(): number {
    return this.zoom
  }

  openDevTools(): void {
    if (this.preferences.devTools === false || this.page === undefined || this.devToolsTarget !== undefined) return
    runtime()
      .browser.openDevTools(this.page)
      .then((targetId) => {
        this.devToolsTarget = targetId
        this.emit('devtools-opened')
      })
      .catch(() => {}) // the page is gone: told elsewhere
  }

  closeDevTools(): void {
    if (this.devToolsTarget !== undefined) runtime().browser.post('Target.closeTarget', { targetId: this.devToolsTarget })
  }

  isDevToolsOpened(): boolean {
    return this.devToolsTarget !== undefined
  }

  // What the app listens to

  override on(event: string, listener: (...args: never[]) => void): this {
    if (event === 'unresponsive' && this.pulse === undefined) this.startPulse()
    return super.on(event, listener)
  }

  // What the window calls

  /** Its window is gone for good. */
  destroy(): void {
    if (this.destroyed) return
    this.destroyed = true
    clearInterval(this.pulse)
    this.frame.destroy()
    all.delete(this)
    this.load?.failed(new Error(`ERR_ABORTED (-3) loading '${this.load.address}'`))
    this.load = undefined
    this.page = undefined
    this.emit('destroyed')
  }

  /** The language of the page that is shown; undefined if there is none. */
  async language(): Promise<string | undefined> {
    try {
      const answer = await this.page?.send('Runtime.evaluate', { expression: 'document.documentElement.lang', returnByValue: true })
      return typeof answer?.result.value === 'string' && answer.result.value !== '' ? answer.result.value : undefined
    } catch {
      return undefined
    }
  }

  /** While a dialog is over it. */
  ignoreInput(ignore: boolean): void {
    this.page?.post('Input.setIgnoreInputEvents', { ignore })
  }

  /** The desktop's own file chooser; the paths are the browser's word, not the page's. */
  async chooseFiles(several: boolean, extensions: readonly string[]): Promise<readonly string[]> {
    const { page, world } = this
    if (page === undefined || world === undefined) return []
    const { result } = await page.send('Runtime.evaluate', {
      expression: `new Promise((done) => {
        const input = document.createElement('input')
        input.type = 'file'
        input.multiple = ${several}
        input.accept = ${JSON.stringify(extensions.map((extension) => `.${extension}`).join(','))}
        input.addEventListener('change', () => done([...input.files]))
        input.addEventListener('cancel', () => done([]))
        input.click()
      })`,
      contextId: world,
      awaitPromise: true,
      userGesture: true,
    })
    if (result.objectId === undefined) return []
    const { result: files } = await page.send('Runtime.getProperties', { objectId: result.objectId, ownProperties: true })
    const objects = files.flatMap(({ name, value }) => (/^\d+$/.test(name) && value?.objectId !== undefined ? [value.objectId] : []))
    return Promise.all(objects.map(async (objectId) => (await page.send('DOM.getFileInfo', { objectId })).path))
  }

  ownerWindow(): Electron.BrowserWindow {
    return this.owner.asElectron()
  }

  /** Told by the browser of every DevTools window that is gone. */
  devToolsClosed(targetId: string): void {
    if (targetId !== this.devToolsTarget) return
    this.devToolsTarget = undefined
    this.emit('devtools-closed')
  }

  sendShortcuts(): void {
    this.deliver(['shortcuts', menuShortcuts()])
  }

  // What the browser says

  ended(how: Ending): void {
    this.page = undefined
    this.world = undefined
    if (how === 'browser-gone') this.goneWith({ reason: 'killed', exitCode: 1 })
    this.owner.pageEnded(how)
  }

  heard(event: Incoming): void {
    const page = this.page
    if (page === undefined) return
    switch (event.method) {
      case 'Fetch.requestPaused':
        this.answerRequest(page, event.params, event.sessionId ?? page.sessionId).catch((error: unknown) => {
          page.post('Fetch.failRequest', { requestId: event.params.requestId, errorReason: 'Failed' }, event.sessionId)
          if (!(error instanceof DevToolsError)) throw error
        })
        return
      case 'Runtime.bindingCalled':
        if (event.params.executionContextId === this.world && event.params.name === this.worlds?.binding) this.heardWorld(event.params.payload)
        return
      case 'Runtime.executionContextCreated':
        if (event.sessionId === page.sessionId && event.params.context.name === WORLD && event.params.context.auxData?.frameId === page.targetId) {
          this.world = event.params.context.id
          this.zoomOfPage = 1
          this.applyZoom()
        }
        return
      case 'Runtime.executionContextDestroyed':
        if (event.params.executionContextId === this.world) this.world = undefined
        return
      case 'Runtime.executionContextsCleared':
        this.world = undefined
        return
      case 'Page.frameNavigated': {
        const { frame } = event.params
        if (frame.id !== page.targetId) return
        if (!frame.url.startsWith('data:') && frame.url !== 'about:blank') {
          this.committed = true
          this.frame.address = frame.url + (frame.urlFragment ?? '')
          this.frame.name = frame.name ?? ''
          this.emit('did-navigate', preventable({}), this.frame.url, 200, 'OK')
        }
        return
      }
      case 'Page.navigatedWithinDocument':
        if (event.params.frameId !== page.targetId) return
        this.frame.address = event.params.url
        this.emit('did-navigate-in-page', preventable({}), this.frame.url, true, 0, 0)
        return
      case 'Page.domContentEventFired':
        if (this.isOwnDocument()) this.emit('dom-ready', preventable({}))
        return
      case 'Page.loadEventFired':
        if (!this.isOwnDocument()) return
        setTimeout(() => this.owner.painted(), PAINT_PATIENCE).unref()
        this.load?.done()
        this.load = undefined
        this.emit('did-finish-load')
        return
      case 'Page.lifecycleEvent':
        if (event.params.name === 'firstPaint' && event.params.frameId === page.targetId && this.isOwnDocument()) this.owner.painted()
        return
      case 'Page.windowOpen':
        this.askToOpen(event.params.url, event.params.windowName)
        return
      case 'Page.javascriptDialogOpening':
        // Leaving is for `close` and `will-navigate` to refuse. Without a screen nobody could answer the others.
        if (event.params.type === 'beforeunload' || runtime().headless) page.post('Page.handleJavaScriptDialog', { accept: event.params.type === 'beforeunload' })
        return
      case 'Inspector.targetCrashed':
        this.world = undefined
        this.goneWith({ reason: 'crashed', exitCode: 1 })
        return
    }
  }

  // Inside

  private present(): Page {
    if (this.page === undefined) throw new Error('The page is not open yet, or is gone.')
    return this.page
  }

  /** False for the first page of the browser, which only has a colour. */
  private isOwnDocument(): boolean {
    return this.committed
  }

  private navigate(load: Load): void {
    const page = this.present()
    const address = toBrowser(load.address)
    this.expected = address
    applyPermissions(this.asElectron(), originOf(address))
    this.emit('did-start-loading')
    // The browser's first window begins at once: its process starts while the browser asks us for the document.
    const begun = page.waits ? this.prepared : Promise.resolve()
    begun
      .then(() => {
        if (this.load !== load) return { errorText: '' }
        const navigated = page.send('Page.navigate', { url: address })
        // Node loads its `Request` at first use, for twenty milliseconds: now that the browser works, and neither while it starts and needs both processors, nor when the page waits.
        void new Request('https://resguardo-runtime.invalid')
        return navigated
      })
      .then(
        ({ errorText }) => errorText !== undefined && errorText !== '' && this.loadFailed(load, errorText),
        (error: Error) => this.page === page && this.loadFailed(load, error.message),
      )
  }

  private loadFailed(load: Load, reason: string): void {
    if (this.load !== load) return
    this.load = undefined
    this.expected = undefined
    this.emit('did-fail-load', preventable({}), -2, reason, load.address, true, 0, 0)
    load.failed(new Error(`${reason} loading '${load.address}'`))
  }

  private goneWith(details: Electron.RenderProcessGoneDetails): void {
    this.emit('render-process-gone', preventable({}), details)
    contentsGone.heard(this, details)
  }

  private applyZoom(): void {
    if (this.world === undefined || this.zoom === this.zoomOfPage) return
    const { zoom, world } = this
    this.zoomOfPage = zoom
    this.page?.post('Runtime.callFunctionOn', {
      functionDeclaration: 'function (zoom) { const set = () => { document.documentElement.style.zoom = zoom }; document.documentElement ? set() : addEventListener("DOMContentLoaded", set) }',
      executionContextId: world,
      arguments: [{ value: zoom === 1 ? '' : String(zoom) }],
      silent: true,
    })
  }

  private deliver(message: ToWorld, world = this.world): void {
    // Encoded even if nobody is there, so that what cannot be sent is always refused.
    const text = mainWire.encode(message)
    if (world === undefined || world !== this.world || this.worlds === undefined) return
    this.page?.post('Runtime.callFunctionOn', {
      functionDeclaration: `function (text) { globalThis.${this.worlds.deliver}(text) }`,
      executionContextId: world,
      arguments: [{ value: text }],
      silent: true,
    })
  }

  private heardWorld(payload: string): void {
    // A page's process may send anything: each part is checked before it is used.
    let decoded: unknown
    try {
      decoded = mainWire.decode(payload)
    } catch {
      return
    }
    if (!Array.isArray(decoded)) return
    const message = decoded as unknown as FromWorld // its first part says which, and the parts are checked below
    const event = (): Electron.IpcMainInvokeEvent =>
      // The members that Electron's handlers look at; `ports` and `reply` are not offered.
      guarded('event', { sender: this.asElectron(), senderFrame: this.mainFrame, frameId: this.id, processId: this.id, type: 'frame', defaultPrevented: false, preventDefault() {} }) as unknown as Electron.IpcMainInvokeEvent
    switch (message[0]) {
      case 'invoke': {
        const [, id, channel, args] = message
        if (typeof id !== 'number' || typeof channel !== 'string' || !Array.isArray(args)) return
        const { world } = this
        answerInvoke(event(), channel, args)
          .then((value) => this.deliver(['answer', id, true, value], world))
          .catch((error: unknown) => this.deliver(['answer', id, false, String(error)], world))
        return
      }
      case 'send': {
        const [, channel, args] = message
        // Electron's event of `on` has members more (reply, ports) that are refused by name.
        if (typeof channel === 'string' && Array.isArray(args)) hearSend(event() as unknown as Electron.IpcMainEvent, channel, args)
        return
      }
      case 'shortcut':
        if (typeof message[1] === 'string') runShortcut(message[1], this)
        return
      case 'input':
        heardInput()
        return
      case 'focus':
        this.owner.focused(message[1] === true)
        return
      case 'resized':
        this.owner.resized()
        return
      case 'dark':
        heardDark(message[1] === true)
        return
      case 'open':
        if (typeof message[1] === 'string' && typeof message[2] === 'string') this.askToOpen(message[1], message[2])
        return
    }
  }

  private askToOpen(url: string, frameName: string): void {
    const details = { url: fromBrowser(url), frameName, features: '', disposition: 'foreground-tab', referrer: { url: '', policy: 'default' } } satisfies Electron.HandlerDetails
    const answer = this.openHandler?.(details) ?? { action: 'allow' }
    if (answer.action !== 'deny') throw new NotOffered("a window that a page opens (answer { action: 'deny' } in webContents.setWindowOpenHandler)")
  }

  private async answerRequest(page: Page, paused: PausedRequest, sessionId: string): Promise<void> {
    const { requestId, request, resourceType } = paused
    const url = fromBrowser(request.url + (request.urlFragment ?? ''))
    const refuse = (errorReason: 'Aborted' | 'BlockedByClient'): void => page.post('Fetch.failRequest', { requestId, errorReason }, sessionId)

    if (resourceType === 'Document' && !this.mayNavigate(page, paused, url)) return refuse('Aborted')
    // The browser's own question, which no page of the app asked and Electron does not ask.
    if (resourceType === 'Other' && request.url.endsWith('/favicon.ico')) return refuse('BlockedByClient')

    const details = {
      id: ++lastRequest,
      url,
      method: request.method,
      resourceType: RESOURCE_TYPES[resourceType] ?? 'other',
      referrer: '',
      timestamp: Date.now(),
      uploadData: [],
      webContents: this.asElectron(),
      webContentsId: this.id,
      frame: this.mainFrame,
    } satisfies Electron.OnBeforeRequestListenerDetails
    const { cancel, redirectURL } = await askBeforeRequest(details)
    if (cancel === true) return refuse(resourceType === 'Document' ? 'Aborted' : 'BlockedByClient')
    if (redirectURL !== undefined) {
      return page.post('Fetch.fulfillRequest', { requestId, responseCode: 307, responseHeaders: [{ name: 'location', value: toBrowser(redirectURL) }], body: '' }, sessionId)
    }
    // What a page made itself (a picture from its own memory) needs nobody's answer.
    if (url.startsWith('data:image/') || url.startsWith('blob:')) return page.post('Fetch.continueRequest', { requestId }, sessionId)
    const handler = handlerOf(url)
    if (handler === undefined) return refuse(resourceType === 'Document' ? 'Aborted' : 'BlockedByClient')

    const response = await handler(requestOf(url, request))
    if (resourceType === 'Document') await this.prepared
    const responseHeaders = await this.headersOf(response, details)
    const body = Buffer.from(await response.arrayBuffer()).toString('base64')
    page.post(
      'Fetch.fulfillRequest',
      {
        requestId,
        responseCode: response.status,
        ...(response.statusText === '' ? {} : { responsePhrase: response.statusText }),
        responseHeaders,
        body,
      },
      sessionId,
    )
  }

  private async headersOf(response: Response, details: Electron.OnBeforeRequestListenerDetails): Promise<{ name: string; value: string }[]> {
    const plain = [...response.headers].map(([name, value]) => ({ name, value }))
    const { responseHeaders } = await askHeadersReceived({
      ...details,
      statusCode: response.status,
      statusLine: `HTTP/1.1 ${response.status} ${response.statusText}`,
      responseHeaders: Object.fromEntries(plain.map(({ name, value }) => [name, [value]])),
    })
    if (responseHeaders === undefined) return plain.map(({ name, value }) => ({ name, value: name === 'location' ? toBrowser(value) : value }))
    return Object.entries(responseHeaders).flatMap(([name, values]) => [values].flat().map((value) => ({ name, value: name.toLowerCase() === 'location' ? toBrowser(value) : value })))
  }

  /** Asks the app about a page's wish to go elsewhere. What the app itself asked for is not asked about. */
  private mayNavigate(page: Page, paused: PausedRequest, url: string): boolean {
    const isMainFrame = paused.frameId === page.targetId
    const wanted = paused.request.url
    if (isMainFrame && this.expected !== undefined && withoutFragment(this.expected) === wanted) {
      this.expected = undefined
      return true
    }
    const event = preventable({ url, isMainFrame, isSameDocument: false, frame: isMainFrame ? this.mainFrame : null, initiator: this.mainFrame })
    if (paused.redirectedRequestId !== undefined) {
      this.emit('will-redirect', event, url, false, isMainFrame)
      return !event.defaultPrevented
    }
    if (isMainFrame && withoutFragment(this.frame.address) === wanted) return true // the person's own reload
    if (isMainFrame) this.emit('will-navigate', event, url, false, true)
    this.emit('will-frame-navigate', event)
    return !event.defaultPrevented
  }

  private startPulse(): void {
    this.pulse = setInterval(() => {
      const { page } = this
      if (page === undefined) return
      const late = setTimeout(() => {
        if (!this.responsive || this.page !== page) return
        this.responsive = false
        this.emit('unresponsive')
      }, PULSE - 1000)
      page.send('Runtime.evaluate', { expression: '1' }).then(
        () => {
          clearTimeout(late)
          if (this.responsive) return
          this.responsive = true
          this.emit('responsive')
        },
        () => clearTimeout(late),
      )
    }, PULSE).unref()
  }
}

const RESOURCE_TYPES: Readonly<Record<string, Electron.OnBeforeRequestListenerDetails['resourceType']>> = {
  Document: 'mainFrame',
  Stylesheet: 'stylesheet',
  Image: 'image',
  Media: 'media',
  Font: 'font',
  Script: 'script',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
  WebSocket: 'webSocket',
}

function withoutFragment(address: string): string {
  return address.split('#', 1)[0] ?? address
}

/** The question as the app's protocol handler wants it: addresses in the app's spelling. */
function requestOf(url: string, { method, headers, postDataEntries }: PausedRequest['request']): Request {
  const spelled = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    /^origin$/i.test(name) ? originOf(value) : /^referer$/i.test(name) ? fromBrowser(value) : value,
  ])
  const body = postDataEntries?.map(({ bytes }) => Buffer.from(bytes ?? '', 'base64'))
  return new Request(url, { method, headers: spelled, ...(body === undefined || method === 'GET' || method === 'HEAD' ? {} : { body: Buffer.concat(body) }) })
}
