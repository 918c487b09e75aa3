import { useEffect } from 'react'
import { api } from '../bridge/api.ts'

/** Milliseconds between two reports of activity: main counts in minutes. */
const BETWEEN = 15_000

/** Tells main that the person is there, so that the idle lock starts to count again. */
export function useActivity(): void {
  useEffect(() => {
    let last = 0
    const tell = () => {
      const now = performance.now()
      if (last !== 0 && now - last < BETWEEN) return
      last = now
      void api.session.activity({})
    }
    const kinds = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const
    for (const kind of kinds) window.addEventListener(kind, tell, { passive: true, capture: true })
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, tell, { capture: true })
    }
  }, [])
}
