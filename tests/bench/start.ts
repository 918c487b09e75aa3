import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, watch } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { runtimeArguments } from '#runtime/chromium/command.ts'
import { findBrowser } from '#runtime/chromium/find-browser.ts'
import { launchFlags } from '#runtime/chromium/flags.ts'
import { Pipe } from '#runtime/chromium/pipe.ts'
import { installationOf } from '#main/keychain/installation.ts'
import { systemRandomness } from '#main/keychain/randomness.ts'
import { openDemo } from '#tests/main/demo/open-demo.ts'
import { median } from './raw-events.ts'

const ROUNDS = 7
const top = join(import.meta.dirname, '../..')
/** Two frames after the page was there: something has been painted and the next frame is on its way. */
const SECOND_FRAME = 'new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))'

/** Process spawn → lock screen ready for input, with a profile used before, against a blank app window's second animation frame. Milliseconds. */
export const bench = {
  name: 'start',
  goal: 2,
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'resguardo-start-'))
    mkdirSync(join(folder, 'data'))
    // As a first start leaves it: without it beside a record, the app asks what became of it.
    installationOf({ root: join(folder, 'data'), backups: join(folder, 'data', 'backups') }, systemRandomness, false)
    const demo = openDemo(join(folder, 'data'))
    const made = await demo.make()
    if (!made.ok) throw new Error(made.refusal.code)
    demo.leave()
    const program = findBrowser()
    if (program === undefined) throw new Error('no browser')
    const ours: number[] = []
    const floors: number[] = []
    // The first round of each fills profiles and caches, as the first start on a machine does, and is not counted.
    for (let round = 0; round <= ROUNDS; round++) {
      const floor = await blankWindow(program, join(folder, 'blank-profile'))
      const value = await lockScreen(join(folder, 'data'))
      if (round === 0) continue
      floors.push(floor)
      ours.push(value)
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    const value = median(ours)
    const floor = median(floors)
    return { value, unit: 'ms', floor, ratio: value / floor }
  },
}

/** Milliseconds from the browser's spawn to the second frame of an empty page in an app window. */
async function blankWindow(program: string, profile: string): Promise<number> {
  const root = process.getuid?.() === 0
  const flags = launchFlags({ profile, firstPage: 'data:text/html,<title>blank</title>', headless: true, root, testPort: undefined, size: { width: 1280, height: 800 }, position: undefined, extra: [] })
  const began = performance.now()
  const child = spawn(program, flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
  const milliseconds = await new Promise<number>((resolve, reject) => {
    const pipe = new Pipe(child.stdio[3] as Writable, child.stdio[4] as Readable, (event) => {
      if (event.method !== 'Target.attachedToTarget') return
      const { sessionId } = event.params
      const ask = (): Promise<unknown> => pipe.send('Runtime.evaluate', { expression: SECOND_FRAME, awaitPromise: true }, sessionId)
      // The first page may still take the place of the empty one that was there when it was asked: then it is asked again.
      ask()
        .catch(ask)
        .then(() => resolve(performance.now() - began), reject)
    })
    pipe.post('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true, filter: [{ type: 'page' }] })
  })
  await end(child)
  return milliseconds
}

/** Milliseconds from the app's spawn to the line that its lock screen has painted and takes input. */
async function lockScreen(data: string): Promise<number> {
  const logs = join(data, 'logs')
  const log = join(logs, 'resguardo.log')
  mkdirSync(logs, { recursive: true })
  rmSync(log, { force: true })
  const env = { ...process.env, RESGUARDO_HEADLESS: '1', RESGUARDO_DATA: data, RESGUARDO_DOCUMENTS: join(data, '..', 'documents') }
  const began = performance.now()
  const child = spawn(process.execPath, runtimeArguments(top), { env, stdio: 'ignore' })
  const milliseconds = await new Promise<number>((resolve, reject) => {
    const watcher = watch(logs, () => {
      try {
        if (!readFileSync(log, 'utf8').includes('"message":"ready"')) return
      } catch {
        return // the file is not there yet
      }
      watcher.close()
      resolve(performance.now() - began)
    })
    child.once('exit', (code) => reject(new Error(`the app ended with ${code} before its lock screen was there`)))
  })
  child.removeAllListeners('exit')
  await end(child)
  return milliseconds
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
