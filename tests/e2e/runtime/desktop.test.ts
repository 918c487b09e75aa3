import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NotificationServer, startBus } from './desktop-bus.ts'
import { type Fixture, startFixture, until } from './fixture-app.ts'

let bus: Awaited<ReturnType<typeof startBus>>
let server: NotificationServer
let app: Fixture

beforeAll(async () => {
  bus = await startBus()
  server = new NotificationServer(bus.address)
  await server.whenReady()
  // The same bus stands for the machine's, where the login manager speaks.
  app = await startFixture({ env: { DBUS_SESSION_BUS_ADDRESS: bus.address, DBUS_SYSTEM_BUS_ADDRESS: bus.address } })
})
afterAll(async () => {
  await app?.end()
  server.stop()
  bus.stop()
})

const events = async (): Promise<unknown> => (await app.inMain('globalThis.heard')).value

describe('a notification', () => {
  it('is shown by the desktop, with its text as text', async () => {
    expect(await app.inMain('electron.Notification.isSupported()')).toEqual({ value: true })
    await app.inMain(`(() => {
      globalThis.heard = []
      globalThis.note = new electron.Notification({ title: 'Cambio de contraseña', body: 'La de @INEMexico <vence> & ya' })
      for (const name of ['show', 'click', 'close', 'failed']) globalThis.note.on(name, () => globalThis.heard.push(name))
      globalThis.note.show()
    })()`)
    await until('it was shown', async () => ((await events()) as string[]).includes('show'))
    expect(server.shown).toEqual([{ app: 'Fixture', title: 'Cambio de contraseña', body: 'La de @INEMexico &lt;vence&gt; &amp; ya', hints: [['urgency', 1], ['suppress-sound', false]] }])
  })

  it('tells of its click and its end', async () => {
    server.click(1)
    await until('it was clicked', async () => ((await events()) as string[]).includes('click'))
    server.dismiss(1)
    await until('it is gone', async () => ((await events()) as string[]).includes('close'))
    expect(await events()).toEqual(['show', 'click', 'close'])
  })

  it('is closed by the app', async () => {
    await app.inMain("(globalThis.note = new electron.Notification({ title: 'Otra' }), globalThis.note.show())")
    await until('it was shown', () => server.shown.length === 2)
    await app.inMain('globalThis.note.close()')
    await until('it was closed', () => server.closed.includes(2))
  })
})

describe('sleep and lock', () => {
  it('are heard from the login manager and the screen savers', async () => {
    await app.inMain(`(() => {
      globalThis.heard = []
      for (const name of ['suspend', 'resume', 'lock-screen', 'unlock-screen']) electron.powerMonitor.on(name, () => globalThis.heard.push(name))
    })()`)
    const tell = (): void => {
      server.signal('/org/freedesktop/login1', 'org.freedesktop.login1.Manager', 'PrepareForSleep', [['b', 1]])
      server.signal('/org/freedesktop/login1', 'org.freedesktop.login1.Manager', 'PrepareForSleep', [['b', 0]])
      server.signal('/org/freedesktop/login1/session/_31', 'org.freedesktop.login1.Session', 'Lock', [])
      server.signal('/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver', 'ActiveChanged', [['b', 0]])
    }
    // The app begins to listen in its own time: the desktop repeats itself until it is heard.
    const kinds = new Set<string>()
    await until('all four were heard', async () => {
      tell()
      for (const kind of (await events()) as string[]) kinds.add(kind)
      return kinds.size === 4
    })
    expect([...kinds].toSorted()).toEqual(['lock-screen', 'resume', 'suspend', 'unlock-screen'])
  })
})
