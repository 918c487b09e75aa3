import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Instant } from '#shared/kernel/clock.ts'
import { check, LONGEST_READ } from '#shared/rules/check.ts'
import type { CheckedContent } from '#shared/rules/content.ts'
import { clabeControlDigit, passesLuhn } from '#shared/rules/identifiers.ts'
import { read } from '#shared/rules/reading.ts'
import { processorTime } from '#tests/kit/processor-time.ts'
import { shippedRules } from './shipped-rules.ts'

const circumstances = { now: '2027-06-05T18:00:00.000Z' as Instant, entity: 'oaxaca' } // a silence, so that every rule may speak
const contentOf = (base: string): CheckedContent => ({ base, variants: {}, media: [], source: { kind: 'document', reference: 'Oficio 1' }, accounts: [{ network: 'facebook' }] })
const rulesOf = (base: string) => new Set(check(contentOf(base), shippedRules, circumstances).map(({ rule }) => rule))

/** One sentence for each rule that reads words. */
const said = {
  curp: 'Su clave es HEGG560427MVZRRL04 y ya',
  'rfc-person': 'Su registro es GODE561231GR8 y ya',
  'elector-key': 'Aparece GMVLMR80070501M100 en la lista',
  clabe: 'Deposita en 032180000118359719 hoy',
  card: 'Paga con 4111111111111111 hoy',
  phone: 'Pregunta en 9512345678 por favor',
  insult: 'Ese pendejo no vino',
  hate: 'Los migrantes son una plaga',
  violence: 'Hay que quemar las urnas',
  'first-person': 'En mi humilde parecer no conviene',
  'personal-matter': 'Estamos de vacaciones',
  'vote-call': 'Vota por la candidata',
  poll: 'La intencion de voto subio',
  proceeding: 'Enfrenta varias denuncias',
} as const

const LOOKS: Readonly<Record<string, string>> = { a: 'а', e: 'е', o: 'о', p: 'р', c: 'с', x: 'х', i: 'і' }
const STYLED_A = 0x1d5ee // mathematical sans-serif bold small a
const WIDE = 0xfee0

type Disguise = (letter: string) => string
const disguises = {
  'zero width': (letter) => `${letter}\u200b`,
  'soft hyphen': (letter) => `${letter}\u00ad`,
  'word joiner': (letter) => `${letter}\u2060`,
  marks: (letter) => (/[a-z]/i.test(letter) ? `${letter}\u0301` : letter),
  'look-alikes': (letter) => LOOKS[letter] ?? letter,
  'full width': (letter) => (/[!-~]/.test(letter) ? String.fromCodePoint((letter.codePointAt(0) ?? 0) + WIDE) : letter),
  styled: (letter) => (/[a-z]/.test(letter) ? String.fromCodePoint(STYLED_A + (letter.codePointAt(0) ?? 0) - 0x61) : letter),
  'keycaps and variation': (letter) => (/\d/.test(letter) ? `${letter}\ufe0f\u20e3` : letter),
} as const satisfies Record<string, Disguise>

describe('a disguise hides nothing:', () => {
  for (const [name, disguise] of Object.entries(disguises)) {
    test.for(Object.entries(said))(`${name}, %s`, ([rule, text]) => {
      expect(rulesOf(text)).toContain(rule)
      expect(rulesOf(Array.from(text, disguise).join(''))).toContain(rule)
    })
  }

  test.for(['curp', 'rfc-person', 'elector-key', 'phone', 'card', 'clabe'] as const)('%s told letter by letter', (rule) => {
    const text = said[rule].replace(/[A-Z\d]{10,}/, (key) => Array.from(key).join(' '))
    expect(rulesOf(text)).toContain(rule)
  })
})

test('a reading leads back to the very words, whatever is written', () => {
  const text = fc.array(fc.oneof(fc.constantFrom('\u200b', 'n\u0303', 'é', '𝐚', 'ﬁ', '½', '👨‍👩‍👧‍👦', 'а', '１'), fc.string({ unit: 'binary', maxLength: 4 }))).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), (written, one, other) => {
      const reading = read(written)
      expect(reading.plain).toHaveLength(reading.cased.length)
      const [start, end] = [one, other].map((at) => at % (reading.cased.length + 1)).toSorted((a, b) => a - b)
      const found = reading.back(start ?? 0, end ?? 0)
      expect(written.slice(found.start, found.end)).toBe(found.words)
      expect(found.end).toBeLessThanOrEqual(written.length)
    }),
  )
})

test('a reading of a reading changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (written) => {
      const once = read(written).cased
      // What one character stands for may itself be made of letters that stand for others, one level deep.
      const twice = read(once).cased
      expect(read(twice).cased).toBe(twice)
    }),
  )
})

test.for(['a', 'a.', '1 ', '(a)', 'https://a.mx/(', 'p u t a ', '\u200b', 'a\u0301\u0301\u0301', '1 de ', '$1,', 'Ana '])(
  'a paste of a million characters made of «%s» is refused at once, not read',
  (piece) => {
    const base = piece.repeat(Math.ceil(1_000_000 / piece.length))
    expect(processorTime(() => expect(rulesOf(base)).toContain('text-too-long'))).toBeLessThan(5000)
  },
)

test.for(['de 9 a ', '#A', 'calle vive 1 ', 'consejera Ana ', 'a@'])('a text made of «%s» takes time in step with its length, not with its square', (piece) => {
  const time = (length: number): number => {
    const text = piece.repeat(Math.floor(length / piece.length))
    return processorTime(() => expect(rulesOf(text)).not.toContain('text-too-long'))
  }
  // Whichever comes first also pays for what is compiled once.
  time(LONGEST_READ / 16)
  const short = Math.max(1, Math.min(time(LONGEST_READ / 16), time(LONGEST_READ / 16)))
  // Eight times the length: eight times the time, where a square would take sixty-four.
  expect(time(LONGEST_READ / 2) / short).toBeLessThan(32)
})

test.for(['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', '${7*7}', '\u202eevil', '{{constructor}}', "'; DROP TABLE posts_rows; --"])('«%s» is text: it is looked at and left as it is', (text) => {
  for (const { detail } of check(contentOf(text), shippedRules, circumstances)) {
    if (typeof detail['words'] === 'string') expect(text).toContain(detail['words'])
  }
})

test('a control digit tells every slip of one digit', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 17, maxLength: 17 })
  fc.assert(
    fc.property(digits, fc.nat(16), fc.integer({ min: 1, max: 9 }), (first, at, shift) => {
      const slipped = first.slice(0, at) + String((Number(first[at]) + shift) % 10) + first.slice(at + 1)
      expect(clabeControlDigit(slipped)).not.toBe(clabeControlDigit(first))
      const luhn = Array.from('0123456789').find((digit) => passesLuhn(first + digit)) ?? ''
      expect(passesLuhn(slipped + luhn)).toBe(false)
    }),
  )
})
