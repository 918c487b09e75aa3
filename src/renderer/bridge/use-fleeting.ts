import { useCallback, useEffect, useRef, useState } from 'react'
import { events } from './api.ts'

/**
 * A value that may be shown for a short time only (a revealed password): dropped after the milliseconds that it is shown for, when the application locks,
 * and when the screen that shows it is hidden or left.
 */
export function useFleeting<T>(): {
  readonly value: T | undefined
  readonly show: (value: T, milliseconds: number) => void
  readonly drop: () => void
} {
  const [value, setValue] = useState<T>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const drop = useCallback(() => {
    clearTimeout(timer.current)
    setValue(undefined)
  }, [])
  const show = useCallback(
    (next: T, milliseconds: number) => {
      setValue(next)
      clearTimeout(timer.current)
      timer.current = setTimeout(drop, milliseconds)
    },
    [drop],
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
