import { app, type BrowserWindow, dialog } from 'electron'
import type { MainWords } from '#main/words/es.ts'
import type { Log } from './log.ts'

/** Milliseconds after which a page that is gone is loaded again, where nobody else does it. */
const PAUSE = 500
/** So many losses within so many milliseconds, and loading it again does not help. */
const MOST = 3
const WITHIN = 60_000

/**
 * Watches a window's page: one that crashed, or that the system ended, is logged and loaded again where it was, and the person is told. Main is unharmed by
 * it, and so is everything that was answered. A page that is lost again and again is told too, and the app ends: an empty window helps nobody.
 */
export function watchPage(window: BrowserWindow, { log, words }: { readonly log: Log; readonly words: () => MainWords }): void {
  const page = window.webContents
  let losses: readonly number[] = []
  page.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    log.warn('a page is gone', { reason, exitCode })
    const now = performance.now()
    losses = [...losses.filter((at) => now - at < WITHIN), now]
    if (losses.length >= MOST) {
      dialog.showErrorBox(words().pageGone.again.title, words().pageGone.again.what)
      return app.quit()
    }
    const reload = setTimeout(() => {
      if (!window.isDestroyed()) page.reload()
    }, PAUSE)
    page.once('did-start-loading', () => clearTimeout(reload))
    page.once('did-finish-load', () => {
      const { title, what } = words().pageGone
      void dialog.showMessageBox(window, { type: 'warning', title: words().product, message: title, detail: what, buttons: [words().close], noLink: true })
    })
  })
}
