import { fromBrowser, originOf } from '#runtime/chromium/addresses.ts'
import { guarded } from '#runtime/chromium/guard.ts'
import type { Offered } from '#runtime/chromium/surface.ts'

/** The frame at the top of a page; the only one that gets a preload, and so the only one that sends messages. */
export class WebFrameMain {
  readonly parent: Electron.WebFrameMain | null = null
  /** Kept by the page's events, which come from the browser: a page cannot write it. */
  address = 'about:blank'
  name = ''
  private gone = false

  get url(): string {
    return fromBrowser(this.address)
  }

  get origin(): string {
    return originOf(this.address)
  }

  get top(): Electron.WebFrameMain | null {
    return this.asElectron()
  }

  isDestroyed(): boolean {
    return this.gone
  }

  destroy(): void {
    this.gone = true
  }

  private guard: Electron.WebFrameMain | undefined

  /** As Electron types it; the guard answers for the members that are missing. */
  asElectron(): Electron.WebFrameMain {
    this.guard ??= guarded('webFrameMain', this satisfies Offered<Electron.WebFrameMain, 'webFrameMain'>) as unknown as Electron.WebFrameMain
    return this.guard
  }
}
