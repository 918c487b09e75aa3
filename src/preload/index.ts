import { contextBridge, ipcRenderer } from 'electron'
import { channels } from './channels.generated.ts'

/**
 * What the window gets: one function per entry of the contracts, by name. Nothing generic is exposed: no channel name can be
 * given from outside, and no sender, event or port object crosses.
 */
const bridge: Record<string, Record<string, unknown>> = { on: {} }

for (const [module, { calls, events }] of Object.entries(channels)) {
  bridge[module] = Object.fromEntries(calls.map((entry) => [entry, (input: unknown) => ipcRenderer.invoke(`${module}/${entry}`, input)]))
  const listenTo = (channel: string) => (listener: (payload: unknown) => void) => {
    const handle = (_event: unknown, payload: unknown): void => listener(payload)
    ipcRenderer.on(channel, handle)
    return () => {
      ipcRenderer.removeListener(channel, handle)
    }
  }
  if (bridge['on'] !== undefined) bridge['on'][module] = Object.fromEntries(events.map((entry) => [entry, listenTo(`${module}/${entry}`)]))
}

contextBridge.exposeInMainWorld('resguardo', bridge)
