// Runs a command with a keychain of its own: a private D-Bus session with an unlocked gnome-keyring, for machines without a
// desktop session (servers, containers, CI) and for tests, which must never touch a person's real keychain.
//
//   node scripts/keychain-session.mjs [--folder <path>] -- <command> [arguments]
//
// Without --folder everything is thrown away at the end. With it, the keyring's files and its key stay in that folder, readable by
// this OS user only: that protects against other users of the machine and not against programs of the same user.
// Plain JavaScript: it also runs before anything is installed. On macOS and Windows the command runs as it is.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** How long the bus and the keyring may take to answer, in milliseconds. */
const READY_WITHIN = 15_000

/**
 * Starts the private session.
 * @param {{ folder?: string }} [options] `folder`: where the keyring stays; without it, a temporary one.
 * @returns {Promise<{ env: Record<string, string>, close: () => Promise<void> }>} `env`: what a command needs to find it.
 */
export async function openKeychainSession({ folder } = {}) {
  if (process.platform !== 'linux') return { env: {}, close: async () => {} }
  const home = folder === undefined ? mkdtempSync(join(tmpdir(), 'resguardo-keychain-')) : resolve(folder)
  for (const name of ['run', 'data', 'config', 'cache']) mkdirSync(join(home, name), { recursive: true, mode: 0o700 })
  const base = {
    ...process.env,
    HOME: home,
    XDG_RUNTIME_DIR: join(home, 'run'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
  }
  /** @type {import('node:child_process').ChildProcess[]} */
  const started = []
  const close = async () => {
    for (const child of started.reverse()) await end(child)
    if (folder === undefined) rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const bus = spawn('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=1'], {
      env: base,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    started.push(bus)
    const address = await firstLine(bus, 'dbus-daemon')
    const env = { DBUS_SESSION_BUS_ADDRESS: address }
    const keyring = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
      env: { ...base, ...env },
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    started.push(keyring)
    const failed = failure(keyring, 'gnome-keyring-daemon')
    keyring.stdin?.end(folder === undefined ? randomBytes(24).toString('hex') : keyOf(home))
    await Promise.race([answers({ ...base, ...env }), failed])
    return { env, close }
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * The key of a keyring that stays, made at the first run.
 * @param {string} home
 */
function keyOf(home) {
  const file = join(home, 'key')
  try {
    return readFileSync(file, 'utf8')
  } catch {
    const key = randomBytes(24).toString('hex')
    writeFileSync(file, key, { mode: 0o600, flag: 'wx' })
    return key
  }
}

/**
 * Rejects when the program cannot start or ends by itself.
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} name
 * @returns {Promise<never>}
 */
function failure(child, name) {
  const failed = new Promise((_resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${name} does not start: ${error.message}`)))
    child.once('exit', (code) => reject(new Error(`${name} ended at once (code ${code})`)))
  })
  // Also listened to when nobody waits any more: the daemons end when the session is closed.
  failed.catch(() => {})
  return /** @type {Promise<never>} */ (failed)
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} name
 * @returns {Promise<string>}
 */
function firstLine(child, name) {
  const line = new Promise((done) => {
    let text = ''
    child.stdout?.on('data', (chunk) => {
      text += chunk
      if (text.includes('\n')) done(text.slice(0, text.indexOf('\n')))
    })
  })
  return /** @type {Promise<string>} */ (Promise.race([line, failure(child, name), late(name)]))
}

/** @param {string} name */
async function late(name) {
  await wait(READY_WITHIN, undefined, { ref: false })
  throw new Error(`${name} does not answer within ${READY_WITHIN / 1000} seconds`)
}

/**
 * Waits until the secret service has its name on the bus.
 * @param {NodeJS.ProcessEnv} env
 */
async function answers(env) {
  const limit = Date.now() + READY_WITHIN
  for (;;) {
    const has = await output(
      'dbus-send',
      ['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'],
      env,
    )
    if (has.includes('true')) return
    if (Date.now() > limit) throw new Error(`gnome-keyring-daemon does not answer within ${READY_WITHIN / 1000} seconds`)
    await wait(30)
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>}
 */
function output(command, args, env) {
  return new Promise((done, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'ignore'] })
    let text = ''
    child.stdout.on('data', (chunk) => (text += chunk))
    child.once('error', reject)
    child.once('close', () => done(text))
  })
}

/**
 * Ends a daemon and waits for it.
 * @param {import('node:child_process').ChildProcess} child
 */
async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  await Promise.race([gone, wait(2000, undefined, { ref: false }).then(() => child.kill('SIGKILL'))])
}

/**
 * Runs a command inside a session of its own and answers with its exit code. Signals that would end us are passed on to the command.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ folder?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>}
 */
export async function runInKeychainSession(command, args, { folder, env = process.env } = {}) {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child
  /** @type {NodeJS.Signals | undefined} */
  let told
  /** @type {(signal: NodeJS.Signals) => void} */
  const pass = (signal) => {
    told = signal
    child?.kill(signal)
  }
  // Listened to before anything is started: a signal between a start and its listener would end us and leave what was started behind.
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
  for (const signal of signals) process.on(signal, pass)
  try {
    const session = await openKeychainSession(folder === undefined ? {} : { folder })
    try {
      if (told !== undefined) return 128 + constants.signals[told]
      const running = spawn(command, [...args], { stdio: 'inherit', env: { ...env, ...session.env } })
      child = running
      return await new Promise((done, reject) => {
        running.once('error', reject)
        running.once('close', (status, signal) => done(status ?? 128 + (signal === null ? 0 : constants.signals[signal])))
      })
    } finally {
      await session.close()
    }
  } finally {
    for (const signal of signals) process.off(signal, pass)
  }
}

if (import.meta.filename === process.argv[1]) {
  const args = process.argv.slice(2)
  const folder = args[0] === '--folder' ? args.splice(0, 2)[1] : undefined
  const [dashes, command, ...rest] = args
  if (dashes !== '--' || command === undefined) {
    console.error('use: node scripts/keychain-session.mjs [--folder <path>] -- <command> [arguments]')
    process.exit(2)
  }
  try {
    process.exit(await runInKeychainSession(command, rest, folder === undefined ? {} : { folder }))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
