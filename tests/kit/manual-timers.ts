import type { Timers } from '#shared/kernel/timers.ts'
import type { FixedClock } from './fixed-clock.ts'

/** Timers that go off when the test moves time on: `advance` moves the clock too, from one due timer to the next. */
export type ManualTimers = Timers & { advance(milliseconds: number): void; readonly pending: number }

export function manualTimers(clock?: FixedClock): ManualTimers {
  let now = 0
  const due: { readonly at: number; readonly act: () => void }[] = []
  const pass = (to: number): void => {
    clock?.advance(to - now)
    now = to
  }
  return {
    after(milliseconds, act) {
      const timer = { at: now + milliseconds, act }
      due.push(timer)
      return () => {
        const index = due.indexOf(timer)
        if (index >= 0) due.splice(index, 1)
      }
    },
    advance(milliseconds) {
      const end = now + milliseconds
      for (;;) {
        const next = due.filter((timer) => timer.at <= end).toSorted((one, other) => one.at - other.at)[0]
        if (next === undefined) break
        due.splice(due.indexOf(next), 1)
        pass(next.at)
        next.act()
      }
      pass(end)
    },
    get pending() {
      return due.length
    },
  }
}
