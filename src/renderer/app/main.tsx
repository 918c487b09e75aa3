import { createRoot, hydrateRoot } from 'react-dom/client'
import { api, events, MainBug } from '../bridge/api.ts'
import { reportBug } from '../bridge/bug.ts'
import { applyAccent, applyTheme } from '../theme/apply.ts'
import { correctClock } from '../ui/use-now.ts'
import { App } from './app.tsx'
import { askFirst } from '../bridge/ask-first.ts'
import { firstAnswers, toldInDocument } from '../bridge/first-answers.ts'

/**
 * Draws the window, or takes over what was drawn of it before (`first-picture.tsx`). Everything that the lock screen does not need is loaded after it
 * is there.
 */
async function start(): Promise<void> {
  events.shell.clockCorrected(({ ahead }) => correctClock(ahead))
  const told = toldInDocument()
  const first = firstAnswers(told ?? (await askFirst()))
  correctClock(first.clockAhead)
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html has no #root')
  if (told !== undefined) {
    hydrateRoot(root, <App first={first} drawn />, { onRecoverableError: report })
    // It may have been corrected after the document was made and before anybody listened.
    const now = await api.shell.clock({})
    if (now.ok) correctClock(now.value.ahead)
    return
  }
  applyTheme(first.preferences.theme)
  applyAccent(first.brand?.accent)
  createRoot(root).render(<App first={first} drawn={false} />)
}

/** What no boundary caught: once to the log, once to the person. */
function tell(fault: unknown): void {
  reportBug(fault)
  if (!(fault instanceof MainBug)) report(fault)
}

/** To the log. */
function report(fault: unknown): void {
  const error = fault instanceof Error ? fault : new Error(String(fault))
  // What main cannot be told is not told about: the fault of the telling would come here again, for ever.
  api.shell.reportFault({ message: error.message.slice(0, 2000), stack: (error.stack ?? '').slice(0, 10_000) }).catch(() => undefined)
}

/** What the browser says when an observer of sizes changed a size: it measures again in the next frame, and nothing is amiss. */
const MEASURED_LATER = 'ResizeObserver loop'

window.addEventListener('error', (event) => {
  if (!event.message.startsWith(MEASURED_LATER)) tell(event.error ?? event.message)
})
window.addEventListener('unhandledrejection', (event) => tell(event.reason))

void start()
