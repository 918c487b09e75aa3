/**
 * `npm run dev`: opens the app with developer tools and builds again on every change of src/ or resources/. A change of main or of the
 * preload starts the app again; a change of the window asks for Ctrl+R. The page of the ui parts is at #/ui. Arguments go to the app.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { buildIfStale, digestOfMain, ensureBuilt } from './house/build.ts'
import { hasBus, hasDisplay } from './house/machine.ts'
import { appCommand } from './house/open-app.ts'
import { prepare } from './house/prepare.ts'
import { stop } from './house/stop.ts'
import { top } from './house/top.ts'
import { openKeychainSession } from './keychain-session.mjs'

/** Editors write a file in several steps; milliseconds. */
const SETTLED = 200

if (!hasDisplay()) stop('npm run dev opens a window and there is no display here: set DISPLAY or WAYLAND_DISPLAY (Xvfb serves), or use npm run tour.')
await prepare(['browser', 'libsecret', ...(hasBus() ? [] : (['keyring', 'bus', 'emoji'] as const))])
ensureBuilt()

const keychain = hasBus() ? undefined : await openKeychainSession({ folder: join(top, 'out', 'dev-keychain') })
const { program, args } = appCommand(process.argv.slice(2))
let startedFrom = digestOfMain()
let child = open()

function open(): ChildProcess {
  const opened = spawn(program, [...args], { cwd: top, stdio: 'inherit', env: { ...process.env, ...keychain?.env, RESGUARDO_DEV: '1' } })
  opened.once('close', (code) => void leave(code ?? 1))
  return opened
}

async function leave(code: number): Promise<never> {
  await keychain?.close()
  process.exit(code)
}

function changed(folder: string): void {
  const wrong = buildIfStale()
  if (wrong !== undefined) {
    console.error(wrong)
    return
  }
  const now = digestOfMain()
  // Main reads resources/ when it starts.
  if (now === startedFrom && folder === 'src') {
    console.log('The window changed: Ctrl+R shows it.')
    return
  }
  startedFrom = now
  console.log(`${folder} changed: starting again.`)
  // One instance only: the next one opens when this one has gone.
  child.removeAllListeners('close')
  child.once('close', () => (child = open()))
  child.kill('SIGTERM')
}

let timer: NodeJS.Timeout | undefined
for (const folder of ['src', 'resources']) {
  watch(join(top, folder), { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(changed, SETTLED, folder)
  })
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
