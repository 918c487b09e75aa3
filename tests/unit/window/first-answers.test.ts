import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { firstQuestions } from '../../../src/preload/first-questions.ts'

it('what the preload asks before the window can is what the first picture needs, each with nothing', () => {
  const source = readFileSync(join(import.meta.dirname, '../../../src/renderer/bridge/first-answers.ts'), 'utf8')
  const needed = [...source.matchAll(/api\.(\w+)\.(\w+)\(\{\}\)/gu)].map(([, module, entry]) => `${module}/${entry}`)
  const asked = Object.entries(firstQuestions).flatMap(([module, entries]) => entries.map((entry) => `${module}/${entry}`))
  expect(asked.toSorted()).toEqual(needed.toSorted())
})
