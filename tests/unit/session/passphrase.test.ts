import { describe, expect, test } from 'vitest'
import { passphraseFault } from '#shared/session/passphrase.ts'

const names = { person: 'María de los Ángeles Peña Ruiz', institution: 'Instituto Nacional Electoral', shortName: 'INE' }

describe('a passphrase', () => {
  test.each(['cuatro lápices sin punta', 'correcto caballo batería', 'nube-tren-9-violín', 'el cine de la tarde azul', 'losdosmaresfrios', 'ñandú veloz 3 rutas'])(
    'may be «%s»',
    (passphrase) => expect(passphraseFault(passphrase, names)).toBeUndefined(),
  )

  test.each(['', 'once letras', 'élárbolñña'])('has at least twelve characters: not «%s»', (passphrase) =>
    expect(passphraseFault(passphrase, names)).toBe('passphrase-short'),
  )

  test('counts characters, not code units', () => {
    expect(passphraseFault('🌵🌵🌵🌵🌵🌵', names)).toBe('passphrase-short')
  })

  test.each([
    'Contraseña2026', 'administrador1', 'PASSWORD-PASSWORD', 'qwertyuiop123', '123456789012', '987654321098', 'aaaaaaaaaaaaa', 'holahola1234',
    'lunalunaluna', 'abcabcabcabc', 'abcdefghijklmn', 'Elecciones2027', 'Comunicación Social',
  ])('is not obvious: not «%s»', (passphrase) => expect(passphraseFault(passphrase, names)).toBe('passphrase-obvious')) // prettier-ignore

  test.each(['peña en la montaña', 'tren ANGELES nube', 'instituto nacional electoral', 'institutonacionalelectoral!!', 'mi clave del ine 7', 'nube-INE2026-azul'])(
    'does not contain the names that everybody knows: not «%s»',
    (passphrase) => expect(passphraseFault(passphrase, names)).toBe('passphrase-name'),
  )
})
