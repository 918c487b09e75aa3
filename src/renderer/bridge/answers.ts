import { QueryClient } from '@tanstack/react-query'
import { onActDone } from './acts-done.ts'
import { events } from './api.ts'

/** Milliseconds within which several changes ask main again only once. */
const TOGETHER = 30

/**
 * The only home of what comes from main. Answers never grow stale by themselves: main says `shell.changed` after each commit, and `shell.clockCorrected`
 * when the present is another: every answer in sight is then asked again.
 */
export const answers = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Number.POSITIVE_INFINITY, gcTime: 60_000, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
})

/** Asks again for what is in sight whenever main says that something changed, and after this window's own acts. Answers with the way to stop. */
export function followChanges(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const askAgain = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      void answers.invalidateQueries()
    }, TOGETHER)
  }
  const stops = [events.shell.changed(askAgain), events.shell.clockCorrected(askAgain), onActDone(askAgain)]
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}

/** Drops every answer: another person must not see what the one before had asked. */
export function forgetAnswers(): void {
  answers.clear()
}

/** Drops the questions that ended in a fault, so that a screen that is tried again asks them again. */
export function forgetFaults(): void {
  answers.removeQueries({ predicate: (query) => query.state.status === 'error' })
}
