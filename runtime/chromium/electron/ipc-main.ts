import { guarded } from '#runtime/chromium/guard.ts'
import type { Offered } from '#runtime/chromium/surface.ts'

type Handler = Parameters<Electron.IpcMain['handle']>[1]
type Listener = Parameters<Electron.IpcMain['on']>[1]

const handlers = new Map<string, { readonly handler: Handler; readonly once: boolean }>()
const listeners = new Map<string, readonly { readonly listener: Listener; readonly once: boolean }[]>()

function add(channel: string, listener: Listener, once: boolean): Electron.IpcMain {
  listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }])
  return ipcMain as Electron.IpcMain // the guard answers for the members that are missing
}

function remove(channel: string, listener: Listener): Electron.IpcMain {
  listeners.set(channel, (listeners.get(channel) ?? []).filter((entry) => entry.listener !== listener))
  return ipcMain as Electron.IpcMain // as above
}

export const ipcMain = guarded('ipcMain', {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, { handler, once: false })
  },
  handleOnce(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, { handler, once: true })
  },
  removeHandler(channel: string): void {
    handlers.delete(channel)
  },
  on: (channel: string, listener: Listener) => add(channel, listener, false),
  once: (channel: string, listener: Listener) => add(channel, listener, true),
  off: remove,
  removeListener: remove,
  removeAllListeners(channel?: string): Electron.IpcMain {
    if (channel === undefined) listeners.clear()
    else listeners.delete(channel)
    return ipcMain as Electron.IpcMain // as above
  },
}) satisfies Offered<Electron.IpcMain, 'ipcMain'>

/** Answers a page's `ipcRenderer.invoke`. Throws what the handler throws. */
export async function answerInvoke(event: Electron.IpcMainInvokeEvent, channel: string, args: readonly unknown[]): Promise<unknown> {
  const found = handlers.get(channel)
  if (found === undefined) throw new Error(`No handler registered for '${channel}'`)
  if (found.once) handlers.delete(channel)
  return (await found.handler(event, ...args)) as unknown
}

/** Hands a page's `ipcRenderer.send` to its listeners. */
export function hearSend(event: Electron.IpcMainEvent, channel: string, args: readonly unknown[]): void {
  for (const entry of listeners.get(channel) ?? []) {
    if (entry.once) remove(channel, entry.listener)
    entry.listener(event, ...args)
  }
}
