import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { deciders } from '#main/deciders.ts'

const root = join(import.meta.dirname, '../../..')

test('every decider can be found by its noun when an act of it has to be decided again', () => {
  const nouns = globSync('src/shared/**/*.ts', { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/^ {2}noun: '([a-z-]+)',$/gm)].map(([, noun]) => noun),
  )
  expect(nouns.length).toBeGreaterThan(7)
  expect(deciders.map(({ noun }) => noun).toSorted()).toEqual(nouns.toSorted())
})
