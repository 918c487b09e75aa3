import { type Clock, type Instant, later, millisecondsOf } from '#shared/kernel/clock.ts'

/** Failures that cost nothing: a slip of the finger, the keyboard in another layout. */
const FREE = 3
/** Seconds: the wait doubles with each failure up to here. */
const LONGEST = 60

/** Makes guessing slow: after some failures each further one doubles the wait. Per person; forgotten at success and when the app ends. */
export interface FailureDelay {
  /** Whole seconds still to wait; 0: go on. */
  wait(who: string): number
  failed(who: string): void
  succeeded(who: string): void
}

export function failureDelay(clock: Clock): FailureDelay {
  const known = new Map<string, { readonly count: number; readonly since: Instant; readonly until: Instant }>()
  return {
    wait(who) {
      const failures = known.get(who)
      if (failures === undefined) return 0
      const now = clock.now()
      // A clock set back must not lock anybody out for longer than the wait itself.
      if (now < failures.since) return 0
      return Math.max(0, Math.ceil((millisecondsOf(failures.until) - millisecondsOf(now)) / 1000))
    },
    failed(who) {
      const count = (known.get(who)?.count ?? 0) + 1
      const seconds = count < FREE ? 0 : Math.min(LONGEST, 2 ** (count - FREE))
      const since = clock.now()
      known.set(who, { count, since, until: later(since, seconds * 1000) })
    },
    succeeded: (who) => void known.delete(who),
  }
}
