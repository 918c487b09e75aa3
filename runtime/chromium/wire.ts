/** Turns a value into text and back: what crosses between a page and main. */
export type Wire = {
  /** Throws an `Error` for what cannot be cloned: a function, a symbol, a promise, a circle. */
  encode(value: unknown): string
  decode(text: string): unknown
}

type Base64 = { readonly to: (bytes: Uint8Array) => string; readonly from: (text: string) => Uint8Array }

/**
 * The structured clone that Electron's messages have, as JSON: besides plain data it carries `undefined`, dates, maps, sets,
 * errors, big integers, the odd numbers and bytes (a Node `Buffer` arrives as `Uint8Array`, as in Electron). Plain data, which
 * is nearly everything, is written by `JSON.stringify` alone; anything else is tagged with `$t`.
 *
 * This function is also injected into pages as text: it must not name anything outside itself.
 */
export function wire(base64: Base64): Wire {
  const uncloneable = (what: string): Error => new Error(`An object could not be cloned: ${what}.`)

  function isRecord(value: object): boolean {
    const prototype: unknown = Object.getPrototypeOf(value)
    return prototype === null || prototype === Object.prototype
  }

  /** True if JSON says all there is to say. */
  function isPlain(value: unknown, depth: number): boolean {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return true
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0)
      case 'object': {
        if (value === null) return true
        if (depth > 100) return false
        if (Array.isArray(value)) {
          for (let index = 0; index < value.length; index++) if (!isPlain(value[index], depth + 1)) return false
          return true
        }
        if (!isRecord(value)) return false
        for (const [key, item] of Object.entries(value)) if (key === '$t' || key === 'toJSON' || key === '__proto__' || !isPlain(item, depth + 1)) return false
        return true
      }
      default:
        return false
    }
  }

  function tag(value: unknown, depth: number): unknown {
    if (depth > 1000) throw uncloneable('it is too deep, or holds itself')
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0) ? value : { $t: 'number', v: Object.is(value, -0) ? '-0' : String(value) }
      case 'undefined':
        return { $t: 'undefined' }
      case 'bigint':
        return { $t: 'bigint', v: value.toString() }
      case 'function':
        throw uncloneable('it is, or holds, a function')
      case 'symbol':
        throw uncloneable('it is, or holds, a symbol')
      case 'object':
        return value === null ? null : tagObject(value, depth)
    }
  }

  function tagObject(value: object, depth: number): unknown {
    if (Array.isArray(value)) return Array.from(value, (item: unknown) => tag(item, depth + 1))
    if (value instanceof Date) return { $t: 'date', v: value.getTime() }
    if (value instanceof Map) return { $t: 'map', v: Array.from(value, ([key, item]) => [tag(key, depth + 1), tag(item, depth + 1)]) }
    if (value instanceof Set) return { $t: 'set', v: Array.from(value, (item) => tag(item, depth + 1)) }
    if (value instanceof ArrayBuffer) return { $t: 'buffer', v: base64.to(new Uint8Array(value)) }
    if (ArrayBuffer.isView(value)) return { $t: 'bytes', v: base64.to(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) }
    if (value instanceof Error) return { $t: 'error', v: [value.name, value.message, value.stack ?? ''] }
    if (value instanceof Promise) throw uncloneable('it is, or holds, a promise')
    return { $t: 'record', v: Object.entries(value).map(([key, item]) => [key, tag(item, depth + 1)]) }
  }

  function untag(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(untag)
    const { $t, v } = value as { $t: string; v: unknown } // written by `tag`, which makes no other objects
    switch ($t) {
      case 'undefined':
        return undefined
      case 'number':
        return Number(v)
      case 'bigint':
        return BigInt(String(v))
      case 'date':
        return new Date(Number(v))
      case 'map':
        return new Map((v as [unknown, unknown][]).map(([key, item]) => [untag(key), untag(item)])) // as `tag` wrote it
      case 'set':
        return new Set((v as unknown[]).map(untag)) // as `tag` wrote it
      case 'buffer':
        return base64.from(String(v)).slice().buffer
      case 'bytes':
        return base64.from(String(v))
      case 'error': {
        const [name, message, stack] = v as [string, string, string] // as `tag` wrote it
        const error = new Error(message)
        error.name = name
        error.stack = stack
        return error
      }
      default: {
        const record: Record<string, unknown> = {}
        for (const [key, item] of v as [string, unknown][]) {
          // As `tag` wrote it. Defined, not assigned: a key may be `__proto__`.
          Object.defineProperty(record, key, { value: untag(item), enumerable: true, configurable: true, writable: true })
        }
        return record
      }
    }
  }

  return {
    encode: (value) => (isPlain(value, 0) ? `j${JSON.stringify(value)}` : `t${JSON.stringify(tag(value, 0))}`),
    decode(text) {
      const value: unknown = JSON.parse(text.slice(1))
      return text.startsWith('j') ? value : untag(value)
    },
  }
}

/** The wire of this process. */
export const mainWire: Wire = wire({
  to: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  from: (text) => new Uint8Array(Buffer.from(text, 'base64')),
})
