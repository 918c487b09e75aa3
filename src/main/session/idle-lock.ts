import { type Clock, later, millisecondsOf, MINUTE } from '#shared/kernel/clock.ts'
import type { Timers } from '#shared/kernel/timers.ts'

/** Counts the time since the person did something. */
export interface IdleLock {
  /** Something was done: count again. */
  activity(): void
  stop(): void
}

/**
 * Calls `lock` when nothing was done for `minutes()`. Measured on the clock, not by the timer: a machine that slept wakes up locked,
 * and a clock that was set back counts from there.
 */
export function idleLock(clock: Clock, timers: Timers, minutes: () => number, lock: () => void): IdleLock {
  let last = clock.now()
  let cancel: (() => void) | undefined

  function watch(milliseconds: number): void {
    cancel?.()
    cancel = timers.after(milliseconds, () => {
      const now = clock.now()
      if (now < last) last = now
      const left = millisecondsOf(later(last, minutes() * MINUTE)) - millisecondsOf(now)
      if (left <= 0) {
        cancel = undefined
        lock()
      } else watch(left)
    })
  }

  return {
    activity() {
      last = clock.now()
      if (cancel === undefined) watch(minutes() * MINUTE)
    },
    stop() {
      cancel?.()
      cancel = undefined
    },
  }
}
