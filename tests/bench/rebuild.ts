import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { projections } from '#main/projections.ts'
import { openTestLedger } from '#tests/kit/test-ledger.ts'
import { fillWithPosts } from './many-posts.ts'
import { timed } from './raw-events.ts'

/** With a claim on every tenth, about 2.1 events each: 100,000 events. */
const POSTS = 47_600

/** All read tables of the app rebuilt from 100,000 events, against the same rows read, parsed, and one raw insert for each in one transaction. */
export const bench = {
  name: 'rebuild',
  goal: 2.5,
  async run() {
    const kit = openTestLedger(projections)
    fillWithPosts(kit, POSTS)
    const { database } = kit.ledger
    const value = await timed(() => kit.ledger.tables.rebuild())

    const raw = new Sqlite(join(kit.folder, 'raw.db'))
    raw.pragma('journal_mode = WAL')
    raw.pragma('synchronous = FULL')
    raw.exec('CREATE TABLE rows (stream TEXT, type TEXT, at TEXT, payload TEXT) STRICT')
    const insert = raw.prepare('INSERT INTO rows VALUES (?, ?, ?, ?)')
    const read = database.prepare<[], { stream: string; type: string; at: string; payload: string }>('SELECT * FROM events ORDER BY position')
    const floor = await timed(() =>
      raw.transaction(() => {
        for (const row of read.iterate()) {
          JSON.parse(row.payload)
          insert.run(row.stream, row.type, row.at, row.payload)
        }
      })(),
    )
    const events = Number(database.prepare('SELECT count(*) FROM events').pluck().get())
    raw.close()
    kit.close()
    return { value, unit: 'ms', floor, ratio: value / floor, extra: { events } }
  },
}
