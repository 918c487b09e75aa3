import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { likenessOf } from '#shared/credentials/fingerprint.ts'
import { generatedBits, generateSecret, type Randomness } from '#shared/credentials/generate.ts'
import { lengthFor, lengthOf, secretRules, typedSecretFault } from '#shared/credentials/secret-rules.ts'
import { estimateBits, strengthOf } from '#shared/credentials/strength.ts'

/** A stream of numbers that is the same for the same seed (mulberry32). */
function seeded(seed: number): Randomness {
  let state = seed
  return {
    below(bound) {
      state = (state + 0x6d2b79f5) | 0
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
      return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * bound)
    },
  }
}

const open = secretRules({ min: 8, max: null, alphabet: 'any' })
const pin = secretRules({ min: 6, max: 6, alphabet: 'digits' })

describe('the rules of a secret', () => {
  it('ask fifteen characters unless the network takes fewer, and twenty are made unless it cannot', () => {
    expect(open).toEqual({ min: 15, max: 256, alphabet: 'any' })
    expect(secretRules({ min: 20, max: null, alphabet: 'any' }).min).toBe(20)
    expect(secretRules({ min: 8, max: 12, alphabet: 'any' })).toEqual({ min: 12, max: 12, alphabet: 'any' })
    expect([lengthFor(open), lengthFor(pin), lengthFor(secretRules({ min: 8, max: 18, alphabet: 'any' }))]).toEqual([20, 6, 18])
  })

  it('refuse a typed secret for what is wrong with it', () => {
    const faults = Object.fromEntries(
      ['', 'corta', ' con-espacio-al-inicio', 'con\ttabulador-dentro', 'x'.repeat(257), 'suficiente-largo', 'ñandú más 🦉 búhos'].map((secret) => [
        secret.slice(0, 20),
        typedSecretFault(secret, open),
      ]),
    )
    expect(faults).toEqual({
      '': 'required',
      corta: 'secret-short',
      ' con-espacio-al-inic': 'secret-spaces',
      'con\ttabulador-dentro': 'secret-characters',
      xxxxxxxxxxxxxxxxxxxx: 'secret-long',
      'suficiente-largo': undefined,
      'ñandú más 🦉 búhos': undefined,
    })
    expect([typedSecretFault('123456', pin), typedSecretFault('12345a', pin), typedSecretFault('12345', pin)]).toEqual([
      undefined,
      'secret-characters',
      'secret-short',
    ])
  })
})

describe('a generated secret', () => {
  it('has the length asked for, a character of each class, and none that is taken for another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 15, max: 256 }), fc.integer(), (length, seed) => {
        const secret = generateSecret(length, open, seeded(seed))
        expect(lengthOf(secret)).toBe(length)
        expect(secret).toMatch(/^[a-km-zA-HJ-NP-Z2-9!#%*+.:=?@_-]+$/)
        expect(secret).not.toMatch(/[lIoO01|]/)
        for (const kind of [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/]) expect(secret).toMatch(kind)
        expect(typedSecretFault(secret, open)).toBeUndefined()
      }),
    )
  })

  it('is digits only where the network takes nothing else', () => {
    expect(generateSecret(6, pin, seeded(7))).toMatch(/^\d{6}$/)
  })

  it('uses every character of its alphabet at every place', () => {
    const seen = Array.from({ length: 15 }, () => new Set<string>())
    for (let seed = 0; seed < 6000; seed += 1) [...generateSecret(15, open, seeded(seed))].forEach((character, place) => seen[place]?.add(character))
    expect(new Set(seen.map((characters) => characters.size))).toEqual(new Set([24 + 24 + 8 + 12]))
  })

  it('is not made shorter or longer than the rules allow', () => {
    for (const length of [14, 257, 15.5]) expect(() => generateSecret(length, open, seeded(1))).toThrow(/not within/)
  })

  it('is strong at its usual length, and its bits are counted from below', () => {
    expect(generatedBits(20, 'any')).toBeGreaterThan(100)
    expect(generatedBits(20, 'any')).toBeLessThan(20 * Math.log2(67))
    expect(generatedBits(6, 'digits')).toBe(19)
  })
})

describe('the estimate of a typed secret', () => {
  it('is low for what people type and high for what nobody can guess', () => {
    const strengths = Object.fromEntries(
      [
        'Contraseña2026!!',
        'INEMexico2026Redes',
        'qwertyuiop123456',
        'aaaaaaaaaaaaaaaaaaaa',
        'abcabcabcabcabcabc',
        'Enero2026Febrero2026',
        'V0t0Extr4nj3r0.mx',
        'caballo-grapa-lumbre-ocho',
        'tR7#kq_Pm2+vXe9:Wd4?',
      ].map((secret) => [secret, strengthOf(estimateBits(secret, ['INEMexico', 'Voto Extranjero', 'VotoExtranjero']))]),
    )
    expect(strengths).toEqual({
      'Contraseña2026!!': 'weak',
      INEMexico2026Redes: 'weak',
      qwertyuiop123456: 'weak',
      aaaaaaaaaaaaaaaaaaaa: 'weak',
      abcabcabcabcabcabc: 'weak',
      Enero2026Febrero2026: 'weak',
      'V0t0Extr4nj3r0.mx': 'weak',
      'caballo-grapa-lumbre-ocho': 'strong',
      'tR7#kq_Pm2+vXe9:Wd4?': 'strong',
    })
  })

  it('never grows by more than a random character is worth, and never falls below nothing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (secret) => {
        const bits = estimateBits(secret)
        expect(bits).toBeGreaterThanOrEqual(0)
        expect(bits).toBeLessThanOrEqual(lengthOf(secret) * Math.log2(82))
      }),
    )
  })
})

describe('fingerprints', () => {
  const mark = (exact: string, ...near: string[]) => ({ exact, near })

  it('tell the same secret from one that was only touched up, and both from another', () => {
    expect(likenessOf(mark('a', 'n1', 'n2'), mark('a', 'n9'))).toBe('same')
    expect(likenessOf(mark('a', 'n1', 'n2'), mark('b', 'n2'))).toBe('similar')
    expect(likenessOf(mark('a', 'n1'), mark('b', 'n2'))).toBeUndefined()
  })
})
