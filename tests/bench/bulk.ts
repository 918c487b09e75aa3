import { join } from 'node:path'
import { appendInBulk } from '#main/ledger/bulk.ts'
import type { EventRow } from '#main/ledger/canonical.ts'
import { openTestLedger, testSigning } from '#tests/kit/test-ledger.ts'
import { counters } from '#tests/main/ledger/counter.ts'
import { counterDeeds, EVENTS, insertRaw, rawTwin, timed } from './raw-events.ts'

/** 100,000 events appended in bulk, read tables included, against the same rows inserted raw in one transaction plus the bare signatures. */
export const bench = {
  name: 'bulk',
  goal: 1.7,
  async run() {
    const kit = openTestLedger([counters])
    const value = await timed(() => appendInBulk(kit.ledger.database, testSigning, counterDeeds(EVENTS), (event) => kit.ledger.tables.project(event)))
    const raw = rawTwin(kit.ledger.database, join(kit.folder, 'raw.db'))
    const rows = kit.ledger.database.prepare<[], EventRow>('SELECT * FROM events ORDER BY position').all()
    const floor = insertRaw(raw, rows, 'one')
    raw.close()
    kit.close()
    return { value, unit: 'ms', floor, ratio: value / floor }
  },
}
