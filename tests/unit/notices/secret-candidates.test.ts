import fc from 'fast-check'
import { expect, it } from 'vitest'
import { secretCandidates } from '#shared/notices/secret-candidates.ts'

const password = fc
  .array(fc.constantFrom(...'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_*+#'), { minLength: 12, maxLength: 32 })
  .map((letters) => `a${letters.join('')}b`)

it('finds a password wherever it stands in a text', () => {
  const around = fc.constantFrom(['', ''], ['«', '»'], ['(', ').'], ['contraseña:', ''], ['clave=', ','], ['“', '”;'], ['', '.'], ['¿', '?'])
  fc.assert(
    fc.property(fc.string(), password, around, fc.string(), (before, secret, [open, close], rest) => {
      expect(secretCandidates(`${before} ${open}${secret}${close} ${rest}`)).toContain(secret)
    }),
  )
})

it('asks about a passphrase of several words that stands on a line of its own', () => {
  expect(secretCandidates('La clave es\n  gato verde azul  \nfin')).toContain('gato verde azul')
})
