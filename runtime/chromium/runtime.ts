import type { Browser } from './browser.ts'
import type { Look } from './profile.ts'
import type { SingleInstance } from './single-instance.ts'

/** The app that this process runs, as its package says. */
export type AppDescription = {
  readonly folder: string
  readonly name: string
  readonly version: string
  readonly userData: string
  readonly appData: string
}

/** What `run.ts` made before the app was loaded; the modules of `electron/` are singletons over it, as they are in Electron. */
export type Runtime = {
  readonly description: AppDescription
  /** This program, as a new start of it needs it. */
  readonly entry: string
  browser: Browser
  /** Replaces the browser by one with its profile elsewhere. */
  readonly moveProfile: (folder: string) => void
  instance: SingleInstance
  look: Look
  /** A second instance's message to the first: waited for before it leaves. */
  secondInstance: Promise<void> | undefined
  readonly headless: boolean
  readonly say: (sentence: string) => void
}

let present: Runtime | undefined

export function setRuntime(runtime: Runtime): void {
  present = runtime
}

/** Throws before `run.ts` has made it. */
export function runtime(): Runtime {
  if (present === undefined) throw new Error('The Chromium runtime has not started: run runtime/chromium/start.mjs.')
  return present
}
