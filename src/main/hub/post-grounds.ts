import type { EventMeta } from '#shared/ledger/decider.ts'
import { asksForGround, hasGround, type By } from '#shared/posts/grounds.ts'
import { post } from '#shared/posts/post-decider.ts'
import type { PostEvent } from '#shared/posts/post-events.ts'
import type { PostState } from '#shared/posts/post.ts'
import type { EventRow } from '#main/ledger/canonical.ts'
import { eventOf } from '#main/ledger/event-rows.ts'
import { upcast } from '#main/ledger/upcast.ts'

/** A post after accepted events of it, in order; `before`: what it was. What cannot be folded leaves it as it was, as the ledger does. */
export function postAfter(rows: readonly EventRow[], before: PostState = post.initial): PostState {
  let state = before
  for (const row of rows) {
    try {
      const event = postEvent(row)
      state = post.evolve(state, event, event)
    } catch {
      // It has no effect, on every machine alike.
    }
  }
  return state
}

/** Whether an event, of its type's form, says something of a post that has no ground in what came before it. */
export function isGroundless(row: EventRow, before: () => PostState, standsFor: By['standsFor']): boolean {
  if (!asksForGround(row.type)) return false
  const event = postEvent(row)
  return !hasGround(before(), event, { actor: event.actor, standsFor })
}

function postEvent(row: EventRow): PostEvent & EventMeta {
  return upcast(post, eventOf(row)) as unknown as PostEvent & EventMeta // type and payload of one row belong together: its form was looked at
}
