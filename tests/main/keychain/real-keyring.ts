import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { SentinelMemory } from '#main/keychain/system-keychain.ts'

/** Linux with the programs these tests break and mend. Elsewhere the real keychain is the person's own and is left alone. */
export const hasKeyring =
  process.platform === 'linux' && ['dbus-daemon', 'gnome-keyring-daemon', 'dbus-send'].every((name) => spawnSync('which', [name]).status === 0)

/** A session bus with a secret service of its own, in a temporary folder, to be killed, locked and started at will. */
export type RealKeyring = {
  /** What a process needs to find this bus and no other. */
  readonly env: Readonly<Record<string, string>>
  /** Where its files are. */
  readonly folder: string
  startBus(): Promise<void>
  killBus(): Promise<void>
  /** Starts gnome-keyring with its collection open; `locked`: as after a login that did not open it. */
  startKeyring(how?: 'locked'): Promise<void>
  killKeyring(): Promise<void>
  /** Stops it without ending it: it no longer answers. */
  freezeKeyring(): void
  thawKeyring(): void
  /** Locks the collection. From then on a read raises a prompt. */
  lock(): void
  /** What becomes of a prompt: `dismissed` at once, or left `open` for ever. Before `startBus`. */
  prompts(how: 'dismissed' | 'open'): void
  /** The secret service that the bus would start by itself, as its service file says. Before `startBus`. */
  provider(command: string): void
  /** Everybody on the bus is forbidden to speak to the secret service. Before `startBus`. */
  forbid(): void
  close(): Promise<void>
}

export function realKeyring(): RealKeyring {
  const folder = mkdtempSync(join(tmpdir(), 'resguardo-keyring-'))
  const services = join(folder, 'services')
  for (const name of ['run', 'data', 'services']) mkdirSync(join(folder, name), { mode: 0o700 })
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    XDG_RUNTIME_DIR: join(folder, 'run'),
    XDG_DATA_HOME: join(folder, 'data'),
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'bus')}`,
  }
  let bus: ChildProcess | undefined
  let keyring: ChildProcess | undefined
  let forbidden = ''

  const service = (name: string, command: string): void =>
    writeFileSync(join(services, `${name}.service`), `[D-BUS Service]\nName=${name}\nExec=${command}\n`)

  const prompts = (how: 'dismissed' | 'open'): void =>
    service('org.gnome.keyring.SystemPrompter', how === 'open' ? '/bin/sleep 20' : '/bin/false')

  prompts('dismissed')

  return {
    env,
    folder,
    prompts,
    provider: (command) => service('org.freedesktop.secrets', command),
    forbid() {
      forbidden = '<deny send_destination="org.freedesktop.secrets"/>'
    },
    async startBus() {
      const file = join(folder, 'bus.conf')
      writeFileSync(
        file,
        `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>${env.DBUS_SESSION_BUS_ADDRESS}</listen><auth>EXTERNAL</auth><servicedir>${services}</servicedir>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>${forbidden}</policy>
<limit name="service_start_timeout">20000</limit></busconfig>`,
      )
      bus = spawn('dbus-daemon', [`--config-file=${file}`, '--nofork', '--nopidfile', '--print-address=1'], { env, stdio: ['ignore', 'pipe', 'ignore'] })
      await new Promise((resolve) => bus?.stdout?.once('data', resolve))
    },
    killBus: async () => {
      bus = await killed(bus)
    },
    async startKeyring(how) {
      const args = ['--foreground', '--components=secrets', ...(how === 'locked' ? [] : ['--unlock'])]
      keyring = spawn('gnome-keyring-daemon', args, { env, stdio: ['pipe', 'ignore', 'ignore'] })
      keyring.stdin?.end('a login password')
      for (let tries = 0; !owned(env); tries++) {
        if (tries > 300) throw new Error('gnome-keyring-daemon does not take its name on the bus')
        await wait(20)
      }
    },
    killKeyring: async () => {
      keyring = await killed(keyring)
    },
    freezeKeyring: () => void keyring?.kill('SIGSTOP'),
    thawKeyring: () => void keyring?.kill('SIGCONT'),
    lock: () =>
      void send(env, 'org.freedesktop.secrets', '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock', [
        'array:objpath:/org/freedesktop/secrets/collection/login',
      ]),
    async close() {
      await killed(keyring)
      await killed(bus)
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The memory of an installation that lives as long as the test. */
export function sentinelMemory(known = false): SentinelMemory {
  let remembered = known
  return {
    known: () => remembered,
    remember() {
      remembered = true
    },
  }
}

function owned(env: NodeJS.ProcessEnv): boolean {
  return send(env, 'org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner', ['string:org.freedesktop.secrets']).includes('true')
}

function send(env: NodeJS.ProcessEnv, to: string, path: string, method: string, args: readonly string[]): string {
  return execFileSync('dbus-send', ['--session', '--print-reply=literal', `--dest=${to}`, path, method, ...args], { env, encoding: 'utf8' })
}

async function killed(child: ChildProcess | undefined): Promise<undefined> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return undefined
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
  return undefined
}
