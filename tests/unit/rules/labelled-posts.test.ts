import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readPostSet, rulesFor } from '../../../scripts/rules/post-set.ts'
import { isBelowGoal, precisionOf, recallOf, scores } from '../../../scripts/rules/score.ts'
import { ruleIds } from '#shared/rules/finding.ts'
import { shippedRules } from './shipped-rules.ts'

const posts = readPostSet(fileURLToPath(new URL('../../data/posts.jsonl', import.meta.url)))

test('every rule reaches its goal on the labelled posts, and has at least five to be judged by', { timeout: 90_000 }, () => {
  const results = scores(posts.map((post) => ({ ...post, said: rulesFor(post, shippedRules) })))
  expect(results.filter(isBelowGoal)).toEqual([])
  expect(results.filter(({ found, missed }) => found + missed < 5)).toEqual([])
  expect(posts.length).toBeGreaterThanOrEqual(300)
})

test('a score tells what was missed from what was said in vain', () => {
  const [score] = scores([
    { expect: ['text-missing'], may: [], said: new Set(['text-missing'] as const) },
    { expect: ['text-missing'], may: [], said: new Set() },
    { expect: [], may: [], said: new Set(['text-missing'] as const) },
    { expect: [], may: ['text-missing'], said: new Set(['text-missing'] as const) },
  ])
  expect(score).toEqual({ rule: ruleIds[0], found: 1, vain: 1, missed: 1 })
  expect([recallOf(score!), precisionOf(score!), isBelowGoal(score!)]).toEqual([0.5, 0.5, true])
})
