import { describe, expect, test } from 'vitest'
import { phrasesIn, validatePhrases } from '#shared/rules/phrases.ts'
import { read } from '#shared/rules/reading.ts'
import type { PhraseRule } from '#shared/rules/rule-set.ts'

const lists = { beast: ['perro+|vaca+', 'gato_montes|zorro+'], verb: ['morder~|ladrar~'] }
/** What rules find in a text, as written. */
const found = (text: string, ...rules: readonly PhraseRule[]) => phrasesIn(read(text), { lists, phrases: rules }, 'post').map(({ rule, words }) => `${rule} «${words}»`)

describe('patterns that stand together', () => {
  const rule: PhraseRule = { rule: 'hate', find: ['{beast} & {verb}'], unless: ['museo'] }
  test.for([
    ['Los perros ladran', ['hate «perros ladran»']],
    ['Mordió ayer el perro', ['hate «Mordió ayer el perro»']],
    ['¡Un gato montés! Va a morder', ['hate «gato montés! Va a morder»']],
    ['Los perros duermen', []],
    ['Los perros del museo ladran', []],
    [`Los perros ${'van y '.repeat(10)}ladran`, []],
  ] as const)('«%s»', ([text, words]) => {
    expect(found(text, rule)).toEqual(words)
  })
})

describe('kinds of words that each tell a little', () => {
  const rule: PhraseRule = { rule: 'poll', weigh: { '{beast}': 1, '{verb}': 1, 'rabia|feroz': 1, vacuna: -2 }, reach: 2 }
  test.for([
    ['El perro tiene rabia', ['poll «perro tiene rabia»']],
    ['Un perro. Muerde', ['poll «perro. Muerde»']],
    ['Un perro', []],
    ['Un perro y otro perro', []],
    ['Vacuna a tu perro contra la rabia', []],
    ['Un perro. Ayer. Muerde', []],
  ] as const)('«%s»', ([text, words]) => {
    expect(found(text, rule)).toEqual(words)
  })
})

test('one that yields does not hide another that overlaps it and does not', () => {
  const yielding: PhraseRule = { rule: 'first-person', find: ['hoy el perro'], yields: ['personal-matter'] }
  const standing: PhraseRule = { rule: 'first-person', find: ['perro ladra'] }
  const matter: PhraseRule = { rule: 'personal-matter', find: ['en casa'] }
  expect(found('Hoy el perro ladra en casa', yielding, standing, matter)).toEqual(['first-person «perro ladra»', 'personal-matter «en casa»'])
  expect(found('Hoy el perro ladra', yielding, standing)).toEqual(['first-person «Hoy el perro»'])
})

test('what is asked does not count for a rule that lets it go', () => {
  const rule: PhraseRule = { rule: 'first-person', find: ['creo!'], unasked: true }
  expect(found('¿Creo que sí? Creo que no.', rule)).toEqual(['first-person «Creo»'])
})

test('a rule gives way to a stronger one in the same sentence, and only there', () => {
  const strong: PhraseRule = { rule: 'violence', find: ['muerde*'] }
  const weak: PhraseRule = { rule: 'disqualification', find: ['perro'], yields: ['violence'] }
  expect(found('El perro muerde. Otro perro.', strong, weak)).toEqual(['violence «muerde»', 'disqualification «perro»'])
})

test('a rule gives way where what it found reaches into another sentence', () => {
  const strong: PhraseRule = { rule: 'violence', find: ['feroz'] }
  const weak: PhraseRule = { rule: 'disqualification', find: ['{beast} & {verb}'], yields: ['violence'] }
  expect(found('El perro. Ladra feroz.', strong, weak)).toEqual(['violence «feroz»'])
})

test('a rule whose period does not run finds nothing, and none gives way to it', () => {
  const rules: readonly PhraseRule[] = [{ rule: 'poll', find: ['tres a uno'], windows: ['silence'] }, { rule: 'personal-matter', find: ['ganamos'], yields: ['poll'] }]
  const during = (runs: boolean) => phrasesIn(read('Ganamos tres a uno'), { lists, phrases: rules }, 'post', () => runs).map(({ rule }) => rule)
  expect(during(false)).toEqual(['personal-matter'])
  expect(during(true)).toEqual(['poll'])
})

test('what I did is told by its accent', () => {
  const rule: PhraseRule = { rule: 'first-person', find: ['<i-did>'] }
  expect(found('Terminé, sentí e iré; que vote aquí el comité de José.', rule)).toEqual(['first-person «Terminé»', 'first-person «sentí»', 'first-person «iré»'])
})

test('words written as in chats, stretched, with periods or as they sound are those words', () => {
  const rule: PhraseRule = { rule: 'hate', find: ['que vaya', '=PRD', 'odio'] }
  expect(found('k baya. El P.R.D. no. Odiooo', rule)).toEqual(['hate «k baya»', 'hate «P.R.D»', 'hate «Odiooo»'])
})

test('a part that cannot be read refuses the data', () => {
  expect(() => validatePhrases({ lists, phrases: [{ rule: 'hate', find: ['perro & {cat}'] }] })).toThrow('there is no list')
})
