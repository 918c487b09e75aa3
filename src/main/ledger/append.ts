import type { Database } from 'better-sqlite3'
import type { RecordedEvent } from '#shared/ledger/event.ts'
import { type Deed, deedDigest, eventHash, NO_PREVIOUS, type Place } from './canonical.ts'
import { eventOf, insertValues, prepareInsert, STEADY } from './event-rows.ts'
import type { Signing } from './signing.ts'

type Head = { readonly sequence: number; readonly hash: string }
type Newest = { readonly position: number; readonly hash: string }

/** Gives deeds their place, signs and writes them. To be used inside a transaction, with `begin` as its first word. */
export interface Appender {
  /**
   * Looks at the record's newest event. True: it is the one this appender knew, so nobody else has written, nothing was undone, and whatever
   * was true of the record then still is. False: the chains' ends are read again.
   */
  begin(): boolean
  append(deed: Deed, version: number): RecordedEvent
}

/** The one place where an event's row is made. */
export function appender(database: Database, signing: Signing): Appender {
  const insert = prepareInsert(database)
  const head = database.prepare<[string], Head>(
    `SELECT signer_sequence AS sequence, hash FROM events WHERE signer = ${STEADY} ORDER BY signer_sequence DESC LIMIT 1`,
  )
  const newest = database.prepare<[], Newest>('SELECT position, hash FROM events ORDER BY position DESC LIMIT 1')
  const heads = new Map<string, Head>()
  let known: Newest | undefined

  return {
    begin() {
      const found = newest.get()
      // Events only ever get added, so the same newest event is the same record. An undone event's position may be given again, its hash may not.
      if (found?.position === known?.position && found?.hash === known?.hash) return true
      heads.clear()
      known = found
      return false
    },
    append(deed, version) {
      const last = heads.get(deed.signer) ?? head.get(deed.signer) ?? { sequence: 0, hash: NO_PREVIOUS }
      const place: Place = { version, signer_sequence: last.sequence + 1, previous: last.hash, after: known?.hash ?? NO_PREVIOUS }
      const hash = eventHash(deedDigest(deed), place)
      const signature = Buffer.from(signing.sign(deed.signer as RecordedEvent['signer'], Buffer.from(hash, 'hex'))).toString('base64')
      const position = Number(insert.run(insertValues(deed, place, hash, signature)).lastInsertRowid)
      known = { position, hash }
      heads.set(deed.signer, { sequence: place.signer_sequence, hash })
      return eventOf({ ...deed, ...place, position, hash, signature })
    },
  }
}
