import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verify } from '#main/ledger/verify.ts'
import { testFolder } from '#tests/kit/test-folder.ts'
import { counter, counters } from './counter.ts'
import { runAndKill } from './run-and-kill.ts'
import { freshHash, openShared, pull, push, readHash, smallHub } from './shared-kit.ts'

const KILLS = 60
const child = new URL('./shared-crash-child.ts', import.meta.url).pathname
const worker = new URL('../../../src/main/ledger/verify-worker.ts', import.meta.url)

test(`a machine of a shared record that is killed ${KILLS} times loses nothing answered, and nothing is half there`, { timeout: 240_000 }, async () => {
  const folder = testFolder('shared-crash')
  const hubFile = join(folder, 'hub.json')
  const begun = smallHub()
  openShared(begun, [counters], folder).ledger.close()
  writeFileSync(hubFile, JSON.stringify(begun.rows))
  let random = 7
  for (let kill = 0; kill < KILLS; kill++) {
    random = (random * 1_103_515_245 + 12_345) % 2_147_483_648
    const answered = await runAndKill(child, folder, random % 60)
    const kit = openShared(smallHub(), [counters], folder)
    const left = kit.ledger.state(counter, 'left')
    expect(left).toBeGreaterThanOrEqual(answered)
    expect(left).toBeLessThanOrEqual(answered + 1)
    expect(kit.ledger.state(counter, 'right')).toBe(left)
    expect(kit.ledger.shared.conflicts()).toEqual([])
    expect(readHash(kit.ledger.database, [counters])).toBe(freshHash(kit, [counters]))
    // The hub's file may have been cut off by the kill: what it had accepted for certain is what came back.
    const held = kit.ledger.database.prepare('SELECT * FROM events ORDER BY position').all()
    writeFileSync(hubFile, JSON.stringify(held))
    kit.ledger.close()
  }
  const hub = smallHub()
  const kit = openShared(hub, [counters], folder)
  const value = kit.ledger.state(counter, 'left')
  while (kit.ledger.shared.pending().length > 0) {
    push(kit, hub)
    pull(kit, hub)
  }
  expect(kit.ledger.state(counter, 'left')).toBe(value)
  expect(kit.ledger.read.prepare("SELECT count(*) FROM events WHERE stream = 'counter/right'").pluck().get()).toBe(value)
  kit.ledger.database.pragma('wal_checkpoint(TRUNCATE)')
  expect((await verify(kit.ledger.database, { worker })).bad).toBeUndefined()
  const grown = readHash(kit.ledger.database, [counters])
  kit.ledger.tables.rebuild()
  expect(readHash(kit.ledger.database, [counters])).toBe(grown)
  kit.close()
})
