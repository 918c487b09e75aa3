import type { Timers } from '#shared/kernel/timers.ts'
import type { Log } from './log.ts'

/** Milliseconds that quitting waits for the clipboard and the keychain: a browser that died would keep it for ever. */
const PATIENCE = 5_000

export type LeavingOptions = {
  /** Ends what runs: secrets off the clipboard, the session locked. */
  readonly stop: () => Promise<void>
  /** Closes the record's file, after `stop`. */
  readonly close: () => void
  readonly quit: () => void
  readonly timers: Timers
  readonly log: Pick<Log, 'warn' | 'fault'>
}

/**
 * The answer to `will-quit`: holds the quit back once, ends everything in order, then quits. Whoever asks again meanwhile waits for
 * the same end; nothing that fails on the way keeps the app from leaving.
 */
export function leaving({ stop, close, quit, timers, log }: LeavingOptions): (event: { preventDefault(): void }) => void {
  let stage: 'here' | 'ending' | 'ended' = 'here'

  function impatience(): Promise<void> {
    return new Promise((resolve) => {
      timers.after(PATIENCE, () => {
        if (stage === 'ending') log.warn('quitting did not wait longer')
        resolve()
      })
    })
  }

  async function end(): Promise<void> {
    try {
      await Promise.race([stop(), impatience()])
    } catch (error) {
      log.fault('quit', error)
    }
    try {
      close()
    } catch (error) {
      log.fault('quit', error)
    }
    stage = 'ended'
    quit()
  }

  return (event) => {
    if (stage === 'ended') return
    event.preventDefault()
    if (stage === 'ending') return
    stage = 'ending'
    void end()
  }
}
