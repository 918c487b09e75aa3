import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dividedText } from '#shared/posts/thread.ts'
import { xLength } from '#shared/rules/x-length.ts'

const fits = (part: string) => xLength(part) <= 280

test('a text that fits is one part', () => {
  expect(dividedText('  Este domingo abren las casillas.\n', fits)).toEqual(['Este domingo abren las casillas.'])
})

test('a long text is divided between paragraphs, then sentences, then words', () => {
  const sentence = 'Lleva tu Credencial para Votar vigente a la casilla que te toca en tu sección electoral.'
  const [one, two, three] = [sentence, `${sentence} ${sentence}`, 'palabra '.repeat(60).trim()]
  const parts = dividedText(`${two}\n\n${one}\n\n${two}\n\n${three}`, fits)
  expect(parts.slice(0, 2)).toEqual([`${two}\n\n${one}`, two])
  expect(parts.slice(2).join(' ')).toBe(three)
  expect(dividedText(`${two} ${two}`, fits)).toEqual([`${two} ${one}`, one])
  expect(parts.every(fits)).toBe(true)
})

test('no word is lost, added or changed, and every part fits unless it is one word', () => {
  const word = fc.oneof(fc.constantFrom('voto', 'elección.', '¿Cuándo?', 'https://www.ine.mx/ruta', '👨‍👩‍👧', 'áéíóú', '#PREP', '…'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }))
  const text = fc.array(fc.tuple(word, fc.constantFrom(' ', '\n', '\n\n', '. ')), { maxLength: 200 }).map((all) => all.flat().join(''))
  const words = (all: string) => all.split(/\s+/u).filter((one) => one !== '')
  fc.assert(
    fc.property(text, (written) => {
      const parts = dividedText(written, fits)
      expect(words(parts.join(' '))).toEqual(words(written))
      expect(parts.filter((part) => !fits(part) && words(part).length > 1)).toEqual([])
    }),
  )
})
