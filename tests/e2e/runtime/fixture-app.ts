import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchApp, type LaunchOptions, type RunningApp } from '#tests/e2e/app.ts'

/** The runtime's own little app: ordinary Electron code, nothing of ours in it. */
const FOLDER = join(import.meta.dirname, 'fixture')

/** What the fixture's preload puts on its page. */
type Exposed = { ask(channel: string, ...args: readonly unknown[]): Promise<unknown> }

export type Fixture = RunningApp & {
  readonly userData: string
  /** `ipcRenderer.invoke` from the page. */
  ask(channel: string, ...args: readonly unknown[]): Promise<unknown>
  /** Evaluates an expression over `electron`, `window` and `event` in main: its value, or its error's text. */
  inMain(expression: string): Promise<{ readonly value?: unknown; readonly error?: string }>
  /** Closes the app, if it still runs, and removes its data. */
  end(): Promise<void>
}

export async function startFixture(options: Partial<LaunchOptions> = {}): Promise<Fixture> {
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'resguardo-runtime-'))
  const app = await launchApp({ folder: FOLDER, userData, ...options })
  return {
    ...app,
    userData,
    ask: (channel, ...args) => ask(app.page, channel, ...args),
    // The fixture's handler answers with this.
    inMain: (expression) => ask(app.page, 'main', expression) as Promise<{ value?: unknown; error?: string }>,
    async end() {
      await app.close()
      rmSync(userData, { recursive: true, force: true })
    },
  }
}

/** `ipcRenderer.invoke` from one of the fixture's pages. */
export function ask(page: Page, channel: string, ...args: readonly unknown[]): Promise<unknown> {
  return page.evaluate(([name, values]) => (globalThis as unknown as { fixture: Exposed }).fixture.ask(name, ...values), [channel, args] as const) // put there by the preload
}

/** Ids of the running processes whose command line holds `text`. */
export async function processesWith(text: string): Promise<readonly number[]> {
  const { readdirSync, readFileSync } = await import('node:fs')
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text) && !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
      } catch {
        return false
      }
    })
}

/** Waits until something is so; looks every 20 ms, and gives up after ten seconds. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`not so after ten seconds: ${what}`)
    await new Promise((done) => setTimeout(done, 20))
  }
}
