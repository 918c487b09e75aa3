import { expect, test } from 'vitest'
import { isSeen, says, worded } from '#shared/kernel/worded.ts'

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
