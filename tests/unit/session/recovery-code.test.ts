import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RECOVERY_CODE_BYTES, readRecoveryCode, recoveryGroups } from '#shared/session/recovery-code.ts'

const chance = fc.uint8Array({ minLength: RECOVERY_CODE_BYTES, maxLength: RECOVERY_CODE_BYTES })
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const place = fc.nat(35)
const shift = fc.integer({ min: 1, max: 31 })

function altered(code: string, at: number, by: number): string {
  const symbol = ALPHABET[(ALPHABET.indexOf(code.charAt(at)) + by) % 32]
  return code.slice(0, at) + symbol + code.slice(at + 1)
}

describe('the recovery code', () => {
  test('is six groups of six unambiguous characters', () => {
    fc.assert(
      fc.property(chance, (bytes) => {
        const groups = recoveryGroups(bytes)
        expect(groups).toHaveLength(6)
        for (const group of groups) expect(group).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}$/)
      }),
    )
  })

  test('has 150 bits of chance: every one of its thirty characters follows its own byte', () => {
    const zero = new Uint8Array(RECOVERY_CODE_BYTES)
    const codes = Array.from(zero, (_, at) => recoveryGroups(zero.with(at, 31)).join('').slice(0, 30))
    expect(new Set(codes).size).toBe(30)
  })

  test('is read however it is typed: case, spaces, hyphens, and letters that look like digits', () => {
    fc.assert(
      fc.property(chance, fc.constantFrom(' ', '-', ' – ', ''), fc.boolean(), (bytes, between, lower) => {
        const groups = recoveryGroups(bytes)
        const written = groups.join(between).replaceAll('0', 'O').replaceAll('1', 'l')
        expect(readRecoveryCode(lower ? written.toLowerCase() : written)).toEqual({ kind: 'read', code: groups.join('') })
      }),
    )
  })

  test('names the group of one wrong character', () => {
    fc.assert(
      fc.property(chance, place, shift, (bytes, at, by) => {
        const typed = altered(recoveryGroups(bytes).join(''), at, by)
        expect(readRecoveryCode(typed)).toEqual({ kind: 'unfit', why: 'check', group: Math.floor(at / 6) + 1 })
      }),
      { numRuns: 50 },
    )
  })

  test('never passes with up to four wrong characters', () => {
    fc.assert(
      fc.property(chance, fc.uniqueArray(place, { minLength: 1, maxLength: 4 }), shift, (bytes, places, by) => {
        const typed = places.reduce((code, at) => altered(code, at, by), recoveryGroups(bytes).join(''))
        expect(readRecoveryCode(typed).kind).toBe('unfit')
      }),
      { numRuns: 50 },
    )
  })

  test('never passes with two neighbours exchanged', () => {
    fc.assert(
      fc.property(chance, fc.nat(34), (bytes, at) => {
        const code = recoveryGroups(bytes).join('')
        fc.pre(code[at] !== code[at + 1])
        const typed = code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2)
        expect(readRecoveryCode(typed).kind).toBe('unfit')
      }),
      { numRuns: 50 },
    )
  })

  test.each([
    ['too little', 'ABCDEF', { kind: 'unfit', why: 'length' }],
    ['nothing', '', { kind: 'unfit', why: 'length' }],
    ['a character it does not use', 'ABCDEF ABCU00', { kind: 'unfit', why: 'character', group: 2 }],
  ])('says what is wrong with %s', (_what, typed, answer) => {
    expect(readRecoveryCode(typed)).toEqual(answer)
  })
})
