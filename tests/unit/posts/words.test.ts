import { expect, test } from 'vitest'
import { posts as en } from '#renderer/i18n/en/posts.ts'
import { reviewing as deep } from '#renderer/i18n/en/reviewing.ts'
import { posts as es } from '#renderer/i18n/es/posts.ts'
import { reviewing as hondo } from '#renderer/i18n/es/reviewing.ts'
import { postsContract } from '#shared/posts/contract.ts'
import { post } from '#shared/posts/post-decider.ts'

const codes = [...new Set(Object.values(postsContract.entries).flatMap((entry) => ('refusals' in entry ? entry.refusals : [])))].filter((code) => code.startsWith('posts/'))

test.for([
  ['Spanish', es, hondo],
  ['English', en, deep],
] as const)('every refusal and every event of a post has its sentence in %s', ([, words, review]) => {
  expect(codes.filter((code) => words.refusals[code] === undefined && review.refusals[code] === undefined)).toEqual([])
  expect(Object.keys(post.schemas).filter((type) => words.history.types[type] === undefined && review.acts[type] === undefined)).toEqual([])
})

test('how long a review may take is said from the policy, and whether only working hours count', () => {
  expect(es.submit.confirmDetail(48, false)).toContain('tiene hasta 48 horas; si no responde')
  expect(es.submit.confirmDetail(24, true)).toContain('tiene hasta 24 horas hábiles; si no responde')
  expect(es.submit.confirmDetail(1, true)).toContain('tiene hasta 1 hora hábil; si no responde')
  expect(en.submit.confirmDetail(24, true)).toContain('up to 24 working hours;')
})
