import type { Database } from 'better-sqlite3'
import type { Result } from '#shared/kernel/result.ts'
import type { Decider } from '#shared/ledger/decider.ts'
import type { Context, DomainEvent, RecordedEvent } from '#shared/ledger/event.ts'

/** What a recorded command leaves: the stream's new state and the events just appended. */
export type Recorded<State, Event extends DomainEvent> = { readonly state: State; readonly events: readonly RecordedEvent<Event>[] }

/** Records one command on one stream: loads, decides, signs, appends, projects. */
export type Record = <State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
  id: string,
  command: Command,
) => Result<Recorded<State, Event>>

/** The only way to change anything. Synchronous: when it answers, the change is on the disk (`synchronous=FULL`). */
export interface Ledger {
  /** One command on one stream, in a transaction of its own. Refusals: the decider's, `ledger/role`, `ledger/read-only`, `ledger/disk-full`. */
  record<State, Command, Event extends DomainEvent>(
    context: Context,
    decider: Decider<State, Command, Event>,
    id: string,
    command: Command,
  ): Result<Recorded<State, Event>>
  /** Several streams in one act: if `act` refuses, or throws, nothing of it stays. */
  transaction<T>(context: Context, act: (record: Record) => Result<T>): Result<T>
  /**
   * Several acts that are on the disk all or none of them, whenever the process ends. Each is an act of its own in all else: what one of them is
   * refused takes nothing of the others with it. Refuses, or throws, as `acts` does, and then nothing of it stays.
   */
  together<T>(acts: () => Result<T>): Result<T>
  /** The present state of a stream (the decider's initial one if it has no event). */
  state<State, Command, Event extends DomainEvent>(decider: Decider<State, Command, Event>, id: string): State
  /** A stream's events in order, upcast: timelines and histories are made of them. */
  history(stream: string): readonly RecordedEvent[]
  /** Called after each commit with what was appended. Returns the way to stop. */
  onRecorded(listener: (events: readonly RecordedEvent[]) => void): () => void
  /** For the queries of the modules' stores; nobody writes through it. */
  readonly read: Database
  close(): void
}
