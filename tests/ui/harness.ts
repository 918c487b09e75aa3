import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize, resolve } from 'node:path'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Result } from '#shared/kernel/result.ts'
import { SECURITY_HEADERS } from '#main/shell/content-security-policy.ts'
import { firstPage } from '#main/shell/first-page.ts'
import { findBrowser } from '#runtime/chromium/find-browser.ts'
import { type TwinHandlers, twin, twinSurface } from './twin.ts'

/** The built window (`npm run build`), or another build of it. */
const BUILT = process.env['RESGUARDO_RENDERER'] ?? resolve('out/renderer')
/** A page of our origin with nothing on it, where a seat begins. */
const BLANK = '/blank.html'
/** Asked for by the tests, and by the browser of its own accord. */
const EMPTY = [BLANK, '/favicon.ico']
/** Windows opened so far. Each has its number: in its address, or its page would only be scrolled to another part, and in all that it asks. */
let windows = 0
/** The accessibility checker, where the window finds its own scripts: the browser keeps it compiled, and no policy stands in its way. */
const AXE = '/assets/axe.js'
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
}

export type WindowOptions = {
  readonly handlers: readonly TwinHandlers[]
  readonly route?: string
  readonly width?: number
  readonly height?: number
  readonly scheme?: 'light' | 'dark'
  /** What the page takes for the present (milliseconds since 1970), all the time; the real one if left out. Timers and frames are the browser's own. */
  readonly now?: number
  /** The document brings its first picture, as main makes it. `held`: the window's script waits for `letGo`. */
  readonly drawn?: 'at-once' | 'held'
  /** The test drives the page's timers, which cannot be undone: no other window gets the page. */
  readonly drivesTimers?: boolean
}

/** A page that windows are opened in, one after another: a new one costs four times the processor time of a page that is used again. */
type Seat = {
  readonly context: BrowserContext
  readonly page: Page
  /** The number of the window that has it: what the one before still asks as it goes is of no test any more. */
  number: number
  main: ReturnType<typeof twin>
  faults: string[]
}

let browser: Promise<Browser> | undefined
let server: Promise<Server> | undefined
const free: Seat[] = []

/** The browser of this worker, for all its test files; it ends with the process. */
function theBrowser(): Promise<Browser> {
  const program = findBrowser()
  if (program === undefined) throw new Error('no Chromium, Chrome or Edge on this machine: npm test installs one, or says how')
  browser ??= chromium.launch({
    executablePath: program,
    // One origin only: without site isolation Chromium starts one process for a window instead of three. No other host is found.
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-site-isolation-trials', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost'],
  })
  return browser
}

/** Serves the built window to this worker's browser: what comes over HTTP the browser keeps compiled, what a test hands it, it does not. */
function theServer(): Promise<Server> {
  server ??= new Promise((resolve) => {
    const started = createServer((request, response) => {
      const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
      const file = join(BUILT, path)
      const found = path === AXE ? axe.source : EMPTY.includes(path) ? '' : file.startsWith(BUILT) && existsSync(file) ? readFileSync(file) : undefined
      response.writeHead(found === undefined ? 404 : 200, {
        ...SECURITY_HEADERS,
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        // The names of the assets are made from what is in them.
        'cache-control': path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-store',
      })
      response.end(found)
    })
    started.listen(0, '127.0.0.1', () => resolve(started)).unref()
  })
  return server
}

/** Ends the browser, in a process that is to end by itself. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close()
}

/** A page of its own at an address that is not the window's: a file that people open in any browser. Close it. */
export async function openPage(address: string, scheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const page = await (await theBrowser()).newPage({ locale: 'es-MX', colorScheme: scheme })
  await page.goto(address)
  return page
}

/** A page that nobody uses, or a new one. */
async function takeSeat(main: Seat['main'], origin: string): Promise<Seat> {
  const again = free.pop()
  if (again !== undefined) return Object.assign(again, { main, faults: [], number: (windows += 1) })
  const context = await (await theBrowser()).newContext({ locale: 'es-MX', reducedMotion: 'reduce' })
  const page = await context.newPage()
  const seat: Seat = { context, page, main, faults: [], number: (windows += 1) }
  page.on('pageerror', (error) => seat.faults.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') seat.faults.push(message.text())
  })
  page.on('request', (request) => {
    const { protocol, origin: from, href } = new URL(request.url())
    if (protocol.startsWith('http') && from !== origin) seat.faults.push(`asked for ${href}`)
  })
  // As text: Playwright looks at every value of an answer by itself, and the rules have thousands.
  await page.exposeFunction('twinAnswer', (number: number, module: string, entry: string, input: unknown) =>
    number === seat.number ? seat.main.answer(module, entry, input).then((answer) => JSON.stringify(answer)) : new Promise(() => {}),
  )
  await page.exposeFunction('twinFault', (number: number, fault: string) => void (number === seat.number && seat.faults.push(fault)))
  await page.addInitScript(install, twinSurface())
  await page.goto(`${origin}${BLANK}`)
  return seat
}

