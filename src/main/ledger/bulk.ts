import type { Database } from 'better-sqlite3'
import type { RecordedEvent } from '#shared/ledger/event.ts'
import { appender } from './append.ts'
import type { Deed } from './canonical.ts'
import type { Signing } from './signing.ts'

/** A deed that was already decided, with the version its stream expects. */
export type DecidedDeed = { readonly deed: Deed; readonly version: number }

/**
 * Appends many decided deeds in one transaction (demonstration data, imports, bundles): all or none.
 * Read tables are projected by `project`, event by event, in the same transaction.
 */
export function appendInBulk(database: Database, signing: Signing, deeds: Iterable<DecidedDeed>, project: (event: RecordedEvent) => void): number {
  const writer = appender(database, signing)
  return database
    .transaction(() => {
      writer.begin()
      let count = 0
      for (const { deed, version } of deeds) {
        project(writer.append(deed, version))
        count += 1
      }
      return count
    })
    .immediate()
}
