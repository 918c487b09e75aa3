import type { EventRow } from '#main/ledger/canonical.ts'
import { acceptedValues, eventOf, prepareAccepted } from '#main/ledger/event-rows.ts'
import { projections } from '#main/projections.ts'
import { openTestLedger, testKey } from '#tests/kit/test-ledger.ts'
import { fillWithPosts } from './many-posts.ts'
import { timed } from './raw-events.ts'

/** With a claim on every tenth, about 2.1 events each: 100,000 events. */
const POSTS = 47_600
/** Events of one transaction, as a first synchronisation takes them over. */
const SLICE = 2000

/**
 * 100,000 events of an empty machine's first synchronisation, merged in slices: what comes after the network and the signatures. Against
 * the same rows inserted and projected bare, in transactions of that size.
 */
export const bench = {
  name: 'merge',
  goal: 1.2,
  async run() {
    const source = openTestLedger(projections)
    fillWithPosts(source, POSTS)
    const slice = source.ledger.database.prepare<[number, number], EventRow>('SELECT * FROM events WHERE position > ? ORDER BY position LIMIT ?')
    const slices: (readonly EventRow[])[] = []
    for (let rows = slice.all(0, SLICE); rows.length > 0; rows = slice.all(rows.at(-1)?.position ?? 0, SLICE)) slices.push(rows)

    const kit = openTestLedger(projections)
    const twin = openTestLedger(projections)
    const insert = prepareAccepted(twin.ledger.database)
    kit.ledger.shared.join({ hub: 'hub-1', root: { signer: 'signer-1', publicKey: testKey(1).publicKey } })
    let value = 0
    let floor = 0
    // Side by side, so that a busy moment of the machine falls on both.
    for (const rows of slices) {
      value += await timed(() => kit.ledger.shared.merge(rows, kit.clock.now()))
      floor += await timed(() =>
        twin.ledger.database
          .transaction(() => {
            for (const row of rows) {
              insert.run(acceptedValues(row))
              twin.ledger.tables.project(eventOf(row))
            }
          })
          .immediate(),
      )
    }
    const events = slices.reduce((sum, rows) => sum + rows.length, 0)
    for (const each of [source, kit, twin]) each.close()
    return { value, unit: 'ms', floor, ratio: value / floor, extra: { events, perSecond: (events / value) * 1000 } }
  },
}
