import { ok, refuse } from '#shared/kernel/result.ts'
import { type Decider, heldRole } from '#shared/ledger/decider.ts'
import type { Projection } from '#main/ledger/projection.ts'

/** The smallest stream worth testing a ledger with: a number that may not fall below zero. */
export type CounterEvent = { readonly type: 'counter.moved'; readonly payload: { readonly by: number } }
export type CounterCommand = { readonly by: number; readonly twice?: boolean }

export const counter: Decider<number, CounterCommand, CounterEvent> = {
  noun: 'counter',
  initial: 0,
  schemas: { 'counter.moved': 1 },
  decide(state, command) {
    if (state + command.by < 0) return refuse('counter/below-zero', { state })
    const event: CounterEvent = { type: 'counter.moved', payload: { by: command.by } }
    return ok(command.twice === true ? [event, event] : [event])
  },
  evolve: (state, event) => state + event.payload.by,
  audience: () => ({ kind: 'institution' }),
  roleFor: (_command, context) => heldRole(context, ['operator']),
}

/** Moves a counter up to 10 and no further: what it does depends on what is there, and there may be nothing to do. */
export const filler: Decider<number, CounterCommand, CounterEvent> = {
  ...counter,
  noun: 'filled',
  decide: (state, { by }) => (state >= 10 ? ok([]) : ok([{ type: 'counter.moved', payload: { by: Math.min(by, 10 - state) } }])),
}

export const counters: Projection = {
  name: 'counters',
  version: 1,
  tables: ['counters_rows'],
  ddl: `CREATE TABLE counters_rows (stream TEXT PRIMARY KEY, value INTEGER NOT NULL, at TEXT NOT NULL) STRICT;
        CREATE INDEX counters_rows_value ON counters_rows (value)`,
  prepare(database) {
    const upsert = database.prepare(
      'INSERT INTO counters_rows VALUES (?, ?, ?) ON CONFLICT (stream) DO UPDATE SET value = value + excluded.value, at = excluded.at',
    )
    return (event) => {
      if (event.type === 'counter.moved') upsert.run(event.stream, (event.payload as CounterEvent['payload']).by, event.at)
    }
  },
}
