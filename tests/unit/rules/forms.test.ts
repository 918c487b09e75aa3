import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formsOf, pluralOf, type Forms } from '#shared/rules/forms.ts'
import { soundOf, stemSounds } from '#shared/rules/sound.ts'

const isForm = ({ stems, endings }: Forms, word: string) =>
  stems.flatMap((stem) => stemSounds(stem)).some((stem) => soundOf(word).startsWith(stem) && endings.has(soundOf(word).slice(stem.length)))

describe('a lemma', () => {
  test.for([
    ['colgar', 'cuelguenlos colgarlo colgaran colgo cuelga colgaria'],
    ['golpear', 'golpeenlo golpearon golpeando golpeada golpeemoslos'],
    ['pedir', 'pide pidio pidamos pedirle'],
    ['vencer', 'venza vencimos vencere'],
    ['exigir', 'exijo exigimos exijan'],
    ['ratero', 'ratera rateros raterillo'],
    ['ladron', 'ladron ladrona ladrones'],
  ] as const)('«%s» is in %s', ([lemma, words]) => {
    for (const word of words.split(' ')) expect([word, isForm(formsOf(lemma), word)]).toEqual([word, true])
  })

  test.for([
    ['loco', 'los'],
    ['robar', 'ruben'],
    ['golpear', 'golpista'],
    ['ratero', 'rater'],
  ] as const)('«%s» is not in «%s»', ([lemma, word]) => {
    expect(isForm(formsOf(lemma), word)).toBe(false)
  })

  test('a noun is found in its plural, and no other gender is made of it', () => {
    expect(['voz', 'voces', 'vozes'].map((word) => isForm(pluralOf('voz'), word))).toEqual([true, true, true])
    expect(isForm(pluralOf('casa'), 'caso')).toBe(false)
  })
})

describe('the sound of a word', () => {
  test.for([
    ['desaser', 'deshacer', false],
    ['vayan', 'bayan', true],
    ['hagan', 'agan', true],
    ['cabeza', 'cabesa', true],
    ['llorar', 'yorar', true],
    ['siento', 'ciento', false],
    ['ves', 'vez', false],
  ] as const)('«%s» and «%s» sound alike: %s', ([one, other, alike]) => {
    expect(soundOf(one) === soundOf(other)).toBe(alike)
  })

  test('a stem is found at the beginning of whatever begins with it', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z]{3,8}$/), fc.stringMatching(/^[a-z]{2,6}$/), (stem, rest) => stemSounds(stem).some((sound) => soundOf(stem + rest).startsWith(sound)) || /[lc]$|^h/.test(stem)))
  })
})
