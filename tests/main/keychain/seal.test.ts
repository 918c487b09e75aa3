import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LARGEST_VALUE } from '#main/keychain/keychain.ts'
import { systemRandomness } from '#main/keychain/randomness.ts'
import { derivedKey, LARGEST_SEALED_TEXT, seal, unseal } from '#main/keychain/seal.ts'

const key = Buffer.alloc(32, 7)
const bytes = fc.uint8Array({ maxLength: 300 })

describe('a sealed text', () => {
  test('opens with its key and its purpose, to the byte', () => {
    fc.assert(
      fc.property(bytes, fc.string(), (plain, purpose) => {
        expect(unseal(key, seal(key, plain, purpose, systemRandomness), purpose)).toEqual(Buffer.from(plain))
      }),
    )
  })

  test('does not open under another name or key', () => {
    const sealed = seal(key, Buffer.from('secret'), 'item a', systemRandomness)
    expect(unseal(key, sealed, 'item b')).toBeUndefined()
    expect(unseal(Buffer.alloc(32, 8), sealed, 'item a')).toBeUndefined()
  })

  test('does not open when any bit of it was changed, or its end was cut', () => {
    const sealed = Buffer.from(seal(key, Buffer.from('secret'), 'item', systemRandomness), 'base64')
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const changed = Buffer.from(sealed)
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(unseal(key, changed.toString('base64'), 'item')).toBeUndefined()
      }),
    )
    for (let length = 0; length < sealed.length; length += 1) expect(unseal(key, sealed.subarray(0, length).toString('base64'), 'item')).toBeUndefined()
  })

  test('never looks the same twice', () => {
    const seals = Array.from({ length: 50 }, () => seal(key, Buffer.from('secret'), 'item', systemRandomness))
    expect(new Set(seals).size).toBe(50)
  })

  test('of the largest text fits into one keychain item, and one byte more does not', () => {
    const sized = (length: number): number => seal(key, Buffer.alloc(length), 'item', systemRandomness).length
    expect(sized(LARGEST_SEALED_TEXT)).toBe(LARGEST_VALUE)
    expect(sized(LARGEST_SEALED_TEXT + 1)).toBeGreaterThan(LARGEST_VALUE)
  })

  test('has a key for each purpose', () => {
    expect(derivedKey(key, 'a')).not.toEqual(derivedKey(key, 'b'))
    expect(derivedKey(key, 'a')).toHaveLength(32)
  })
})
