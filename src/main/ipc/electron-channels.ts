import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import type { Register } from './serve.ts'

/** Registers on Electron's IPC. `trusted`: the main frame of one of our own windows at our own origin; anything else gets nothing. */
export function electronChannels(trusted: (event: IpcMainInvokeEvent) => boolean): Register {
  return (channel, answer) => ipcMain.handle(channel, (event, input: unknown) => answer(trusted(event), input, event.sender.id))
}
