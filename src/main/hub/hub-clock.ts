import { type Clock, type Instant, later, millisecondsOf } from '#shared/kernel/clock.ts'

/**
 * The present by the hub's clock: this machine's, corrected by the difference that was last measured. Alone it is the machine's own. So a
 * machine that is hours wrong does no harm: its deeds bear the time of the record they belong to.
 */
export type HubClock = Clock & {
  /** Milliseconds by which the hub is ahead of this machine (negative: behind). */
  difference(): number
  /**
   * What a contact showed: asked at `asked`, answered at `answered` (both by this machine), the hub said `said`. The answer is taken for the
   * middle of the exchange, so it is wrong by at most half of the time that it took; one that took longer than `SLOWEST` says nothing.
   */
  measure(asked: Instant, said: Instant, answered: Instant): void
  /** Takes over what was measured before the start. */
  recall(difference: number): void
  /** Called when the difference becomes another. */
  onCorrected(listener: () => void): void
}

/** Milliseconds of an exchange beyond which its measurement is dropped. */
const SLOWEST = 4_000
/** A difference below this is not worth correcting: it would only make times of one machine jump. Milliseconds. */
const FINEST = 500

/** @param machine the machine's own clock */
export function hubClock(machine: Clock): HubClock {
  const listeners: (() => void)[] = []
  let difference = 0
  function correct(next: number): void {
    if (next === difference) return
    difference = next
    for (const listener of listeners) listener()
  }
  return {
    now: () => (difference === 0 ? machine.now() : later(machine.now(), difference)),
    difference: () => difference,
    measure(asked, said, answered) {
      const took = millisecondsOf(answered) - millisecondsOf(asked)
      // The machine's clock was set in between, or the line was too slow to say anything.
      if (took < 0 || took > SLOWEST) return
      const measured = Math.round(millisecondsOf(said) - (millisecondsOf(asked) + took / 2))
      if (Math.abs(measured - difference) >= FINEST) correct(Math.abs(measured) < FINEST ? 0 : measured)
    },
    recall: correct,
    onCorrected: (listener) => void listeners.push(listener),
  }
}
