import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { openKeychainSession } from '../../../scripts/keychain-session.mjs'

const top = join(import.meta.dirname, '../../..')
const script = join(top, 'scripts/keychain-session.mjs')
const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'resguardo-test-'))
  folders.push(folder)
  return folder
}

/** Runs a piece of code that has `keytar`, in a session; answers with what it printed. */
function inSession(code: string, ...options: string[]): string {
  const program = `const { default: keytar } = await import('@github/keytar'); ${code}`
  const ran = spawnSync(process.execPath, [script, ...options, '--', process.execPath, '--input-type=module', '-e', program], { cwd: top, encoding: 'utf8' })
  expect(ran.stderr).toBe('')
  return ran.stdout.trim()
}

describe.runIf(process.platform === 'linux')('a keychain session', () => {
  test('keeps and gives a secret', () => {
    expect(inSession(`await keytar.setPassword('resguardo-test', 'a', 'canary'); console.log(await keytar.getPassword('resguardo-test', 'a'))`)).toBe('canary')
  })

  test('is thrown away at the end', () => {
    inSession(`await keytar.setPassword('resguardo-test', 'b', 'canary')`)
    expect(inSession(`console.log(await keytar.getPassword('resguardo-test', 'b'))`)).toBe('null')
  })

  test('keeps its secrets in a folder that only this user reads', () => {
    const folder = join(newFolder(), 'keychain')
    inSession(`await keytar.setPassword('resguardo-test', 'c', 'canary')`, '--folder', folder)
    expect(inSession(`console.log(await keytar.getPassword('resguardo-test', 'c'))`, '--folder', folder)).toBe('canary')
    expect(statSync(join(folder, 'key')).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700)
  })

  test('is not the session of whoever calls', async () => {
    const session = await openKeychainSession()
    expect(session.env['DBUS_SESSION_BUS_ADDRESS']).toMatch(/^unix:/)
    expect(session.env['DBUS_SESSION_BUS_ADDRESS']).not.toBe(process.env['DBUS_SESSION_BUS_ADDRESS'])
    await session.close()
  })

  test('leaves no daemon behind', async () => {
    const before = daemons()
    const session = await openKeychainSession()
    const opened = daemons().filter((pid) => !before.includes(pid))
    expect(opened.length).toBeGreaterThanOrEqual(2)
    await session.close()
    expect(opened.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([])
  })

  test('answers with the exit code of the command', () => {
    expect(spawnSync(process.execPath, [script, '--', 'sh', '-c', 'exit 7']).status).toBe(7)
  })

  test('passes the signal that ends it on to the command', async () => {
    const running = spawn(process.execPath, [script, '--', 'sh', '-c', `trap 'echo told; exit 3' TERM; echo ready; while :; do sleep 0.05; done`])
    let said = ''
    running.stdout.on('data', (text: Buffer) => {
      said += text.toString()
      if (said === 'ready\n') running.kill('SIGTERM')
    })
    const code = await new Promise((resolve) => running.once('close', resolve))
    expect({ code, said }).toEqual({ code: 3, said: 'ready\ntold\n' })
  })

  test('says in one sentence that a daemon is missing', () => {
    const ran = spawnSync(process.execPath, [script, '--', 'true'], { encoding: 'utf8', env: { ...process.env, PATH: '/nowhere' } })
    expect(ran).toMatchObject({ status: 1, stderr: 'dbus-daemon does not start: spawn dbus-daemon ENOENT\n' })
  })
})

/** Process ids of the daemons that this process started. */
function daemons(): readonly string[] {
  const listed = spawnSync('ps', ['-o', 'pid=,comm=', '--ppid', String(process.pid)], { encoding: 'utf8' }).stdout
  return listed
    .split('\n')
    .filter((line) => /dbus-daemon|gnome-keyring/.test(line))
    .map((line) => line.trim().split(' ')[0] ?? '')
}
