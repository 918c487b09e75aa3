import type { Database } from 'better-sqlite3'
import type { KeyObject } from 'node:crypto'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'
import { bars, isVoid } from '#shared/hub/trust-fault.ts'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { Decider } from '#shared/ledger/decider.ts'
import type { Context, DomainEvent, PersonId, RecordedEvent, SignerId } from '#shared/ledger/event.ts'
import type { SignerRegistered } from '#shared/ledger/signer-registered.ts'
import { deedDigest, eventHash, type EventRow, NO_PREVIOUS, type Place } from './canonical.ts'
import { acceptedValues, eventOf, INSERT_ASIDE, prepareAccepted, SELECT_EVENTS, STEADY, VOID } from './event-rows.ts'
import type { Record } from './ledger.ts'
import { isOfTheFile } from './open-database.ts'
import type { Overlay } from './overlay.ts'
import { actDigest, type Asked, idsAgain, type PendingActs, type PendingWriter, type WaitingAct, type WaitingDeed } from './pending.ts'
import type { ReadTables } from './projections.ts'
import type { AsideKey, ConflictingAct, Faulty, HubPin, KeptLink, Merged, PendingAct, Quarantined, SharedRecord, SignedAct } from './shared-record.ts'
import { isSignedWith, readPublicKey } from './signed.ts'
import type { Signing } from './signing.ts'

/** A decider whose states, commands and events are its own affair. */
export type AnyDecider = Decider<unknown, unknown, DomainEvent>

/** What the ledger lends: it folds, decides and projects. */
export type SharedParts = {
  readonly database: Database
  readonly signing: Signing
  readonly deciders: readonly AnyDecider[]
  readonly pending: PendingActs
  readonly overlay: Overlay
  readonly tables: ReadTables
  /** Decides on accepted and pending events, writes into `writer`, projects. */
  decide(context: Context, writer: PendingWriter, written: RecordedEvent[]): Record
  /** The folded states in memory may no longer be true. */
  forget(): void
  /** After the commit. */
  tell(events: readonly RecordedEvent[]): void
}

/** An act that is being done in shared mode: what `record` writes instead of events. */
export type ActInHand = {
  /** Gives ids out as the act's own, so that it can be decided again with the same. */
  readonly context: Context
  readonly writer: PendingWriter
  /** Notes what was asked and decided. `command` as `asKept` answers it. */
  note(noun: string, id: string, command: unknown): void
  /** Keeps the act, when everything in it was decided. */
  keep(): void
}

/** The shared record with what only the ledger uses. */
export type LedgersShare = SharedRecord & {
  begin(context: Context): ActInHand
  /** Projects unless the read tables stand still. */
  project(event: RecordedEvent): void
}

/** Rows from which it pays to take the triggers off while they are projected. */
const MANY = 200
/** Rows from which a merge is a part of catching up, and its disk is not waited for. */
const SEVERAL = 20
/** Pages of the WAL after which it is written back, SQLite's own; and while catching up, when the same pages change again and again. */
const CHECKPOINT = { usual: 1_000, catchingUp: 16_000 }
/** Kilobytes of pages kept in memory: as `open-database.ts` sets it, and while catching up, when every index is written all over. */
const CACHE = { usual: 8_000, catchingUp: 64_000 }
/** How many of the others' events a conflict shows at most: the last ones. */
const THEIRS = 50

/** Notes which hub orders the record. */
export const PIN = 'pin'
/** Noted while the read tables stand still; they are made anew at the next start, if not before. */
const STANDS_STILL = 'stands-still'
/** How many accepted events the file holds: what `verify` misses a deleted one by. */
export const HELD = 'held'

