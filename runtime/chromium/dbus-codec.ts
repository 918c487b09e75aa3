/** D-Bus values in bytes, by their signatures (specification, section 'Marshaling'). */

/** A value with the signature it is written by. */
export type Typed = readonly [signature: string, value: unknown]

/** The next place that is a multiple of `to`. */
export function align(at: number, to: number): number {
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
export class Writer {
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
export class Reader {
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
