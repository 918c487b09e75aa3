import type { Wire } from '../wire.ts'
import type { Membrane } from './membrane.ts'

/** What main tells a page's isolated world when it makes it. */
export type WorldConfig = {
  /** Name of the function that Chromium puts in this world, and in no other, for calling main. */
  readonly binding: string
  /** Name of the global by which main calls this world. */
  readonly deliver: string
  /** Name of the events that cross to the page's own world. */
  readonly token: string
  /** Hosts whose pages get a preload. */
  readonly hostSuffixes: readonly string[]
  /** Keyboard shortcuts of the application menu, in `shortcutOf`'s form. */
  readonly shortcuts: readonly string[]
  readonly devTools: boolean
  readonly platform: string
}

/** What this world tells main. Main checks each, because a page's process may be in anybody's hands. */
export type FromWorld =
  | readonly ['invoke', number, string, readonly unknown[]]
  | readonly ['send', string, readonly unknown[]]
  | readonly ['shortcut', string]
  | readonly ['input']
  | readonly ['focus', boolean]
  | readonly ['resized']
  | readonly ['dark', boolean]
  | readonly ['open', string, string]

/** What main tells this world. */
export type ToWorld = readonly ['answer', number, boolean, unknown] | readonly ['send', string, readonly unknown[]] | readonly ['shortcuts', readonly string[]]

type Loader = (
  require: (name: string) => unknown,
  module: { exports: unknown },
  exports: unknown,
  process: Readonly<Record<string, unknown>>,
) => void

/**
 * The isolated world of a page: `ipcRenderer` and `contextBridge` for the preload, and what Electron's windows do that
 * Chromium's do not (no context menu, no browser shortcuts, links to new windows asked for first).
 * Injected as text: it must not name anything outside itself.
 */
