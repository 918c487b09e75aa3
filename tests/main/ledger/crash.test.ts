import { expect, test } from 'vitest'
import { verify } from '#main/ledger/verify.ts'
import { testFolder } from '#tests/kit/test-folder.ts'
import { openTestLedger } from '#tests/kit/test-ledger.ts'
import { counter, counters } from './counter.ts'
import { runAndKill } from './run-and-kill.ts'

/** The app's own acts are killed two hundred times in `../killed/`; here are two streams in one act, as close to each other as it goes. */
const KILLS = 40
const child = new URL('./crash-child.ts', import.meta.url).pathname
const worker = new URL('../../../src/main/ledger/verify-worker.ts', import.meta.url)

test(`after ${KILLS} kills at random moments nothing answered is lost and nothing is half there`, { timeout: 240_000 }, async () => {
  const folder = testFolder('crash')
  openTestLedger([counters], folder).ledger.close()
  let random = 42
  let midway = 0
  for (let kill = 0; kill < KILLS; kill++) {
    random = (random * 1_103_515_245 + 12_345) % 2_147_483_648
    const answered = await runAndKill(child, folder, random % 30)
    const { ledger } = openTestLedger([counters], folder)
    const left = ledger.state(counter, 'left')
    expect(ledger.state(counter, 'right')).toBe(left)
    expect(ledger.read.prepare('SELECT value FROM counters_rows').pluck().all()).toEqual(left === 0 ? [] : [left, left])
    // At most the one act whose answer was cut off may be there besides those that were answered.
    expect(left).toBeGreaterThanOrEqual(answered)
    expect(left).toBeLessThanOrEqual(answered + 1)
    if (left > answered) midway += 1
    ledger.close()
  }
  const kit = openTestLedger([counters], folder)
  const { bad, events } = await verify(kit.ledger.database, { worker })
  expect(bad).toBeUndefined()
  expect(events).toBeGreaterThan(KILLS)
  const grown = kit.ledger.read.prepare('SELECT * FROM counters_rows ORDER BY stream').all()
  kit.ledger.tables.rebuild()
  expect(kit.ledger.read.prepare('SELECT * FROM counters_rows ORDER BY stream').all()).toEqual(grown)
  expect(midway, 'no kill fell between commit and answer: the moments are not random enough').toBeGreaterThan(0)
  kit.close()
})
