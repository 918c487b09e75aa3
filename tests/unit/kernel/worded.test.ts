import { expect, test } from 'vitest'
import { isSeen, says, titleLine, worded } from '#shared/kernel/worded.ts'

test.for([
  ['Sismo', true, true],
  ['48', true, true],
  ['ñ', true, true],
  ['👍', false, true],
  ['…', false, true],
  ['.', false, true],
  ['', false, false],
  [' \n\t', false, false],
  ['\u200b\u200d\ufe0f', false, false],
  ['\u202e\u2066', false, false],
  ['\u3164\u115f\uffa0', false, false],
  ['\u2800\u2800', false, false],
  ['\u034f\u17b4', false, false],
] as const)('«%s» says something: %s; is seen: %s', ([text, something, seen]) => {
  expect([says(text), isSeen(text), worded(` ${text} `)]).toEqual([something, seen, something ? text : ''])
})

test('a title is the first line of a text, cut between words', () => {
  expect(titleLine('¿Qué horario tiene el módulo? \nLo preguntan varias personas.')).toBe('¿Qué horario tiene el módulo?')
  const long = titleLine('¿Cuántas solicitudes de credencial se rechazaron este año en un municipio, y por qué motivos?')
  expect(long).toBe('¿Cuántas solicitudes de credencial se rechazaron este año en un municipio, y por qué…')
  expect(titleLine('a'.repeat(200))).toHaveLength(71)
})
