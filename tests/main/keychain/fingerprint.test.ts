import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { likenessOf } from '#shared/credentials/fingerprint.ts'
import { fingerprintsOf } from '#main/keychain/fingerprint.ts'

const fingerprint = fingerprintsOf(Buffer.alloc(32, 3))
const likeness = (one: string, other: string) => likenessOf(fingerprint(one), fingerprint(other))

/** Secrets as people and generators make them: eight characters or more, letters among them. */
const secret = fc
  .string({ unit: fc.constantFrom(...'abcdefghkmnpqrstuvwxyzABCDEFGHKMNPQRSTUVWXYZ23456789!#%+-.?@_ñé'), minLength: 8, maxLength: 40 })
  .filter((text) => /[a-zA-Z]/.test(text))

describe('fingerprints', () => {
  test.each([
    ['ClaveNube2025', 'ClaveNube2026', 'the year'],
    ['ClaveNube2025!', 'ClaveNube2026?', 'year and sign'],
    ['Nube-Clara-1', 'Nube-Clara-2', 'old + 1'],
    ['Nube-Clara-9', 'Nube-Clara-10', 'old + 1 with a new digit'],
    ['nubeclara', 'NubeClara', 'case'],
    ['canción larga', 'cancion larga', 'accents'],
    ['NubeClara', '!!NubeClara99', 'digits and signs around it'],
    ['nube2025clara', 'nube2026clara', 'digits within'],
    ['Nube7Clara', 'NubeClara', 'a character more'],
    ['NubeClara', 'NubeKlara', 'a character exchanged'],
    ['NubeClara', 'NueClara', 'a character less'],
  ])('know «%s» and «%s» for variants (%s)', (one, other) => {
    expect(likeness(one, other)).toBe('similar')
  })

  test('know the same secret again, and nothing else for the same', () => {
    fc.assert(
      fc.property(secret, secret, (one, other) => {
        expect(likeness(one, one)).toBe('same')
        expect(likeness(one, other) === 'same').toBe(one === other)
      }),
    )
  })

  test('find every change of one character, anywhere', () => {
    fc.assert(
      fc.property(secret, fc.nat(), fc.constantFrom('add', 'drop', 'exchange'), (text, where, how) => {
        const characters = Array.from(text)
        const at = where % characters.length
        const changed = (how === 'add' ? characters.toSpliced(at, 0, 'w') : how === 'drop' ? characters.toSpliced(at, 1) : characters.toSpliced(at, 1, '=')).join('')
        expect(likeness(text, changed)).toBeDefined()
      }),
    )
  })

  test('find old + n: a number at the end that was counted on', () => {
    fc.assert(
      fc.property(secret, fc.nat(9999), fc.nat(9999), (text, one, other) => {
        fc.pre(/\p{L}{4}/u.test(text) && one !== other)
        expect(likeness(`${text}${one}`, `${text}${other}`)).toBe('similar')
      }),
    )
  })

  test('do not take secrets that chance made for variants of each other', () => {
    const generated = fc.string({ unit: fc.constantFrom(...'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789!#%+-'), minLength: 16, maxLength: 24 })
    fc.assert(
      fc.property(fc.uniqueArray(generated, { minLength: 2, maxLength: 12 }), (secrets) => {
        // Shrinking makes look-alikes (`aaaa…`); the rule is about secrets of many different characters.
        fc.pre(secrets.every((text) => new Set(text.toLowerCase()).size >= 8))
        for (const [at, one] of secrets.entries()) for (const other of secrets.slice(at + 1)) if (distant(one, other)) expect(likeness(one, other)).toBeUndefined()
      }),
      { seed: 11, numRuns: 40 },
    )
  })

  test('say nothing to whoever has not the key', () => {
    const other = fingerprintsOf(Buffer.alloc(32, 4))
    fc.assert(
      fc.property(secret, (text) => {
        const own = fingerprint(text)
        expect(likenessOf(own, other(text))).toBeUndefined()
        for (const mark of [own.exact, ...own.near]) expect(mark).toMatch(/^[\w-]{12}$/)
      }),
    )
  })
})

/** More than half of the places differ. */
function distant(one: string, other: string): boolean {
  const same = Array.from(one).filter((character, at) => character.toLowerCase() === other[at]?.toLowerCase()).length
  return same < one.length / 2
}
