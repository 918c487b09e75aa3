import { createHash, randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a second start tells the first. */
export type SecondInstance = { readonly argv: readonly string[]; readonly workingDirectory: string; readonly additionalData: unknown }

type Holder = { readonly pid: number; readonly since: string; readonly socket: string }

/** Milliseconds that a second instance gives the first to take its message. */
const MESSAGE_PATIENCE = 2000
/** Bytes of a socket's path that every system takes (`sun_path`). */
const LONGEST_SOCKET = 100

/** One process for one data folder: a lock file made in one step, and a socket by which later starts say what they wanted. */
export class SingleInstance {
  private readonly file: string
  private readonly mine: Holder
  private server: Server | undefined
  private held = false

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.file = join(folder, 'resguardo.lock')
    const beside = join(folder, 'resguardo.sock')
    const name = `resguardo-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`
    const socket = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : beside.length < LONGEST_SOCKET ? beside : join(process.env['XDG_RUNTIME_DIR'] ?? tmpdir(), `${name}.sock`)
    this.mine = { pid: process.pid, since: startOf(process.pid), socket }
  }

  /** True if this process is the first, now or before. Synchronous, because Electron's `requestSingleInstanceLock` is. */
  acquire(): boolean {
    for (let attempt = 0; attempt < 5 && !this.held; attempt++) {
      this.held = this.claim()
      if (this.held) break
      const holder = this.holder()
      if (holder !== undefined && isAlive(holder)) return false
      this.putAside()
    }
    return this.held
  }

  /** Hears later starts. Called by the first instance once it has something to do with them. */
  listen(heard: (second: SecondInstance) => void): void {
    if (this.server !== undefined) return
    this.server = createServer((socket) => {
      let text = ''
      socket.setEncoding('utf8').on('data', (part: string) => (text += part))
      socket.on('end', () => {
        try {
          heard(JSON.parse(text) as SecondInstance) // only this user can reach the socket, and only this program writes to it
        } catch {
          socket.destroy()
        }
      })
      socket.on('error', () => socket.destroy())
    })
    this.server.on('error', () => {})
    // Whoever holds the lock owns the socket: what lies there was left by one that is gone.
    if (process.platform !== 'win32') unlink(this.mine.socket)
    this.server.listen(this.mine.socket)
    this.server.unref()
  }

  /** Tells the first instance; resolves when it has heard, or cannot. */
  tellFirst(second: SecondInstance): Promise<void> {
    const holder = this.holder()
    if (holder === undefined) return Promise.resolve()
    return new Promise((resolve) => {
      const socket = connect(holder.socket, () => socket.end(JSON.stringify(second)))
      socket.setTimeout(MESSAGE_PATIENCE, () => socket.destroy())
      socket.resume()
      socket.on('error', () => {})
      socket.on('close', () => resolve())
    })
  }

  release(): void {
    this.server?.close()
    this.server = undefined
    if (!this.held) return
    this.held = false
    unlink(this.file)
    if (process.platform !== 'win32') unlink(this.mine.socket)
  }

  private claim(): boolean {
    // Written whole, then linked: another start never sees half a lock.
    const draft = `${this.file}.${randomUUID()}`
    writeFileSync(draft, JSON.stringify(this.mine), { mode: 0o600 })
    try {
      linkSync(draft, this.file)
      return true
    } catch {
      return false
    } finally {
      unlink(draft)
    }
  }

  private holder(): Holder | undefined {
    try {
      return JSON.parse(readFileSync(this.file, 'utf8')) as Holder // our own file, written whole
    } catch {
      return undefined
    }
  }

  /** Removes a dead process's lock; if another start was quicker and it is now a living one's, puts it back. */
  private putAside(): void {
    const aside = `${this.file}.${randomUUID()}`
    try {
      renameSync(this.file, aside)
      const taken = JSON.parse(readFileSync(aside, 'utf8')) as Holder // as in `holder`
      if (isAlive(taken)) linkSync(aside, this.file)
    } catch {
      // Another start removed it first.
    }
    unlink(aside)
  }
}

function isAlive({ pid, since }: Holder): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives, and is another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM' // `kill` throws system errors
  }
  return startOf(pid) === since
}

/** When a process started, in the kernel's own count: a number that is used again is told from the one that had it before. Empty where unknown. */
function startOf(pid: number): string {
  if (process.platform !== 'linux') return ''
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // Fields after the program's name, which is in brackets and may hold anything; the 20th of them is the start.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return 'gone'
  }
}

function unlink(path: string): void {
  try {
    unlinkSync(path)
  } catch {
    // It is gone already.
  }
}
