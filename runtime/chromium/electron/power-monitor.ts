import { Emitter } from '#runtime/chromium/emitter.ts'
import { guarded } from '#runtime/chromium/guard.ts'
import { events, type Offered } from '#runtime/chromium/surface.ts'
import { watchPower } from '#runtime/chromium/power-signals.ts'

let lastInput = performance.now()

/** The person did something in a page of ours. */
export function heardInput(): void {
  lastInput = performance.now()
}

/** Sleep, lock and idleness. Sleep and lock are heard on Linux, over D-Bus; Chromium tells nothing of them elsewhere. */
class PowerMonitor extends Emitter {
  private watching = false

  constructor() {
    super('powerMonitor', events.powerMonitor)
  }

  override on(event: string, listener: (...args: never[]) => void): this {
    if (!this.watching) {
      this.watching = true
      watchPower((signal) => this.emit(signal))
    }
    return super.on(event, listener)
  }

  /** Seconds since the last input in a window of ours: never less than the system's idle time, so whoever locks on it locks early, not late. */
  getSystemIdleTime(): number {
    return Math.floor((performance.now() - lastInput) / 1000)
  }
}

export const powerMonitor = guarded('powerMonitor', new PowerMonitor() satisfies Offered<Electron.PowerMonitor, 'powerMonitor'>)
