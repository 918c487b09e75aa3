import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare } from '#shared/posts/diff.ts'

const text = fc.array(fc.constantFrom('las', 'casillas', 'abren', 'a', 'las', '8:00', '\n', '  ', 'ñ', '👍🏽'), { maxLength: 30 }).map((words) => words.join(' '))

test('what was kept and removed is the text before, what was kept and added the text after', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const stretches = compare(before, after)
      const without = (kind: string) => stretches.filter((stretch) => stretch.kind !== kind).map((stretch) => stretch.text).join('')
      expect(without('added')).toBe(before)
      expect(without('removed')).toBe(after)
    }),
  )
})

test('only the changed word is shown as changed', () => {
  expect(compare('Abren a las 8:00 horas.', 'Abren a las 9:00 horas.')).toEqual([
    { kind: 'same', text: 'Abren a las ' },
    { kind: 'removed', text: '8:00' },
    { kind: 'added', text: '9:00' },
    { kind: 'same', text: ' horas.' },
  ])
})

test('a text compared with itself is one stretch', () => {
  expect(compare('Igual', 'Igual')).toEqual([{ kind: 'same', text: 'Igual' }])
})

test('texts too long to compare word by word are shown as replaced', () => {
  const long = 'palabra '.repeat(2000)
  expect(compare(`x ${long}`, `y ${long.replaceAll('palabra', 'otra')}`).map((stretch) => stretch.kind)).toEqual(['removed', 'added', 'same'])
})
