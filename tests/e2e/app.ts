import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { _electron, type Browser, chromium, type Page } from 'playwright-core'
import { runtimeArguments } from '#runtime/chromium/command.ts'
import { findBrowser } from '#runtime/chromium/find-browser.ts'

export type RuntimeName = 'chromium' | 'electron'
export type RuntimeState = { readonly name: RuntimeName; readonly missing: string | undefined }

export type LaunchOptions = {
  /** The app's data folder: a new temporary one for each test. */
  readonly userData: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly runtime?: RuntimeName
  /** Another app than ours (the runtime's own tests). */
  readonly folder?: string
  /** Milliseconds that the first window may take: more when the app prepares data before it opens one. */
  readonly patience?: number
  /** Whether a passphrase costs what it does for people; if not, next to nothing (Chromium only: Electron takes no such option). */
  readonly inEarnest?: boolean
  /** False if no window is expected. */
  readonly window?: boolean
  /** Part of the address of the first window, where it is not one of ours: `https://dialog.` for the Chromium runtime's dialogs. */
  readonly first?: string
}

export type RunningApp = {
  /** The first window. Its address is `app://resguardo/…` on Electron and `https://resguardo.app/…` on Chromium. */
  readonly page: Page
  /** All pages that are open now: windows, and the Chromium runtime's dialogs. */
  pages(): Page[]
  /** The page that opens next (or is open already) and whose address holds `part`. */
  pageAt(part: string): Promise<Page>
  /** Attaches to the browser that was started last, after another one died; answers its first window. */
  attach(): Promise<Page>
  readonly process: ChildProcess
  stdout(): string
  stderr(): string
  /** Resolves when standard output holds `text`; rejects after ten seconds. */
  said(text: string): Promise<void>
  /** Resolves with the exit code, or the signal's name, when the process has ended. */
  readonly ended: Promise<number | string>
  /** Asks the app to quit, and waits until it has. */
  close(): Promise<void>
  /** Ends the main process as a power cut would. */
  kill(): Promise<void>
}

/** The repository. */
export const ROOT = resolve(import.meta.dirname, '../..')
/** The line that a browser with a port for tests writes. */
const ENDPOINT = /DevTools listening on (ws:\S+)/
/** Where the app's pages are, as Chromium sees them. */
const OURS = 'https://resguardo.app/'
/** What Node reads before the app so that a passphrase costs next to nothing. */
const LEAST_ARGON2 = `--import=${new URL('./least-argon2.ts', import.meta.url).href}`
/** Milliseconds for a process to start, to say something or to leave. */
const PATIENCE = 20_000

/** The Electron program, if its binary is on this machine. */
export function electronProgram(): string | undefined {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' } as const
  const name = process.platform === 'darwin' || process.platform === 'win32' ? names[process.platform] : 'electron'
  const folders = [override, join(createRequire(import.meta.url).resolve('electron/package.json'), '../dist')]
  return folders.filter((folder) => folder !== undefined).map((folder) => join(folder, name)).find((path) => existsSync(path))
}

/** Both runtimes, and why one cannot be used here. An end-to-end test runs on each that can, and is skipped with the reason on the other. */
export function availableRuntimes(): readonly RuntimeState[] {
  return [
    { name: 'chromium', missing: findBrowser() === undefined ? 'no Chromium' : undefined },
    { name: 'electron', missing: electronProgram() === undefined ? 'no Electron binary' : undefined },
  ]
}

