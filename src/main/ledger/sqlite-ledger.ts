import type { Database } from 'better-sqlite3'
import type { Result } from '#shared/kernel/result.ts'
import { ok, refuse } from '#shared/kernel/result.ts'
import type { Decider } from '#shared/ledger/decider.ts'
import type { Context, DomainEvent, RecordedEvent } from '#shared/ledger/event.ts'
import { appender } from './append.ts'
import type { Deed, EventRow } from './canonical.ts'
import { eventOf, SELECT_EVENTS, STEADY } from './event-rows.ts'
import type { Ledger, Record, Recorded } from './ledger.ts'
import { writeRefusalOf } from './open-database.ts'
import { overlay } from './overlay.ts'
import { asKept, pendingActs } from './pending.ts'
import type { Projection } from './projection.ts'
import { type ReadTables, readTables } from './projections.ts'
import type { SharedRecord } from './shared-record.ts'
import type { Signing } from './signing.ts'
import { type AnyDecider, sqliteSharedRecord } from './sqlite-shared-record.ts'
import { upcast } from './upcast.ts'

/** A stream's folded state and the version it is true for. */
type Folded = { readonly state: unknown; readonly version: number }

/** A remembered state, newest of its stream for as long as nobody else writes: `era` counts how often that happened. */
type Remembered = Folded & { readonly era: number }

/** How many streams' folded states are remembered: the ones on a screen, not the whole record. */
const REMEMBERED = 256

/** The ledger with what only the shell and maintenance may do. */
export type SqliteLedger = Ledger & { readonly tables: ReadTables; readonly database: Database; readonly shared: SharedRecord }

/** Where what is decided is written: to the record's end, or above it while it waits. */
type Into = {
  append(deed: Deed, version: number): RecordedEvent
  project(event: RecordedEvent): void
  /** Notes what was asked and decided, where it may have to be decided again. */
  note?(noun: string, id: string, command: unknown): void
}

/** Thrown inside a transaction to undo it when a later stream refuses. */
class Undo extends Error {
  readonly answer: Result<never>
  constructor(answer: Result<never>) {
    super('undone')
    this.answer = answer
  }
}

/**
 * The ledger over an opened file (`open-database.ts`). Makes or rebuilds read tables whose projection changed. `deciders` are those that may have to
 * decide an act of a shared record again: all that commands are recorded with.
 */
