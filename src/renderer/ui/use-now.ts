import { instantOf, type Instant } from '#shared/kernel/clock.ts'
import { useEffect, useState, useSyncExternalStore } from 'react'

/** Milliseconds between two looks at the clock; spans are said in minutes, so this is soon enough. */
const BEAT = 15_000

/**
 * The present by the clock that main dates by, for words like «en 3 h» and for meters. It is never sent to main, which has its own.
 * All users share one timer.
 */
export function useNow(): Instant {
  return useSyncExternalStore(subscribe, () => present)
}

/** Milliseconds by which that clock is ahead of this machine's: other than 0 only beside a hub, on a machine whose clock is wrong. */
let ahead = 0
let present: Instant = presentNow()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** Main has told by how many milliseconds the record's clock is ahead of this machine's. */
export function correctClock(difference: number): void {
  ahead = difference
  tick()
}

function presentNow(): Instant {
  return instantOf(Date.now() + ahead)
}

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
  present = presentNow()
  for (const listener of listeners) listener()
}

/**
 * Whole seconds left of a short wait of `lasts` milliseconds, which begins when it is given; each wait is a value of its own. 0 when it
 * is over or there is none. By the time that passes, whatever any clock says.
 */
export function useSecondsLeft(wait: { readonly lasts: number } | undefined): number {
  const [counted, setCounted] = useState({ of: wait, left: 0 })
  useEffect(() => {
    if (wait === undefined) return
    const began = performance.now()
    const timer = setInterval(() => {
      const left = wholeSeconds(Math.max(0, wait.lasts - (performance.now() - began)))
      setCounted({ of: wait, left })
      if (left === 0) clearInterval(timer)
    }, 1000)
    return () => clearInterval(timer)
  }, [wait])
  return counted.of === wait ? counted.left : wholeSeconds(wait?.lasts ?? 0)
}

function wholeSeconds(milliseconds: number): number {
  return Math.round(milliseconds / 1000)
}
