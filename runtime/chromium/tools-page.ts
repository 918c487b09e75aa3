import type { Incoming } from './cdp.ts'
import type { Page, PageOwner } from './page.ts'
import { runtime } from './runtime.ts'

/** An origin of the runtime's own: `.invalid` belongs to nobody (RFC 2606), and nothing of the app runs there. */
const ORIGIN = 'https://tools.resguardo-runtime.invalid'

/** A page that nobody sees, empty, with the clipboard's permission that no page of the app has. */
class ToolsPage implements PageOwner {
  readonly ready: Promise<Page>
  isOver = false
  private served = false
  private loaded = (): void => {}
  private lost = (_error: Error): void => {}

  constructor() {
    this.ready = this.open()
    this.ready.catch(() => (this.isOver = true))
  }

  heard(event: Incoming): void {
    // The blank page that a target begins with loads too: what is asked there is lost with it.
    if (event.method === 'Page.loadEventFired' && this.served) this.loaded()
    if (event.method !== 'Fetch.requestPaused') return
    const { requestId, request } = event.params
    if (request.url !== `${ORIGIN}/`) return this.page?.post('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
    const responseHeaders = [
      { name: 'content-type', value: 'text/html; charset=utf-8' },
      { name: 'content-security-policy', value: "default-src 'none'" },
    ]
    this.served = true
    this.page?.post('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders, body: '' })
  }

  ended(): void {
    this.isOver = true
    this.lost(new Error('the page of the runtime was closed'))
  }

  private page: Page | undefined

  private async open(): Promise<Page> {
    const { browser } = runtime()
    browser.post('Browser.grantPermissions', { origin: ORIGIN, permissions: ['clipboardReadWrite', 'clipboardSanitizedWrite', 'notifications'] })
    const page = await browser.openHidden()
    this.page = page
    const loaded = new Promise<void>((resolve, reject) => {
      this.loaded = resolve
      this.lost = reject
    })
    page.give(this)
    page.post('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
    // The clipboard serves a focused page only; this one never has the focus, and is told that it has. Both are answered before
    // the navigation, which would overtake them.
    await Promise.all([page.send('Page.enable', {}), page.send('Emulation.setFocusEmulationEnabled', { enabled: true })])
    await page.send('Page.navigate', { url: `${ORIGIN}/` })
    await loaded
    return page
  }
}

let present: ToolsPage | undefined
let queue: Promise<unknown> = Promise.resolve()

/** Runs JavaScript in the tools page; answers what it resolves to. Rejects with its error's message. One call follows another, but those made `apart` wait for none and hold none up. */
export function runInToolsPage(expression: string, order: 'queued' | 'apart' = 'queued'): Promise<unknown> {
  if (order === 'apart') return run(expression)
  const answer = queue.then(() => run(expression))
  queue = answer.catch(() => {})
  return answer
}

async function run(expression: string): Promise<unknown> {
  if (present === undefined || present.isOver) present = new ToolsPage()
  const page = await present.ready
  const { result, exceptionDetails } = await page.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true, userGesture: true })
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  return result.value
}

/** Resolves when every queued call has been answered. */
export function toolsPageSettled(): Promise<unknown> {
  return queue
}