export function sqliteSharedRecord(parts: SharedParts): LedgersShare {
  const { database, signing, pending, overlay, tables } = parts
  const deciders = new Map(parts.deciders.map((decider) => [decider.noun, decider]))
  const noteOf = database.prepare<[string], string>('SELECT value FROM sync_notes WHERE name = ?').pluck()
  const setNote = database.prepare('INSERT INTO sync_notes VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
  const dropNote = database.prepare<[string]>('DELETE FROM sync_notes WHERE name = ?')
  const insert = prepareAccepted(database)
  const head = database.prepare<[], { position: number; hash: string }>('SELECT position, hash FROM events ORDER BY position DESC LIMIT 1')
  const hashAt = database.prepare<[number], string>(`SELECT hash FROM events WHERE position = ${STEADY}`).pluck()
  const byId = database.prepare<[string], number>(`SELECT 1 FROM events WHERE id = ${STEADY}`).pluck()
  const signerById = database.prepare<[string], string>(`SELECT signer FROM events WHERE id = ${STEADY}`).pluck()
  const eventEnd = database.prepare<[string], { sequence: number; hash: string }>(
    `SELECT signer_sequence AS sequence, hash FROM events WHERE signer = ${STEADY} ORDER BY signer_sequence DESC LIMIT 1`,
  )
  const linkEnd = database.prepare<[string], { sequence: number; hash: string }>(
    `SELECT signer_sequence AS sequence, hash FROM event_links WHERE signer = ${STEADY} ORDER BY signer_sequence DESC LIMIT 1`,
  )
  const eventInChain = database.prepare<[string, number], string>(`SELECT hash FROM events WHERE signer = ${STEADY} AND signer_sequence = ${STEADY}`).pluck()
  const linkInChain = database.prepare<[string, number], string>(`SELECT hash FROM event_links WHERE signer = ${STEADY} AND signer_sequence = ${STEADY}`).pluck()
  const linkOfDeed = database.prepare<[string, string]>(`SELECT 1 FROM event_links WHERE signer = ${STEADY} AND deed = ?`)
  const keepLink = database.prepare('INSERT INTO event_links VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING')
  const dropLink = database.prepare('DELETE FROM event_links WHERE signer = ? AND signer_sequence = ?')
  const streamEnd = database.prepare<[string], { version: number; audience: string }>(`SELECT version, audience FROM events WHERE stream = ${STEADY} ORDER BY version DESC LIMIT 1`)
  const stream = database.prepare<[string], EventRow>(`${SELECT_EVENTS} WHERE stream = ${STEADY} ORDER BY version`)
  const othersSince = database.prepare<[string, number, string, number], EventRow>(
    `${SELECT_EVENTS} WHERE stream = ? AND version > ? AND signer <> ? ORDER BY version DESC LIMIT ?`,
  )
  // Two queries in one, so that each has its index.
  const registrations = database.prepare<[], string>(
    "SELECT payload FROM (SELECT position, payload FROM events WHERE type = 'signer.registered' UNION ALL SELECT position, payload FROM events WHERE type = 'person.invited') ORDER BY position",
  ).pluck()
  const insertConflict = database.prepare('INSERT INTO conflicts (id, act, refusal, mine, theirs, since, asked) VALUES (?, ?, ?, ?, ?, ?, ?)')
  const allConflicts = database.prepare<[], { act: string; refusal: string; mine: string; theirs: string; since: Instant; asked: string }>(
    'SELECT act, refusal, mine, theirs, since, asked FROM conflicts WHERE repeated IS NULL ORDER BY since, id',
  )
  const repeat = database.prepare<[string, string]>('UPDATE conflicts SET repeated = ? WHERE id = ?')
  const dropRepeated = database.prepare<[string]>('DELETE FROM conflicts WHERE repeated = ?')
  const dropConflict = database.prepare<[string]>('DELETE FROM conflicts WHERE id = ?')
  const settledConflict = database.prepare<[string], string>("SELECT conflicts.id FROM conflicts, json_each(act, '$.events') AS event WHERE event.value = ?").pluck()
  const insertQuarantine = database.prepare(INSERT_ASIDE)
  const judgeAgain = database.prepare<[string, string]>("UPDATE quarantine SET fault = ? WHERE id = ? AND fault IN ('after-quarantined', 'unknown-type')")
  const reopen = database.prepare<[string, number]>("UPDATE quarantine SET fault = 'after-quarantined' WHERE stream = ? AND version >= ?")
  const allQuarantined = database.prepare<[], { row: string; fault: string; since: Instant; attended: Instant | null; reported: Instant | null; sent: Instant | null }>('SELECT row, fault, since, attended, reported, sent FROM quarantine ORDER BY position')
  const onlyElsewhere = 'FROM aside_elsewhere AS told WHERE NOT EXISTS (SELECT 1 FROM quarantine WHERE quarantine.position = told.position)'
  const unattended = database.prepare<[], { all: number; unreported: number; elsewhere: number }>(
    `SELECT count(*) AS "all", count(*) FILTER (WHERE reported IS NULL) AS unreported, (SELECT count(*) ${onlyElsewhere} AND told.attended IS NULL) AS elsewhere
     FROM quarantine WHERE attended IS NULL`,
  )
  const allElsewhere = database.prepare<[], AsideKey & { noun: string; since: Instant; machines: number; people: string; attended: Instant | null; held: number }>(
    `SELECT position, hash, fault, noun, since, machines, people, attended, EXISTS (SELECT 1 FROM events WHERE events.position = told.position AND events.hash = told.hash) AS held
     ${onlyElsewhere} ORDER BY attended IS NOT NULL, position DESC, fault LIMIT 1000`,
  )
  const keepElsewhere = database.prepare<[number, string, string, string, string, number, string]>(
    `INSERT INTO aside_elsewhere (position, hash, fault, noun, since, machines, people) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (position, hash, fault) DO UPDATE SET since = excluded.since, machines = excluded.machines, people = excluded.people`,
  )
  const attendElsewhere = database.prepare<[string, number, string, string]>('UPDATE aside_elsewhere SET attended = ? WHERE position = ? AND hash = ? AND fault = ? AND attended IS NULL')
  const sent = database.prepare<[string, string]>('UPDATE quarantine SET sent = ? WHERE id = ? AND sent IS NULL')
  const attend = database.prepare<[string, string]>(`UPDATE quarantine SET attended = ? WHERE id = ? AND attended IS NULL AND fault IN (${VOID}, 'unreadable')`)
  const report = database.prepare<[string, string]>('UPDATE quarantine SET reported = ? WHERE id = ? AND reported IS NULL')
  const faultOf = database.prepare<[string], string>(`SELECT fault FROM quarantine WHERE id = ${STEADY}`).pluck()
  const streamsAside = database.prepare<[], { stream: string; fault: string }>('SELECT DISTINCT stream, fault FROM quarantine')
  const eventsAside = database.prepare<[], { id: string; stream: string; fault: string }>('SELECT id, stream, fault FROM quarantine')
  const voidEnds = database.prepare<[], { stream: string; version: number }>(`SELECT stream, max(version) AS version FROM quarantine WHERE fault IN (${VOID}) GROUP BY stream`)
  const release = database.prepare<[string]>('DELETE FROM quarantine WHERE id = ?')
  const dropEvent = database.prepare<[number]>('DELETE FROM events WHERE position = ?')
  const guardOf = database.prepare<[], string>("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = 'events_never_go'").pluck()
  const anyConflict = database.prepare('SELECT 1 FROM conflicts LIMIT 1')
  const anyAside = database.prepare('SELECT 1 FROM quarantine LIMIT 1')

  let pin = pinOf(noteOf.get(PIN))
  let still = noteOf.get(STANDS_STILL) !== undefined
  const keys = new Map<string, KeyObject>()
  /** Ends of chains that were asked for, kept in step with what is taken over. */
  const ends = new Map<string, { readonly sequence: number; readonly hash: string }>()
  let roomy = false
  /** The newest accepted position held; undefined: to be looked up. */
  let newestHeld: number | undefined
  /** What waits, as the status asks for it again and again; undefined: something was written since. */
  let shown: readonly PendingAct[] | undefined
  /** What was put aside since the read tables stand still. */
  let takenBack: RecordedEvent[] = []
  /** What of the quarantine every check asks for; undefined: it changed since. */
  let aside: { readonly barred: ReadonlySet<string>; readonly voids: ReadonlyMap<string, number> } | undefined

  function setAside(): NonNullable<typeof aside> {
    return (aside ??= {
      barred: new Set(streamsAside.all().filter(({ fault }) => bars(fault)).map(({ stream: name }) => name)),
      voids: new Map(voidEnds.all().map(({ stream: name, version }) => [name, version])),
    })
  }

  function endOfStream(name: string): { readonly version: number; readonly audience: string | undefined } | undefined {
    const held = streamEnd.get(name)
    const voided = setAside().voids.get(name) ?? 0
    return voided > (held?.version ?? 0) ? { version: voided, audience: held?.audience } : held
  }

  /** One transaction; a failure leaves nothing, in memory either. */
  function write<T>(act: () => T): T {
    shown = undefined
    aside = undefined
    try {
      return database.transaction(act).immediate()
    } catch (error) {
      parts.forget()
      ends.clear()
      newestHeld = undefined
      pin = pinOf(noteOf.get(PIN))
      still = noteOf.get(STANDS_STILL) !== undefined
      throw error
    }
  }

  function project(event: RecordedEvent): void {
    if (!still) tables.project(event)
  }

  /** Makes the read tables anew if they stood still. */
  function goOn(): void {
    if (!still) return
    still = false
    dropNote.run(STANDS_STILL)
    parts.forget()
    tables.rebuild()
  }

  function chainEnd(signer: string): { readonly sequence: number; readonly hash: string } {
    const known = ends.get(signer)
    if (known !== undefined) return known
    const [event, link] = [eventEnd.get(signer), linkEnd.get(signer)]
    const end = (link !== undefined && link.sequence > (event?.sequence ?? 0) ? link : event) ?? { sequence: 0, hash: NO_PREVIOUS }
    // Alone, this machine's own appends go past here.
    if (pin !== undefined) ends.set(signer, end)
    return end
  }

  function noteEnd({ signer, signer_sequence: sequence, hash }: Pick<EventRow, 'signer' | 'signer_sequence' | 'hash'>): void {
    if (sequence > (ends.get(signer)?.sequence ?? sequence)) ends.set(signer, { sequence, hash })
  }

  function takeLink(link: KeptLink): void {
    keepLink.run(link.signer, link.signer_sequence, link.deed, link.version, link.after, link.hash)
    noteEnd(link)
  }

  /** What stands beside accepted events: links, and those that are put aside; one that is aside already stays as it is. */
  function takeBeside(links: readonly KeptLink[], faulty: readonly Faulty[], now: Instant): void {
    for (const link of links) takeLink(link)
    for (const { row, fault } of faulty) insertQuarantine.run(row.id, row.position, JSON.stringify(row), fault, now)
    if (faulty.length > 0) parts.forget()
  }

  /** A signer's or an invitation's public key as the record knows it; what waits may have brought it too. */
  function keyOf(signer: string): KeyObject | undefined {
    if (!keys.has(signer)) {
      const waiting = pending.everyEvent().filter(({ type }) => type === 'signer.registered' || type === 'person.invited').map(({ payload }) => JSON.stringify(payload))
      for (const text of [...registrations.all(), ...waiting]) {
        const payload = JSON.parse(text) as SignerRegistered['payload'] // written by a decider of this type, or checked before it was merged
        if (keys.has(payload.signer)) continue
        const key = readPublicKey(payload.publicKey)
        if (key !== undefined) keys.set(payload.signer, key)
      }
    }
    return keys.get(signer)
  }

  function isSigned(signer: string, digest: string, signature: string): boolean {
    const key = keyOf(signer)
    return key !== undefined && isSignedWith(key, digest, signature)
  }

  /** Whether somebody changed, in the file, what was asked. */
  function isAltered(act: WaitingAct): boolean {
    return !isSigned(act.signer, actDigest(act.id, act.context, act.asked), act.signature)
  }

  function conflict(act: WaitingAct, refusal: Refusal, now: Instant): void {
    pending.remove(act.id)
    const theirs = Object.entries(act.seen)
      .flatMap(([name, seen]) => othersSince.all(name, seen, act.signer, THEIRS))
      .toSorted((one, other) => one.position - other.position)
      .slice(-THEIRS)
      .map(eventOf)
      .map(({ type, payload, actor, at }) => ({ type, payload, actor, at }))
    const mine = act.deeds.map((deed) => ({ type: deed.type, payload: JSON.parse(deed.payload) as object })) // a deed's payload is an object
    const repeats = dropRepeated.run(act.id).changes > 0
    const shown = { ...shownOf(act), ...(repeats ? { repeats: true as const } : {}) }
    insertConflict.run(act.id, JSON.stringify(shown), JSON.stringify(refusal), JSON.stringify(mine), JSON.stringify(theirs), now, JSON.stringify(act.asked))
  }

  /** It stands, or what it wanted is so already; with it what it did again. */
  function settle(id: string, settled: string[]): void {
    pending.remove(id)
    dropRepeated.run(id)
    settled.push(id)
  }

  /** Writes what waits anew above the accepted events: as it was, or decided again where one of its streams was touched. */
  function redo(touched: Set<string>, now: Instant, out: { settled: string[]; conflicts: string[]; told: RecordedEvent[] }): void {
    const acts = pending.all()
    parts.forget()
    if (acts.length === 0) return
    const signersOf = new Map(acts.map((act) => [act.id, act.deeds.map((deed) => signerById.get(deed.id))]))
    // Most often nothing has come between: what waits stands as it is written, and is only projected again.
    if (acts.every((act) => isAsBefore(act, signersOf.get(act.id) ?? [], touched))) {
      for (const act of acts) {
        if (signersOf.get(act.id)?.[0] !== undefined) settle(act.id, out.settled)
      }
      if (still || pending.count() === 0) return
      overlay.begin()
      for (const event of pending.everyEvent()) project(event)
      return
    }
    pending.takeDeeds()
    for (const act of acts) {
      const signers = signersOf.get(act.id) ?? []
      // Whoever was shown this act before it was accepted could give its id to something of their own: that is not this act.
      if (signers.some((signer) => signer !== undefined && signer !== act.signer)) {
        conflict(act, { code: 'hub/known-id' }, now)
        for (const deed of act.deeds) touched.add(deed.stream)
        out.told.push(...act.deeds.map(deedAsEvent))
        out.conflicts.push(act.id)
        continue
      }
      const left = act.deeds.filter((_, index) => signers[index] === undefined)
      const again = act.deeds.some(({ stream: name }) => touched.has(name)) || (isUnsigned(act) && signing.able(act.signer))
      if (left.length === 0) {
        settle(act.id, out.settled)
        continue
      }
      if (!still) overlay.begin()
      if (act.settling || left.length < act.deeds.length) {
        pending.settles(act.id)
        asItWas(act, left)
      } else if (again) decideAgain(act, touched, now, out)
      else asItWas(act, left)
    }
  }

  /** Whether an act is accepted whole, or waits as before. */
  function isAsBefore(act: WaitingAct, signers: readonly (string | undefined)[], touched: ReadonlySet<string>): boolean {
    if (act.deeds.length === 0 || act.settling) return false
    const [first] = signers
    if (first !== undefined) return signers.every((signer) => signer === act.signer)
    return signers.every((signer) => signer === undefined) && !act.deeds.some(({ stream: name }) => touched.has(name)) && !(isUnsigned(act) && signing.able(act.signer))
  }

  function asItWas(act: WaitingAct, deeds: readonly WaitingDeed[]): void {
    const writer = pending.writer(act.id, deeds, false)
    for (const { version, signature: _, ...deed } of deeds) project(writer.append(deed, version))
    parts.forget() // a state folded for an act that was decided again does not know of these
  }

  function decideAgain(act: WaitingAct, touched: Set<string>, now: Instant, out: { settled: string[]; conflicts: string[]; told: RecordedEvent[] }): void {
    const given: string[] = []
    const context: Context = { ...act.context, newId: idsAgain(act.id, act.ids, given) }
    const writer = pending.writer(act.id, act.deeds, false)
    const written: RecordedEvent[] = []
    const refusal = attempt(() => {
      const record = parts.decide(context, writer, written)
      for (const { noun, id, command } of act.asked) {
        const decider = deciders.get(noun)
        if (decider === undefined) throw new Error(`nobody decides for ${noun}`)
        const answer = record(decider, id, command)
        if (!answer.ok) return answer.refusal
      }
      return writer.deeds.some((deed) => deed.signature !== null && !act.deeds.some(({ signature }) => signature === deed.signature)) && isAltered(act)
        ? { code: 'ledger/act-altered' }
        : undefined
    })
    const same = refusal === undefined && isSame(act.deeds, writer.deeds)
    if (same) return
    for (const deed of [...act.deeds, ...(refusal === undefined ? writer.deeds : [])]) touched.add(deed.stream)
    if (refusal !== undefined) {
      parts.forget()
      conflict(act, refusal, now)
      out.conflicts.push(act.id)
    } else if (writer.deeds.length === 0) {
      // What it wanted is so already.
      settle(act.id, out.settled)
    } else pending.noteIds(act.id, given)
    out.told.push(...act.deeds.map(deedAsEvent), ...written)
  }

  /** Does something that a refusal undoes. */
  function attempt(act: () => Refusal | undefined): Refusal | undefined {
    let refusal: Refusal | undefined
    try {
      database.transaction(() => {
        refusal = act()
        if (refusal !== undefined) throw new Undone()
      })()
    } catch (error) {
      if (!(error instanceof Undone)) throw error
    }
    return refusal
  }

  /** Changes what lies below the pending acts, or which of them there are, and puts them back on top. */
  function beneath(now: Instant, change: (touched: Set<string>, told: RecordedEvent[]) => number, { late = false, more = false } = {}): Merged {
    const told: RecordedEvent[] = []
    const settled: string[] = []
    const conflicts: string[] = []
    const accepted = write(() => {
      if (late && !still) {
        still = true
        setNote.run(STANDS_STILL, '')
      }
      if (!still && pending.count() > 0) overlay.undo()
      else overlay.pause()
      const touched = new Set<string>()
      const count = change(touched, told)
      if (!more) for (const { stream: name } of takenBack) touched.add(name)
      redo(touched, now, { settled, conflicts, told })
      if (!more) goOn()
      return count
    })
    if (!more) {
      // Whoever shows it has to look again, also where nothing comes in its stead.
      told.unshift(...takenBack)
      takenBack = []
    }
    if (told.length > 0) parts.tell(told)
    return { accepted, settled, conflicts }
  }

  /**
   * Commits without waiting for the disk: for what the hub has and gives again if a power cut takes it. The next act done here is waited for as
   * ever, and what stands before it in the WAL with it.
   */
  function unhurried<T>(act: () => T): T {
    database.pragma('synchronous = NORMAL')
    database.pragma(`wal_autocheckpoint = ${CHECKPOINT.catchingUp}`)
    try {
      return act()
    } finally {
      database.pragma('synchronous = FULL')
      database.pragma(`wal_autocheckpoint = ${CHECKPOINT.usual}`)
    }
  }

  /** Whether a position stands above everything held. */
  function isAbove(position: number): boolean {
    if (pin === undefined) return false
    newestHeld ??= head.get()?.position ?? 0
    return position > newestHeld
  }

  /** While much comes the pages that change stay in memory; when little comes again, the memory is given back. */
  function makeRoom(rows: number): void {
    if (roomy ? rows > SEVERAL : rows <= MANY) return
    roomy = !roomy
    database.pragma(`cache_size = -${roomy ? CACHE.catchingUp : CACHE.usual}`)
    if (!roomy) database.pragma('shrink_memory')
  }

  /**
   * Writes accepted rows and projects them; answers how many were new. Who may do an act need not have written it well: one that cannot be
   * projected is noted and has no effect on the read tables, or one member could stop everybody's exchange.
   */
  function accept(rows: readonly EventRow[], touched: Set<string>, told: RecordedEvent[], now: Instant): number {
    const [waits, conflicted, anything] = [pending.count() > 0, anyConflict.get() !== undefined, anyAside.get() !== undefined]
    const own = new Set(waits ? pending.eventIds() : [])
    let newest = head.get()?.position ?? 0
    let count = 0

    function take(row: EventRow, projects: boolean): void {
      if (insert.run(acceptedValues(row)).changes === 0) return
      count += 1
      newestHeld = undefined
      // What was known of it by its place in the chain alone is now here whole.
      if (row.signer_sequence <= chainEnd(row.signer).sequence) dropLink.run(row.signer, row.signer_sequence)
      if (row.position < newest) parts.forget()
      else newest = row.position
      noteEnd(row)
      if (waits && !own.has(row.id)) touched.add(row.stream)
      if (conflicted) for (const id of settledConflict.all(row.id)) dropConflict.run(id)
      if (anything) release.run(row.id)
      if (!projects) return
      const event = eventOf(row)
      project(event)
      told.push(event)
    }

    /** All of them or none. */
    function takeTogether(some: readonly EventRow[]): boolean {
      const before = { newest, count, told: told.length }
      try {
        database.transaction(() => {
          for (const row of some) take(row, true)
        })()
        return true
      } catch (error) {
        if (isOfTheFile(error)) throw error
        newest = before.newest
        count = before.count
        told.length = before.told
        parts.forget()
        ends.clear()
        return false
      }
    }

    if (!takeTogether(rows)) {
      for (const row of rows) {
        if (takeTogether([row])) continue
        take(row, false)
        insertQuarantine.run(row.id, row.position, JSON.stringify(row), 'unreadable', now)
      }
    }
    if (count > 0) setNote.run(HELD, String(Number(noteOf.get(HELD) ?? 0) + count))
    return count
  }

  function refuseAct(id: string, refusal: Refusal, now: Instant): Merged {
    const act = pending.all().find((waiting) => waiting.id === id)
    if (act === undefined) return { accepted: 0, settled: [], conflicts: [] }
    const merged = beneath(now, (touched, told) => {
      conflict(act, refusal, now)
      for (const deed of act.deeds) touched.add(deed.stream)
      told.push(...act.deeds.map(deedAsEvent))
      return 0
    })
    return { ...merged, conflicts: [id, ...merged.conflicts] }
  }

  if (still) write(goOn)

  return {
    pin: () => pin,
    join(next) {
      if (pin !== undefined && (pin.hub !== next.hub || pin.root.signer !== next.root.signer || pin.root.publicKey !== next.root.publicKey)) throw new Error('the record belongs to another hub')
      write(() => {
        setNote.run(PIN, JSON.stringify(next))
        setNote.run(HELD, String(database.prepare('SELECT count(*) FROM events').pluck().get()))
      })
      pin = next
    },
    head: () => head.get() ?? { position: 0, hash: NO_PREVIOUS },
    holds: (id, position = 0) => !isAbove(position) && byId.get(id) !== undefined,
    hashAt: (position) => hashAt.get(position),
    chainEnd,
    chainHash: (signer, sequence) => eventInChain.get(signer, sequence) ?? linkInChain.get(signer, sequence),
    keepLinks(links) {
      if (links.length === 0) return
      write(() => {
        for (const link of links) takeLink(link)
      })
    },
    streamEnd: endOfStream,
    heldStream: (name) => stream.all(name),
    pending: () => (shown ??= pending.all().map(shownOf)),
    signedActs: () =>
      pending.all().filter((act) => !isUnsigned(act) && !act.settling).map((act) => ({ id: act.id, deeds: act.deeds.map(signedDeed) })),
    place(signer, limit, of) {
      if (!signing.able(signer)) throw new Error('asked to place the acts of a signer that is not unlocked')
      const own = pending.all().filter((act) => act.signer === signer)
      const anew = own.find(isUnsigned)
      if (anew !== undefined) beneath(anew.context.now, () => 0)
      for (;;) {
        const { batches, altered } = placed(signer, limit, of)
        if (altered === undefined) return batches
        refuseAct(altered.id, { code: 'ledger/act-altered' }, altered.context.now)
      }
    },
    merge(rows, now, { links = [], faulty = [], more = false } = {}) {
      if (rows.length === 0 && links.length + faulty.length > 0) {
        write(() => takeBeside(links, faulty, now))
        parts.forget()
        return { accepted: 0, settled: [], conflicts: [] }
      }
      const newest = head.get()?.position ?? 0
      const late = rows.some((row) => row.position < newest && byId.get(row.id) === undefined)
      const take = (): Merged => beneath(
        now,
        (touched, told) => {
          takeBeside(links, faulty, now)
          if (rows.length > MANY && pending.count() === 0) overlay.disarm()
          return accept(rows, touched, told, now)
        },
        { late, more },
      )
      makeRoom(rows.length)
      return rows.length > SEVERAL ? unhurried(take) : take()
    },
    mergeWhole(rows, { links, faulty, notes }, now) {
      const newest = head.get()?.position ?? 0
      const fresh = rows.filter(({ id }) => byId.get(id) === undefined)
      return beneath(
        now,
        (touched, told) => {
          for (const { row, fault } of faulty) judgeAgain.run(fault, row.id)
          takeBeside(links, faulty, now)
          if (fresh.length > MANY && pending.count() === 0) overlay.disarm()
          for (const [name, value] of Object.entries(notes)) setNote.run(`sync/${name}`, value)
          return accept(fresh, touched, told, now)
        },
        { late: fresh.some(({ position }) => position < newest) },
      )
    },
    settleLinked(signer, now) {
      const acts = pending.all().filter((act) => act.signer === signer && act.deeds.every((deed) => linkOfDeed.get(signer, deedDigest(deed)) !== undefined))
      if (acts.length === 0) return { accepted: 0, settled: [], conflicts: [] }
      const settled: string[] = []
      const merged = beneath(now, (touched, told) => {
        for (const { id, deeds } of acts) {
          settle(id, settled)
          for (const deed of deeds) touched.add(deed.stream)
          told.push(...deeds.map(deedAsEvent))
        }
        return 0
      })
      return { ...merged, settled: [...settled, ...merged.settled] }
    },
    refuse: refuseAct,
    conflicts: () =>
      allConflicts.all().map((row): ConflictingAct => ({
        // The five columns hold what `conflict` wrote.
        ...(JSON.parse(row.act) as PendingAct),
        refusal: JSON.parse(row.refusal) as Refusal,
        mine: JSON.parse(row.mine) as ConflictingAct['mine'],
        theirs: JSON.parse(row.theirs) as ConflictingAct['theirs'],
        since: row.since,
        asked: JSON.parse(row.asked) as ConflictingAct['asked'],
      })),
    repeated: (id, by) => void repeat.run(by, id),
    dismiss: (id): Result<undefined> => (dropConflict.run(id).changes === 0 ? refuse('ledger/unknown-conflict') : ok(undefined)),
    putAside(from, now) {
      const rows = [...from].flatMap(([name, version]) => stream.all(name).filter((row) => row.version >= version))
      const guard = guardOf.get() ?? ''
      const takeBack = (): number => {
        database.exec('DROP TRIGGER events_never_go')
        for (const row of rows) {
          keepLink.run(row.signer, row.signer_sequence, deedDigest(row), row.version, row.after, row.hash)
          dropEvent.run(row.position)
          release.run(row.id)
          insertQuarantine.run(row.id, row.position, JSON.stringify(row), 'after-quarantined', now)
        }
        for (const [name, version] of from) reopen.run(name, version)
        database.exec(`${guard}; UPDATE sqlite_sequence SET seq = (SELECT max(position) FROM events) WHERE name = 'events'`)
        setNote.run(HELD, String(Number(noteOf.get(HELD) ?? 0) - rows.length))
        newestHeld = undefined
        return 0
      }
      beneath(now, takeBack, { late: true, more: true })
      takenBack.push(...rows.map(eventOf))
    },
    quarantined: () =>
      allQuarantined.all().map((kept): Quarantined => ({ row: JSON.parse(kept.row) as EventRow, fault: kept.fault, since: kept.since, attended: kept.attended ?? undefined, reported: kept.reported ?? undefined, sent: kept.sent ?? undefined })), // written just above
    unattended: () => unattended.get() ?? { all: 0, unreported: 0, elsewhere: 0 },
    attend(ids, now) {
      write(() => {
        for (const id of ids) attend.run(now, id)
      })
    },
    report(ids, now) {
      write(() => {
        for (const id of ids) report.run(now, id)
      })
    },
    sent(ids, now) {
      write(() => {
        for (const id of ids) sent.run(now, id)
      })
    },
    asideElsewhere: () =>
      allElsewhere.all().map(({ people, attended, held, ...told }) => ({ ...told, people: JSON.parse(people) as readonly string[], held: held === 1, attended: attended ?? undefined })), // written just below
    keepAsideElsewhere(events) {
      write(() => {
        for (const { position, hash, fault, noun, since, machines, people } of events) keepElsewhere.run(position, hash, fault, noun, since, machines, JSON.stringify(people))
      })
    },
    attendElsewhere(keys, now) {
      write(() => {
        for (const { position, hash, fault } of keys) attendElsewhere.run(now, position, hash, fault)
      })
    },
    isVoid(id) {
      const fault = setAside().voids.size === 0 ? undefined : faultOf.get(id)
      return fault !== undefined && isVoid(fault)
    },
    barred: (but) =>
      but === undefined ? setAside().barred : new Set(eventsAside.all().filter(({ id, fault }) => bars(fault) && !but.has(id)).map(({ stream: name }) => name)),
    note(name, value, lazily = false) {
      const keep = (): unknown => setNote.run(`sync/${name}`, value)
      if (lazily) unhurried(keep)
      else keep()
    },
    noted: (name) => noteOf.get(`sync/${name}`),

    project,
    begin(context) {
      shown = undefined
      if (!still) overlay.begin()
      const id = context.newId<'act'>()
      const given: string[] = []
      const asked: Asked[] = []
      const writer = pending.writer(id, [], true)
      return {
        context: {
          ...context,
          newId: <Brand extends string>() => {
            const next = context.newId<Brand>()
            given.push(next)
            return next
          },
        },
        writer,
        note: (noun, of, command) => void asked.push({ noun, id: of, command }),
        keep() {
          if (writer.deeds.length === 0) return
          const seen = Object.fromEntries([...new Set(writer.deeds.map((deed) => deed.stream))].map((name) => [name, endOfStream(name)?.version ?? 0]))
          pending.keep(id, context, asked, given, seen)
        },
      }
    },
  }

  /** The signer's next acts in their places; `altered`: one of them that somebody changed in the file, of which nothing is signed. */
  function placed(signer: SignerId, limit: number, of?: ReadonlySet<string>): { readonly batches: ReturnType<SharedRecord['place']>; readonly altered?: WaitingAct } {
    const batches: { id: string; events: Omit<EventRow, 'position'>[] }[] = []
    let { sequence, hash } = chainEnd(signer)
    // A hub, or whoever stole a login, can put something there that this machine did not do. It is signed over, and not spoken for (decision 0015).
    const isOwn = sequence === 0 || eventInChain.get(signer, sequence) === hash
    let after = isOwn ? (head.get()?.hash ?? NO_PREVIOUS) : NO_PREVIOUS
    const versions = new Map<string, number>()
    /** Streams that an act before has a part in which is not among the batches. */
    const barred = new Set<string>()
    for (const act of pending.all()) {
      if (act.signer !== signer || of?.has(act.id) === false) {
        for (const deed of act.deeds) barred.add(deed.stream)
        continue
      }
      if (batches.length === limit || act.settling || isUnsigned(act) || act.deeds.some((deed) => barred.has(deed.stream))) break
      if (act.deeds.some((deed) => !isSigned(signer, deedDigest(deed), deed.signature ?? ''))) return { batches: [], altered: act }
      const events = act.deeds.map(({ id, stream: name, audience, type, schema, payload, actor, role, office, at }) => {
        const version = (versions.get(name) ?? endOfStream(name)?.version ?? 0) + 1
        versions.set(name, version)
        sequence += 1
        const deed = { id, stream: name, audience, type, schema, payload, actor, role, office, at, signer }
        const place: Place = { version, signer_sequence: sequence, previous: hash, after }
        hash = eventHash(deedDigest(deed), place)
        after = hash
        return { ...deed, ...place, hash, signature: Buffer.from(signing.sign(signer, Buffer.from(hash, 'hex'))).toString('base64') }
      })
      batches.push({ id: act.id, events })
    }
    return { batches }
  }
}

/** Thrown inside a transaction to undo it. */
class Undone extends Error {}

function isUnsigned(act: WaitingAct): boolean {
  return act.deeds.some(({ signature }) => signature === null)
}

function isSame(before: readonly WaitingDeed[], now: readonly WaitingDeed[]): boolean {
  return before.length === now.length && before.every((deed, index) => deed.signature !== null && deed.signature === now[index]?.signature)
}

/** Without its place, which waits. */
function signedDeed({ id, stream, audience, type, schema, payload, actor, role, office, at, signer, signature }: WaitingDeed): SignedAct['deeds'][number] {
  return { id, stream, audience, type, schema, payload, actor, role, office, at, signer, signature: signature ?? '' }
}

function shownOf(act: WaitingAct): PendingAct {
  const { actor, now: at } = act.context
  return {
    id: act.id,
    events: act.deeds.map(({ id }) => id),
    actor: actor as PersonId,
    signer: act.signer,
    at,
    streams: [...new Set(act.deeds.map(({ stream }) => stream))],
    types: act.deeds.map(({ type }) => type),
    ...(isUnsigned(act) ? { again: true as const } : {}),
  }
}

function deedAsEvent(deed: WaitingDeed): RecordedEvent {
  const { signature, ...rest } = deed
  return { ...eventOf({ ...rest, position: 0, signer_sequence: 0, previous: '', after: '', hash: deedDigest(deed), signature: signature ?? '' }), pending: true }
}

function pinOf(text: string | undefined): HubPin | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as HubPin) // written by `join`
}
