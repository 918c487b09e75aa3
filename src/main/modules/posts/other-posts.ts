import { instantOf, later, DAY, type Instant } from '#shared/kernel/clock.ts'
import type { OfficeId } from '#shared/ledger/event.ts'
import type { StageKind } from '#shared/posts/post.ts'
import { postIndex, type PostIndex } from '#shared/rules/across.ts'
import type { FactWords } from '#shared/rules/rule-set.ts'
import { saidIn, type ComparablePost } from './store.ts'

/** A post that was last touched longer ago than this, in days, is history: nobody takes it for the present message. */
const COMPARED_DAYS = 180
/** Stages in which a post says something to somebody. */
const COMPARED: readonly StageKind[] = ['submitted', 'approved', 'published']
/** Letters read in one go (some 25 ms) before other work has its turn: those of some two hundred posts of one text, of fewer that say something else on each network. */
const SLICE = 40_000

/**
 * The posts that a text is compared with, in memory: made at the first question, and before each question brought up to date with what
 * changed since.
 */
export function otherPosts({
  changedSince,
  officeNameOf,
  words,
}: {
  readonly changedSince: (moment: string) => readonly ComparablePost[]
  readonly officeNameOf: (office: OfficeId) => string
  readonly words: () => FactWords
}) {
  let built: PostIndex | undefined
  let seen: Instant = instantOf(0)
  /** Rows that wait to be read. */
  let waiting: readonly ComparablePost[] = []
  const stages = new Map<string, { readonly stage: StageKind; readonly updatedAt: Instant }>()

  function ask(now: Instant): void {
    const oldest = later(now, -COMPARED_DAYS * DAY)
    // The last moment is asked for again: another post may have changed in it.
    const rows = changedSince(seen > oldest ? seen : oldest).filter((post) => {
      const known = stages.get(post.id)
      return known === undefined || known.stage !== post.stage || known.updatedAt !== post.updatedAt
    })
    seen = rows.at(-1)?.updatedAt ?? seen
    for (const { id, stage, updatedAt } of rows) stages.set(id, { stage, updatedAt })
    waiting = [...waiting, ...rows]
  }

  /** Reads those that wait until so many letters are read. */
  function take(letters: number): PostIndex {
    built ??= postIndex(words())
    let [taken, read] = [0, 0]
    for (const post of waiting) {
      if (read > letters) break
      if (COMPARED.includes(post.stage)) built.put({ id: post.id, office: officeNameOf(post.office), title: post.title, texts: saidIn(post) })
      else built.drop(post.id)
      taken += 1
      read += post.text.length
    }
    waiting = waiting.slice(taken)
    return built
  }

  return {
    /** The index, up to date at once. */
    index(now: Instant): PostIndex {
      ask(now)
      return take(Infinity)
    },
    /** Brings the index up to date without holding up the rest of main. */
    async ready(now: Instant): Promise<void> {
      ask(now)
      while (waiting.length > 0) {
        take(SLICE)
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
    /** Whether somebody may hear of it: what is not yet approved is for those who see every office. */
    isShown(id: string, everywhere: boolean): boolean {
      const stage = stages.get(id)?.stage
      return everywhere || stage === 'approved' || stage === 'published'
    },
  }
}
