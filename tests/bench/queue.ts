import { postsHandlers } from '#main/modules/posts/handlers.ts'
import { publicationsProjection } from '#main/modules/posts/publications-store.ts'
import { reviewProjection } from '#main/modules/posts/review-store.ts'
import { postsProjection } from '#main/modules/posts/store.ts'
import { postsContract } from '#shared/posts/contract.ts'
import { openDesk } from '#tests/main/posts/desk.ts'
import { openTestLedger } from '#tests/kit/test-ledger.ts'
import { fillWithPosts } from './many-posts.ts'
import { median } from './raw-events.ts'

const ROUNDS = 300

/** The first 50 of the queue for one network that nobody has taken, and how many there are, through an index made for this very question. */
const INDEX = "CREATE INDEX bench_queue ON posts_rows (clock_zero, networks, claim_until, claim_by) WHERE stage = 'submitted'"
const WHERE = "FROM posts_rows INDEXED BY bench_queue WHERE stage = 'submitted' AND networks & @bit <> 0 AND (claim_until IS NULL OR claim_until <= @now)"
const PAGE = `SELECT id, office, author, stage, stage_at AS stageAt, updated_at AS updatedAt, wanted_at AS wantedAt, title, networks, revision, clock_zero AS clockZero,
  claim_by AS claimBy, claim_until AS claimUntil, returns, warnings, targets, copies, proofs, halted, correction_of IS NOT NULL AS isCorrection
  ${WHERE} ORDER BY clock_zero ASC, rowid ASC LIMIT @limit`
const COUNT = `SELECT count(*) ${WHERE}`

/**
 * A page of the review queue, 50 of 100,000 posts in review, filtered and sorted by time left: asked for as the window does (input
 * schema, handler, service, answer schema) against the same in SQL, prepared and run raw, through an index of its own. Milliseconds.
 */
export const bench = {
  name: 'queue',
  goal: 1.5,
  async run() {
    const desk = openDesk(openTestLedger([postsProjection, publicationsProjection, reviewProjection]))
    fillWithPosts(desk)
    const { queue } = postsHandlers(desk.posts)
    const { entries } = postsContract
    const caller = { context: desk.context(2, ['reviewer']) }
    const ask = async () => {
      const answer = await queue(entries.queue.in.parse({ show: 'unclaimed', network: 'x', text: '', after: null, limit: 50 }), caller)
      if (!answer.ok) throw new Error(answer.refusal.code)
      return entries.queue.out.parse(answer.value)
    }
    desk.ledger.database.exec(INDEX)
    const page = desk.ledger.database.prepare(PAGE)
    const count = desk.ledger.database.prepare(COUNT).pluck()
    const bound = { bit: 1, now: desk.clock.now(), limit: 51 }

    const asked = await ask()
    const raw = page.all(bound)
    if (asked.rows.length !== 50 || raw.length !== 51 || asked.total !== count.get(bound)) throw new Error('the two do not ask the same')

    const ours: number[] = []
    const floors: number[] = []
    // In turns, so that both meet the same machine.
    for (let round = 0; round < ROUNDS; round++) {
      const first = performance.now()
      page.all(bound)
      count.get(bound)
      const second = performance.now()
      await ask()
      floors.push(second - first)
      ours.push(performance.now() - second)
    }
    desk.close()
    const value = median(ours)
    const floor = median(floors)
    return { value, unit: 'ms', floor, ratio: value / floor, extra: { p95: ours.toSorted((one, other) => one - other)[Math.floor(ROUNDS * 0.95)] ?? Number.NaN } }
  },
}
