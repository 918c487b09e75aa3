import { spawn } from 'node:child_process'
import { resolve as pathOf } from 'node:path'

/** Where Node keeps a child's compiled modules from one start to the next (a child flushes them itself: one that is killed would not). */
const COMPILED = pathOf('node_modules/.cache/resguardo/compiled')

/** Starts a child that says a line with a number after each act, kills it `-9` some milliseconds after its first act, and answers the last value it had said `ok` to. */
export function runAndKill(child: string, folder: string, after: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [child, folder], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_COMPILE_CACHE: COMPILED } })
    let said = ''
    let errors = ''
    let killing: NodeJS.Timeout | undefined
    running.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (said.includes('\n')) killing ??= setTimeout(() => running.kill('SIGKILL'), after)
    })
    running.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
    running.on('exit', (_code, signal) => {
      // A line cut in two by the kill was not read by anybody; only whole lines count as answers.
      const last = said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1) ?? ''
      if (signal === 'SIGKILL') resolve(Number(last.split(' ')[1]))
      else reject(new Error(errors))
    })
  })
}
