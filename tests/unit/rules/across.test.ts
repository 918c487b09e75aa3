import { describe, expect, test } from 'vitest'
import { checkAcross, postIndex, type OtherPost } from '#shared/rules/across.ts'
import type { CheckedContent } from '#shared/rules/content.ts'
import { agree, factsOf } from '#shared/rules/facts.ts'
import { read } from '#shared/rules/reading.ts'
import { shippedRules } from './shipped-rules.ts'

const contentOf = (base: string, variants: CheckedContent['variants'] = {}): CheckedContent => ({ base, variants, media: [], source: null, accounts: [{ network: 'x' }, { network: 'facebook' }] })
const other = (id: string, text: string): OtherPost => ({ id, office: 'Junta de Puebla', title: text, networks: ['x'], text })
const indexOf = (...posts: readonly OtherPost[]) => {
  const index = postIndex(shippedRules.factWords)
  for (const post of posts) index.put(post)
  return index
}

describe('a fact', () => {
  test.for([
    ['el 6 de junio de 2027', 'date', '2027-6-6'],
    ['el primero de junio', 'date', '-6-1'],
    ['el 06/06/2027', 'date', '2027-6-6'],
    ['del 3 al 6 de junio', 'date', '-6-3/-6-6'],
    ['a las 18:00 horas', 'hour', '1080'],
    ['a las 6 de la tarde', 'hour', '1080'],
    ['de 8:00 a 15:00 horas', 'hour', '480-900'],
    ['de 9 de la mañana a 3 de la tarde', 'hour', '540-900'],
    ['al 800 433 2000', 'phone', '8004332000'],
    ['cuesta $1,200.50', 'amount', '1200.5'],
    ['son 2 millones de pesos', 'amount', '2000000'],
    ['es gratuito', 'amount', '0'],
    ['habrá 170 mil casillas', 'amount', '170000'],
  ] as const)('is read from «%s»', ([text, kind, value]) => {
    expect(factsOf(read(text)).filter((fact) => fact.kind === kind).map((fact) => fact.value)).toEqual([value])
  })

  test('agrees with the same said otherwise', () => {
    const one = (text: string) => factsOf(read(text))[0]!
    for (const [a, b] of [['el 6 de junio', 'el 06/06/2027'], ['a las 6 de la tarde', 'a las 18:00 horas'], ['en el Auditorio Guelaguetza', 'en el auditorio Guelaguetza de la ciudad']] as const) expect(agree(one(a), one(b))).toBe(true)
    for (const [a, b] of [['el 6 de junio de 2027', 'el 6 de junio de 2024'], ['a las 8:00 horas', 'a las 9:00 horas'], ['en Calle Hidalgo 12', 'en Calle Hidalgo 21']] as const) expect(agree(one(a), one(b))).toBe(false)
  })
})

test('a text that another office said for X is found where it goes to X', () => {
  const text = 'Conoce los requisitos para ser observadora electoral y entrega tu solicitud en la junta.'
  const index = indexOf(other('p1', text))
  const found = checkAcross(contentOf(text), shippedRules, [], index, () => true)
  expect(found.map(({ rule, detail }) => [rule, detail['office']])).toEqual([['identical-text', 'Junta de Puebla']])
  expect(checkAcross({ ...contentOf(text), accounts: [{ network: 'facebook' }] }, shippedRules, [], index, () => true)).toEqual([])
  expect(checkAcross(contentOf(text), shippedRules, [], index, ({ id }) => id !== 'p1')).toEqual([])
})

test('a post that is taken out, or rewritten, is no longer compared', () => {
  const index = indexOf(other('p1', 'La feria cívica será el 3 de marzo.'))
  const rules = () => checkAcross({ ...contentOf('La feria cívica será el 5 de marzo.'), accounts: [{ network: 'facebook' }] }, shippedRules, [], index, () => true).map(({ rule }) => rule)
  expect(rules()).toEqual(['contradicts-post'])
  index.put(other('p1', 'La feria cívica será el 5 de marzo.'))
  expect(rules()).toEqual([])
  index.put(other('p1', 'La feria cívica será el 7 de marzo.'))
  index.drop('p1')
  expect([rules(), index.size]).toEqual([[], 0])
})

test('a range of a contradiction covers the very words', () => {
  const text = 'Aviso \u200bimportante 👍: la feria cívica será el 5 de marzo.'
  const [found] = checkAcross(contentOf(text), shippedRules, [{ subject: 'Feria cívica', kind: 'date', value: '3 de marzo' }], indexOf(), () => true)
  expect(found?.place.kind === 'text' && text.slice(found.place.start, found.place.end)).toBe('5 de marzo')
})
