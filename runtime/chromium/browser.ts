import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import type { Readable, Writable } from 'node:stream'
import type { Commands, Incoming, Method } from './cdp.ts'
import { launchFlags } from './flags.ts'
import { Page } from './page.ts'
import { BrowserGone, Pipe } from './pipe.ts'
import { clearLeftover, firstPage, makeProfile, readLook } from './profile.ts'

export type BrowserOptions = {
  readonly program: string
  readonly profile: string
  readonly headless: boolean
  readonly testPort: string | undefined
  /** Where a sentence for the person at the terminal goes. */
  readonly say: (sentence: string) => void
}

export type WindowPlace = { readonly width: number; readonly height: number; readonly x?: number | undefined; readonly y?: number | undefined }

/** The events and answers that a started browser's process holds. */
type Running = { readonly flags: readonly string[]; readonly child: ChildProcess; readonly pipe: Pipe; readonly gone: Promise<void> }

type Waiter = { readonly give: (page: Page) => void; readonly fail: (error: Error) => void }

/** Milliseconds that a page has to open a window for us before another way is tried. */
const POPUP_PATIENCE = 3000
/** Milliseconds that the browser has to close by itself before it is killed. */
const CLOSE_PATIENCE = 4000
/** How often a window is tried to be opened in a browser that ends in good order each time. */
const ATTEMPTS = 5

/**
 * The browser's process: spawned at once, closed with us, never left behind. Its first window is there as soon as it runs;
 * further ones are opened by a page of ours as pop-ups, because only those look like the first (no tabs, no address bar).
 */
export class Browser {
  readonly options: BrowserOptions
  /** Told when the process ended without being asked to: 'closed' by the person, or 'died'. */
  onEnd: (how: 'closed' | 'died', exitCode: number) => void = () => {}
  /** Whether a page of the app may be looked into with DevTools. */
  allowsDevTools: () => boolean = () => false
  /** Told with the target of a DevTools window that is gone. */
  onDevToolsClosed: (targetId: string) => void = () => {}
  /** DevTools windows by their sessions. */
  private readonly devTools = new Map<string, string>()
  private readonly extra: string[] = []
  private running: Running | undefined
  private closing = false
  private restarting: Promise<void> | undefined
  private readonly pages = new Map<string, Page>()
  private readonly children = new Map<string, Page>()
  /** The browser's first window, until somebody takes it; waiters are served in order. */
  private first: Page | undefined
  private firstTaken = false
  private readonly waitingForFirst: Waiter[] = []
  private readonly waitingForPopup: (Waiter & { readonly opener: string; readonly token: string })[] = []
  private readonly waitingForTarget: Waiter[] = []
  private opening: Promise<unknown> = Promise.resolve()
  private lastEnd: 'closed' | 'died' | undefined

  constructor(options: BrowserOptions) {
    this.options = options
    // The last resort, in whatever way this process ends by itself. (If it is killed, the pipe closes, and Chromium exits.)
    process.once('exit', () => this.kill())
  }

  /** The command line of the browser that runs now, and what was asked for it since. */
  get flags(): readonly string[] {
    return [...(this.running?.flags ?? []), ...this.extra]
  }

  get isRunning(): boolean {
    return this.running !== undefined
  }

