import { Bus, sessionBusAddress, type Signal, systemBusAddress } from './dbus.ts'

/** What `powerMonitor` tells of. */
export type PowerSignal = 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen'

/** The screen savers of the desktops that tell of themselves on the session's bus. */
const SCREEN_SAVERS = ['org.freedesktop.ScreenSaver', 'org.gnome.ScreenSaver', 'org.cinnamon.ScreenSaver', 'org.mate.ScreenSaver', 'org.xfce.ScreenSaver']

/** What a signal of the login manager or of a screen saver means. */
export function meaningOf({ interface: name, member, body }: Signal): PowerSignal | undefined {
  if (name === 'org.freedesktop.login1.Manager' && member === 'PrepareForSleep') return body[0] === true ? 'suspend' : 'resume'
  if (name === 'org.freedesktop.login1.Session' && member === 'Lock') return 'lock-screen'
  if (name === 'org.freedesktop.login1.Session' && member === 'Unlock') return 'unlock-screen'
  if (SCREEN_SAVERS.includes(name) && member === 'ActiveChanged') return body[0] === true ? 'lock-screen' : 'unlock-screen'
  return undefined
}

/** Listens to the login manager and the screen savers, where there are any. */
export function watchPower(heard: (signal: PowerSignal) => void): void {
  if (process.platform !== 'linux') return
  const tell = (signal: Signal): void => {
    const meaning = meaningOf(signal)
    if (meaning !== undefined) heard(meaning)
  }
  watch(systemBusAddress(), ["type='signal',interface='org.freedesktop.login1.Manager',member='PrepareForSleep'", "type='signal',interface='org.freedesktop.login1.Session'"], tell)
  const session = sessionBusAddress()
  if (session !== undefined) watch(session, SCREEN_SAVERS.map((name) => `type='signal',interface='${name}',member='ActiveChanged'`), tell)
}

function watch(address: string, rules: readonly string[], tell: (signal: Signal) => void): void {
  try {
    const bus = new Bus(address)
    rules.forEach((rule, index) => {
      bus.listen(rule, index === 0 ? tell : () => {}).catch(() => {}) // a machine without this bus has nothing to tell
    })
  } catch {
    // As above.
  }
}
