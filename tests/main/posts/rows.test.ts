import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { publicationsProjection } from '#main/modules/posts/publications-store.ts'
import { postsProjection } from '#main/modules/posts/store.ts'
import type { RecordedEvent } from '#shared/ledger/event.ts'
import { standingOf } from '#shared/posts/post-decider.ts'
import { publicationOn } from '#shared/posts/post.ts'
import { histories, lived, type Turn } from '#tests/unit/posts/histories.ts'
import { contextOf } from '#tests/unit/posts/people.ts'

/** Holds the read tables to the post after each act of a history; the states that it went through. */
function compared(turns: readonly Turn[]): ReadonlySet<string> {
  const reached = new Set<string>()
  const database = new Database(':memory:')
  const tables = [postsProjection, publicationsProjection]
  for (const { ddl } of tables) database.exec(ddl)
  const apply = tables.map((table) => table.prepare(database))
  const row = database.prepare("SELECT stage, halted, proofs, copies, claim_by, revision, contributors FROM posts_rows WHERE id = '1'")
  const open = database.prepare("SELECT account FROM posts_publications WHERE state IN ('copied', 'doubted', 'found') ORDER BY account").pluck()
  for (const { name, at, events, after } of lived(turns)) {
    const { actor, office } = contextOf(name)
    for (const event of events) for (const put of apply) put({ ...event, stream: 'post/1', at, actor, office } as unknown as RecordedEvent) // what these tables read of an event
    if (after.kind === 'none') continue
    const { stage, halted, proven, unsure } = standingOf(after)
    reached.add(`${stage} ${proven} ${unsure}`)
    const { proofs, copies, contributors, ...told } = row.get() as { proofs: number; copies: number; contributors: string } // the columns asked for
    const waits = after.content.accounts.flatMap(({ id }) => {
      const { copied, proof } = publicationOn(after.stage, id)
      return copied !== null && proof === null ? [id as string] : []
    })
    expect({ ...told, proven: proofs > 0, unsure: copies > proofs, contributors: contributors.trim().split(/ +/).toSorted(), open: open.all() }).toEqual({
      stage,
      halted: halted ? 1 : 0,
      claim_by: after.stage.kind === 'submitted' ? (after.stage.claim?.by ?? null) : null,
      revision: after.revision,
      proven,
      unsure: stage === 'approved' && unsure,
      contributors: after.contributors.toSorted(),
      open: waits.toSorted(),
    })
  }
  database.close()
  return reached
}

test('whatever becomes of a post, the lists say of it what the post itself says', { timeout: 90_000 }, () => {
  const reached = new Set<string>()
  fc.assert(fc.property(histories, (turns) => compared(turns).forEach((state) => reached.add(state))), { numRuns: 150 })
  for (const state of ['approved false true', 'approved true false', 'approved true true', 'discarded false false']) expect(reached).toContain(state)
  // Few histories get to the end by themselves.
  const whole = fc.sample(histories, { numRuns: 1500, seed: 7 }).filter((turns) => lived(turns).some(({ after }) => after.kind === 'post' && after.stage.kind === 'published'))
  expect(whole.length).toBeGreaterThan(0)
  for (const turns of whole) expect(compared(turns)).toContain('published true false')
})
