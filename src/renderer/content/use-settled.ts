import { useEffect, useRef, useState } from 'react'

/** Milliseconds without typing after which the rules are asked, and after which they are though nobody paused: a key is never kept waiting by a long text. */
export const CHECK_PAUSE = 150
export const CHECK_LONGEST = 1000

/** Milliseconds that a settled value waits at most for a moment in which the window has nothing to draw. */
const MOST_WAIT = 200

/**
 * A value that is being typed, once it rests: `pause` milliseconds after its last change, and every `longest` though nobody paused, each in a moment in which the window has
 * nothing to draw and at most `MOST_WAIT` later. What is worked out from it
 * (the rules, what main says of it) is worked out then, so that a key is drawn alone.
 */
export function useSettled<T>(value: T, pause: number, longest: number): T {
  const [settled, setSettled] = useState(value)
  /** Since when the settled value lags behind. */
  const since = useRef<number>(undefined)
  useEffect(() => {
    if (settled === value) {
      since.current = undefined
      return
    }
    since.current ??= performance.now()
    const waited = performance.now() - since.current
    let idle: number | undefined
    const timer = setTimeout(() => {
      // Each key begins the wait for such a moment again: a window that has none does not put it off for ever.
      if (waited > longest + MOST_WAIT) setSettled(value)
      else idle = requestIdleCallback(() => setSettled(value), { timeout: MOST_WAIT })
    }, Math.max(0, Math.min(pause, longest - waited)))
    return () => {
      clearTimeout(timer)
      if (idle !== undefined) cancelIdleCallback(idle)
    }
  }, [value, settled, pause, longest])
  return settled
}
