import type { Instant } from '#shared/kernel/clock.ts'
import type { SharedRecord } from '#main/ledger/shared-record.ts'
import type { Written } from './hub.ts'

const UNEXAMINED = 'hub.unexamined'

type Head = { readonly position: number; readonly hash: string }

/** What the exchange with the hub remembers from one start to the next, kept with the record it is about. */
export interface Notes {
  /** The newest head that the hub showed: it must still be there at the next contact. */
  seen(): Head | undefined
  keepSeen(head: Head): void
  /** Up to where a person has pulled, as long as they see what they saw then; otherwise 0: everything is looked through again. */
  cursor(person: string, sight: number): number
  keepCursor(person: string, sight: number, position: number): void
  /** Over whose login an event came, as the hub told it; undefined: it was not asked. */
  writer(position: number): Written | undefined
  keepWriter(writer: Written): void
  /** Up to which place this machine has what others told the hub that they put aside. */
  asideElsewhere(): number
  keepAsideElsewhere(place: number): void
  /** Events up to `upTo` were taken over on a later signature of their signers; those up to `examined` were examined by their own since. Undefined: all were. */
  unexamined(): { readonly examined: number; readonly upTo: number } | undefined
  keepUnexamined(positions: { readonly examined: number; readonly upTo: number } | undefined): void
  /** The contact at which a signer's key for what others carry was left at the hub; undefined: none was, or it is not known which. */
  carriageContact(signer: string): string | undefined
  keepCarriageContact(signer: string, contact: string | undefined): void
  clockDifference(): number
  keepClockDifference(milliseconds: number): void
  /** Since when the hub could not be reached, over locks and restarts; undefined: it was, the last time it was tried. */
  unreached(): Instant | undefined
  keepUnreached(since: Instant | undefined): void
  lastContact(): Instant | undefined
  keepLastContact(at: Instant): void
}

export function notes(record: Pick<SharedRecord, 'note' | 'noted'>): Notes {
  // Written only when it changes: a note is a commit.
  const last = new Map<string, string>()
  function keep(name: string, value: string, lazily = false): void {
    if ((last.get(name) ?? record.noted(name)) === value) return
    record.note(name, value, lazily)
    last.set(name, value)
  }
  const headOf = (text: string | undefined): Head | undefined => {
    const [position, hash] = text?.split(' ') ?? []
    return position === undefined || hash === undefined ? undefined : { position: Number(position), hash }
  }
  let contact = record.noted('hub.contact')

  return {
    seen: () => headOf(record.noted('hub.seen')),
    keepSeen({ position, hash }) {
      keep('hub.seen', `${position} ${hash}`)
    },
    cursor(person, sight) {
      const [seen, position] = record.noted(`hub.cursor.${person}`)?.split(' ') ?? []
      return seen === String(sight) ? Number(position) : 0
    },
    keepCursor(person, sight, position) {
      // One that lags behind has what is held already sent again, and passed over.
      keep(`hub.cursor.${person}`, `${sight} ${position}`, true)
    },
    writer(position) {
      const text = record.noted(`hub.writer.${position}`)
      return text === undefined ? undefined : (JSON.parse(text) as Written) // written on the next lines
    },
    keepWriter(writer) {
      keep(`hub.writer.${writer.position}`, JSON.stringify(writer))
    },
    asideElsewhere: () => Number(record.noted('hub.aside') ?? 0),
    keepAsideElsewhere(place) {
      keep('hub.aside', String(place))
    },
    unexamined() {
      const [examined, upTo] = record.noted(UNEXAMINED)?.split(' ').map(Number) ?? []
      return examined === undefined || upTo === undefined ? undefined : { examined, upTo }
    },
    keepUnexamined(positions) {
      keep(UNEXAMINED, positions === undefined ? '' : `${positions.examined} ${positions.upTo}`, true)
    },
    carriageContact: (signer) => record.noted(`hub.carriage.${signer}`) || undefined,
    keepCarriageContact(signer, contact) {
      keep(`hub.carriage.${signer}`, contact ?? '')
    },
    clockDifference: () => Number(record.noted('hub.clock') ?? 0),
    keepClockDifference(milliseconds) {
      keep('hub.clock', String(milliseconds))
    },
    unreached: () => (record.noted('hub.unreached') || undefined) as Instant | undefined, // written below from an Instant
    keepUnreached(since) {
      keep('hub.unreached', since ?? '')
    },
    lastContact: () => contact as Instant | undefined, // written below from an Instant
    keepLastContact(at) {
      contact = at
      // To the minute on the disk, so that a quiet line does not write all day.
      if (record.noted('hub.contact')?.slice(0, 16) !== at.slice(0, 16)) record.note('hub.contact', at)
    },
  }
}
