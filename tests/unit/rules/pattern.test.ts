import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchAt, parsePattern, passageOf } from '#shared/rules/pattern.ts'
import { read } from '#shared/rules/reading.ts'
import { tokensOf } from '#shared/rules/tokens.ts'
import { processorTime } from '#tests/kit/processor-time.ts'

const lists = { party: ['=PAN|=Morena', 'partido verde'], title: ['consejero|consejera', 'jefe|jefa de gobierno'] }
/** The words that a pattern covers, where it is first found. */
const found = (pattern: string, text: string) => {
  const parsed = parsePattern(pattern, lists)
  const tokens = tokensOf(read(text))
  const passage = passageOf(tokens)
  for (let at = 0; at < tokens.length; at++) {
    const end = matchAt(parsed, passage, at)
    if (end !== undefined) return tokens.slice(at, end).map(({ cased }) => cased).join(' ')
  }
  return undefined
}

describe('a pattern', () => {
  test.for([
    ['vota por', 'Hoy VOTA por México', 'VOTA por'],
    ['vota|voten por', 'Voten por todos', 'Voten por'],
    ['quem* urnas', 'quemarán urnas', 'quemaran urnas'],
    ['{party}', 'El PAN habló', 'PAN'],
    ['{party}', 'El Partido Verde habló', 'Partido Verde'],
    ['vota ..2 {party}', 'vota siempre por Morena', 'vota siempre por Morena'],
    ['{title} <name>', 'la consejera Ana de la Luz Ríos vino', 'consejera Ana de la Luz Rios'],
    ['{title} ..4 <person>', 'la jefa de gobierno del país, Ana Ruiz, vino', 'jefa de gobierno del pais Ana Ruiz'],
    ['{title} <name>', 'la consejera Lic. Ana Ruiz', 'consejera Lic Ana Ruiz'],
    ['en? mi opinion', undefined, undefined],
    ['creo! que', 'Yo creo que no', 'creo que'],
    ['mi muy? querido', 'mi querido amigo', 'mi querido'],
    ['<number> puntos', 'van 12 puntos arriba', '12 puntos'],
    ['clave ..3 <code>', 'La clave es Urna2027.', 'clave es Urna2027'],
    ['clave ..3 <code>', 'La clave es HEGG560427MVZRRL04', undefined],
    ['clave ..3 <code>', 'La clave es 12a o 2027', undefined],
    ['para mi que', 'Pa mí que llueve', 'Pa mi que'],
    ['voto libre', 'Súmate: #VotoLibre', 'Voto Libre'],
    ['pena|coraje|<number> alta', 'con 5 alta', '5 alta'],
  ] as const)('«%s» in «%s»', ([pattern, text, words]) => {
    if (text === undefined) expect(() => parsePattern(pattern, lists)).toThrow('must begin')
    else expect(found(pattern, text)).toBe(words)
  })

  test.for([
    ['{party}', 'comí pan con una señora morena'],
    ['vota ..2 {party}', 'vota. Morena lo dijo'],
    ['vota ..2 {party}', 'vota hoy mañana y siempre por Morena'],
    ['{title} <name>', 'la consejera de Oaxaca'],
    ['{title} <name>', 'la consejera Oaxaca'],
    ['{title} ..4 <person>', 'la consejera del consejo, Nuevo León'],
    ['creo! que', 'El INE creó que'],
    ['vota por', 'votará por'],
  ] as const)('«%s» is not in «%s»', ([pattern, text]) => {
    expect(found(pattern, text)).toBeUndefined()
  })

  test.for(['..3 vota', '<name> vota', '{partidos}', 'vota ..10 x', 'a(b)', 'Á', '', 'vota? por', 'voto ya??', 'voto ..3??'])('«%s» is refused with a sentence', (pattern) => {
    expect(() => parsePattern(pattern, lists)).toThrow(/./)
  })

  test('reads a word anew where its accent, its capital or what follows is another', () => {
    const belief = 'de {belief}'
    const more = { belief: ['creo! que', 'creo* mal', '=PAN', '<i-did>', '<person> dijo', 'tal?']}
    const ends = (text: string) => {
      const tokens = tokensOf(read(text))
      return matchAt(parsePattern(belief, more), passageOf(tokens), 0)
    }
    const texts = ['de creo que', 'de creó que', 'de creo mal', 'de creo', 'de PAN', 'de pan', 'de voté', 'de vote', 'de Ana Ruiz dijo', 'de, Ana Ruiz dijo', 'de tal']
    const once = texts.map(ends)
    expect(once).toEqual([3, 1, 3, 1, 2, 1, 2, 1, 1, 4, 2])
    expect(texts.toReversed().map(ends).reverse()).toEqual(once)
  })

  test('of many gaps takes bounded time on a text made for it', () => {
    const passage = passageOf(tokensOf(read('a '.repeat(20_000))))
    const pattern = parsePattern('a ..9 a ..9 a ..9 b', lists)
    const taken = processorTime(() => {
      for (let at = 0; at < 2000; at++) matchAt(pattern, passage, at)
    })
    expect(taken).toBeLessThan(10_000)
  })
})

test('an abbreviation ends no sentence, a period does', () => {
  const sentences = (text: string) => new Set(tokensOf(read(text)).map(({ sentence }) => sentence)).size
  expect(sentences('Está en Av. Juárez núm. 5, col. Centro')).toBe(1)
  expect(sentences('Cierra a las 3 p. m. en la sede')).toBe(1)
  expect(sentences('Ya abrió. Acude hoy. ¿Dudas? Llama')).toBe(4)
  expect(sentences('Consulta ine.mx y www.gob.mx hoy')).toBe(1)
})

test('tokens lie within the reading, one after another', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const reading = read(text)
      let end = 0
      for (const token of tokensOf(reading)) {
        expect(token.start).toBeGreaterThanOrEqual(end)
        // «P.R.I.» is one word.
        expect(reading.cased.slice(token.start, token.end).replaceAll('.', '')).toBe(token.cased)
        end = token.end
      }
    }),
  )
})
