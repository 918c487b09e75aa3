import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { guarded } from '#runtime/chromium/guard.ts'
import type { Offered } from '#runtime/chromium/surface.ts'

/** The program that opens things as the person's desktop would. What is opened is one argument: no shell reads it. */
function opener(): readonly [string, ...string[]] {
  if (process.platform === 'darwin') return ['open']
  if (process.platform === 'win32') return ['rundll32.exe', 'url.dll,FileProtocolHandler']
  return ['xdg-open']
}

/** Starts a program that outlives us. Rejects if it is not there. */
function start(command: readonly [string, ...string[]], argument: string): Promise<void> {
  const [program, ...options] = command
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...options, argument], { detached: true, stdio: 'ignore' })
    child.once('spawn', () => {
      child.unref()
      resolve()
    })
    child.once('error', (error) => reject(new Error(`${program} could not be started: ${error.message}`)))
  })
}

export const shell = guarded('shell', {
  async openExternal(url: string): Promise<void> {
    // An address, never an option or a program's name.
    await start(opener(), new URL(url).href)
  },
  /** Resolves with '' if it was opened, else with what went wrong, as Electron does. */
  async openPath(path: string): Promise<string> {
    if (!existsSync(path)) return `There is no such file or folder: ${path}`
    try {
      await start(opener(), path)
      return ''
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  },
  /** Opens its folder; macOS and Windows also mark it there. */
  showItemInFolder(path: string): void {
    const shown =
      process.platform === 'darwin' ? start(['open', '-R'], path) : process.platform === 'win32' ? start(['explorer.exe'], `/select,${path}`) : start(opener(), dirname(path))
    shown.catch(() => {}) // Electron reports nothing here either
  },
}) satisfies Offered<Electron.Shell, 'shell'>
