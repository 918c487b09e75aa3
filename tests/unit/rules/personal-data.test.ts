import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { curpCheckDigit, curps } from '#shared/rules/curp.ts'
import { mails } from '#shared/rules/mail.ts'
import { phones } from '#shared/rules/phone.ts'
import { rfcCheckCharacter, rfcs } from '#shared/rules/rfc.ts'
import { shippedRules } from './shipped-rules.ts'

const letters = (characters: string, length: number) => fc.string({ unit: fc.constantFrom(...characters), minLength: length, maxLength: length })
const date = fc
  .tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(''))
const curpBody = fc
  .tuple(letters('ABCDEFGHIJKLM', 1), letters('AEIOUX', 1), letters('BCDFGHJKLM', 2), date, letters('HM', 1), fc.constantFrom('DF', 'OC', 'NE'), letters('BCDFGHJ', 3), letters('0123456789A', 1))
  .map((parts) => parts.join(''))
const rfcBody = fc.tuple(letters('ABCDEFGHIJKLMNOPQRSTUVWXYZÑ&', 4), date, letters('0123456789ABC', 2)).map((parts) => parts.join(''))
const around = fc.constantFrom(' ', '\n', '. ', ', ', '«', '(', '"')

describe('a CURP', () => {
  test('is found with its check digit wherever it stands', () => {
    fc.assert(
      fc.property(curpBody, around, around, fc.boolean(), (body, before, after, lower) => {
        const curp = body + curpCheckDigit(body)
        const text = `Registro de la persona${before}${lower ? curp.toLowerCase() : curp}${after}en la lista`
        expect(curps(text).map(({ words, genuine }) => [words.toUpperCase(), genuine])).toEqual([[curp, true]])
      }),
    )
  })

  test('with another check digit only looks like one', () => {
    fc.assert(
      fc.property(curpBody, fc.integer({ min: 1, max: 9 }), (body, shift) => {
        const wrong = String((Number(curpCheckDigit(body)) + shift) % 10)
        expect(curps(`La clave ${body}${wrong} no existe`).map(({ genuine }) => genuine)).toEqual([false])
      }),
    )
  })

  test.for([
    ['HEGG560427MVZRRL04', true],
    ['HEGG 560427 MVZRRL 04', true],
    ['BOXW310820HNERXN09', true],
  ] as const)('of the official example %s has the right digit', ([curp, genuine]) => {
    expect(curps(curp).map((found) => found.genuine)).toEqual([genuine])
  })

  test.for(['XHEGG560427MVZRRL04', 'HEGG561327MVZRRL04', 'https://ine.mx/HEGG560427MVZRRL04', 'la HEGEMONÍA560427'])('is not %s', (text) => {
    expect(curps(text)).toEqual([])
  })
})

describe('an RFC', () => {
  test('of a person is found with its check character', () => {
    fc.assert(
      fc.property(rfcBody, around, (body, after) => {
        const rfc = body + rfcCheckCharacter(body)
        expect(rfcs(`Con RFC ${rfc}${after}fin`, [])).toMatchObject([{ words: rfc, holder: 'person', genuine: true }])
      }),
    )
  })

  test.for([
    ['GODE561231GR8', 'person', true],
    ['GODE-561231-GR8', 'person', true],
    ['GODE561231GR7', 'person', false],
    ['SAT970701NN3', 'company', true],
  ] as const)('%s is of a %s', ([rfc, holder, genuine]) => {
    expect(rfcs(`Su RFC es ${rfc}.`, [])).toMatchObject([{ holder, genuine }])
  })

  test('that names nobody is exempt', () => {
    expect(rfcs('Público en general: XAXX010101000', shippedRules.institutional.rfcs)).toEqual([])
  })

  test('is not the beginning of a CURP', () => {
    expect(rfcs('HEGG560427MVZRRL04', [])).toEqual([])
  })
})

describe('a phone', () => {
  test.for(['55 1234 5678', '5512345678', '(55) 1234-5678', '951 123 4567', '+52 951 123 45 67', '+52 1 55 1234 5678', '52 55 1234 5678', '55-12-34-56-78', '+5215512345678', '9511-38-24-07', '(667) 2 19 45 80'])(
    'is found as %s',
    (number) => {
      expect(phones(`Llama al ${number} en horario de oficina`, []).map(({ words }) => words.trim())).toEqual([number])
    },
  )

  test.for([
    '800 433 2000', '900 123 4567', '2026-11-23 10:30', '23-11-2026 10', '1,234,567,890', '$5512345678', 'INE/CG163/2020', 'el folio 5512345678', 'oficio número 5512345678',
    'https://ine.mx/5512345678', '98 millones 500 mil', 'de 2024 a 2027', 'artículos 41, 99 y 134', '12345678901234567', '5512345678.50', '35.123456 y -99.123456',
  ])('is not %s', (text) => {
    expect(phones(`Aviso: ${text}`, [])).toEqual([])
  })

  test('of the institution belongs to nobody', () => {
    expect(phones('Conmutador 55 1234 5678', ['5512345678'])).toEqual([])
  })
})

test.for([
  ['escribe a juntas.oaxaca@ine.mx', 'institutional'],
  ['escribe a x@sub.ine.mx', 'institutional'],
  ['escribe a persona.ñ@Gmail.com.', 'personal'],
  ['escribe a prensa@universidad.edu.mx', 'outside'],
  ['escribe a x@noine.mx', 'outside'],
] as const)('«%s» is an address of the kind %s', ([text, owner]) => {
  expect(mails(text, shippedRules.institutional).map((mail) => mail.owner)).toEqual([owner])
})

test('a handle is no mail address', () => {
  expect(mails('Sigue a @INEMexico y a @INETelMX', shippedRules.institutional)).toEqual([])
})
