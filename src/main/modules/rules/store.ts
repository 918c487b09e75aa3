import type { Database } from 'better-sqlite3'
import type { Projection } from '#main/ledger/projection.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { RecordedEvent, PersonId } from '#shared/ledger/event.ts'
import type { KeptFact, LineEvent, LineId } from '#shared/rules/line.ts'

/** Owns `line_facts`: the facts of the line that stand, one line each. Withdrawn ones are in the ledger only. */
export const rulesProjection: Projection = {
  name: 'rules',
  version: 1,
  tables: ['line_facts'],
  ddl: `
    CREATE TABLE line_facts (
      id TEXT PRIMARY KEY, subject TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, from_day TEXT, to_day TEXT, source TEXT NOT NULL,
      stated_by TEXT NOT NULL, stated_at TEXT NOT NULL
    ) STRICT`,
  prepare(database) {
    const put = database.prepare('INSERT OR REPLACE INTO line_facts VALUES (@id, @subject, @kind, @value, @from, @to, @source, @actor, @at)')
    const remove = database.prepare('DELETE FROM line_facts WHERE id = ?')
    return (recorded) => {
      if (!recorded.stream.startsWith('line/')) return
      const id = recorded.stream.slice('line/'.length)
      const event = recorded as RecordedEvent<LineEvent> & LineEvent // only the line's decider writes streams of this noun
      switch (event.type) {
        case 'line.stated':
        case 'line.corrected':
          return void put.run({ id, actor: recorded.actor, at: recorded.at, ...event.payload.fact })
        case 'line.withdrawn':
          return void remove.run(id)
      }
    }
  },
}

export type StoredFact = KeptFact & { readonly id: LineId; readonly by: PersonId; readonly at: Instant }

/** The module's questions to its own table. */
export function lineQueries(database: Database) {
  const all = database.prepare<[], StoredFact>(
    'SELECT id, subject, kind, value, from_day AS "from", to_day AS "to", source, stated_by AS "by", stated_at AS at FROM line_facts ORDER BY subject, id',
  )
  return { all: (): readonly StoredFact[] => all.all() }
}
