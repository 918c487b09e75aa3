import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const sources = globSync(['src/**/*.{ts,tsx}', 'scripts/**/*.{ts,mjs}', 'runtime/**/*.ts', 'resources/**/*.{sql,mjs}'], { cwd: root }).map((file) => ({
  file: file.replaceAll('\\', '/'),
  text: readFileSync(join(root, file), 'utf8'),
}))

/** The files in which something stands, sorted. */
const where = (pattern: RegExp): readonly string[] => sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file).toSorted()

// Screens, import, kits, emergency, exchange and bundle files all pass through these few places, or a test below fails.

test('the search finds what it looks for', () => {
  expect(sources.length).toBeGreaterThan(400)
  expect(where(/'post\.approved'/).length).toBeGreaterThan(3)
})

test('only the posts’ own decider makes the events that a post’s state is made of', () => {
  const makers = where(/\btype: '(?:post|approval|remark|suggestion)\.[a-z-]+'/)
  expect(makers.filter((file) => !file.startsWith('src/shared/posts/'))).toEqual([])
})

test('a command on a post is recorded in one function of the posts’ service and nowhere else', () => {
  expect(where(/\brecord(?:<[^>]*>)?\((?:context, ?)?post,/)).toEqual(['src/main/modules/posts/service.ts'])
  const service = sources.find(({ file }) => file === 'src/main/modules/posts/service.ts')
  expect(service?.text.match(/ledger\.record\(/g)).toHaveLength(1)
})

test('nobody but that service, what reads posts, what judges others’ events of them, and the list of all deciders knows the posts’ decider', () => {
  const known = where(/import \{[^}]*\bpost\b[^}]*\} from '#shared\/posts\/post-decider\.ts'/)
  expect(known.filter((file) => !file.startsWith('src/main/modules/posts/'))).toEqual(['src/main/compose.ts', 'src/main/deciders.ts', 'src/main/hub/grounds.ts'])
})

test('the read tables of posts are written by their projections only', () => {
  const writers = where(/(?:INSERT(?: OR [A-Z]+)? INTO|UPDATE|DELETE FROM) posts_\w+/)
  expect(writers.every((file) => /^src\/main\/modules\/posts\/[a-z-]*store\.ts$/.test(file)), writers.join()).toBe(true)
})

test('events are written by the ledger and the hub’s append, and changed by nothing', () => {
  expect(where(/INSERT(?: OR [A-Z]+)? INTO events\b/)).toEqual(['resources/hub/append.sql', 'src/main/ledger/event-rows.ts'])
  expect(where(/(?:UPDATE|DELETE FROM) events\b/).filter((file) => !file.startsWith('src/main/ledger/'))).toEqual([])
})
