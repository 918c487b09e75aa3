import { useCallback, useEffect, useRef, useState } from 'react'
import { events } from './api.ts'

/**
 * A value that may be shown for a short time only (a revealed password): dropped after `milliseconds`, when the application locks,
 * and when the screen that shows it is hidden or left.
 */
export function useFleeting<T>(milliseconds: number): {
  readonly value: T | undefined
  readonly show: (value: T) => void
  readonly drop: () => void
} {
  const [value, setValue] = useState<T>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const drop = useCallback(() => {
    clearTimeout(timer.current)
    setValue(undefined)
  }, [])
  const show = useCallback(
    (next: T) => {
      setValue(next)
      clearTimeout(timer.current)
      timer.current = setTimeout(drop, milliseconds)
    },
    [drop, milliseconds],
  )
  useEffect(() => {
    const stop = events.session.locked(drop)
    return () => {
      stop()
      drop()
    }
  }, [drop])
  return { value, show, drop }
}
