import { powerMonitor } from 'electron'
import { spawn } from 'node:child_process'
import type { Log } from './log.ts'

/** Screen savers that tell of a locked screen on the session bus. */
const LOCK_SIGNALS = [
  "type='signal',interface='org.freedesktop.ScreenSaver',member='ActiveChanged'",
  "type='signal',interface='org.gnome.ScreenSaver',member='ActiveChanged'",
  "type='signal',interface='org.cinnamon.ScreenSaver',member='ActiveChanged'",
  "type='signal',interface='org.mate.ScreenSaver',member='ActiveChanged'",
  "type='signal',interface='org.xfce.ScreenSaver',member='ActiveChanged'",
]

/**
 * Calls `lock` when the machine sleeps or its screen is locked. Electron reports a locked screen on macOS and Windows only, so
 * on Linux the session bus is listened to with the `dbus-monitor` that comes with D-Bus. Returns the way to stop.
 */
export function watchForLock(lock: (reason: 'suspend' | 'screen-lock') => void, log: Log): () => void {
  powerMonitor.on('suspend', () => lock('suspend'))
  powerMonitor.on('lock-screen', () => lock('screen-lock'))
  if (process.platform !== 'linux' || process.env['DBUS_SESSION_BUS_ADDRESS'] === undefined) return () => {}

  const monitor = spawn('dbus-monitor', ['--session', ...LOCK_SIGNALS], { stdio: ['ignore', 'pipe', 'ignore'] })
  let rest = ''
  monitor.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    if (lines.some((line) => line.trim() === 'boolean true')) lock('screen-lock')
  })
  monitor.on('error', () => log.warn('dbus-monitor is missing: the app cannot see the screen being locked'))
  monitor.unref()
  return () => monitor.kill()
}
