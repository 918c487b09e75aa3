import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mainWire } from '#runtime/chromium/wire.ts'

/** Values that Electron's messages carry, nested. */
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'grapheme' }),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.bigInt(),
    fc.date({ noInvalidDate: true }),
    fc.uint8Array(),
    fc.array(tie('value')),
    // Keys that the tags use, and that objects have from their prototype.
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$t', 'v', '__proto__', 'toJSON', 'constructor')), tie('value'), { noNullPrototype: true }),
    fc.array(fc.tuple(tie('value'), tie('value'))).map((entries) => new Map(entries)),
    fc.array(tie('value')).map((items) => new Set(items)),
  ),
}))

describe('what crosses between a page and main', () => {
  it('arrives as it was sent', () => {
    fc.assert(
      // Node's comparison: vitest's looks at `constructor`, which is a key here.
      fc.property(value, (sent) => isDeepStrictEqual(mainWire.decode(mainWire.encode(sent)), sent)),
    )
  })

  it('is what the structured clone would make of it', () => {
    class Point {
      x = 1
    }
    const error = new RangeError('too far')
    expect(mainWire.decode(mainWire.encode([new Point(), Buffer.from([1, 2]), new ArrayBuffer(2)]))).toStrictEqual([{ x: 1 }, new Uint8Array([1, 2]), new ArrayBuffer(2)])
    expect(mainWire.decode(mainWire.encode(error))).toMatchObject({ name: 'RangeError', message: 'too far' })
  })

  it.each([
    ['a function', { f: () => 1 }],
    ['a symbol', [Symbol('x')]],
    ['a promise', Promise.resolve()],
  ])('refuses %s', (what, sent) => {
    expect(() => mainWire.encode(sent)).toThrow(`An object could not be cloned: it is, or holds, ${what}.`)
  })

  it('refuses a circle', () => {
    const circle: unknown[] = []
    circle.push(circle)
    expect(() => mainWire.encode(circle)).toThrow('it is too deep, or holds itself')
  })
})
