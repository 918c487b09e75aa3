import { instantOf, type Instant } from '#shared/kernel/clock.ts'
import { useEffect, useState, useSyncExternalStore } from 'react'

/** Milliseconds between two looks at the clock; spans are said in minutes, so this is soon enough. */
const BEAT = 15_000

/**
 * The present, for words like «en 3 h» and for meters. It comes from the window's clock and is never sent to main, which has its
 * own. All users share one timer.
 */
export function useNow(): Instant {
  return useSyncExternalStore(subscribe, () => present)
}

let present: Instant = instantOf(Date.now())
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (timer === undefined) {
    tick()
    timer = setInterval(tick, BEAT)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

function tick(): void {
  present = instantOf(Date.now())
  for (const listener of listeners) listener()
}

/** Whole seconds left until a moment, counted down once a second; 0 when it has passed or there is none. For short waits only. */
export function useSecondsLeft(until: Instant | undefined): number {
  const [left, setLeft] = useState(() => secondsUntil(until))
  useEffect(() => {
    setLeft(secondsUntil(until))
    if (until === undefined) return
    const timer = setInterval(() => {
      const next = secondsUntil(until)
      setLeft(next)
      if (next === 0) clearInterval(timer)
    }, 1000)
    return () => clearInterval(timer)
  }, [until])
  return left
}

function secondsUntil(until: Instant | undefined): number {
  return until === undefined ? 0 : Math.max(0, Math.round((Date.parse(until) - Date.now()) / 1000))
}