/** Leaves the window, and its page for the next one if `again`: what is on it goes when that comes, as an empty page between them costs time. */
async function leaveSeat(seat: Seat, again: boolean): Promise<void> {
  if (!again || seat.page.isClosed()) return seat.context.close()
  seat.number = 0
  free.push(seat)
}

/**
 * The built window in a headless browser, under the content security policy of the product, with a twin in main's place.
 * `faults` collects what must never happen: a violation of the policy, an uncaught error, a request to elsewhere.
 */
export async function openWindow({ handlers, route = '/', width = 1280, height = 800, scheme = 'light', now, drawn, drivesTimers = false }: WindowOptions) {
  if (!existsSync(join(BUILT, 'index.html'))) throw new Error('the window is not built: npm run build')
  const { port } = (await theServer()).address() as AddressInfo // it listens on a port
  const origin = `http://localhost:${port}`
  const main = twin(...handlers)
  const seat = await takeSeat(main, origin)
  const { page, faults } = seat
  await page.setViewportSize({ width, height })
  await page.emulateMedia({ media: null, colorScheme: scheme })
  await page.evaluate((name) => (window.name = name), JSON.stringify({ number: seat.number, now }))
  const letGo = drawn === undefined ? undefined : await drawDocument(page, main, drawn === 'held')
  await page.goto(`${origin}/index.html?${seat.number}#${route}`, letGo && { waitUntil: 'commit' })
  // What is not there at first Playwright looks for again half a second later: its first look comes when the window has drawn something.
  if (letGo === undefined) await page.waitForFunction(() => document.querySelector('main, h1') !== null)
  let left: Promise<void> | undefined

  return {
    page,
    calls: main.calls,
    faults,
    /** The window's script may come, where it was held. */
    letGo: () => letGo?.(),
    /** Main tells the window. */
    emit: (module: string, event: string, payload: unknown) =>
      page.evaluate(([name, what]) => window.dispatchEvent(new CustomEvent(String(name), { detail: what })), [`twin:${module}/${event}`, payload]),
    /** Goes to another route, as a link to it would: a new window costs half a second of the processor. */
    go: (next: string) => page.evaluate((hash) => window.location.assign(`#${hash}`), next),
    /** Resizes the window, and changes the system's theme. */
    become: async (size: number, theme: 'light' | 'dark', tall = height) => {
      await page.setViewportSize({ width: size, height: tall })
      await page.emulateMedia({ colorScheme: theme })
      const own = await page.evaluate(() => document.documentElement.dataset['theme'])
      if (own !== undefined) throw new Error(`the window keeps to its own theme, ${own}: nothing is seen in ${theme}`)
    },
    /** Leaves it; once more changes nothing. */
    close: () => {
      letGo?.()
      return (left ??= (drawn === undefined ? Promise.resolve() : page.unrouteAll({ behavior: 'wait' })).then(() => leaveSeat(seat, !drivesTimers)))
    },
  }
}

/** Gives the page its document as main would, with what the twin answers. Answers with what lets the window's script come. */
async function drawDocument(page: Page, main: Seat['main'], held: boolean): Promise<() => void> {
  const { fill, answersCome } = firstPage(resolve('out/main/first-picture.js'), {
    info: () => {},
    warn: () => {},
    fault: (_where, error) => {
      throw error
    },
  })
  answersCome((channel) => {
    const [module = '', entry = ''] = channel.split('/')
    return main.answer(module, entry, {}) as Promise<Result<unknown>> // the twin answers as main would
  })
  const { promise: free, resolve: letGo } = Promise.withResolvers<void>()
  if (!held) letGo()
  await page.route('**/index.html*', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: await fill(await response.text()) })
  })
  await page.route('**/assets/index-*.js', (route) => free.then(() => route.continue()))
  return letGo
}

