import { spawn } from 'node:child_process'
import { top } from './top.ts'

export type Ended = {
  /** Exit code; undefined: it was ended by a signal or did not start. */
  readonly code: number | undefined
  readonly output: string
  readonly timedOut: boolean
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Runs a program to its end and keeps what it prints (the two streams in the order of arrival). `limit` in milliseconds: after it the
 * program and everything it started is killed. So it is when this process ends first.
 */
export function runProgram(program: string, args: readonly string[], { env = process.env, limit }: { env?: NodeJS.ProcessEnv; limit?: number } = {}): Promise<Ended> {
  const ownGroup = process.platform !== 'win32'
  const child = spawn(program, [...args], { cwd: top, env, stdio: ['ignore', 'pipe', 'pipe'], detached: ownGroup })
  let output = ''
  let timedOut = false
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (text: string) => (output += text))
  }
  const killAll = () => {
    if (child.pid === undefined) return
    try {
      process.kill(ownGroup ? -child.pid : child.pid, 'SIGKILL')
    } catch {
      // It has ended in the meantime.
    }
  }
  const timer = limit === undefined ? undefined : setTimeout(() => ((timedOut = true), killAll()), limit)
  // A group of its own does not hear Ctrl+C in our terminal.
  const leave = () => process.exit(130)
  process.on('exit', killAll)
  for (const signal of SIGNALS) process.on(signal, leave)
  return new Promise((done) => {
    const end = (code: number | undefined) => {
      clearTimeout(timer)
      process.off('exit', killAll)
      for (const signal of SIGNALS) process.off(signal, leave)
      done({ code, output, timedOut })
    }
    child.once('error', (error) => ((output += error.message), end(undefined)))
    child.once('close', (code) => end(code ?? undefined))
  })
}
