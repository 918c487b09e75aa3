import { never } from '#shared/kernel/never.ts'
import { ok, refuse, refuseFields, type Result } from '#shared/kernel/result.ts'
import { heldRole, type Decider } from '#shared/ledger/decider.ts'
import type { Id } from '#shared/kernel/ids.ts'

/** A word of the content's closed vocabulary. The shipped ones have a readable id (`pleno`), those that were added a made one. */
export type TopicId = Id<'topic'>

/** What kind of content it is: session, interview, forum … (the institution's first report; DOMAIN table a, row 37). */
export type Topic = { readonly name: string; readonly detail: string }

/** `none`: as shipped, or unknown. */
export type TopicState = { readonly kind: 'none' } | { readonly kind: 'set' | 'retired'; readonly topic: Topic }

export type TopicCommand =
  | { readonly kind: 'set'; readonly topic: Topic }
  /** `topic`: as it is in force, since a shipped one has no event of its own yet. */
  | { readonly kind: 'retire'; readonly topic: Topic }

export type TopicEvent =
  | { readonly type: 'topic.set'; readonly payload: { readonly topic: Topic } }
  | { readonly type: 'topic.retired'; readonly payload: { readonly topic: Topic } }

const LONGEST_NAME = 60
const LONGEST_DETAIL = 300

/** The vocabulary that posts are filed under. A retired word stays on the posts that have it and is offered no more; setting it again brings it back. */
export const topic: Decider<TopicState, TopicCommand, TopicEvent> = {
  noun: 'topic',
  initial: { kind: 'none' },
  schemas: { 'topic.set': 1, 'topic.retired': 1 },
  decide(state, command) {
    switch (command.kind) {
      case 'set':
        return withTopic(command.topic, (given) => (state.kind === 'set' && same(state.topic, given) ? [] : [{ type: 'topic.set', payload: { topic: given } }]))
      case 'retire':
        return state.kind === 'retired' ? refuse('library/topic-retired') : withTopic(command.topic, (given) => [{ type: 'topic.retired', payload: { topic: given } }])
      default:
        return never(command)
    }
  },
  evolve(_, event) {
    switch (event.type) {
      case 'topic.set':
        return { kind: 'set', topic: event.payload.topic }
      case 'topic.retired':
        return { kind: 'retired', topic: event.payload.topic }
      default:
        return never(event)
    }
  },
  audience: () => ({ kind: 'institution' }),
  roleFor: (_, context) => heldRole(context, ['reviewer', 'administrator']),
}

function withTopic(given: Topic, events: (topic: Topic) => readonly TopicEvent[]): Result<readonly TopicEvent[]> {
  const kept = { name: given.name.trim(), detail: given.detail.trim() }
  const faults = {
    ...(kept.name === '' ? { name: 'required' } : kept.name.length > LONGEST_NAME ? { name: 'too-long' } : {}),
    ...(kept.detail.length > LONGEST_DETAIL ? { detail: 'too-long' } : {}),
  }
  return Object.keys(faults).length > 0 ? refuseFields('library/incomplete', faults) : ok(events(kept))
}

function same(one: Topic, other: Topic): boolean {
  return one.name === other.name && one.detail === other.detail
}