/** Runs in the page, before its scripts: what the preload would put there, and the present that the window's name says. */
function install(surface: ReturnType<typeof twinSurface>): void {
  const { number, now: present } = JSON.parse(window.name === '' ? '{}' : window.name) as { readonly number?: number; readonly now?: number } // as `openWindow` wrote it
  if (present !== undefined) {
    // Only that: Playwright's own clock replaces timers and frames too, and then nothing can be said of them.
    window.Date = new Proxy(Date, {
      construct: (real, given: [], asked) => Reflect.construct(real, given.length === 0 ? [present] : given, asked) as Date, // what Date constructs
      get: (real, name) => (name === 'now' ? () => present : (Reflect.get(real, name) as unknown)),
    })
  }
  document.addEventListener('securitypolicyviolation', (event) => {
    void (window as unknown as { twinFault: (number: number | undefined, fault: string) => void }).twinFault(number, `policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`) // exposed by the test
  })
  const ask = (module: string, entry: string) => async (input: unknown) =>
    JSON.parse(await (window as unknown as { twinAnswer: (number: number | undefined, module: string, entry: string, input: unknown) => Promise<string> }).twinAnswer(number, module, entry, input)) as unknown // likewise
  const listen = (name: string) => (listener: (payload: unknown) => void) => {
    const handle = (event: Event) => listener((event as CustomEvent<unknown>).detail) // dispatched by `emit` as such
    window.addEventListener(`twin:${name}`, handle)
    return () => window.removeEventListener(`twin:${name}`, handle)
  }
  const bridge: Record<string, Record<string, unknown>> = { on: {} }
  for (const [module, { calls, events }] of Object.entries(surface)) {
    bridge[module] = Object.fromEntries(calls.map((entry) => [entry, ask(module, entry)]))
    Object.assign(bridge['on'] ?? {}, { [module]: Object.fromEntries(events.map((entry) => [entry, listen(`${module}/${entry}`)])) })
  }
  Object.defineProperty(window, 'resguardo', { value: bridge })
}

/** Waits until what was asked of the page is drawn and nothing of it moves any more: colours in mid-change would be judged as they are. */
async function stands(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    await frame()
    await frame()
    await document.fonts.ready
    const ending = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })
}

/** The serious and critical findings of axe on the page, one line each; an empty list is what is wanted. `rules`: of certain rules only. */
export async function findings(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  // A file that is opened as such, not the window, has no server.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(page.url().startsWith('http') ? `import('${AXE}').then(() => undefined)` : axe.source)
  await stands(page)
  const violations = await page.evaluate(async (only) => {
    const { axe: here } = window as unknown as { axe: typeof import('axe-core') } // put there by the line above
    const kinds = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const result = await here.run(document, { runOnly: only === undefined ? kinds : { type: 'rule', values: [...only] }, resultTypes: ['violations'] })
    return result.violations.map(({ id, impact, nodes }) => ({ id, impact, where: nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`) }))
  }, rules)
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, where }) => `${id}: ${where.join(' | ')}`)
}

/** What axe judges by how and where a thing is drawn. Names and roles are the same in the dark, and a little narrower. */
export const DRAWN = ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'] as const

/** The forms in which a screen is looked at: wide, in the dark, with the list above the detail, and at 200 %, where the most is put otherwise. */
const FORMS = [
  { width: 1280, height: 800, theme: 'light' },
  { width: 1280, height: 800, theme: 'dark', rules: DRAWN },
  { width: 899, height: 800, theme: 'light', rules: DRAWN },
  { width: 640, height: 400, theme: 'light' },
] as const

/** What axe finds on the page in every form, and whether something lies beyond its edges there, one line each; leaves the window wide and light. */
export async function findingsInEveryForm({ page, become }: Pick<Awaited<ReturnType<typeof openWindow>>, 'page' | 'become'>): Promise<readonly string[]> {
  const found: string[] = []
  for (const { width, height, theme, ...only } of FORMS) {
    await become(width, theme, height)
    const lines = await findings(page, 'rules' in only ? only.rules : undefined)
    found.push(...[...lines, ...((await overflows(page)) ? ['beyond the edges'] : [])].map((line) => `${theme}, ${width} px: ${line}`))
  }
  await become(FORMS[0].width, FORMS[0].theme, FORMS[0].height)
  return found
}

/**
 * Whether something of the page lies beyond its edges: what is long scrolls within the frame. Where the document is longer than the window, the focus on
 * something below moves the whole frame, and nothing moves it back.
 */
export function overflows(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth || document.documentElement.scrollHeight > window.innerHeight)
}
