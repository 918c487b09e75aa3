import fc from 'fast-check'
import { expect, test } from 'vitest'
import { offences } from '#shared/rules/lexicon.ts'
import { shippedRules } from './shipped-rules.ts'

const found = (text: string) => offences(text, shippedRules.lexicon).map(({ words, kind }) => [words, kind])

test.for([
  ['Eres un pendejo', 'pendejo'],
  ['¡PENDEJO!', 'PENDEJO'],
  ['p3nd3j0s todos', 'p3nd3j0s'],
  ['pendejoooo', 'pendejoooo'],
  ['qué pinché trámite', 'pinché'],
  ['p u t a', 'p u t a'],
  ['p.u.t.a.s', 'p.u.t.a.s'],
  ['una p*ta', 'p*ta'],
  ['#PinchesTrámites', 'PinchesTrámites'],
  ['imbécil', 'imbécil'],
  ['cabrón', 'cabrón'],
  ['hijos de la chingada', 'hijos de la chingada'],
  ['Váyanse al   carajo', 'Váyanse al   carajo'],
  ['puñetas', 'puñetas'],
] as const)('finds the insult in «%s»', ([text, words]) => {
  expect(found(text)).toEqual([[words, 'insult']])
})

test.for([
  'La computadora y la reputación de la diputada', 'Disputa, imputada, putativo, Putla Villa de Guerrero', 'Chignautla y Chignahuapan',
  'El cono de la mesa y el coñac', 'Peruanas y peras', 'El ingenio y el vergel', 'Idiomas indígenas', 'La zona metropolitana', 'Un año más', 'Culiacán y Culhuacán', '@pendejo_oficial es una cuenta',
  'Los mamíferos y el mamut', 'Estipendio y estupendo', 'Tarde o temprano', 'A las 5 o 7 de la tarde', 'Maricela y Mariana', 'Nacional y nacar', 'Ratifica el pleno',
  'Joya de Cerén', 'Corruptela fue combatida por el organismo', 'Putleco', 'Vergara y Pinchetti', 'Cabrera, Cabrales y Chingolo',
])('finds nothing in «%s»', (text) => {
  expect(found(text)).toEqual([])
})

test('a word between quotation marks that is only spoken of is none', () => {
  expect(found('La ley prohíbe llamar «idiota» a una contendiente')).toEqual([])
  expect(found('Le dicen «idiota» y con razón')).toEqual([['idiota', 'insult']])
  expect(found('La ley prohíbe todo, idiota')).toEqual([['idiota', 'insult']])
})

test('tells a disqualification from an insult', () => {
  expect(found('Son unos mentirosos e inútiles')).toEqual([
    ['mentirosos', 'disqualification'],
    ['inútiles', 'disqualification'],
  ])
})

const disguise = fc.record({ accents: fc.boolean(), capitals: fc.boolean(), leet: fc.boolean(), stretch: fc.integer({ min: 0, max: 4 }) })

test('no disguise of accents, capitals, digits or stretched letters hides a word', () => {
  const words = shippedRules.lexicon.filter((entry) => entry.phrase !== true).flatMap((entry) => entry.endings.map((ending) => entry.stem + ending))
  fc.assert(
    fc.property(fc.constantFrom(...words), disguise, (word, { accents, capitals, leet, stretch }) => {
      let text = accents ? word.replace('a', 'á').replace('e', 'é') : word
      if (leet) text = text.replaceAll('o', '0').replaceAll('i', '1')
      if (stretch > 1) text += (text.at(-1) ?? '').repeat(stretch)
      if (capitals) text = text.toUpperCase()
      expect(found(`Dicen que ${text}, según el acta`)).toHaveLength(1)
    }),
    { numRuns: 500 },
  )
})

test('a range always covers the very words found', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom('pendejo', 'p*ta', '!!idiota!!', 'la mesa', '#PinchesX'), fc.string({ maxLength: 5 })), { maxLength: 8 }), (parts) => {
      const text = parts.join(' ')
      for (const { start, end, words } of offences(text, shippedRules.lexicon)) expect(text.slice(start, end)).toBe(words)
    }),
  )
})

test.for([
  ['El archivo salió corrupto', []],
  ['No hay preguntas tontas', []],
  ['El módulo está en Naco, Sonora', []],
  ['Alcalde corrupto', ['corrupto']],
  ['El archivo lo tiene desde hace dos meses el alcalde corrupto', ['corrupto']],
] as const)('a word that is only literal beside a thing is harmless: «%s»', ([text, words]) => {
  expect(found(text).map(([word]) => word)).toEqual(words)
})
