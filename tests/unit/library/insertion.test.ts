import fc from 'fast-check'
import { expect, test } from 'vitest'
import { insertionOf, withInsertion } from '#shared/library/insertion.ts'
import type { Piece } from '#shared/library/piece.ts'

const template: Piece = { kind: 'template', name: 'x', use: '', text: 'El módulo de [lugar] abre el [fecha].' }
const tags: Piece = { kind: 'hashtags', name: 'x', use: '', tags: ['#VotoSeguro', '#INEMéxico'], process: '' }
const ending: Piece = { kind: 'ending', name: 'x', use: '', text: 'Dudas: INETEL 800 433 2000.' }

/** The text afterwards, with what is chosen between bars; `|` alone is the cursor. */
function done(piece: Piece, marked: string): string | undefined {
  const [before = '', chosen = '', rest] = marked.split('|')
  const text = rest === undefined ? before + chosen : before + chosen + rest
  const start = before.length
  const insertion = insertionOf(piece, text, start, rest === undefined ? start : start + chosen.length)
  if (insertion === undefined) return undefined
  const after = withInsertion(text, insertion)
  const [from, to] = insertion.select
  return from === to ? `${after.slice(0, from)}|${after.slice(from)}` : `${after.slice(0, from)}|${after.slice(from, to)}|${after.slice(to)}`
}

test.for([
  [template, '|', 'El módulo de |[lugar]| abre el [fecha].'],
  [template, 'Aviso. |algo| Fin.', 'Aviso. El módulo de |[lugar]| abre el [fecha]. Fin.'],
  [{ ...template, text: 'Sin huecos.' }, 'Uno |dos', 'Uno Sin huecos.|dos'],
  [tags, 'Vota|', 'Vota #VotoSeguro #INEMéxico|'],
  [tags, 'Vota |.', 'Vota #VotoSeguro #INEMéxico |.'],
  [tags, 'Vota #votoseguro |', 'Vota #votoseguro #INEMéxico|'],
  [tags, '#INEMexico y #VotoSeguro|', undefined],
  [ending, '|', 'Dudas: INETEL 800 433 2000.|'],
  [ending, 'Uno| dos. \n', 'Uno dos.\n\nDudas: INETEL 800 433 2000.|'],
  [ending, 'Uno|.\n\nDudas: INETEL 800 433 2000.', undefined],
] as const)('%j into «%s» makes «%s»', ([piece, marked, expected]) => {
  expect(done(piece, marked)).toBe(expected)
})

test('what stands outside the selection stays as it was, and inserting hashtags or an ending twice is once', () => {
  fc.assert(
    fc.property(fc.constantFrom(tags, ending), fc.string({ maxLength: 40 }), fc.nat(40), (piece, text, place) => {
      const at = Math.min(place, text.length)
      const insertion = insertionOf(piece, text, at, at)
      if (insertion === undefined) return
      const after = withInsertion(text, insertion)
      expect(after.startsWith(text.slice(0, insertion.from))).toBe(true)
      expect(after.endsWith(text.slice(insertion.to))).toBe(true)
      const [, end] = insertion.select
      expect(insertionOf(piece, after, end, end)).toBeUndefined()
    }),
  )
})
