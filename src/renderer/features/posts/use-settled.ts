import { useEffect, useRef, useState } from 'react'

/**
 * A value that is being typed, once it rests: `pause` milliseconds after its last change, and every `longest` though nobody paused. What is worked out from it
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
    const timer = setTimeout(() => setSettled(value), Math.max(0, Math.min(pause, longest - (performance.now() - since.current))))
    return () => clearTimeout(timer)
  }, [value, settled, pause, longest])
  return settled
}
