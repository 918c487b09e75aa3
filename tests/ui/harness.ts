import { existsSync, readFileSync } from 'node:fs'
import { extname, join, normalize, resolve } from 'node:path'
import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { SECURITY_HEADERS } from '#main/shell/content-security-policy.ts'
import { findBrowser } from '#runtime/chromium/find-browser.ts'
import { type TwinHandlers, twin, twinSurface } from './twin.ts'

/** The built window (`npm run build`), or another build of it. */
const BUILT = process.env['RESGUARDO_RENDERER'] ?? resolve('out/renderer')
const ORIGIN = 'https://resguardo.app'
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
  /** What the page takes for the present (milliseconds since 1970); the real one if left out. */
  readonly now?: number
}

let browser: Promise<Browser> | undefined

/** The browser of this test file. */
function theBrowser(): Promise<Browser> {
  const program = findBrowser()
  if (program === undefined) throw new Error('no Chromium, Chrome or Edge on this machine: npm test installs one, or says how')
  browser ??= chromium.launch({
    executablePath: program,
    // One origin only: without site isolation Chromium starts one process for a window instead of three.
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-site-isolation-trials', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  return browser
}

/** Ends the browser; to be called after the tests of a file. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close()
  browser = undefined
}

/**
 * The built window in a headless browser, under the content security policy of the product, with a twin in main's place.
 * `faults` collects what must never happen: a violation of the policy, an uncaught error, a request to elsewhere.
 */
export async function openWindow({ handlers, route = '/', width = 1280, height = 800, scheme = 'light', now }: WindowOptions) {
  if (!existsSync(join(BUILT, 'index.html'))) throw new Error('the window is not built: npm run build')
  const context = await (await theBrowser()).newContext({ viewport: { width, height }, colorScheme: scheme, locale: 'es-MX', reducedMotion: 'reduce' })
  const faults: string[] = []
  const main = twin(...handlers)

  await context.route('**', async (request) => {
    const url = new URL(request.request().url())
    if (url.origin !== ORIGIN) {
      faults.push(`asked for ${url.href}`)
      return request.abort()
    }
    const path = normalize(url.pathname === '/' ? '/index.html' : url.pathname)
    const file = join(BUILT, path)
    if (!file.startsWith(BUILT) || !existsSync(file)) return request.fulfill({ status: 404, headers: SECURITY_HEADERS })
    return request.fulfill({ body: readFileSync(file), headers: { ...SECURITY_HEADERS, 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' } })
  })

  const page = await context.newPage()
  if (now !== undefined) await page.clock.setFixedTime(now)
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  await page.exposeFunction('twinAnswer', main.answer)
  await page.exposeFunction('twinFault', (fault: string) => faults.push(fault))
  await page.addInitScript(install, twinSurface())
  await page.goto(`${ORIGIN}/index.html#${route}`)

  return {
    page,
    calls: main.calls,
    faults,
    /** Main tells the window. */
    emit: (module: string, event: string, payload: unknown) =>
      page.evaluate(([name, what]) => window.dispatchEvent(new CustomEvent(String(name), { detail: what })), [`twin:${module}/${event}`, payload]),
    /** Goes to another route, as a link to it would: a new window costs a second of the processor. */
    go: (next: string) => page.evaluate((hash) => window.location.assign(`#${hash}`), next),
    /** Resizes the window, and changes the system's theme. */
    become: async (size: number, theme: 'light' | 'dark') => {
      await page.setViewportSize({ width: size, height })
      await page.emulateMedia({ colorScheme: theme })
    },
    close: () => context.close(),
  }
}

/** Runs in the page, before its scripts: what the preload would put there. */
function install(surface: ReturnType<typeof twinSurface>): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    void (window as unknown as { twinFault: (fault: string) => void }).twinFault(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`) // exposed by the test
  })
  const ask = (module: string, entry: string) => (input: unknown) =>
    (window as unknown as { twinAnswer: (module: string, entry: string, input: unknown) => Promise<unknown> }).twinAnswer(module, entry, input) // likewise
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

/** The serious and critical findings of axe on the page, one line each; an empty list is what is wanted. */
export async function findings(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const { axe: here } = window as unknown as { axe: typeof import('axe-core') } // put there by the line above
    const result = await here.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] })
    return result.violations.map(({ id, impact, nodes }) => ({ id, impact, where: nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`) }))
  })
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, where }) => `${id}: ${where.join(' | ')}`)
}

/** Whether something of the page lies beyond its side edges. */
export function overflows(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
}
