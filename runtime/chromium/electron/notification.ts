import { Bus, sessionBusAddress } from '#runtime/chromium/dbus.ts'
import { Emitter, preventable } from '#runtime/chromium/emitter.ts'
import { guarded, NotOffered } from '#runtime/chromium/guard.ts'
import { runtime } from '#runtime/chromium/runtime.ts'
import { events, type Offered } from '#runtime/chromium/surface.ts'
import { runInToolsPage } from '#runtime/chromium/tools-page.ts'

const OPTIONS = ['title', 'body', 'silent', 'urgency', 'timeoutType', 'icon']
const SERVER = { destination: 'org.freedesktop.Notifications', path: '/org/freedesktop/Notifications', interface: 'org.freedesktop.Notifications' } as const
const URGENCY: Readonly<Record<string, number>> = { low: 0, normal: 1, critical: 2 }

let bus: Bus | undefined
/** Notifications on the screen, by the number that their server gave them. */
const onScreen = new Map<number, Notification>()

/** The desktop's notification server, on the session's bus. */
function server(address: string): Bus {
  if (bus !== undefined && !bus.isClosed) return bus
  bus = new Bus(address)
  bus
    .listen("type='signal',interface='org.freedesktop.Notifications'", ({ interface: name, member, body }) => {
      const notification = name === SERVER.interface ? onScreen.get(Number(body[0])) : undefined
      if (member === 'ActionInvoked') notification?.clicked()
      if (member === 'NotificationClosed') notification?.left()
    })
    .catch(() => {})
  return bus
}

/**
 * A notification of the desktop: over D-Bus on Linux, else by the browser (a page that nobody sees; pages of the app have no
 * permission for it).
 */
export class Notification extends Emitter {
  title: string
  body: string
  private readonly options: Electron.NotificationConstructorOptions
  private serverId: number | undefined
  private closedEarly = false
  private readonly key = `n${++lastKey}`

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super('Notification', events.Notification)
    for (const option of Object.keys(options)) if (!OPTIONS.includes(option)) throw new NotOffered(`new Notification({ ${option} })`)
    this.options = options
    this.title = options.title ?? ''
    this.body = options.body ?? ''
    return guarded('Notification', this)
  }

  /** False where nobody would see it: no bus, and no screen for the browser's own. */
  static isSupported(): boolean {
    return (process.platform === 'linux' && sessionBusAddress() !== undefined) || !runtime().headless
  }

  show(): void {
    const address = process.platform === 'linux' ? sessionBusAddress() : undefined
    const shown = address === undefined ? this.showByBrowser() : this.showByServer(address)
    shown.catch((error: unknown) => this.emit('failed', preventable({}), error instanceof Error ? error.message : String(error)))
  }

  close(): void {
    this.closedEarly = true
    if (this.serverId !== undefined) bus?.call({ ...SERVER, member: 'CloseNotification', args: [['u', this.serverId]] }).catch(() => {})
    else if (sessionBusAddress() === undefined) runInToolsPage(`globalThis.${this.key}?.close()`).catch(() => {})
  }

  /** Told by the server. */
  clicked(): void {
    this.emit('click', preventable({}))
  }

  /** Told by the server. */
  left(): void {
    if (this.serverId !== undefined) onScreen.delete(this.serverId)
    this.serverId = undefined
    this.emit('close', preventable({}))
  }

  private async showByServer(address: string): Promise<void> {
    const { urgency = 'normal', silent = false, timeoutType = 'default', icon } = this.options
    const hints = [
      ['urgency', ['y', URGENCY[urgency] ?? 1]],
      ['suppress-sound', ['b', silent === true ? 1 : 0]],
    ]
    const [id] = await server(address).call({
      ...SERVER,
      member: 'Notify',
      args: [
        ['s', runtime().description.name],
        ['u', 0],
        ['s', typeof icon === 'string' ? icon : ''],
        ['s', this.title],
        // Servers read the body as markup.
        ['s', this.body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')],
        // The name of the action that a click on the whole notification is.
        ['as', ['default', '']],
        ['a{sv}', hints],
        ['i', timeoutType === 'never' ? 0 : -1],
      ],
    })
    this.serverId = Number(id)
    onScreen.set(this.serverId, this)
    this.emit('show', preventable({}))
    if (this.closedEarly) this.close()
  }

  private async showByBrowser(): Promise<void> {
    const said = JSON.stringify({ body: this.body, silent: this.options.silent === true })
    // The page keeps how it ended, and is asked for it apart: its commands wait for each other.
    await runInToolsPage(`new Promise((shown, failed) => {
      const notification = new Notification(${JSON.stringify(this.title)}, ${said})
      globalThis.${this.key} = notification
      notification.ended = new Promise((ended) => {
        notification.onclick = () => ended('click')
        notification.onclose = () => ended('close')
      })
      notification.onshow = () => shown()
      notification.onerror = () => failed(new Error('the browser shows no notifications'))
    })`)
    this.emit('show', preventable({}))
    runInToolsPage(`globalThis.${this.key}.ended`, 'apart').then(
      (how) => this.emit(how === 'click' ? 'click' : 'close', preventable({})),
      () => {},
    )
  }
}

let lastKey = 0

/** That the class has what Electron's has of what is offered. */
export const offeredNotification = Notification satisfies { new (options?: Electron.NotificationConstructorOptions): Offered<Electron.Notification, 'Notification'>; isSupported(): boolean }
