import type { Database } from 'better-sqlite3'
import type { Projection } from '#main/ledger/projection.ts'
import type { RecordedEvent } from '#shared/ledger/event.ts'
import type { NoticeEvent, NoticeId } from '#shared/notices/notice.ts'

/** Owns `notices`: which notices an incident has and how far each has come. */
export const noticesProjection: Projection = {
  name: 'notices',
  version: 1,
  tables: ['notices'],
  ddl: `
    CREATE TABLE notices (id TEXT PRIMARY KEY, incident TEXT NOT NULL, addressee TEXT NOT NULL, stage TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
    CREATE INDEX notices_incident ON notices (incident, position)`,
  prepare(database) {
    const insert = database.prepare("INSERT INTO notices VALUES (?, ?, ?, 'drafted', ?)")
    const advance = database.prepare("UPDATE notices SET stage = 'sent' WHERE id = ? AND stage = 'drafted'")
    const stage = database.prepare('UPDATE notices SET stage = ? WHERE id = ?')
    return (recorded) => {
      if (!recorded.stream.startsWith('notice/')) return
      const id = recorded.stream.slice('notice/'.length)
      const event = recorded as RecordedEvent<NoticeEvent> & NoticeEvent // only the notice decider writes streams of this noun
      switch (event.type) {
        case 'notice.drafted':
          return void insert.run(id, event.payload.incident, event.payload.addressee, recorded.position)
        case 'notice.sent':
          return void advance.run(id)
        case 'notice.sent-retracted':
          return void stage.run('drafted', id)
        case 'notice.acknowledged':
          return void stage.run('acknowledged', id)
        case 'notice.redrafted':
        case 'notice.revised':
        case 'notice.exported':
        case 'notice.restricted':
        case 'notice.unrestricted':
          return
      }
    }
  },
}

export type NoticeCounts = { readonly sent: number; readonly acknowledged: number; readonly unsent: number }

/** The module's queries. */
export function noticeQueries(database: Database) {
  const ids = database.prepare<[string], NoticeId>('SELECT id FROM notices WHERE incident = ? ORDER BY position').pluck()
  const counts = database.prepare<[string], NoticeCounts>(
    `SELECT coalesce(sum(stage <> 'drafted'), 0) AS sent, coalesce(sum(stage = 'acknowledged'), 0) AS acknowledged,
            coalesce(sum(stage = 'drafted'), 0) AS unsent
     FROM notices WHERE incident = ?`,
  )
  return {
    idsOf: (incident: string): readonly NoticeId[] => ids.all(incident),
    countsOf: (incident: string): NoticeCounts => counts.get(incident) ?? { sent: 0, acknowledged: 0, unsent: 0 },
  }
}
