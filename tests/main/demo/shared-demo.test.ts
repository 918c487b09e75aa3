import { expect, test } from 'vitest'
import type { Database } from 'better-sqlite3'
import { deedDigest, eventHash, type EventRow, NO_PREVIOUS } from '#main/ledger/canonical.ts'
import { deciders } from '#main/deciders.ts'
import { isWellFormed } from '#main/hub/event-forms.ts'
import { openDatabase } from '#main/ledger/open-database.ts'
import { pendingActs } from '#main/ledger/pending.ts'
import { sqliteLedger } from '#main/ledger/sqlite-ledger.ts'
import { projections } from '#main/projections.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { quickArgon2 } from '#tests/kit/quick-argon2.ts'
import { readHash } from '../ledger/shared-kit.ts'
import { openDemo } from './open-demo.ts'

quickArgon2()

const NOW = '2026-11-25T15:00:00.000Z' as Instant
/** Signs for everybody: what is asked here is what is decided, not who may. */
const anybody = { able: () => true, sign: () => new Uint8Array(64) }

/** All that waits, as a hub would hand it back: in order, each in its place. */
function accepted(database: Database): readonly EventRow[] {
  const chains = new Map<string, { sequence: number; hash: string }>()
  let after = NO_PREVIOUS
  const deeds = pendingActs(database, anybody).all().flatMap((act) => act.deeds)
  return deeds.map(({ signature: _, version, ...deed }, index) => {
    const end = chains.get(deed.signer) ?? { sequence: 0, hash: NO_PREVIOUS }
    const place = { version, signer_sequence: end.sequence + 1, previous: end.hash, after }
    const hash = eventHash(deedDigest(deed), place)
    chains.set(deed.signer, { sequence: place.signer_sequence, hash })
    after = hash
    return { ...deed, ...place, position: index * 2 + 1, hash, signature: '' }
  })
}

test('everything that the demonstration does can wait, comes out the same when it is decided again, and is settled', { timeout: 120_000 }, async () => {
  const demo = openDemo()
  demo.ledger.shared.join({ hub: 'hub-1', root: { signer: 'nobody', publicKey: '' } })
  expect(await demo.make()).toEqual({ ok: true, value: undefined })
  expect(demo.ledger.read.prepare('SELECT count(*) FROM events').pluck().get()).toBe(0)
  demo.leave()

  const opened = openDatabase(`${demo.folder}/ledger.db`)
  if (!opened.ok) throw new Error(opened.failure.kind)
  const { database } = opened
  const ledger = sqliteLedger(database, projections, anybody, deciders)
  const deeds = () => database.prepare("SELECT position, id, stream, version, audience, type, payload, actor, role, at FROM pending_deeds ORDER BY position").all()
  const before = deeds()
  const tables = readHash(database, projections)
  expect(before.length).toBeGreaterThan(50)

  // As if everything had come out otherwise while its authors were away.
  database.exec('UPDATE pending_deeds SET signature = NULL')
  expect(ledger.shared.merge([], NOW)).toMatchObject({ conflicts: [], settled: [] })
  expect(deeds()).toEqual(before)
  expect(readHash(database, projections)).toBe(tables)

  const rows = accepted(database)
  expect(rows.filter((row) => !isWellFormed(row)).map(({ type, payload }) => `${type} ${payload}`)).toEqual([])
  let settled = 0
  for (let from = 0; from < rows.length; from += 37) settled += ledger.shared.merge(rows.slice(from, from + 37), NOW).settled.length
  expect(settled).toBeGreaterThan(20)
  expect(deeds()).toEqual([])
  expect(ledger.shared.conflicts()).toEqual([])
  const grown = readHash(database, projections)
  ledger.tables.rebuild()
  expect(readHash(database, projections)).toBe(grown)
  ledger.close()
  demo.close()
})