/** Starts the built app (`out/main/index.js`) without a screen (unless `env` says otherwise), and attaches Playwright to its windows. */
export async function launchApp(options: LaunchOptions): Promise<RunningApp> {
  const { userData, args = [], env = {}, folder = ROOT, inEarnest = false } = options
  // The first is Electron's own switch (the browser's profile), the second our app's argument.
  const appArguments = [`--user-data-dir=${userData}`, `--data=${userData}`, ...args]
  if (options.runtime === 'electron') return launchElectron([folder, ...appArguments], env)

  const child = spawn(process.execPath, runtimeArguments(folder, appArguments), {
    env: { ...process.env, ...(inEarnest ? {} : { NODE_OPTIONS: LEAST_ARGON2 }), RESGUARDO_HEADLESS: '1', RESGUARDO_TEST_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = watch(child)
  const refused = (): Promise<Page> => Promise.reject(new Error('no window was asked for'))
  if (options.window === false) return { ...output, pages: () => [], pageAt: refused, attach: refused, page: undefined as never } // refused by the caller's own option
  await output.until('stderr', ENDPOINT)
  let browser: Browser
  const connect = async (): Promise<void> => {
    const endpoint = [...output.stderr().matchAll(new RegExp(ENDPOINT, 'g'))].at(-1)?.[1] ?? ''
    browser = await chromium.connectOverCDP(endpoint)
  }
  await connect()
  const pages = (): Page[] => browser.contexts().flatMap((context) => context.pages())
  const pageAt = (part: string): Promise<Page> => waitForPage(browser, part, options.patience ?? PATIENCE)
  const attach = async (): Promise<Page> => {
    await connect()
    return pageAt(OURS)
  }
  return { ...output, page: await pageAt(options.first ?? OURS), pages, pageAt, attach }
}

async function launchElectron(args: readonly string[], env: Readonly<Record<string, string>>): Promise<RunningApp> {
  const executablePath = electronProgram()
  if (executablePath === undefined) throw new Error('no Electron binary')
  const electron = await _electron.launch({ executablePath, args: [...args], env: { ...definedEnvironment(), ...env } })
  const output = watch(electron.process())
  const page = await electron.firstWindow()
  return { ...output, page, attach: async () => page, pages: () => electron.windows(), pageAt: async (part) => electron.windows().find((window) => window.url().includes(part)) ?? electron.waitForEvent('window') }
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

async function waitForPage(browser: Browser, part: string, patience: number): Promise<Page> {
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('the browser has no context')
  const deadline = Date.now() + patience
  for (;;) {
    for (const page of context.pages()) {
      if (page.isClosed()) continue
      if (page.url().includes(part)) {
        await page.waitForLoadState()
        return page
      }
    }
    if (Date.now() > deadline) throw new Error(`no page at ${part}; there are: ${context.pages().map((page) => page.url()).join(', ')}`)
    // A page is announced before it is at its address: whichever comes next, look again.
    await new Promise((done) => setTimeout(done, 20))
  }
}

type Output = Omit<RunningApp, 'page' | 'pages' | 'pageAt' | 'attach'> & { until(stream: 'stdout' | 'stderr', pattern: RegExp): Promise<string> }

function watch(child: ChildProcess): Output {
  const text = { stdout: '', stderr: '' }
  const waiting = new Set<() => void>()
  const look = (): void => {
    for (const check of waiting) check()
  }
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (part: string) => {
      text[stream] += part
      look()
    })
  }
  const ended = new Promise<number | string>((done) => child.once('exit', (code, signal) => done(code ?? signal ?? 1)))
  const until = (stream: 'stdout' | 'stderr', pattern: RegExp): Promise<string> =>
    new Promise((done, failed) => {
      const timer = setTimeout(() => finish(new Error(`the app did not say ${String(pattern)}\nstdout: ${text.stdout}\nstderr: ${text.stderr}`)), PATIENCE)
      const check = (): void => {
        const match = pattern.exec(text[stream])
        if (match !== null) finish(match[1] ?? match[0])
      }
      const finish = (answer: string | Error): void => {
        clearTimeout(timer)
        waiting.delete(check)
        if (answer instanceof Error) failed(answer)
        else done(answer)
      }
      waiting.add(check)
      void ended.then((code) => setImmediate(() => waiting.has(check) && finish(new Error(`the app ended (${code}) before it said ${String(pattern)}\nstdout: ${text.stdout}\nstderr: ${text.stderr}`))))
      check()
    })
  return {
    process: child,
    ended,
    until,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    async said(wanted) {
      await until('stdout', new RegExp(wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    },
    async close() {
      child.kill('SIGTERM')
      const killer = setTimeout(() => child.kill('SIGKILL'), PATIENCE)
      await ended
      clearTimeout(killer)
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
