import type { Result } from '../kernel/result.ts'
import type { Role } from '../organization/role.ts'
import type { Audience, Context, DomainEvent, RecordedEvent } from './event.ts'

/** What an event's author and time look like to `evolve`. */
export type EventMeta = Pick<RecordedEvent, 'id' | 'actor' | 'role' | 'office' | 'at' | 'version' | 'stream'>

/**
 * One kind of stream: pure functions only. `decide` answers with events or a refusal; `evolve` folds them.
 * Tested without a database over all state × command pairs.
 */
export interface Decider<State, Command, Event extends DomainEvent> {
  /** The stream's noun: streams are named `<noun>/<id>`. */
  readonly noun: string
  readonly initial: State
  /** Schema number of each event type's payload; the compiler demands an entry per type. */
  readonly schemas: { readonly [T in Event['type']]: number }
  /** Lifts payloads of older schema numbers: `upcasters['post.drafted'][1]` makes schema 2 out of 1. */
  readonly upcasters?: Readonly<Record<string, Readonly<Record<number, (payload: never) => object>>>>
  decide(state: State, command: Command, context: Context): Result<readonly Event[]>
  evolve(state: State, event: Event, meta: EventMeta): State
  /**
   * The same command for the state as it is now, asked by somebody who sees both versions: what it says of the version it was made on is lifted. Left out:
   * the command itself. What decides on something that the person has seen must not be lifted.
   */
  again?(state: State, command: Command): Command
  /** Who may read the stream, once these events are in it. */
  audience(state: State, context: Context): Audience
  /** The role under which a command is done, of those the actor holds; undefined: none of them, so `ledger/role` is the refusal. */
  roleFor(command: Command, context: Context): Role | undefined
}

/** The first of `allowed` that the actor holds. */
export function heldRole(context: Context, allowed: readonly Role[]): Role | undefined {
  return allowed.find((role) => context.roles.includes(role))
}
