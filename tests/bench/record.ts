import { join } from 'node:path'
import type { EventRow } from '#main/ledger/canonical.ts'
import { openTestLedger } from '#tests/kit/test-ledger.ts'
import { counter, counters } from '#tests/main/ledger/counter.ts'
import { insertRaw, median, rawTwin, timed } from './raw-events.ts'

const ROUNDS = 9
const COMMANDS = 100

/** One command through `ledger.record`, durable, against one raw durable insert of the same row plus one signature. Milliseconds. */
export const bench = {
  name: 'record',
  goal: 1.5,
  async run() {
    const kit = openTestLedger([counters])
    const raw = rawTwin(kit.ledger.database, join(kit.folder, 'raw.db'))
    const ours: number[] = []
    const floors: number[] = []
    const newest = kit.ledger.database.prepare<[number], EventRow>('SELECT * FROM events ORDER BY position DESC LIMIT ?')
    // Side by side in rounds, so that a busy moment of the machine falls on both.
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(
        (await timed(() => {
          for (let command = 0; command < COMMANDS; command++) kit.ledger.record(kit.context(1), counter, `stream-${command}`, { by: 1 })
        })) / COMMANDS,
      )
      floors.push(insertRaw(raw, newest.all(COMMANDS).reverse(), 'each') / COMMANDS)
    }
    raw.close()
    kit.close()
    const value = median(ours)
    const floor = median(floors)
    return { value, unit: 'ms', floor, ratio: value / floor }
  },
}
