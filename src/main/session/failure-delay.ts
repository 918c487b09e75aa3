import { z } from 'zod'
import { type Clock, DAY, type Instant, millisecondsOf } from '#shared/kernel/clock.ts'

/** Failures that cost nothing: a slip of the finger, the keyboard in another layout. */
const FREE = 3
/** Seconds: the wait doubles with each failure up to here, so that nobody can keep a colleague out for longer by failing in their name. */
const LONGEST = 60

const failures = z.record(z.string(), z.object({ count: z.int().min(1), last: z.iso.datetime().transform((text) => text as Instant) })) // the schema has checked the form
type Failures = z.output<typeof failures>

/** Keeps who failed, and when, over a restart: else closing the app would begin the guessing anew. */
export interface FailureMemory {
  /** What was kept last; undefined if nothing was. */
  load(): string | undefined
  save(text: string): void
}

/** Makes guessing slow: after some failures each further one doubles the wait. Per person; forgotten at success, and a day after the last failure. */
export interface FailureDelay {
  /** Whole seconds still to wait; 0: go on. */
  wait(who: string): number
  failed(who: string): void
  succeeded(who: string): void
}

export function failureDelay(clock: Clock, memory: FailureMemory): FailureDelay {
  let known: Map<string, Failures[string]> | undefined

  function all(): Map<string, Failures[string]> {
    return (known ??= new Map(Object.entries(read(memory))))
  }

  /** Of a person's failures; undefined once they count no more. */
  function of(who: string): Failures[string] | undefined {
    const found = all().get(who)
    if (found === undefined) return undefined
    const now = clock.now()
    // A clock that was set back since ends no wait, and makes none longer than it is: it begins again.
    if (now < found.last) keep(who, { ...found, last: now })
    else if (millisecondsOf(now) - millisecondsOf(found.last) > DAY) keep(who, undefined)
    return all().get(who)
  }

  function keep(who: string, failed: Failures[string] | undefined): void {
    if (failed === undefined) all().delete(who)
    else all().set(who, failed)
    memory.save(JSON.stringify(Object.fromEntries(all())))
  }

  return {
    wait(who) {
      const failed = of(who)
      if (failed === undefined || failed.count < FREE) return 0
      const seconds = Math.min(LONGEST, 2 ** (failed.count - FREE))
      return Math.max(0, Math.ceil(seconds - (millisecondsOf(clock.now()) - millisecondsOf(failed.last)) / 1000))
    },
    failed: (who) => keep(who, { count: (of(who)?.count ?? 0) + 1, last: clock.now() }),
    succeeded(who) {
      if (all().has(who)) keep(who, undefined)
    },
  }
}

/** What cannot be read counts for nothing. */
function read(memory: FailureMemory): Failures {
  try {
    return failures.parse(JSON.parse(memory.load() ?? '{}'))
  } catch {
    return {}
  }
}
