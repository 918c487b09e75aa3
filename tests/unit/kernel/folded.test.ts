import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { folded, matches } from '#shared/kernel/folded.ts'

/** The same, said in one go. */
const whole = (text: string): string => text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/\s+/g, ' ').trim()

describe('a text as it is searched', () => {
  it('has no capitals, no accents and one space between words', () => {
    expect(folded('  Acude a tu MÓDULO\n\t y renueva,  Muñoz\u00a0Pérez ')).toBe('acude a tu modulo y renueva, munoz perez')
  })

  it('is what taking the whole apart gives, for any text', () => {
    const pieces = fc.constantFrom('á', 'Ñ', 'n\u0303', '\u0301', ' ', '\n', '\u00a0', '\u2003', 'a', 'Z', 'İ', 'ß', 'Σ', 'σ', '한', '👩🏽‍⚕️', '\ud800', '.')
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.array(pieces).map((some) => some.join('')))
    fc.assert(
      fc.property(texts, (text) => {
        expect(folded(text)).toBe(whole(text))
      }),
      { numRuns: 300 },
    )
  })

  it('is found by its words in any order', () => {
    expect([matches('Módulo de Juchitán', 'JUCHITAN modulo'), matches('Módulo de Juchitán', 'modulo oaxaca')]).toEqual([true, false])
  })
})
