import type { utilityProcess } from 'electron'
import { spawn } from 'node:child_process'
import { type KeytarAnswer, type KeytarRequest, READY } from './keytar-messages.ts'

/** A running keytar process: one request at a time, thrown away after any failure. */
export interface KeytarHost {
  /** Resolves when the process has started, or will never. */
  readonly ready: Promise<void>
  /** Resolves with the answer, or with undefined if the process ended before it came. */
  ask(request: KeytarRequest): Promise<KeytarAnswer | undefined>
  end(): void
}

export type StartKeytarHost = () => KeytarHost

/**
 * What the process needs to know. The C locale keeps the bus's errors in the language `keytar-trouble.ts` reads;
 * one thread is enough for one call at a time.
 */
function environment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...own, LC_ALL: 'C', LANGUAGE: '', UV_THREADPOOL_SIZE: '1' }
}

/**
 * Under Node (the Chromium runtime, tests): a child of this Node over its stdin and stdout. `entry` is the path of `keytar-process`;
 * `own` is the environment it is given, with the session bus in it.
 */
export function nodeHost(entry: string, own: NodeJS.ProcessEnv = process.env): StartKeytarHost {
  return () => {
    const child = spawn(process.execPath, [entry], { env: environment(own), stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true })
    const waiting = oneWaiting()
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => {
      // As latin1 until the line is whole: no character is torn between two chunks.
      text += chunk.toString('latin1')
      if (!text.endsWith('\n')) return
      const line = Buffer.from(text, 'latin1').toString('utf8')
      text = ''
      waiting.answered(line)
    })
    child.once('error', waiting.ended)
    child.once('exit', waiting.ended)
    child.stdin.on('error', waiting.ended)
    return {
      ready: waiting.ready,
      ask: (request) => waiting.ask(() => child.stdin.write(`${JSON.stringify(request)}\n`)),
      // Not SIGTERM: a native call in progress would not hear it.
      end: () => child.kill('SIGKILL'),
    }
  }
}

/** Under Electron: a utility process, because the packaged binary does not run as Node (its fuse is off). */
export function electronHost(electron: typeof utilityProcess, entry: string): StartKeytarHost {
  return () => {
    const child = electron.fork(entry, [], { env: environment(process.env), stdio: 'ignore', serviceName: 'Resguardo keychain' })
    const waiting = oneWaiting()
    child.on('message', (message: unknown) => waiting.answered(String(message)))
    child.once('exit', waiting.ended)
    return {
      ready: waiting.ready,
      ask: (request) => waiting.ask(() => child.postMessage(JSON.stringify(request))),
      end: () => void child.kill(),
    }
  }
}

/** The start of the process, and the one request that is under way. */
function oneWaiting() {
  let started: () => void = () => undefined
  const ready = new Promise<void>((resolve) => {
    started = resolve
  })
  let settle: ((answer: KeytarAnswer | undefined) => void) | undefined
  let over = false
  const take = (answer: KeytarAnswer | undefined): void => {
    const waiting = settle
    settle = undefined
    waiting?.(answer)
  }
  return {
    ready,
    ask(send: () => void): Promise<KeytarAnswer | undefined> {
      if (over) return Promise.resolve(undefined)
      return new Promise((resolve) => {
        settle = resolve
        send()
      })
    },
    answered(line: string): void {
      if (line.trimEnd() === READY) started()
      else take(JSON.parse(line) as KeytarAnswer) // written by `keytar-process.ts`
    },
    ended(): void {
      over = true
      started()
      take(undefined)
    },
  }
}
