import { describe, expect, test } from 'vitest'
import type { AccountId } from '#shared/accounts/account.ts'
import type { Network } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { checkAcross, postIndex, type OtherPost } from '#shared/rules/across.ts'
import { check } from '#shared/rules/check.ts'
import { saidTexts, type CheckedContent } from '#shared/rules/content.ts'
import { agree, factsOf } from '#shared/rules/facts.ts'
import { read } from '#shared/rules/reading.ts'
import { shippedRules } from './shipped-rules.ts'

const contentOf = (base: string, variants: CheckedContent['variants'] = {}): CheckedContent => ({ base, variants, media: [], source: null, accounts: [{ network: 'x' }, { network: 'facebook' }] })
const other = (id: string, text: string): OtherPost => ({ id, office: 'Junta de Puebla', title: text, texts: [{ text, networks: ['x'] }] })
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

describe('a copy', () => {
  const text = 'Conoce los requisitos para ser observadora electoral y entrega tu solicitud en la junta.'
  const found = (content: CheckedContent, ...others: readonly OtherPost[]) =>
    checkAcross(content, shippedRules, [], indexOf(...others), ({ id }) => id !== 'own').map(({ rule, severity, place, detail }) => [rule, severity, place.kind, detail['networks']])
  const on = (network: Network, base = text): CheckedContent => ({ ...contentOf(base), accounts: [{ network }] })
  const saying = (...texts: OtherPost['texts']): OtherPost => ({ ...other('p1', ''), texts })

  test('is found on X and only hinted at where the network just counts it', () => {
    expect(found(contentOf(text), other('p1', text))).toEqual([['identical-text', 'warn', 'text', 'x']])
    expect(found(on('facebook'), saying({ text, networks: ['facebook', 'instagram'] }))).toEqual([['identical-text', 'hint', 'text', 'facebook']])
    expect(found(contentOf(text), saying({ text, networks: ['x', 'facebook'] }))).toEqual([['identical-text', 'warn', 'text', 'x facebook']])
  })

  test('is one of the same network, and not of a network that minds nothing', () => {
    expect(found(on('facebook'), other('p1', text))).toEqual([])
    expect(found(on('telegram'), saying({ text, networks: ['telegram'] }))).toEqual([])
    expect(found(contentOf(text), { ...other('own', text) })).toEqual([])
  })

  test.for([['first', 0], ['middle', 1], ['last', 2]] as const)('of one of several texts is a copy, the %s too', ([, at]) => {
    const texts = ['Para la página: la convocatoria completa, con cada requisito, cada fecha y el formato de la solicitud.', 'Los cursos son presenciales o en línea y terminan con una constancia de participación.']
    expect(found(contentOf(text), saying(...texts.toSpliced(at, 0, text).map((one) => ({ text: one, networks: ['x'] as const }))))).toEqual([['identical-text', 'warn', 'text', 'x']])
  })

  test('may be a part of a thread, on either side', () => {
    const thread: CheckedContent = { ...on('x', 'Hablemos de la observación electoral en este hilo.'), threads: { x: ['La acreditación dura todo el proceso.', text] } }
    expect(found(thread, other('p1', text))).toEqual([['identical-text', 'warn', 'part', 'x']])
    expect(saidTexts(thread)).toEqual([thread.base, 'La acreditación dura todo el proceso.', text].map((one) => ({ text: one, networks: ['x'] })))
    expect(found(on('x'), saying(...saidTexts(thread)))).toEqual([['identical-text', 'warn', 'text', 'x']])
  })

  test('is no title and no first comment', () => {
    const film: CheckedContent = { ...on('facebook', 'La sesión completa está en nuestra página, con subtítulos.'), comments: { facebook: text } }
    expect(saidTexts(film)).toEqual([{ text: film.base, networks: ['facebook'] }, { text, networks: [] }])
    expect(found(film, saying({ text, networks: ['facebook'] }))).toEqual([])
    expect(found(on('facebook'), saying(...saidTexts(film)))).toEqual([])
  })
})

describe('one post for several accounts of a network', () => {
  const [first, second] = ['a', 'b'] as [AccountId, AccountId] // ids of a test
  const found = (network: Network, own: CheckedContent['own'], more: Partial<CheckedContent> = {}) =>
    check({ ...contentOf('Texto de la página.'), accounts: [{ id: first, network }, { id: second, network }], source: { kind: 'document', reference: 'Oficio 1' }, own: own ?? {}, ...more }, shippedRules, { now: '2026-11-25T18:00:00.000Z' as Instant, entity: 'oaxaca' })
      .filter(({ rule }) => rule === 'identical-text')
      .map(({ severity, place, detail }) => [severity, place.kind, detail['networks'], detail['count']])
  const text = 'Si cambiaste de domicilio, actualiza tu credencial y vota cerca de tu casa.'

  test('says the same to them if nothing is their own, or if it is nearly the same', () => {
    expect(found('x', {})).toEqual([['warn', 'accounts', 'x', 2]])
    expect(found('x', { [first]: text, [second]: `${text} Es gratis.` })).toEqual([['warn', 'accounts', 'x', 2]])
    expect(found('instagram', { [first]: text, [second]: `¡Atención! ${text}` })).toEqual([['hint', 'accounts', 'instagram', 2]])
    expect(found('x', { [first]: text, [second]: 'En la sierra el módulo itinerante llega el martes.' })).toEqual([])
    expect(found('telegram', {})).toEqual([])
  })

  test('says the same to them in every part of a thread', () => {
    const own = { [first]: text, [second]: 'En la sierra el módulo itinerante llega el martes.' }
    expect(found('threads', own, { threads: { threads: ['Lleva tu acta.', ''] } })).toEqual([['hint', 'part', 'threads', 2]])
    expect(found('x', {}, { threads: { x: ['Lleva tu acta.'] } })).toEqual([['warn', 'accounts', 'x', 2]])
  })
})

test('what a post says in one text is held against what another says in any of its texts, once', () => {
  const texts = ['La feria cívica será el 3 de marzo.', 'Nos vemos en la feria cívica, el 3 de marzo, con toda la familia.'].map((text) => ({ text, networks: [] }))
  const rules = (base: string) => checkAcross(contentOf(base), shippedRules, [], indexOf({ ...other('p1', ''), texts }), () => true).map(({ rule }) => rule)
  expect(rules('La feria cívica será el 5 de marzo.')).toEqual(['contradicts-post'])
  expect(rules('La feria cívica será el 3 de marzo.')).toEqual([])
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