export function sqliteLedger(database: Database, projections: readonly Projection[], signing: Signing, deciders: readonly AnyDecider[]): SqliteLedger {
  const pending = pendingActs(database, signing)
  const above = overlay(database, projections.flatMap((projection) => projection.tables))
  const tables = readTables(database, projections, projectAbove)
  const writer = appender(database, signing)
  const streamRows = database.prepare<[string, number], EventRow>(`${SELECT_EVENTS} WHERE stream = ${STEADY} AND version > ? ORDER BY version`)
  const streamVersion = database.prepare<[string], number>(`SELECT max(version) FROM events WHERE stream = ${STEADY}`).pluck()
  const alone: Into = { append: (deed, version) => writer.append(deed, version), project: (event) => tables.project(event) }
  const listeners = new Set<(events: readonly RecordedEvent[]) => void>()
  const folded = new Map<string, Remembered>()
  let era = 0
  /** What was appended by acts that are not on the disk yet (`together`): nobody is told before. */
  let untold: RecordedEvent[] | undefined
  // Made once: better-sqlite3 builds four functions for every `transaction`.
  const atOnce = database.transaction((run: () => Result<unknown>) => run()).immediate

  const shared = sqliteSharedRecord({
    database,
    signing,
    deciders,
    pending,
    overlay: above,
    tables,
    decide: (context, into, written) => recorder(context, written, { append: into.append, project: shared.project }),
    forget: () => folded.clear(),
    tell,
  })

  /** After the read tables were made anew: what waits comes on top again. */
  function projectAbove(project: (event: RecordedEvent) => void): void {
    above.forget()
    const events = pending.everyEvent()
    if (events.length > 0) above.begin()
    for (const event of events) project(event)
  }

  function versionOf(stream: string): number {
    if (shared.pin() === undefined) return streamVersion.get(stream) ?? 0
    return Math.max(shared.streamEnd(stream)?.version ?? 0, pending.version(stream))
  }

  /** The accepted events of a stream after a version, then those that wait. */
  function eventsOf(stream: string, after: number): readonly RecordedEvent[] {
    const accepted = streamRows.all(stream, after).map(eventOf)
    return shared.pin() === undefined ? accepted : [...accepted, ...pending.events(stream, after)]
  }

  function tell(events: readonly RecordedEvent[]): void {
    if (untold !== undefined) return void untold.push(...events)
    for (const listener of listeners) listener(events)
  }

  function load<State, Command, Event extends DomainEvent>(decider: Decider<State, Command, Event>, stream: string): Folded & { state: State } {
    const known = folded.get(stream)
    const version = versionOf(stream)
    if (known !== undefined && known.version <= version) {
      if (known.version === version) return known as Folded & { state: State } // a stream is always folded by its own decider
      return foldOnto(decider, stream, known.state as State, known.version, version)
    }
    return foldOnto(decider, stream, decider.initial, 0, version)
  }

  function foldOnto<State, Command, Event extends DomainEvent>(
    decider: Decider<State, Command, Event>,
    stream: string,
    from: State,
    after: number,
    version: number,
  ): Folded & { state: State } {
    let state = from
    for (const recorded of eventsOf(stream, after)) {
      try {
        const event = upcast(decider, recorded)
        // `type` and `payload` of one row belong together; the mapped type has only lost sight of it.
        state = decider.evolve(state, event as unknown as Event, event)
      } catch (error) {
        // Somebody else's machine may have made it: in a shared record it has no effect, on every machine alike, or one act could stop a stream.
        if (shared.pin() === undefined) throw error
      }
    }
    return { state, version }
  }

  function remember(stream: string, entry: Folded): void {
    folded.delete(stream)
    folded.set(stream, { ...entry, era })
    const oldest = folded.size > REMEMBERED ? folded.keys().next().value : undefined
    if (oldest !== undefined) folded.delete(oldest)
  }

  function recorder(context: Context, appended: RecordedEvent[], into: Into): Record {
    return <State, Command, Event extends DomainEvent>(decider: Decider<State, Command, Event>, id: string, command: Command) => {
      const role = decider.roleFor(command, context)
      if (role === undefined) return refuse('ledger/role')
      const stream = `${decider.noun}/${id}`
      const known = folded.get(stream)
      // Inside a transaction nobody else can write, so a state of this era need not be asked for again.
      let { state, version } = known?.era === era ? (known as Remembered & { state: State }) : load(decider, stream)
      const asked = into.note === undefined ? command : asKept(command)
      const decision = decider.decide(state, asked, context)
      if (!decision.ok) return decision
      into.note?.(decider.noun, id, asked)
      const events: RecordedEvent<Event>[] = []
      for (const event of decision.value) {
        version += 1
        const meta = { id: context.newId<'event'>(), stream, version, actor: context.actor, role, office: context.office, at: context.now }
        state = decider.evolve(state, event, meta)
        const recorded = into.append(
          {
            ...meta,
            audience: JSON.stringify(decider.audience(state, context)),
            type: event.type,
            schema: decider.schemas[event.type as Event['type']],
            payload: JSON.stringify(event.payload),
            signer: context.signer,
          },
          version,
        )
        into.project(recorded)
        events.push(recorded as RecordedEvent<Event>) // made from `event` just above
        appended.push(recorded)
      }
      remember(stream, { state, version })
      return ok({ state, events } satisfies Recorded<State, Event>)
    }
  }

  function transaction<T>(context: Context, act: (record: Record) => Result<T>): Result<T> {
    const appended: RecordedEvent[] = []
    let answer: Result<T>
    try {
      answer = atOnce(() => {
        if (!writer.begin()) era += 1
        const waiting = shared.pin() === undefined ? undefined : shared.begin(context)
        const into = waiting === undefined ? alone : { append: waiting.writer.append, note: waiting.note, project: shared.project }
        const result = act(recorder(waiting?.context ?? context, appended, into))
        if (!result.ok) throw new Undo(result)
        waiting?.keep()
        return result
      }) as Result<T> // the result of `act`, two lines above
    } catch (error) {
      if (appended.length > 0) folded.clear() // some of the states in it never happened
      if (database.inTransaction) writer.begin() // an act within an act was undone: the outer one goes on from what is left
      return undone(error)
    }
    if (appended.length > 0) tell(appended)
    return answer
  }

  function together<T>(acts: () => Result<T>): Result<T> {
    if (untold !== undefined) return acts()
    const events: RecordedEvent[] = (untold = [])
    let answer: Result<T>
    try {
      answer = atOnce(() => {
        const result = acts()
        if (!result.ok) throw new Undo(result)
        return result
      }) as Result<T> // the result of `acts`, two lines above
    } catch (error) {
      folded.clear() // some of the states in it never happened
      return undone(error)
    } finally {
      untold = undefined
    }
    if (events.length > 0) tell(events)
    return answer
  }

  /** What a transaction that was undone answers, if it has an answer. */
  function undone(error: unknown): Result<never> {
    if (error instanceof Undo) return error.answer
    const refusal = writeRefusalOf(error)
    if (refusal === undefined) throw error
    return refuse(refusal)
  }

  return {
    database,
    tables,
    shared,
    read: database,
    record: (context, decider, id, command) => transaction(context, (record) => record(decider, id, command)),
    transaction,
    together,
    state: (decider, id) => load(decider, `${decider.noun}/${id}`).state,
    history: (stream) => eventsOf(stream, 0),
    onRecorded(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => database.close(),
  }
}
