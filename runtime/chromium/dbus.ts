import { connect, type Socket } from 'node:net'
import { existsSync } from 'node:fs'
import { align, Reader, type Typed, Writer } from './dbus-codec.ts'

/**
 * As much of the D-Bus wire protocol as notifications and lock signals need: calls, their answers, and signals.
 * https://dbus.freedesktop.org/doc/dbus-specification.html
 */
export type Signal = { readonly sender: string; readonly path: string; readonly interface: string; readonly member: string; readonly body: readonly unknown[] }
export type Call = { readonly destination: string; readonly path: string; readonly interface: string; readonly member: string; readonly args?: readonly Typed[] }

/** The message types and header fields of the specification that are used here. */
const METHOD_CALL = 1
const METHOD_RETURN = 2
const ERROR = 3
const SIGNAL = 4
const FIELD = { path: 1, interface: 2, member: 3, error: 4, replySerial: 5, destination: 6, sender: 7, signature: 8 } as const
/** Bytes of a message's fixed beginning. */
const FIXED_HEADER = 16

/** Where the session's bus listens; undefined if this process has none. */
export function sessionBusAddress(): string | undefined {
  const named = process.env['DBUS_SESSION_BUS_ADDRESS']
  if (named !== undefined && named !== '') return named
  const usual = `${process.env['XDG_RUNTIME_DIR'] ?? ''}/bus`
  return process.env['XDG_RUNTIME_DIR'] !== undefined && existsSync(usual) ? `unix:path=${usual}` : undefined
}

/** Where the machine's bus listens. */
export function systemBusAddress(): string {
  return process.env['DBUS_SYSTEM_BUS_ADDRESS'] ?? 'unix:path=/run/dbus/system_bus_socket'
}

/** A connection to a bus. Does not keep the process alive. */
export class Bus {
  private readonly socket: Socket
  private readonly waiting = new Map<number, { readonly answer: (body: readonly unknown[]) => void; readonly fail: (error: Error) => void }>()
  private readonly listeners: ((signal: Signal) => void)[] = []
  private rest: Buffer = Buffer.alloc(0)
  private greeted = false
  private serial = 0
  private over = false
  private outbox: Buffer[] = []

  constructor(address: string) {
    this.socket = connect({ path: socketPath(address) })
    this.socket.unref()
    this.socket.on('data', (data: Buffer) => this.heard(data))
    this.socket.on('error', () => this.close())
    this.socket.on('close', () => this.close())
    const user = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')
    this.socket.write(`\0AUTH EXTERNAL ${user}\r\n`)
    this.call({ destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus', member: 'Hello' }).catch(() => {})
  }

  get isClosed(): boolean {
    return this.over
  }

  /** Rejects if the bus is gone or answers with an error. */
  call(call: Call): Promise<readonly unknown[]> {
    if (this.over) return Promise.reject(new Error('the bus is gone'))
    const serial = ++this.serial
    this.send(messageOf(serial, call))
    return new Promise((answer, fail) => this.waiting.set(serial, { answer, fail }))
  }

  /** Hears the signals that fit `rule` (and every other that is heard already). */
  async listen(rule: string, listener: (signal: Signal) => void): Promise<void> {
    this.listeners.push(listener)
    await this.call({ destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus', member: 'AddMatch', args: [['s', rule]] })
  }

  close(): void {
    if (this.over) return
    this.over = true
    for (const { fail } of this.waiting.values()) fail(new Error('the bus is gone'))
    this.waiting.clear()
    this.socket.destroy()
  }

  private send(message: Buffer): void {
    if (this.greeted) this.socket.write(message)
    else this.outbox.push(message)
  }

  private heard(data: Buffer): void {
    this.rest = Buffer.concat([this.rest, data])
    if (!this.greeted) {
      const end = this.rest.indexOf('\r\n')
      if (end < 0) return
      if (!this.rest.subarray(0, end).toString().startsWith('OK ')) return this.close()
      this.rest = this.rest.subarray(end + 2)
      this.greeted = true
      this.socket.write('BEGIN\r\n')
      for (const message of this.outbox) this.socket.write(message)
      this.outbox = []
    }
    for (;;) {
      if (this.rest.length < FIXED_HEADER) return
      const little = this.rest[0] === 0x6c
      const u32 = (at: number): number => (little ? this.rest.readUInt32LE(at) : this.rest.readUInt32BE(at))
      const fieldsEnd = FIXED_HEADER + u32(12)
      const total = align(fieldsEnd, 8) + u32(4)
      if (this.rest.length < total) return
      const message = this.rest.subarray(0, total)
      this.rest = this.rest.subarray(total)
      this.receive(message, little)
    }
  }

  private receive(message: Buffer, little: boolean): void {
    const reader = new Reader(message, little)
    reader.at = 12
    const fields = new Map((reader.read('a(yv)') as [number, unknown][]).map(([code, value]) => [code, value])) // the header's own type
    reader.align(8)
    const body = reader.readAll(String(fields.get(FIELD.signature) ?? ''))
    const kind = message[1]
    if (kind === SIGNAL) {
      const signal: Signal = {
        sender: String(fields.get(FIELD.sender) ?? ''),
        path: String(fields.get(FIELD.path) ?? ''),
        interface: String(fields.get(FIELD.interface) ?? ''),
        member: String(fields.get(FIELD.member) ?? ''),
        body,
      }
      for (const listener of this.listeners) listener(signal)
      return
    }
    const serial = Number(fields.get(FIELD.replySerial))
    const waiting = this.waiting.get(serial)
    this.waiting.delete(serial)
    if (kind === METHOD_RETURN) waiting?.answer(body)
    if (kind === ERROR) waiting?.fail(new Error(`${String(fields.get(FIELD.error))}: ${String(body[0] ?? '')}`))
  }
}

function socketPath(address: string): string {
  for (const one of address.split(';')) {
    const [transport, rest = ''] = one.split(':', 2)
    if (transport !== 'unix') continue
    const values = new Map(rest.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), decodeURIComponent(pair.slice(pair.indexOf('=') + 1))]))
    const path = values.get('path')
    if (path !== undefined) return path
    const abstract = values.get('abstract')
    if (abstract !== undefined) return `\0${abstract}`
  }
  throw new Error(`The bus address ${address} is not a Unix socket.`)
}

function messageOf(serial: number, { destination, path, interface: name, member, args = [] }: Call): Buffer {
  const body = new Writer()
  for (const [signature, value] of args) body.write(signature, value)
  const bytes = body.bytes()
  const signature = args.map(([part]) => part).join('')
  const header = new Writer()
  header.write('y', 0x6c)
  header.write('y', METHOD_CALL)
  header.write('y', 0)
  header.write('y', 1)
  header.write('u', bytes.length)
  header.write('u', serial)
  header.write('a(yv)', [
    [FIELD.path, ['o', path]],
    [FIELD.interface, ['s', name]],
    [FIELD.member, ['s', member]],
    [FIELD.destination, ['s', destination]],
    ...(signature === '' ? [] : [[FIELD.signature, ['g', signature]]]),
  ])
  header.align(8)
  return Buffer.concat([header.bytes(), bytes])
}
