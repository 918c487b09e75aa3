import { type Clock, type Instant, later, millisecondsOf } from '#shared/kernel/clock.ts'

/** A clock that can be held at a moment of the past while the demonstration is made, and then let go. */
export type DemoClock = Clock & {
  /** Stands still at this moment until the next call. Never earlier than it stood before: history goes forward. */
  hold(at: Instant): void
  /** From now on the present. */
  release(): void
}

/** Over the machine's clock. Begins held `span` milliseconds before the present, so that nothing is ever recorded out of order. */
export function demoClock(clock: Clock, span: number): DemoClock {
  let held: Instant | undefined = later(clock.now(), -span)
  return {
    now: () => held ?? clock.now(),
    hold(at) {
      if (held === undefined || at < held) throw new Error(`the demonstration's time goes forward: ${at} after ${held ?? 'its release'}`)
      held = millisecondsOf(at) < millisecondsOf(clock.now()) ? at : clock.now()
    },
    release() {
      held = undefined
    },
  }
}
