import type { Timers } from '#shared/kernel/timers.ts'

/** The machine's timers. They do not keep the process alive. */
export const systemTimers: Timers = {
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
