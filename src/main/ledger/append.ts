import type { Database } from 'better-sqlite3'
import type { RecordedEvent } from '#shared/ledger/event.ts'
import { type Deed, deedDigest, eventHash, NO_PREVIOUS, type Place } from './canonical.ts'
import { eventOf, insertValues, prepareInsert } from './event-rows.ts'
import type { Signing } from './signing.ts'

type Head = { sequence: number; hash: string }

/** Gives deeds their place, signs and writes them. To be used inside a transaction, with `begin` as its first word. */
export interface Appender {
  /** Forgets what an earlier transaction knew of the chains' ends: it may have been rolled back. */
  begin(): void
  append(deed: Deed, version: number): RecordedEvent
}

/** The one place where an event's row is made. */
export function appender(database: Database, signing: Signing): Appender {
  const insert = prepareInsert(database)
  const head = database.prepare<[string], Head>(
    'SELECT signer_sequence AS sequence, hash FROM events WHERE signer = ? ORDER BY signer_sequence DESC LIMIT 1',
  )
  const newest = database.prepare<[], string>('SELECT hash FROM events ORDER BY position DESC LIMIT 1').pluck()
  const heads = new Map<string, Head>()
  let after: string | undefined

  return {
    begin() {
      heads.clear()
      after = undefined
    },
    append(deed, version) {
      const last = heads.get(deed.signer) ?? head.get(deed.signer) ?? { sequence: 0, hash: NO_PREVIOUS }
      const place: Place = { version, signer_sequence: last.sequence + 1, previous: last.hash, after: after ?? newest.get() ?? NO_PREVIOUS }
      const hash = eventHash(deedDigest(deed), place)
      const signature = Buffer.from(signing.sign(deed.signer as RecordedEvent['signer'], Buffer.from(hash, 'hex'))).toString('base64')
      const written = insert.run(insertValues(deed, place, hash, signature))
      after = hash
      heads.set(deed.signer, { sequence: place.signer_sequence, hash })
      return eventOf({ ...deed, ...place, position: Number(written.lastInsertRowid), hash, signature })
    },
  }
}
