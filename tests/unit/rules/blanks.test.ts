import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unfilledBlanks } from '#shared/rules/blanks.ts'
import { check } from '#shared/rules/check.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { shippedRules } from './shipped-rules.ts'

const found = (text: string) => unfilledBlanks(text, shippedRules.blanks).map(({ start, end, words }) => (text.slice(start, end) === words ? words : 'a wrong range'))

describe('a blank of a template', () => {
  test.for(['[fecha]', '[LUGAR]', '[Nombre y cargo]', '[fecha de la sesión]', '[la sede]', '[asunto por tratar]', '[ hora ]', '[XX]', '[___]', '[00:00]', '[dd/mm/aaaa]'])('is %s', (blank) => {
    expect(found(`El módulo de ${blank} abre el martes.`)).toEqual([blank])
  })

  test('is found each time, and between quotation marks', () => {
    expect(found('«Nos vemos el [fecha] en [lugar]», dijo.')).toEqual(['[fecha]', '[lugar]'])
  })
})

test.for([
  '«Haiga [sic] sido»',
  'libre […] y secreto',
  'libre [...] y secreto',
  '[Hilo] Cómo se vota',
  '[1/3] Cómo se vota',
  '[Horario especial] El módulo abre hoy.',
  'Aviso\n[Nueva sede] El módulo se muda.',
  '«La [ciudadanía] decide», se lee.',
  'las [bases](https://ine.mx) del concurso',
  'candidata[s]',
  '[x] acta [ ] comprobante',
  'incisos [a] y [b]',
  '[]',
  '[fecha',
])('no blank is in: %s', (text) => {
  expect(found(text)).toEqual([])
})

test('wherever it stands, its range covers the brackets and nothing else', () => {
  const around = fc.string().map((text) => text.replaceAll(/[[\]«»“”"\p{L}\p{N}(]/gu, ' '))
  fc.assert(
    fc.property(around, fc.constantFrom('[fecha]', '[XX]', '[asunto por tratar]'), around, (before, blank, after) => {
      expect(found(before + blank + after)).toEqual([blank])
    }),
  )
})

test('a post with a blank cannot be sent, wherever it was left', () => {
  const content = { base: 'Te esperamos el [fecha].', variants: {}, threads: { x: ['En [sede].'] }, media: [], source: { kind: 'document', reference: 'Oficio 1' }, accounts: [{ network: 'x' }] } as const
  const findings = check(content, shippedRules, { now: '2026-11-25T18:00:00.000Z' as Instant, entity: 'oaxaca' })
  expect(findings.map(({ rule, severity, place, detail }) => [rule, severity, place.kind, detail['words']])).toEqual([
    ['unfilled-blank', 'block', 'text', '[fecha]'],
    ['unfilled-blank', 'block', 'part', '[sede]'],
  ])
})
