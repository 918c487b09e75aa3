import { type ChildProcess, spawn } from 'node:child_process'
import { connect, type Socket } from 'node:net'
import { align, Reader, type Typed, Writer } from '#runtime/chromium/dbus-codec.ts'

/** A D-Bus daemon of the test's own. */
export async function startBus(): Promise<{ readonly address: string; stop(): void }> {
  const daemon: ChildProcess = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const address = await new Promise<string>((resolve, reject) => {
    daemon.once('error', reject)
    daemon.stdout?.once('data', (text: Buffer) => resolve(text.toString().trim()))
  })
  return { address, stop: () => daemon.kill() }
}

const PATH = '/org/freedesktop/Notifications'
const NAME = 'org.freedesktop.Notifications'

export type Shown = { readonly app: string; readonly title: string; readonly body: string; readonly hints: readonly unknown[] }

/** A desktop's notification server: keeps what it was asked to show, and lets the test click. */
export class NotificationServer {
  readonly shown: Shown[] = []
  readonly closed: number[] = []
  private readonly socket: Socket
  private serial = 0
  private rest = Buffer.alloc(0)
  private readonly ready: Promise<void>
  private named = (): void => {}

  constructor(address: string) {
    const path = /unix:path=([^,]+)/.exec(address)?.[1] ?? ''
    this.socket = connect({ path })
    this.ready = new Promise((resolve) => (this.named = resolve))
    const user = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')
    this.socket.write(`\0AUTH EXTERNAL ${user}\r\nBEGIN\r\n`)
    this.send(1, [[1, ['o', '/org/freedesktop/DBus']], [2, ['s', 'org.freedesktop.DBus']], [3, ['s', 'Hello']], [6, ['s', 'org.freedesktop.DBus']]], [])
    this.send(1, [[1, ['o', '/org/freedesktop/DBus']], [2, ['s', 'org.freedesktop.DBus']], [3, ['s', 'RequestName']], [6, ['s', 'org.freedesktop.DBus']]], [['s', NAME], ['u', 0]])
    let greeted = false
    this.socket.on('data', (data: Buffer) => {
      this.rest = Buffer.concat([this.rest, data])
      if (!greeted) {
        const end = this.rest.indexOf('\r\n')
        if (end < 0) return
        greeted = true
        this.rest = this.rest.subarray(end + 2)
      }
      while (this.rest.length >= 16) {
        const total = align(16 + this.rest.readUInt32LE(12), 8) + this.rest.readUInt32LE(4)
        if (this.rest.length < total) return
        this.receive(this.rest.subarray(0, total))
        this.rest = this.rest.subarray(total)
      }
    })
  }

  whenReady(): Promise<void> {
    return this.ready
  }

  click(id: number): void {
    this.signal(PATH, NAME, 'ActionInvoked', [['u', id], ['s', 'default']])
  }

  dismiss(id: number): void {
    this.signal(PATH, NAME, 'NotificationClosed', [['u', id], ['u', 2]])
  }

  /** Any signal, as another part of a desktop would send it. */
  signal(path: string, name: string, member: string, args: readonly Typed[]): void {
    this.send(4, [[1, ['o', path]], [2, ['s', name]], [3, ['s', member]]], args)
  }

  stop(): void {
    this.socket.destroy()
  }

  private receive(message: Buffer): void {
    const reader = new Reader(message, true)
    reader.at = 12
    const fields = new Map((reader.read('a(yv)') as [number, unknown][]).map(([code, value]) => [code, value])) // the header's own type
    reader.align(8)
    const body = reader.readAll(String(fields.get(8) ?? ''))
    // The answer to our second call: the name is ours.
    if (message[1] === 2 && fields.get(5) === 2) return this.named()
    if (message[1] !== 1) return
    const caller = String(fields.get(7))
    const answer = (args: readonly Typed[]): void => this.send(2, [[5, ['u', message.readUInt32LE(8)]], [6, ['s', caller]]], args)
    if (fields.get(3) === 'Notify') {
      const [app, , , title, text, , hints] = body
      this.shown.push({ app: String(app), title: String(title), body: String(text), hints: hints as unknown[] }) // `a{sv}`
      answer([['u', this.shown.length]])
    } else if (fields.get(3) === 'CloseNotification') {
      this.closed.push(Number(body[0]))
      answer([])
      this.dismiss(Number(body[0]))
    }
  }

  private send(kind: number, fields: readonly unknown[], args: readonly Typed[]): void {
    const body = new Writer()
    for (const [signature, value] of args) body.write(signature, value)
    const bytes = body.bytes()
    const signature = args.map(([part]) => part).join('')
    const header = new Writer()
    for (const byte of [0x6c, kind, 0, 1]) header.write('y', byte)
    header.write('u', bytes.length)
    header.write('u', ++this.serial)
    header.write('a(yv)', signature === '' ? fields : [...fields, [8, ['g', signature]]])
    header.align(8)
    this.socket.write(Buffer.concat([header.bytes(), bytes]))
  }
}
