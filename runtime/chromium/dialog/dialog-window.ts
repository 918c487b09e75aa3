import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join } from 'node:path'
import type { Incoming, PausedRequest } from '#runtime/chromium/cdp.ts'
import type { Page, PageOwner } from '#runtime/chromium/page.ts'
import { runtime } from '#runtime/chromium/runtime.ts'
import { emulatedScheme } from '#runtime/chromium/electron/native-theme.ts'
import { find, list, makeFolder } from './folders.ts'
import type { ChooserAnswer, DialogSpec, MessageAnswer } from './spec.ts'

/** An origin of the runtime's own, which no page of the app can reach: requests to it are answered in this window only. */
export const DIALOG_ORIGIN = 'https://dialog.resguardo-runtime.invalid'
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

/** Milliseconds that a dialog stays after its answer: a key that is still down comes up in it, not in the window below. */
const CLOSE_DELAY = 60

type Answer<S extends DialogSpec> = S extends { kind: 'message' } ? MessageAnswer : ChooserAnswer

/** The area around which a dialog opens: its parent window, or the screen. */
export type Around = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Shows a dialog in a window of its own; undefined if the window was closed without an answer. */
export function showDialog<S extends DialogSpec>(spec: S, around: Around): Promise<Answer<S> | undefined> {
  return new Promise((resolve, reject) => {
    const size = sizeOf(spec)
    const place = { ...size, x: Math.max(0, Math.round(around.x + (around.width - size.width) / 2)), y: Math.max(0, Math.round(around.y + (around.height - size.height) / 2)) }
    runtime()
      .browser.open(place)
      .then((page) => {
        new DialogWindow(page, spec, resolve as (answer: MessageAnswer | ChooserAnswer | undefined) => void).open(place) // its page answers what its spec asks
      }, reject)
  })
}

class DialogWindow implements PageOwner {
  private readonly page: Page
  private readonly spec: DialogSpec
  private readonly done: (answer: MessageAnswer | ChooserAnswer | undefined) => void

  constructor(page: Page, spec: DialogSpec, done: (answer: MessageAnswer | ChooserAnswer | undefined) => void) {
    this.page = page
    this.spec = spec
    this.done = done
  }

  open({ x, y, width, height }: Around): void {
    const { page } = this
    page.post('Page.enable', {})
    page.post('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
    const scheme = emulatedScheme()
    if (scheme !== undefined) page.post('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] })
    page.post('Runtime.runIfWaitingForDebugger', {})
    page.give(this)
    page.post('Page.navigate', { url: `${DIALOG_ORIGIN}/` })
    page
      .send('Browser.getWindowForTarget', {})
      .then(({ windowId }) => runtime().browser.post('Browser.setWindowBounds', { windowId, bounds: { left: x, top: y, width, height } }))
      .catch(() => {}) // it was closed already
    page.post('Page.bringToFront', {})
  }

  heard(event: Incoming): void {
    if (event.method !== 'Fetch.requestPaused') return
    const answer = this.answer(event.params)
    const { requestId } = event.params
    if (answer === undefined) return this.page.post('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
    this.page.post('Fetch.fulfillRequest', {
      requestId,
      responseCode: 200,
      responseHeaders: [
        { name: 'content-type', value: `${answer.type}; charset=utf-8` },
        { name: 'content-security-policy', value: CSP },
        { name: 'cache-control', value: 'no-store' },
      ],
      body: Buffer.from(answer.body).toString('base64'),
    })
  }

  ended(): void {
    this.done(undefined)
  }

  private answer({ request }: PausedRequest): { readonly type: string; readonly body: string } | undefined {
    const { language } = this.spec
    const json = (value: unknown): { type: string; body: string } => ({ type: 'application/json', body: JSON.stringify(value) })
    // Only this window's own page can ask here.
    const asked = (): Record<string, string> => JSON.parse(Buffer.concat((request.postDataEntries ?? []).map(({ bytes }) => Buffer.from(bytes ?? '', 'base64'))).toString('utf8')) as Record<string, string>
    switch (request.url) {
      case `${DIALOG_ORIGIN}/`:
        return { type: 'text/html', body: fileOf('page.html') }
      case `${DIALOG_ORIGIN}/page.css`:
        return { type: 'text/css', body: fileOf('page.css') }
      case `${DIALOG_ORIGIN}/page.js`:
        return { type: 'text/javascript', body: stripTypeScriptTypes(fileOf('page.ts')) }
      case `${DIALOG_ORIGIN}/spec`:
        return json(this.spec)
      case `${DIALOG_ORIGIN}/list`:
        return json(list(asked()['path'] ?? '/', language))
      case `${DIALOG_ORIGIN}/find`: {
        const { folder = '/', name = '', extension = '*' } = asked()
        return json(find(folder, name, extension))
      }
      case `${DIALOG_ORIGIN}/make-folder`: {
        const { folder = '/', name = '' } = asked()
        return json(makeFolder(folder, name, language))
      }
      case `${DIALOG_ORIGIN}/answer`:
        this.done(asked() as unknown as MessageAnswer | ChooserAnswer) // written by our own page
        setTimeout(() => runtime().browser.post('Target.closeTarget', { targetId: this.page.targetId }), CLOSE_DELAY)
        return json({})
      default:
        return undefined
    }
  }
}

function fileOf(name: string): string {
  return readFileSync(join(dirname(runtime().entry), 'dialog', name), 'utf8')
}

/** Big enough for what it says: a line is about 60 letters and 20 points high. */
function sizeOf(spec: DialogSpec): { width: number; height: number } {
  if (spec.kind !== 'message') return { width: 760, height: 540 }
  const lines = [spec.message, ...spec.detail.split('\n')].reduce((sum, text) => sum + Math.max(1, Math.ceil(text.length / 60)), 0)
  return { width: 540, height: Math.min(640, 170 + lines * 21 + (spec.checkbox === undefined ? 0 : 40)) }
}
