import { connect, type Socket } from 'node:net'
import { existsSync } from 'node:fs'

/**
 * As much of the D-Bus wire protocol as notifications and lock signals need: calls, their answers, and signals.
 * https://dbus.freedesktop.org/doc/dbus-specification.html
 */
export type Signal = { readonly sender: string; readonly path: string; readonly interface: string; readonly member: string; readonly body: readonly unknown[] }
/** A value with the signature it is written by. */
export type Typed = readonly [signature: string, value: unknown]
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

function align(at: number, to: number): number {
  return Math.ceil(at / to) * to
}

const ALIGNMENT: Readonly<Record<string, number>> = { y: 1, g: 1, v: 1, n: 2, q: 2, b: 4, i: 4, u: 4, s: 4, o: 4, a: 4, x: 8, t: 8, d: 8, '(': 8, '{': 8 }

/** The first complete type of a signature. */
function firstType(signature: string): string {
  const [head = ''] = signature
  if (head === 'a') return `a${firstType(signature.slice(1))}`
  const close = { '(': ')', '{': '}' }[head]
  if (close === undefined) return head
  let depth = 0
  for (let at = 0; at < signature.length; at++) {
    if (signature[at] === head) depth++
    if (signature[at] === close && --depth === 0) return signature.slice(0, at + 1)
  }
  throw new Error(`'${signature}' is not a D-Bus signature`)
}

function typesOf(signature: string): readonly string[] {
  const types: string[] = []
  for (let rest = signature; rest !== ''; rest = rest.slice(types.at(-1)?.length ?? 1)) types.push(firstType(rest))
  return types
}

/** Writes values by their signatures. Variants are given as `[signature, value]`, structs and dictionary entries as lists. */
class Writer {
  private parts: number[] = []

  align(to: number): void {
    while (this.parts.length % to !== 0) this.parts.push(0)
  }

  bytes(): Buffer {
    return Buffer.from(this.parts)
  }

  write(type: string, value: unknown): void {
    this.align(ALIGNMENT[type[0] ?? ''] ?? 1)
    switch (type[0]) {
      case 'y':
        this.parts.push(Number(value))
        return
      case 'b':
      case 'u':
      case 'i': {
        const bytes = Buffer.alloc(4)
        bytes.writeInt32LE(Number(value) | 0)
        this.parts.push(...bytes)
        return
      }
      case 's':
      case 'o': {
        const bytes = Buffer.from(String(value))
        this.write('u', bytes.length)
        this.parts.push(...bytes, 0)
        return
      }
      case 'g': {
        const bytes = Buffer.from(String(value))
        this.parts.push(bytes.length, ...bytes, 0)
        return
      }
      case 'v': {
        const [signature, inner] = value as Typed // by this class's own rule
        this.write('g', signature)
        this.write(signature, inner)
        return
      }
      case 'a': {
        const element = type.slice(1)
        this.write('u', 0)
        const length = this.parts.length - 4
        this.align(ALIGNMENT[element[0] ?? ''] ?? 1)
        const start = this.parts.length
        for (const item of value as readonly unknown[]) this.write(element, item) // by this class's own rule
        const bytes = Buffer.alloc(4)
        bytes.writeUInt32LE(this.parts.length - start)
        this.parts.splice(length, 4, ...bytes)
        return
      }
      case '(':
      case '{': {
        const types = typesOf(type.slice(1, -1))
        for (const [index, inner] of types.entries()) this.write(inner, (value as readonly unknown[])[index]) // as above
        return
      }
      default:
        throw new Error(`D-Bus type '${type}' is not written here`)
    }
  }
}

/** Reads values by their signatures. Variants are read as their value, structs and dictionary entries as lists. */
class Reader {
  at = 0
  private readonly data: Buffer
  private readonly little: boolean

  constructor(data: Buffer, little: boolean) {
    this.data = data
    this.little = little
  }

  align(to: number): void {
    this.at = align(this.at, to)
  }

  readAll(signature: string): readonly unknown[] {
    return typesOf(signature).map((type) => this.read(type))
  }

  read(type: string): unknown {
    this.align(ALIGNMENT[type[0] ?? ''] ?? 1)
    switch (type[0]) {
      case 'y':
        return this.data[this.at++]
      case 'n':
      case 'q':
        return this.number(2, type[0] === 'n')
      case 'b':
        return this.number(4, false) !== 0
      case 'i':
      case 'u':
        return this.number(4, type[0] === 'i')
      case 'x':
      case 't': {
        const value = this.little ? this.data.readBigUInt64LE(this.at) : this.data.readBigUInt64BE(this.at)
        this.at += 8
        return type[0] === 'x' ? BigInt.asIntN(64, value) : value
      }
      case 'd': {
        const value = this.little ? this.data.readDoubleLE(this.at) : this.data.readDoubleBE(this.at)
        this.at += 8
        return value
      }
      case 's':
      case 'o':
        return this.text(this.number(4, false))
      case 'g':
        return this.text(this.data[this.at++] ?? 0)
      case 'v':
        return this.read(String(this.read('g')))
      case 'a': {
        const length = this.number(4, false)
        const element = type.slice(1)
        this.align(ALIGNMENT[element[0] ?? ''] ?? 1)
        const end = this.at + length
        const items: unknown[] = []
        while (this.at < end) items.push(this.read(element))
        return items
      }
      case '(':
      case '{':
        return this.readAll(type.slice(1, -1))
      default:
        throw new Error(`D-Bus type '${type}' is not read here`)
    }
  }

  private number(size: number, signed: boolean): number {
    const at = this.at
    this.at += size
    if (signed) return this.little ? this.data.readIntLE(at, size) : this.data.readIntBE(at, size)
    return this.little ? this.data.readUIntLE(at, size) : this.data.readUIntBE(at, size)
  }

  private text(length: number): string {
    const value = this.data.subarray(this.at, this.at + length).toString('utf8')
    this.at += length + 1
    return value
  }
}