  /** Spawns the browser, if it does not run. Returns before it answers: commands wait in the pipe. */
  start(): Pipe {
    if (this.running !== undefined) return this.running.pipe
    const { program, profile, headless, testPort, say } = this.options
    makeProfile(profile)
    clearLeftover(profile)
    const look = readLook(profile)
    const root = process.platform === 'linux' && process.getuid?.() === 0
    if (root) say('Chromium runs without its sandbox (--no-sandbox), because this is the superuser, for whom Chromium refuses to start with it. Run Resguardo as an ordinary user to have the sandbox.')
    const { bounds } = look
    const flags = launchFlags({ profile, firstPage: firstPage(look), headless, root, testPort, size: bounds, position: bounds, extra: this.extra })
    const child = spawn(program, flags, { stdio: ['ignore', 'ignore', testPort === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'], detached: process.platform !== 'win32' })
    child.stderr?.on('data', (text: Buffer) => this.passOn(text.toString()))
    // With stdio 'pipe', descriptors 3 and 4 are streams: 3 is written by us, 4 is read.
    const pipe = new Pipe(child.stdio[3] as Writable, child.stdio[4] as Readable, (event) => this.hear(event))
    let ended = (): void => {}
    const gone = new Promise<void>((resolve) => (ended = resolve))
    const running: Running = { flags, child, pipe, gone }
    this.running = running
    this.lastEnd = undefined
    this.firstTaken = false
    child.once('error', (error) => {
      say(`The browser ${program} could not be started: ${error.message}`)
      this.ended(running, 'died', 1, ended)
    })
    child.once('exit', (code, signal) => this.ended(running, code === 0 && signal === null ? 'closed' : 'died', code ?? 1, ended))
    pipe.post('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter: [{ type: 'page' }] })
    // Nothing is granted to any origin; what was granted to one by name stays granted.
    pipe.post('Browser.grantPermissions', { permissions: [] })
    pipe.post('Browser.setDownloadBehavior', { behavior: 'deny' })
    return pipe
  }

  send<M extends Method>(method: M, params: Commands[M]['in']): Promise<Commands[M]['out']> {
    return this.running === undefined ? Promise.reject(new BrowserGone(method)) : this.running.pipe.send(method, params)
  }

  post<M extends Method>(method: M, params: Commands[M]['in']): void {
    this.running?.pipe.post(method, params)
  }

  /** Adds to the command line; a browser that already runs is started anew before its window is taken. */
  addFlags(flags: readonly string[]): void {
    const more = flags.filter((flag) => !this.extra.includes(flag))
    this.extra.push(...more)
    if (more.length > 0 && this.isRunning && !this.firstTaken) this.restarting ??= this.stop()
  }

  /**
   * A window for somebody: the browser's first if it is free, else a new one. A browser that is just leaving, because its last
   * window was closed, is started again.
   */
  open(place: WindowPlace): Promise<Page> {
    // One after another: the second may be opened by the first.
    const opened = this.opening.then(() => this.openPatiently(place))
    this.opening = opened.catch(() => {})
    return opened
  }

  private async openPatiently(place: WindowPlace): Promise<Page> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.openOnce(place)
      } catch (error) {
        if (!(error instanceof BrowserGone)) throw error
        await this.running?.gone
        if (this.lastEnd !== 'closed' || attempt === ATTEMPTS) throw error
      }
    }
  }

  private async openOnce(place: WindowPlace): Promise<Page> {
    await this.restarting
    this.restarting = undefined
    const pipe = this.start()
    if (!this.firstTaken) {
      this.firstTaken = true
      if (this.first !== undefined) return this.takeFirst(this.first)
      return new Promise((give, fail) => this.waitingForFirst.push({ give, fail }))
    }
    const opener = [...this.pages.values()].find((page) => !page.hidden)
    if (opener !== undefined) return (await this.openPopup(opener, place)) ?? this.openTarget(pipe)
    if (this.options.headless) return this.openTarget(pipe)
    // On a screen that would be a window with tabs. Nothing is open: a new browser begins with a window as it should be.
    await this.stop()
    return this.openOnce(place)
  }

  /** A page that nobody sees, for what only a page can do. */
  async openHidden(): Promise<Page> {
    const pipe = this.start()
    const { targetId } = await pipe.send('Target.createTarget', { url: 'about:blank', hidden: true })
    const { sessionId } = await pipe.send('Target.attachToTarget', { targetId, flatten: true })
    const page = new Page(pipe, targetId, sessionId, { hidden: true })
    this.pages.set(sessionId, page)
    return page
  }

  /** Opens DevTools for a page, and watches them; answers their target. */
  async openDevTools(page: Page): Promise<string> {
    const pipe = this.start()
    const { targetId } = await pipe.send('Target.openDevTools', { targetId: page.targetId })
    const { sessionId } = await pipe.send('Target.attachToTarget', { targetId, flatten: true })
    this.devTools.set(sessionId, targetId)
    return targetId
  }

  /** Closes the browser, its windows and its processes. */
  async stop(): Promise<void> {
    const { running } = this
    if (running === undefined) return
    this.closing = true
    running.pipe.post('Browser.close', {})
    const killer = setTimeout(() => this.kill(), CLOSE_PATIENCE)
    await running.gone
    clearTimeout(killer)
    this.closing = false
  }

  /** Ends every process of the browser, now. */
  kill(): void {
    const pid = this.running?.child.pid
    if (pid === undefined) return
    try {
      if (process.platform === 'win32') this.running?.child.kill('SIGKILL')
      else process.kill(-pid, 'SIGKILL')
    } catch {
      // It is gone already.
    }
  }

  private ended(running: Running, how: 'closed' | 'died', code: number, settled: () => void): void {
    if (this.running !== running) return
    const asked = this.closing
    this.kill() // helpers that outlive their browser
    this.running = undefined
    running.pipe.close()
    this.first = undefined
    const pages = [...this.pages.values()]
    this.pages.clear()
    this.children.clear()
    for (const targetId of this.devTools.values()) this.onDevToolsClosed(targetId)
    this.devTools.clear()
    const waiting = [...this.waitingForFirst.splice(0), ...this.waitingForPopup.splice(0), ...this.waitingForTarget.splice(0)]
    this.lastEnd = asked ? 'closed' : how
    settled()
    for (const page of pages) page.end(asked || how === 'closed' ? 'closed' : 'browser-gone')
    if (!asked) this.onEnd(how, code)
    for (const { fail } of waiting) fail(new BrowserGone('opening a window'))
  }

  private hear(event: Incoming): void {
    if (event.method === 'Target.attachedToTarget') return this.attached(event.params, event.sessionId)
    if (event.method === 'Target.detachedFromTarget') return this.detached(event.params.sessionId)
    if (event.sessionId === undefined) return
    const page = this.pages.get(event.sessionId) ?? this.children.get(event.sessionId)
    if (event.method === 'Page.windowOpen' && page !== undefined) {
      const { windowName } = event.params
      const ours = this.waitingForPopup.some(({ token, opener }) => opener === page.targetId && windowName === token)
      page.opening.push(ours ? 'ours' : 'foreign')
      if (ours) return
    }
    page?.hear(event)
  }

  private attached({ sessionId, targetInfo, waitingForDebugger }: Extract<Incoming, { method: 'Target.attachedToTarget' }>['params'], parent: string | undefined): void {
    const pipe = this.running?.pipe
    if (pipe === undefined) return
    const above = parent === undefined ? undefined : (this.pages.get(parent) ?? this.children.get(parent))
    if (above !== undefined) {
      // A worker or a frame in another process: its requests are answered like its page's.
      this.children.set(sessionId, above)
      pipe.post('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, sessionId)
      pipe.post('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }, sessionId)
      pipe.post('Runtime.runIfWaitingForDebugger', {}, sessionId)
      return
    }
    if (targetInfo.type !== 'page') return // the hidden one, which `openHidden` attached itself
    const page = new Page(pipe, targetInfo.targetId, sessionId, { waits: waitingForDebugger })
    const isBlank = targetInfo.openerId === undefined && ['', 'about:blank'].includes(targetInfo.url)
    const wanted = isBlank ? this.waitingForTarget.shift() : undefined
    const opener = [...this.pages.values()].find(({ targetId }) => targetId === targetInfo.openerId)
    if (wanted !== undefined) {
      this.pages.set(sessionId, page)
      wanted.give(page)
    } else if (opener?.opening.shift() === 'ours') {
      const index = this.waitingForPopup.findIndex((waiting) => waiting.opener === opener.targetId)
      const [waiting] = this.waitingForPopup.splice(index, 1)
      this.pages.set(sessionId, page)
      waiting?.give(page)
    } else if (!waitingForDebugger && this.first === undefined && !this.pages.size) {
      this.pages.set(sessionId, page)
      this.first = page
      const waiting = this.waitingForFirst.shift()
      if (waiting !== undefined) waiting.give(this.takeFirst(page))
    } else if (targetInfo.url.startsWith('devtools://')) {
      if (!this.allowsDevTools()) return pipe.post('Target.closeTarget', { targetId: targetInfo.targetId })
      pipe.post('Runtime.runIfWaitingForDebugger', {}, sessionId)
    } else {
      // A window that nobody of ours asked for: a page's pop-up, or the person's attempt at an ordinary browser window.
      pipe.post('Target.closeTarget', { targetId: targetInfo.targetId })
    }
  }

  private detached(sessionId: string): void {
    this.children.delete(sessionId)
    const devTools = this.devTools.get(sessionId)
    if (devTools !== undefined) {
      this.devTools.delete(sessionId)
      this.onDevToolsClosed(devTools)
    }
    const page = this.pages.get(sessionId)
    if (page === undefined) return
    this.pages.delete(sessionId)
    if (this.first === page) this.first = undefined
    page.end('closed')
  }

  private takeFirst(page: Page): Page {
    this.first = undefined
    return page
  }

  /** A window that no page of ours can open. Its target attaches before the command is answered: blank, and nobody's. */
  private openTarget(pipe: Pipe): Promise<Page> {
    return new Promise((give, fail) => {
      const waiter = { give, fail }
      this.waitingForTarget.push(waiter)
      pipe.send('Target.createTarget', { url: 'about:blank', newWindow: true }).catch((error: Error) => {
        const index = this.waitingForTarget.indexOf(waiter)
        if (index >= 0) this.waitingForTarget.splice(index, 1)
        fail(error)
      })
    })
  }

  private async openPopup(opener: Page, { width, height, x, y }: WindowPlace): Promise<Page | undefined> {
    const token = randomUUID()
    const features = ['popup', 'noopener', `width=${width}`, `height=${height}`, ...(x === undefined ? [] : [`left=${x}`]), ...(y === undefined ? [] : [`top=${y}`])]
    const arrived = new Promise<Page>((give, fail) => this.waitingForPopup.push({ opener: opener.targetId, token, give, fail }))
    arrived.catch(() => {}) // heard below, unless another way was taken meanwhile
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, POPUP_PATIENCE, undefined)))
    try {
      opener.post('Page.enable', {}) // whose events tell of the window; whoever has the page may not have come to it yet
      const { executionContextId } = await opener.send('Page.createIsolatedWorld', { frameId: opener.targetId, worldName: 'resguardo-windows' })
      opener.post('Runtime.evaluate', {
        expression: `void open('about:blank', ${JSON.stringify(token)}, ${JSON.stringify(features.join(','))})`,
        contextId: executionContextId,
        userGesture: true,
      })
      return await Promise.race([arrived, late])
    } catch {
      return undefined
    } finally {
      clearTimeout(timer)
      const left = this.waitingForPopup.findIndex((waiting) => waiting.token === token)
      if (left >= 0) this.waitingForPopup.splice(left, 1)
    }
  }

  /** Only a test's port has something to say: the line that tells where it listens. */
  private passOn(text: string): void {
    for (const line of text.split('\n')) if (line.startsWith('DevTools listening')) this.options.say(line)
  }
}
