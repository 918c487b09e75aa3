import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redact } from '#main/shell/redact.ts'

test('masks whatever is called a secret', () => {
  expect(redact({ password: 'x', contraseña: 'y', recoveryCode: 'z', nested: { apiToken: 'w' }, name: 'ok' })).toEqual({
    password: '[redacted]', contraseña: '[redacted]', recoveryCode: '[redacted]', nested: { apiToken: '[redacted]' }, name: 'ok',
  })
})

test('masks mail addresses, phones, home folders and long keys inside sentences', () => {
  expect(redact({ text: 'de juan.perez@ine.mx, tel 55 1234 5678, /home/juan/x, AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfGh=' })).toEqual({
    text: 'de [mail], tel [phone], /home/[user]/x, [redacted]',
  })
})

test('keeps the time, event hashes and numbers', () => {
  const hash = 'a'.repeat(64)
  expect(redact({ at: '2026-11-23T15:00:00.000Z', hash, count: 5, bytes: new Uint8Array(3) })).toEqual({
    at: '2026-11-23T15:00:00.000Z', hash, count: 5, bytes: '[3 bytes]',
  })
})

test('no value under a secret name survives, at any depth', () => {
  fc.assert(
    fc.property(fc.constantFrom('password', 'passphrase', 'secret', 'token', 'contrasena'), fc.string({ minLength: 12 }), (name, value) => {
      expect(JSON.stringify(redact({ list: [{ deep: { [name]: value } }] }))).toBe(JSON.stringify({ list: [{ deep: { [name]: '[redacted]' } }] }))
    }),
  )
})
