import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { runtimeArguments } from '#runtime/chromium/command.ts'
import { findElectron } from './machine.ts'
import { top } from './top.ts'

/** The program and arguments that open the app: Electron where its binary is, else the Chromium runtime. */
export function appCommand(args: readonly string[]): { readonly runtime: 'Electron' | 'Chromium'; readonly program: string; readonly args: readonly string[] } {
  const electron = findElectron()
  if (electron !== undefined) return { runtime: 'Electron', program: electron, args: [top, ...args] }
  return { runtime: 'Chromium', program: process.execPath, args: runtimeArguments(top, ['--', ...args]) }
}

/** Runs a program in the foreground; signals that would end us are passed on to it. Answers with its exit code. */
export async function runInForeground(program: string, args: readonly string[]): Promise<number> {
  const child = spawn(program, [...args], { cwd: top, stdio: 'inherit' })
  const pass = (signal: NodeJS.Signals) => child.kill(signal)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, pass)
  return new Promise((done, reject) => {
    child.once('error', reject)
    child.once('close', (status, signal) => done(status ?? 128 + (signal === null ? 0 : constants.signals[signal])))
  })
}
