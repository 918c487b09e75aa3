import { contextBridge, ipcRenderer } from 'electron'
import { channels } from './channels.generated.ts'
import { firstQuestions } from './first-questions.ts'

/**
 * What the window gets: one function per entry of the contracts, by name. Nothing generic is exposed: no channel name can be
 * given from outside, and no sender, event or port object crosses.
 */
const bridge: Record<string, Record<string, unknown>> = { on: {} }

/** Asked now: main answers while the window's script is being read. The first who asks gets that answer, whoever asks later a new one. */
const asked = new Map<string, Promise<unknown>>(
  Object.entries(firstQuestions).flatMap(([module, entries]) => entries.map((entry) => [`${module}/${entry}`, ipcRenderer.invoke(`${module}/${entry}`, {})] as const)),
)

function ask(channel: string, input: unknown): Promise<unknown> {
  const early = asked.get(channel)
  asked.delete(channel)
  return early ?? ipcRenderer.invoke(channel, input)
}

for (const [module, { calls, events }] of Object.entries(channels)) {
  bridge[module] = Object.fromEntries(calls.map((entry) => [entry, (input: unknown) => ask(`${module}/${entry}`, input)]))
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