export function preloadWorld(
  config: WorldConfig,
  makeWire: (base64: { to: (bytes: Uint8Array) => string; from: (text: string) => Uint8Array }) => Wire,
  makeMembrane: (token: string, side: 'isolated' | 'main') => Membrane,
  preload: Loader | undefined,
): void {
  if (window.top !== window || location.protocol !== 'https:') return
  if (!config.hostSuffixes.some((suffix) => location.hostname.endsWith(suffix))) return

  // Chromium put them here: the binding by `Runtime.addBinding`, for this world's name only.
  const globals = globalThis as unknown as Record<string, (message: string) => void>
  const callMain = globals[config.binding]
  if (callMain === undefined) return

  const wire = makeWire({
    to(bytes) {
      let text = ''
      for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768))
      return btoa(text)
    },
    from: (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)),
  })
  const tell = (message: FromWorld): void => callMain(wire.encode(message))

  const refuseMember = <T extends object>(name: string, members: T): T =>
    new Proxy(members, {
      get(target, member) {
        if (Reflect.has(target, member) || typeof member === 'symbol' || member === 'then') return Reflect.get(target, member)
        throw new Error(`${name}.${String(member)} is not offered by the Chromium runtime.`)
      },
    })

  // ipcRenderer
  type Listener = (event: unknown, ...args: unknown[]) => void
  const listeners = new Map<string, { readonly listener: Listener; readonly once: boolean }[]>()
  const asked = new Map<number, { readonly channel: string; readonly answer: (value: unknown) => void; readonly fail: (error: Error) => void }>()
  let lastId = 0

  const listen = (channel: string, listener: Listener, once: boolean): void => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }])
  }
  const forget = (channel: string, listener: Listener): void => {
    listeners.set(channel, (listeners.get(channel) ?? []).filter((entry) => entry.listener !== listener))
  }

  const ipcRenderer = refuseMember('ipcRenderer', {
    invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      return new Promise((answer, fail) => {
        const id = ++lastId
        tell(['invoke', id, channel, args])
        asked.set(id, { channel, answer, fail })
      })
    },
    send: (channel: string, ...args: unknown[]): void => tell(['send', channel, args]),
    on(channel: string, listener: Listener): unknown {
      listen(channel, listener, false)
      return ipcRenderer
    },
    once(channel: string, listener: Listener): unknown {
      listen(channel, listener, true)
      return ipcRenderer
    },
    off(channel: string, listener: Listener): unknown {
      forget(channel, listener)
      return ipcRenderer
    },
    removeListener(channel: string, listener: Listener): unknown {
      forget(channel, listener)
      return ipcRenderer
    },
    removeAllListeners(channel: string): unknown {
      listeners.delete(channel)
      return ipcRenderer
    },
  })

  let shortcuts = new Set(config.shortcuts)

  globals[config.deliver] = (text) => {
    const message = wire.decode(text) as ToWorld // only main can call into this world
    switch (message[0]) {
      case 'answer': {
        const [, id, good, value] = message
        const question = asked.get(id)
        asked.delete(id)
        if (good) question?.answer(value)
        else question?.fail(new Error(`Error invoking remote method '${question.channel}': ${String(value)}`))
        return
      }
      case 'send': {
        const [, channel, args] = message
        for (const entry of listeners.get(channel) ?? []) {
          if (entry.once) forget(channel, entry.listener)
          try {
            entry.listener({ sender: ipcRenderer, senderId: 0, ports: [], preventDefault() {}, defaultPrevented: false }, ...args)
          } catch (error) {
            reportError(error)
          }
        }
        return
      }
      case 'shortcuts':
        shortcuts = new Set(message[1])
    }
  }

  // contextBridge
  const bridge = makeMembrane(config.token, 'isolated')
  const exposed = new Set<string>()
  const contextBridge = refuseMember('contextBridge', {
    exposeInMainWorld(key: string, api: unknown): void {
      if (exposed.has(key)) throw new Error(`Cannot bind an API on top of an existing property on the window object: ${key}`)
      exposed.add(key)
      bridge.expose(key, api)
    },
  })

  // What an Electron window does by itself, or does not do.
  const shortcutOf = (event: KeyboardEvent): string =>
    [event.ctrlKey ? 'ctrl' : '', event.altKey ? 'alt' : '', event.shiftKey ? 'shift' : '', event.metaKey ? 'meta' : '', event.key.toLowerCase()]
      .filter((part) => part !== '')
      .join('+')
  const command = navigator.platform.startsWith('Mac') ? 'meta' : 'ctrl'
  const browserOnly = new Set([
    ...['n', 't', 'o', 's', 'u', 'j', 'h', 'd', 'g', 'p', 'shift+n', 'shift+t', 'shift+o', 'shift+b', 'shift+delete', 'shift+a', 'shift+m', 'e', 'k', 'l'].map(
      (key) => `${command}+${key}`,
    ),
    'f1',
    'f3',
    'f6',
    'f7',
    'alt+arrowleft',
    'alt+arrowright',
  ])
  const devToolsOnly = new Set(['f12', `${command}+shift+i`, `${command}+shift+j`, `${command}+shift+c`, 'alt+meta+i', 'alt+meta+j', 'alt+meta+c'])

  let lastInput = 0
  const input = (): void => {
    if (performance.now() - lastInput < 1000) return
    lastInput = performance.now()
    tell(['input'])
  }
  addEventListener('keydown', input, true)
  // The page hears a key first, and keeps it by preventing its default: so it is with Electron's menu too.
  addEventListener('keydown', (event) => {
    if (!event.isTrusted || event.defaultPrevented) return
    const shortcut = shortcutOf(event)
    const ours = shortcuts.has(shortcut)
    if (ours) tell(['shortcut', shortcut])
    if (ours || browserOnly.has(shortcut) || (!config.devTools && devToolsOnly.has(shortcut))) event.preventDefault()
  })
  for (const type of ['pointerdown', 'pointermove', 'wheel']) addEventListener(type, input, { capture: true, passive: true })
  addEventListener('contextmenu', (event) => event.preventDefault())
  addEventListener('focus', (event) => event.target === window && tell(['focus', true]))
  addEventListener('blur', (event) => event.target === window && tell(['focus', false]))
  addEventListener('resize', () => tell(['resized']))
  // A window that was moved is noticed when the pointer comes back to it.
  let place = `${screenX},${screenY}`
  document.addEventListener('pointerover', () => {
    const now = `${screenX},${screenY}`
    if (now === place) return
    place = now
    tell(['resized'])
  }, { capture: true, passive: true })
  const dark = matchMedia('(prefers-color-scheme: dark)')
  dark.addEventListener('change', () => tell(['dark', dark.matches]))
  // A link to a new window, or `window.open`, is asked about before Chromium opens one.
  addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[target]') : null
    if (!(link instanceof HTMLAnchorElement) || ['', '_self', '_top', '_parent'].includes(link.target) || event.defaultPrevented) return
    event.preventDefault()
    tell(['open', link.href, link.target])
  })
  document.addEventListener(`${config.token}.open`, (event) => {
    const asked = (event as CustomEvent<unknown>).detail // from the page's own world: checked on the next line
    if (Array.isArray(asked) && typeof asked[0] === 'string' && typeof asked[1] === 'string') tell(['open', asked[0], asked[1]])
  })

  if (preload === undefined) return
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return refuseMember('electron', { contextBridge, ipcRenderer })
    throw new Error(`require('${name}') is not offered to a sandboxed preload by the Chromium runtime.`)
  }
  const module = { exports: {} }
  preload(require, module, module.exports, refuseMember('process', { type: 'renderer', sandboxed: true, contextIsolated: true, platform: config.platform, env: {}, argv: [] }))
}
