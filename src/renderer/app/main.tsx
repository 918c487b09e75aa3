import { createRoot } from 'react-dom/client'
import { api, events, MainBug } from '../bridge/api.ts'
import { reportBug } from '../bridge/bug.ts'
import { applyAccent, applyTheme } from '../theme/apply.ts'
import { correctClock } from '../ui/use-now.ts'
import { App } from './app.tsx'
import { firstAnswers } from '../bridge/first-answers.ts'

/**
 * Asks what the first picture needs, all at once, and draws it. Everything that the lock screen does not need is loaded after it
 * is there.
 */
async function start(): Promise<void> {
  events.shell.clockCorrected(({ ahead }) => correctClock(ahead))
  const first = await firstAnswers()
  correctClock(first.clockAhead)
  applyTheme(first.preferences.theme)
  applyAccent(first.brand?.accent)
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html has no #root')
  createRoot(root).render(<App first={first} />)
}

/** What no boundary caught: once to the log, once to the person. */
function tell(fault: unknown): void {
  reportBug(fault)
  if (fault instanceof MainBug) return
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
