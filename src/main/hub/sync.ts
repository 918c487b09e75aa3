import type { HubStatus, HubStop } from '#shared/hub/status.ts'
import { answersForRecord, hubStops } from '#shared/hub/status.ts'
import { mayRead } from '#shared/hub/permissions.ts'
import { bars, isTold, isVoid } from '#shared/hub/trust-fault.ts'
import { type Clock, type Instant, millisecondsOf, MINUTE } from '#shared/kernel/clock.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { Timers } from '#shared/kernel/timers.ts'
import type { Audience, PersonId, SignerId } from '#shared/ledger/event.ts'
import type { EventRow } from '#main/ledger/canonical.ts'
import type { Merged, Quarantined, SharedRecord } from '#main/ledger/shared-record.ts'
import type { Log } from '#main/shell/log.ts'
import type { Blobs } from './blobs.ts'
import { type Carried, isOfTheLine, isUnanswered } from './carriage.ts'
import type { Acceptance, Hello, Hub, PlacedBatch, Written } from './hub.ts'
import type { HubClock } from './hub-clock.ts'
import { notes } from './notes.ts'
import type { Ask, Judged, Trust, Weighed } from './trust.ts'

/** Milliseconds between two looks at a hub that says nothing: the poll where it cannot wake us, and the proof that the line still carries. */
const BEAT = 5_000
/** Milliseconds between two pulls where everything should have been told: the machine that was to tell it may have ended. */
const UNTOLD = 30_000
/** Milliseconds for an answer to a look. With the beat: a line that drops everything is noticed within 12 s. */
const BEAT_PATIENCE = 7_000
/** Milliseconds for an answer that carries events. Shorter than the server's own limit, so that nobody waits for what was given up. */
const PATIENCE = 12_000
/** A large file is compared with its hash at its last chunk: 512 MiB take seconds, on a busy server half a minute. */
const ENDING_PATIENCE = 28_000
/** After a wake: what follows at once comes with it, and not all clients come in the same moment. Milliseconds. */
const WAKE_DELAY = 25
const WAKE_JITTER = 100
/** Milliseconds between two words about the status. */
const TELL = 50
/** Acts that follow each other are sent together. Milliseconds. */
const GATHER = 10
/** Growing delays between attempts: 1 s, 2 s, 4 s … one minute, each with up to half of it more by chance. Milliseconds. */
const FIRST_DELAY = 1_000
const LONGEST_DELAY = 60_000
/** Rows asked for at once: fewer when an answer was late, more when it came quickly. */
const ROWS = { least: 50, first: 500, most: 5_000 }
/** Pages of rows in hand: one is taken over, one weighed, one on its way. */
const AHEAD = 3
/** Acts sent at once: the more are sent together, the less often those that wait are laid over what came. */
const ACTS = { least: 1, first: 20, most: 200 }
/**
 * Milliseconds of one slice of taking over: the main process has windows to answer. While a machine gets the record for the first time there is nothing
 * on them but its progress, and each slice writes the indexes' pages anew.
 */
const SLICE = { usual: 40, firstTime: 120 }
const SLICE_ROWS = { least: 10, first: 250, most: 4_000 }
/** Rows of a slice while acts wait, at least; and as many as acts wait: each merge lays all of them over again, which no event pays more for than one act's. */
const SLICE_OVER_PENDING = 500
/** How many times as long as the last merge over waiting acts took nothing is merged after it, unless somebody asks: of many that wait for days, trickling news would keep the windows waiting. */
const REST = 4
/** An answer within so many milliseconds lets the next question be larger. */
const QUICK = 1_000
/** After a first synchronisation: events whose own signatures are examined at once, and milliseconds until the next of them. It has the whole day. */
const EXAMINED = 1_000
const EXAMINED_PAUSE = 100
/** Void events asked about at once: what the hub answers. */
const WRITERS = 1_000
/** Events that were put aside, told to the hub at once: what it takes. */
const REPORTED = 200
/** How far the hub's answers about what others put aside go at least. */
const ELSEWHERE = 1_000
/** Events offered at once to a hub that lost its end: so many of the largest are still less than it takes. */
const OFFERED = 25
/** Milliseconds after which they are offered again while it still lacks them: they may have been thrown away there. */
const OFFERED_AGAIN = 10 * 60_000
/** Conflicts in a row on one act after which it is looked at why: nothing new came that would explain them. */
const STUCK = 3

export type SyncOptions = {
  readonly record: SharedRecord
  readonly trust: Trust
  /** The accepted events held after a position, in order, so many at most. */
  readonly rows: (after: number, limit: number) => readonly EventRow[]
  /** A connection in the unlocked person's name. Refusals: `hub/…`. */
  readonly connect: () => Promise<Result<Hub>>
  /** Who is unlocked, and with which signer. */
  readonly unlocked: () => { readonly person: PersonId; readonly signer: SignerId } | undefined
  /** Whether a signer can sign now: the unlocked one, and a recovery sheet's or an invitation's while it is lent. */
  readonly able: (signer: SignerId) => boolean
  readonly clock: HubClock
  readonly machine: Clock
  readonly timers: Timers
  /** A number from 0 to 1, by chance. */
  readonly chance: () => number
  readonly log: Pick<Log, 'info' | 'warn'>
  /** What came by file from machines without network. */
  readonly carried: Pick<Carried, 'next' | 'answered' | 'refused' | 'again'>
  /** Under which the unlocked person's signer vouches for what others carry from a contact on; undefined while locked. */
  readonly carriageKey: (contact: string) => Uint8Array | undefined
  /** A word that was never used, for a contact. */
  readonly newContact: () => string
  /** Files go between events, a chunk at a time. */
  readonly files?: Pick<Blobs, 'step' | 'took' | 'status' | 'lookAgain' | 'isEnding'>
}

/** The exchange with the hub. It goes on by itself between `start` and `stop`; nothing in it throws for what a network or a server can do. */
export interface Sync {
  /** Somebody is unlocked. */
  start(): void
  /** Nobody is any more: the connection is closed, what is in flight is no longer believed. */
  stop(): Promise<void>
  /** Something was recorded here. */
  recorded(): void
  /** Somebody wants to see a file that is not here. */
  wanted(): void
  /** Reaches for the hub now, without waiting for a delay; answers when it is as far as it gets. */
  now(): Promise<HubStatus>
  status(): HubStatus
  /** Over whose login an event came, as far as the hub was asked. */
  writer(position: number): Written | undefined
  /** Tells the status anew: something of it changed elsewhere. */
  tell(): void
  /** Whether what is recorded now is on its way at once. */
  isCurrent(): boolean
  onStatus(listener: (status: HubStatus) => void): () => void
  /** Called after each merge, with what it settled and what it refused. */
  onMerged(listener: (merged: Merged) => void): () => void
}

type Link = Extract<HubStatus, { mode: 'shared' }>['link']
/** Fetched rows with their signatures checked. `full`: as many as were asked for, so that there may be more after `upTo`. */
type Fetched = { readonly weighed: Weighed; readonly upTo: number; readonly full: boolean }
/** Rows as they came, those not held. */
type Rows = { readonly fresh: readonly EventRow[]; readonly upTo: number; readonly full: boolean }
type Page = { readonly rows: Promise<Result<Rows>>; readonly weighed: Promise<Result<Fetched>> }
/** `passed`: the first page is taken over. */
type Pages = { first(): Promise<Result<Fetched>>; passed(): void; end(): Promise<void> }
type Why = 'news' | 'recorded' | 'beat' | 'lost' | 'asked' | 'stop' | 'work' | 'wanted'

export function synchronisation(options: SyncOptions): Sync {
  const { record, trust, clock, machine, timers, log } = options
  const kept = notes(record)
  const statusListeners = new Set<(status: HubStatus) => void>()
  const mergedListeners = new Set<(merged: Merged) => void>()
  let link: Link = 'locked'
  let since: Instant = clock.now()
  let why: string | undefined
  let progress: { done: number; total: number } | undefined
  /** Goes up with every start and stop: what was begun before says nothing any more. */
  let round = 0
  let running: Promise<void> = Promise.resolve()
  let wake: ((why: Why) => void) | undefined
  /** What happened while nobody was waiting for it. */
  const happened = new Set<Why>()
  let rowsAtOnce = ROWS.first
  let actsAtOnce = ACTS.first
  let sliceRows = SLICE_ROWS.first
  /** When the merges over waiting acts have rested, by the machine's clock. */
  let rested = 0
  const waitingForNow = new Set<() => void>()
  /** Ends what is being waited for when the app locks. */
  const cut = new Set<() => void>()
  /** When the line was last seen to carry, and when everything was last pulled, by this machine's clock. */
  let lastBeat = 0
  let lastPull = 0
  /** Whether there may be void events of which it is not known over whose login they came. */
  let asksWriters = true
  /** Whether there may be events put aside here of which the hub was not told. */
  let reports = true
  /** Of which head of a hub that lost its end this machine has offered what stood after it, and how many events that were. */
  let offered: { readonly head: string; readonly events: number; readonly at: number } | undefined
  /** Events below the newest one held came in this pull: what the screens read stands still until its end. */
  let late = false
  /** Streams, each with its first event, of which the examination under way found a signature to be worth nothing. */
  const worthless = new Map<string, number>()
  /** How far the examination is beyond what the note says of it, and when it last went on, by this machine's clock. */
  let ahead = 0
  let lastExamined = 0
  clock.recall(kept.clockDifference())
  clock.onCorrected(tell)

  function status(): HubStatus {
    if (record.pin() === undefined) return { mode: 'alone' }
    const aside = record.unattended()
    return {
      mode: 'shared',
      link,
      since,
      lastContact: kept.lastContact(),
      why,
      progress,
      files: options.files?.status(),
      unexamined: examination(),
      offered: link === 'stopped' ? offered?.events : undefined,
      pending: record.pending().length,
      conflicts: record.conflicts().length,
      quarantined: aside.all,
      unreported: aside.unreported,
      elsewhere: aside.elsewhere,
      clockDifference: clock.difference(),
    }
  }

  function examination(): ReturnType<typeof kept.unexamined> {
    const positions = kept.unexamined()
    return positions === undefined ? undefined : { ...positions, examined: Math.max(positions.examined, ahead) }
  }

  /** Tells the status, at most some times a second: what is recorded in bulk is not told one by one. */
  let telling: (() => void) | undefined
  function tell(): void {
    telling ??= timers.after(TELL, tellNow)
  }

  function tellNow(): void {
    telling?.()
    telling = undefined
    const present = status()
    for (const listener of statusListeners) listener(present)
  }

  function become(next: Link, because?: string): void {
    if (next !== link) since = clock.now()
    // An office without network since Monday is so after each unlock.
    if (next === 'offline') {
      since = kept.unreached() ?? since
      kept.keepUnreached(since)
    }
    if (next !== link || because !== why) log.info('hub', { link: next, why: because ?? '' })
    const changed = next !== link || because !== why || progress !== undefined
    link = next
    why = because
    if (next !== 'synchronising') progress = undefined
    if (changed) tell()
  }

  function happen(what: Why): void {
    if (wake === undefined) happened.add(what)
    else wake(what)
  }

  /** The next thing that happens, or `beat` after so many milliseconds. */
  function next(milliseconds: number): Promise<Why> {
    for (const urgent of ['stop', 'lost', 'asked', 'wanted', 'news', 'recorded'] as const) {
      if (happened.delete(urgent)) return Promise.resolve(urgent)
    }
    return new Promise((done) => {
      const finish = (what: Why): void => {
        wake = undefined
        calm()
        done(what)
      }
      const calm = timers.after(milliseconds, () => finish('beat'))
      wake = finish
    })
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((done) => {
      const finish = (): void => {
        calm()
        cut.delete(finish)
        done()
      }
      const calm = timers.after(milliseconds, finish)
      cut.add(finish)
    })
  }

  /** An answer within its time, or until the app locks. What comes later is dropped with the connection. */
  function within<T>(milliseconds: number, answer: Promise<Result<T>>): Promise<Result<T>> {
    return new Promise((done, failed) => {
      const end = (): void => {
        calm()
        cut.delete(onLock)
      }
      const onLock = (): void => {
        end()
        done(refuse('session/locked'))
      }
      const calm = timers.after(milliseconds, () => {
        end()
        done(refuse('hub/unreachable'))
      })
      cut.add(onLock)
      answer.then(
        (value) => {
          end()
          done(value)
        },
        (error: unknown) => {
          end()
          failed(error as Error)
        },
      )
    })
  }

  /** Hello, and whether this is still the hub that this record comes from. */
  async function greet(hub: Hub): Promise<Result<Hello>> {
    const asked = machine.now()
    lastBeat = millisecondsOf(asked)
    const answer = await within(BEAT_PATIENCE, hub.hello())
    if (!answer.ok) return answer
    kept.keepUnreached(undefined)
    const hello = answer.value
    const answered = machine.now()
    const before = clock.difference()
    clock.measure(asked, hello.now, answered)
    if (clock.difference() !== before) {
      kept.keepClockDifference(clock.difference())
      if (Math.abs(clock.difference() - before) > MINUTE) log.warn("this machine's clock differs from the hub's", { milliseconds: clock.difference() })
    }
    const pin = record.pin()
    if (pin === undefined || hello.hub !== pin.hub || (hello.root !== undefined && hello.root.publicKey !== pin.root.publicKey)) return refuse('hub/other-hub')
    if (hello.member.person !== options.unlocked()?.person) return refuse('hub/not-a-member')
    const held = await stillThere(hub, hello)
    if (!held.ok) {
      if (held.refusal.code === 'hub/rolled-back' || held.refusal.code === 'hub/forked') await offerLost(hub, hello.head)
      return held
    }
    offered = undefined
    if (hello.recovering === true) return refuse('hub/recovering')
    kept.keepSeen(hello.head)
    kept.keepLastContact(clock.now())
    return answer
  }

  /** A hub that lacks what it showed before, or has something else in its place, is not the one we left. */
  async function stillThere(hub: Hub, { head }: Hello): Promise<Result<undefined>> {
    const known = [kept.seen(), record.head()].filter((one): one is Hello['head'] => one !== undefined && one.position > 0)
    for (const { position, hash } of known) {
      if (position > head.position) return refuse('hub/rolled-back', { position })
      if (position === head.position && hash === head.hash) continue
      const there = await within(BEAT_PATIENCE, hub.hashAt(position))
      if (!there.ok) return there
      if (there.value === undefined) return refuse('hub/rolled-back', { position })
      if (there.value !== hash) return refuse('hub/forked', { position })
    }
    return ok(undefined)
  }

  /**
   * What this machine holds beyond the newest position of a hub that lost its end goes there: whoever administers it can put it back. Also what it put aside, which
   * had its place there. How it goes changes nothing: the reason not to exchange anything stands.
   */
  async function offerLost(hub: Hub, { position, hash }: Hello['head']): Promise<void> {
    const head = `${position} ${hash}`
    const now = millisecondsOf(machine.now())
    if (offered?.head === head && Math.abs(now - offered.at) < OFFERED_AGAIN) return
    // The files that were sent after it are lost with it.
    options.files?.lookAgain(position)
    const seen = Math.max(kept.seen()?.position ?? 0, record.head().position)
    let events = 0
    for (const part of receivedAfter(position)) {
      const answer = await within(PATIENCE, hub.offer(part, seen))
      if (!answer.ok) return log.warn('what the hub lost was not offered to it', { code: answer.refusal.code, events })
      events += part.length
    }
    log.info('what the hub lost was offered to it', { events, after: position })
    offered = { head, events, at: now }
  }

  /** What came from the hub after a position and is held here, put aside or not, some at a time; at least one answer, which may be empty. */
  function* receivedAfter(position: number): Generator<readonly EventRow[]> {
    const aside = record.quarantined().map(({ row }) => row).filter((row) => row.position > position)
    for (let from = 0; from === 0 || from < aside.length; from += OFFERED) yield aside.slice(from, from + OFFERED)
    for (let after = position; ; ) {
      const rows = options.rows(after, OFFERED)
      const last = rows.at(-1)
      if (last === undefined) return
      yield rows
      after = last.position
    }
  }

  function stale(mine: number): boolean {
    return mine !== round
  }

  async function fetchRows(hub: Hub, after: number): Promise<Result<Rows>> {
    const limit = rowsAtOnce
    const asked = millisecondsOf(machine.now())
    const rows = await within(PATIENCE, hub.pull(after, limit))
    if (!rows.ok) {
      rowsAtOnce = Math.max(ROWS.least, Math.floor(rowsAtOnce / 4))
      return rows
    }
    if (millisecondsOf(machine.now()) - asked < QUICK && rows.value.length === limit) rowsAtOnce = Math.min(ROWS.most, rowsAtOnce * 2)
    // What stands above everything held is not held: the most of a first synchronisation is not looked up.
    const newest = record.head().position
    const fresh = rows.value.filter((row) => row.position > newest || !record.holds(row.id))
    return ok({ fresh, upTo: rows.value.at(-1)?.position ?? after, full: rows.value.length === limit })
  }

  function ask(hub: Hub, after: number): Page {
    const rows = fetchRows(hub, after)
    const weighed = rows.then(async (got): Promise<Result<Fetched>> => {
      if (!got.ok) return got
      const { fresh, upTo, full } = got.value
      const under = examination()
      // What the examination has passed is not passed again: it would never end with a hub that sends old events one by one.
      return ok({ weighed: await trust.weigh(fresh, under !== undefined && fresh.every(({ position }) => position > under.examined)), upTo, full })
    })
    // Whoever waits for it hears of a failure; nobody may be waiting any more.
    weighed.catch(() => {})
    return { rows, weighed }
  }

  /** Pages from a position on: while the first is taken over, the next is weighed and the one after it fetched. */
  function pagesFrom(hub: Hub, begin: number): Pages {
    const line: Page[] = []
    /** Where the next page begins; undefined: not known yet, or there is none. */
    let next: number | undefined = begin
    const fill = (): void => {
      if (next === undefined || line.length === AHEAD) return
      const page = ask(hub, next)
      next = undefined
      line.push(page)
      void page.rows.then((got) => {
        if (!got.ok || !got.value.full) return
        next = got.value.upTo
        fill()
      })
    }
    fill()
    return {
      first: async () => (await line[0]?.weighed) ?? refuse('hub/unreachable'),
      passed() {
        line.shift()
        fill()
      },
      end: async () => void (await Promise.allSettled(line.map(({ weighed }) => weighed))),
    }
  }

  /** Everything that is new for this person, up to the head. */
  async function pull(hub: Hub, hello: Hello, mine: number): Promise<Result<undefined>> {
    const { person, sight } = hello.member
    const begin = kept.cursor(person, sight)
    lastPull = millisecondsOf(machine.now())
    try {
      return await pullFrom(hub, hello, begin, mine)
    } finally {
      standAgain()
    }
  }

  /** After events below those held came in slices: now the read tables are made anew, once. */
  function standAgain(): void {
    if (!late) return
    late = false
    merged(record.merge([], clock.now()))
  }

  async function pullFrom(hub: Hub, hello: Hello, begin: number, mine: number): Promise<Result<undefined>> {
    const { person, sight } = hello.member
    const total = hello.head.position - begin
    // Everything will come: later signatures speak for earlier ones until all are examined.
    if (record.head().position === 0 && kept.unexamined() === undefined) kept.keepUnexamined({ examined: 0, upTo: 0 })
    const pages = pagesFrom(hub, begin)
    for (;;) {
      const got = await pages.first()
      if (!got.ok) return got
      if (stale(mine)) return refuse('session/locked')
      const { weighed, upTo, full } = got.value
      toExamine(weighed.rows)
      const taken = await takeOver(hub, weighed, mine, begin === 0)
      if (!taken.ok) {
        await pages.end()
        return taken
      }
      pages.passed()
      // Positions are given in order: what was not sent up to the head that was known before is not for this person.
      const reached = full ? upTo : Math.max(upTo, hello.head.position)
      kept.keepCursor(person, sight, reached)
      if (full && total > 0) {
        progress = { done: Math.min(total, upTo - begin), total }
        become('synchronising')
        tell()
      }
      if (!full) return ok(undefined)
    }
  }

  /** What is taken over while signatures are examined is examined too, in whatever order the hub sends it. */
  function toExamine(rows: readonly EventRow[]): void {
    const before = kept.unexamined()
    if (before !== undefined) kept.keepUnexamined({ ...before, upTo: Math.max(before.upTo, ...rows.map(({ position }) => position)) })
  }

  /** Judges and merges, a slice at a time. */
  async function takeOver(hub: Hub, weighed: Weighed, mine: number, firstTime = false): Promise<Result<undefined>> {
    const slice = firstTime ? SLICE.firstTime : SLICE.usual
    const hubSide = sideOf(hub)
    for (let from = 0; from < weighed.rows.length; ) {
      const waiting = record.pending().length
      const to = from + (waiting > 0 ? Math.max(sliceRows, SLICE_OVER_PENDING, waiting) : sliceRows)
      const part = { keys: weighed.keys, rows: weighed.rows.slice(from, to), findings: weighed.findings.slice(from, to) }
      from = to
      const completed = await trust.complete(part, hubSide)
      if (!completed.ok) return completed
      if (stale(mine)) return refuse('session/locked')
      const began = millisecondsOf(machine.now())
      const merged = merge(completed.value.weighed, completed.value.links)
      if (!merged.ok) return merged
      const took = millisecondsOf(machine.now()) - began
      if (waiting > 0) rested = millisecondsOf(machine.now()) + REST * took
      else sliceRows = Math.max(SLICE_ROWS.least, Math.min(SLICE_ROWS.most, took > slice ? Math.floor(sliceRows / 2) : took < slice / 2 ? sliceRows * 2 : sliceRows))
      await new Promise((done) => setImmediate(done))
    }
    return ok(undefined)
  }

  /** What of the hub the check asks for. Refusal without one: `hub/unreachable`. */
  function sideOf(hub: Hub | undefined): Ask {
    const nobody = Promise.resolve(refuse('hub/unreachable'))
    return {
      links: (signer, from, to) => (hub === undefined ? nobody : within(PATIENCE, hub.links(signer, from, to))),
      stream: (stream, upTo) => (hub === undefined ? nobody : within(PATIENCE, hub.stream(stream, upTo))),
    }
  }

  /** Refusal: `hub/update-needed`, when the organization says what this version does not know; what stands before it is taken over. */
  function merge(weighed: Weighed, links: Parameters<Trust['judge']>[1]): Result<undefined> {
    try {
      const judged = trust.judge(weighed, links)
      const { sound, faulty, links: between } = judged
      logAside(judged)
      if (sound.length + faulty.length + between.length > 0) {
        const newest = record.head().position
        late ||= sound.some(({ position }) => position < newest)
        merged(record.merge(sound, clock.now(), { links: between, faulty, more: late }))
        options.files?.took(sound)
      }
      return judged.unknownFrom === undefined ? ok(undefined) : refuse('hub/update-needed')
    } catch (error) {
      trust.forget() // it may know of events that are not on record now
      throw error
    }
  }

  function logAside({ faulty }: Judged): void {
    for (const { row, fault } of faulty) log.warn('an event of the hub was put aside', { fault, position: row.position, type: row.type, actor: row.actor })
    asksWriters ||= faulty.length > 0
    reports ||= faulty.length > 0
  }

  function merged(what: Merged): void {
    for (const listener of mergedListeners) listener(what)
    tell()
  }

  /** Everything of the unlocked person that is not accepted yet. */
  async function push(hub: Hub, greeted: Hello, mine: number): Promise<Result<undefined>> {
    let hello = greeted
    let conflicts = 0
    for (;;) {
      const unlocked = options.unlocked()
      if (unlocked === undefined || stale(mine)) return refuse('session/locked')
      const placed = placeNext(unlocked.person)
      if (!placed.ok || placed.value === undefined) return placed as Result<undefined> // nothing to send, or the reason why not
      const { signer, batches } = placed.value
      const asked = millisecondsOf(machine.now())
      const answer = await within(PATIENCE, hub.append(batches))
      if (!answer.ok) {
        actsAtOnce = Math.max(ACTS.least, Math.floor(actsAtOnce / 4))
        return answer
      }
      if (stale(mine)) return refuse('session/locked')
      if (millisecondsOf(machine.now()) - asked < QUICK && batches.length === actsAtOnce) actsAtOnce = Math.min(ACTS.most, actsAtOnce * 2)
      const stop = takeAnswers(batches, answer.value)
      const again = await within(BEAT_PATIENCE, hub.hello())
      if (!again.ok) return again
      hello = again.value
      kept.keepSeen(hello.head)
      const held = record.head().position
      const pulled = await pull(hub, hello, mine)
      if (!pulled.ok) return pulled
      const own = await takeUnseen(hub, batches, answer.value)
      if (!own.ok) return own
      if (stop === 'wait') return ok(undefined)
      conflicts = stop === 'conflict' && record.head().position === held ? conflicts + 1 : 0
      const stopped = answer.value.at(-1)
      const isKnown = stopped?.kind === 'refused' && stopped.code === 'hub/known-id'
      if (conflicts === 1 || isKnown) {
        const mended = await takeOwnLinks(hub, signer)
        if (!mended.ok) return mended
      }
      // Another machine entered it, and it may not be read here any more.
      const there = isKnown ? record.settleLinked(signer, clock.now()) : undefined
      if (there !== undefined && there.settled.length > 0) {
        merged(there)
        continue
      }
      if (conflicts >= STUCK) {
        const batch = batches[answer.value.length - 1]
        if (stopped === undefined || batch === undefined) return ok(undefined)
        const aside = record.quarantined().filter(({ row, fault }) => batch.events.some(({ stream }) => row.stream === stream) && bars(fault))
        // Waits for the newer version, which knows what stands before it.
        if (aside.some(({ fault }) => fault === 'unknown-type')) return refuse('hub/update-needed')
        merged(record.refuse(batch.id, { code: stopped.kind === 'refused' ? stopped.code : aside.length > 0 ? 'hub/stream-quarantined' : 'hub/stuck' }, clock.now()))
        conflicts = 0
      }
    }
  }

  /**
   * The hub gets the key under which this machine vouches for what others carry when it has no network: another at every contact, so that what was carried before
   * and not entered is not entered any more. Its author says now what stands. Answers whether it was left.
   */
  async function leaveCarriageKey(hub: Hub): Promise<Result<boolean>> {
    const signer = options.unlocked()?.signer
    const contact = options.newContact()
    const key = options.carriageKey(contact)
    if (signer === undefined || key === undefined || !trust.isRegistered(signer)) return ok(false)
    // An answer that is lost leaves it open which key is there: then nothing is vouched for until the next contact.
    kept.keepCarriageContact(signer, undefined)
    const left = await within(BEAT_PATIENCE, hub.keepCarriageKey(signer, key))
    if (left.ok) kept.keepCarriageContact(signer, contact)
    // The hub does not know the signer yet: it is left later.
    return !left.ok && left.refusal.code !== 'hub/not-joined' ? left : ok(left.ok)
  }

  /**
   * Enters some of what came by file from machines without network, in their authors' places. What the hub does not take waits for its author. The rest follows in the
   * next turn: the hub makes an author wait who sends much, and this machine's own acts must not wait with them.
   */
  async function carry(hub: Hub, mine: number): Promise<Result<undefined>> {
    const batches = options.carried.next()
    if (batches === undefined) return ok(undefined)
    const part = batches.slice(0, actsAtOnce)
    const answer = await within(PATIENCE, hub.carry(part))
    if (stale(mine)) return refuse('session/locked')
    if (answer.ok) options.carried.answered(part, answer.value)
    else {
      // It is its author's: this machine's own exchange goes on. What ends the contact twice is not tried a third time.
      options.carried.refused(batches, answer.refusal)
      if (isUnanswered(answer.refusal)) actsAtOnce = Math.max(ACTS.least, Math.floor(actsAtOnce / 4))
      if (isOfTheLine(answer.refusal)) return answer
    }
    tell()
    log.info('acts that came by file were sent', { acts: part.length, accepted: answer.ok ? answer.value.filter(({ kind }) => kind === 'accepted').length : 0 })
    const again = await within(BEAT_PATIENCE, hub.hello())
    if (!again.ok) return again
    kept.keepSeen(again.value.head)
    const pulled = await pull(hub, again.value, mine)
    if (pulled.ok && options.carried.next() !== undefined) happen('recorded')
    return pulled
  }

  /**
   * The next acts of the connected person in their places; undefined: none that can be placed. Refusal: `hub/not-registered`, when their signer
   * waits for its own registration (recovered without network, say): nobody would accept what it signs.
   */
  function placeNext(person: PersonId): Result<{ readonly signer: SignerId; readonly batches: readonly PlacedBatch[] } | undefined> {
    const own = record.pending().filter((act) => act.actor === person)
    let unregistered = false
    for (const signer of new Set(own.map((act) => act.signer))) {
      if (!options.able(signer)) continue
      if (!trust.isRegistered(signer)) {
        unregistered = true
        continue
      }
      const batches = record.place(signer, actsAtOnce)
      if (batches.length > 0) return ok({ signer, batches })
    }
    return unregistered ? refuse('hub/not-registered') : ok(undefined)
  }

  /** What the answers to a push say at once. `wait`: not now, without anybody's fault. */
  function takeAnswers(batches: readonly PlacedBatch[], answers: readonly Acceptance[]): 'conflict' | 'wait' | undefined {
    let stop: 'conflict' | 'wait' | undefined
    for (const [index, answer] of answers.entries()) {
      const batch = batches[index]
      if (batch === undefined) break
      if (answer.kind === 'conflict') stop = 'conflict'
      if (answer.kind !== 'refused') continue
      // It is there, entered by a machine that this one's file was brought to: it comes with what is pulled.
      if (answer.code === 'hub/known-id') {
        stop = 'conflict'
        continue
      }
      if (answer.code === 'hub/clock' && isSoonPast(batch)) {
        stop = 'wait'
        continue
      }
      log.warn('the hub refused an act', { code: answer.code })
      merged(record.refuse(batch.id, { code: answer.code, detail: answer.detail }, clock.now()))
    }
    return stop
  }

  /** An act of a clock that was a little ahead is accepted when its time has come; one of a clock that was far ahead never in a working day. */
  function isSoonPast(batch: PlacedBatch): boolean {
    return batch.events.every(({ at }) => Date.parse(at) - millisecondsOf(clock.now()) < 60 * MINUTE)
  }

  /** Accepted events of one's own that one may not read any more do not come back by themselves. */
  async function takeUnseen(hub: Hub, batches: readonly PlacedBatch[], answers: readonly Acceptance[]): Promise<Result<undefined>> {
    for (const [index, answer] of answers.entries()) {
      const events = batches[index]?.events ?? []
      if (answer.kind !== 'accepted' || events.every(({ id }) => record.holds(id))) continue
      const rows: EventRow[] = events.map((event, place) => ({ ...event, position: answer.positions[place] ?? 0 }))
      const last = rows.at(-1)
      if (last === undefined) continue
      const there = await within(BEAT_PATIENCE, hub.hashAt(last.position))
      if (!there.ok) return there
      // Accepted at another time in another place: that is another row than ours, and comes by the stream.
      if (there.value !== last.hash) continue
      const taken = merge(await trust.weigh(rows), [])
      standAgain()
      if (!taken.ok) return taken
    }
    return ok(undefined)
  }

  /** One's own chain as the hub has it: another machine's copy of this signer cannot be, but events one may no longer read can. */
  async function takeOwnLinks(hub: Hub, signer: string): Promise<Result<undefined>> {
    const end = record.chainEnd(signer)
    const links = await within(PATIENCE, hub.links(signer, end.sequence + 1, end.sequence + 1_000))
    if (!links.ok) return links
    record.keepLinks(trust.chained(end, links.value))
    return ok(undefined)
  }

  /**
   * What was put aside and might be judged otherwise now: an older version of the app did not know it, or what it followed is known to be void. It
   * waits in the quarantine until one transaction has all of it in its place. Refusals: the hub's, `session/locked`, `hub/update-needed`.
   */
  async function takeReleased(hub: Hub | undefined, mine: number): Promise<Result<undefined>> {
    const released = trust.releasable()
    if (released.length === 0) return ok(undefined)
    const again = new Set(released.map(({ id }) => id))
    const completed = await trust.complete(await trust.weigh(released), sideOf(hub), again)
    if (!completed.ok) return completed
    if (stale(mine)) return refuse('session/locked')
    try {
      const judged = trust.judge(completed.value.weighed, completed.value.links, again)
      logAside(judged)
      late = false
      merged(record.mergeWhole(judged.sound, { links: judged.links, faulty: judged.faulty, notes: {} }, clock.now()))
      options.files?.took(judged.sound)
      return judged.unknownFrom === undefined ? ok(undefined) : refuse('hub/update-needed')
    } catch (error) {
      trust.forget() // it may know of events that are not on record now
      throw error
    }
  }

  /**
   * Examines the own signatures of some events that were taken over on a later one; answers whether there are more. Those that are worth nothing make
   * their events void, as they are on every other machine, and what follows them in their streams is judged again: all at the end, because the read
   * tables are made anew with it, and one member could have that done a thousand times. Leans on no hub: one that does not want it could end it.
   */
  async function examine(mine: number, hub?: Hub): Promise<Result<boolean>> {
    const positions = kept.unexamined()
    if (positions === undefined) return ok(false)
    const rows = options.rows(Math.max(positions.examined, ahead), EXAMINED).filter(({ position }) => position <= positions.upTo)
    const found = await trust.examine(rows)
    if (stale(mine)) return refuse('session/locked')
    for (const { stream, version, position, actor } of found) {
      log.warn('a signature that a later one spoke for is worth nothing', { position, actor })
      worthless.set(stream, Math.min(worthless.get(stream) ?? version, version))
    }
    const last = rows.at(-1)
    const more = last !== undefined && last.position < positions.upTo
    // The note stays before the first that is worth nothing: what is known of it is lost with the process.
    if (more && worthless.size === 0) kept.keepUnexamined({ ...positions, examined: last.position })
    ahead = more ? last.position : 0
    if (more) {
      tell()
      return ok(true)
    }
    if (worthless.size > 0) {
      record.putAside(worthless, clock.now())
      worthless.clear()
      late = true
    }
    kept.keepUnexamined(undefined)
    const taken = await takeReleased(hub, mine)
    standAgain()
    tell()
    return taken.ok ? ok(false) : taken
  }

  /** What is done when there is nothing else to do, a piece at a time: a file's next chunk, the next signatures. Answers milliseconds until the next piece; undefined: all is done. */
  async function work(hub: Hub, mine: number): Promise<Result<number | undefined>> {
    const moved = await within(options.files?.isEnding() === true ? ENDING_PATIENCE : PATIENCE, options.files?.step(hub) ?? Promise.resolve(ok(false)))
    if (!moved.ok) return moved
    if (moved.value) tell()
    // Files of hours do not put it off.
    if (moved.value && !isExaminationDue()) return ok(0)
    lastExamined = millisecondsOf(machine.now())
    const examined = await examine(mine, hub)
    if (!examined.ok) return examined
    return ok(moved.value ? 0 : examined.value ? EXAMINED_PAUSE : undefined)
  }

  function isExaminationDue(): boolean {
    const passed = millisecondsOf(machine.now()) - lastExamined
    return passed >= EXAMINED_PAUSE || passed < 0
  }

  /** One connection, from hello to its end. Answers why it ended. */
  async function attend(hub: Hub, mine: number): Promise<Refusal> {
    const stopListening = hub.onWake((what) => happen(what))
    try {
      lastPull = 0
      reports = true
      const greeted = await greet(hub)
      if (!greeted.ok) return greeted.refusal
      let hello = greeted.value
      options.carried.again()
      const released = await takeReleased(hub, mine)
      if (!released.ok) return released.refusal
      let what: Why = 'beat'
      let keyLeft = false
      /** Milliseconds until the next piece of work; undefined: there is none. */
      let due: number | undefined = 0
      for (;;) {
        if (what === 'stop' || stale(mine)) return { code: 'session/locked' }
        if (what === 'lost') return { code: 'hub/unreachable' }
        if (what === 'news') await pause(Math.max(WAKE_DELAY + WAKE_JITTER * options.chance(), Math.min(BEAT, rested - millisecondsOf(machine.now()))))
        if (what === 'recorded') await pause(GATHER)
        if (what === 'asked') options.carried.again('asked')
        if (what === 'news' || isBehind(hello, what === 'asked')) {
          if (link !== 'current') become('synchronising')
          const pulled = await pull(hub, hello, mine)
          if (!pulled.ok) return pulled.refusal
        }
        if (what !== 'work') {
          const pushed = await push(hub, hello, mine)
          // An act that waits for a newer version, or for its signer's registration, stops only what follows it: what others do still comes.
          if (!pushed.ok && pushed.refusal.code !== 'hub/update-needed' && pushed.refusal.code !== 'hub/not-registered') return pushed.refusal
          const left: Result<boolean> = keyLeft ? ok(true) : await leaveCarriageKey(hub)
          if (!left.ok) return left.refusal
          keyLeft = left.value
          const entered = await carry(hub, mine)
          if (!entered.ok) return entered.refusal
          become(pushed.ok ? 'current' : 'stopped', pushed.ok ? undefined : pushed.refusal.code)
          for (const done of waitingForNow) done()
          const reported = await reportAside(hub)
          if (!reported.ok) return reported.refusal
          const elsewhere = await takeElsewhere(hub, hello)
          if (!elsewhere.ok) return elsewhere.refusal
          const written = await takeWriters(hub, hello)
          if (!written.ok) return written.refusal
          due = 0
        }
        if (due !== undefined) {
          const worked = await work(hub, mine)
          if (!worked.ok) return worked.refusal
          due = worked.value
        }
        what = await next(due ?? BEAT)
        if (what === 'wanted' || (what === 'beat' && due !== undefined && !isBeatDue())) {
          due ??= 0
          what = 'work'
          continue
        }
        if (what === 'beat' || what === 'asked') {
          const again = await greet(hub)
          if (!again.ok) return again.refusal
          hello = again.value
        }
      }
    } finally {
      stopListening()
    }
  }

  /** Whether there may be something that nobody was woken for: one cannot be, sees more than before, has just come, or somebody asks. */
  function isBehind({ head, member, wakes }: Hello, asked: boolean): boolean {
    const cursor = kept.cursor(member.person, member.sight)
    const passed = millisecondsOf(machine.now()) - lastPull
    return head.position > cursor && (asked || !wakes || cursor === 0 || passed >= UNTOLD || passed < 0)
  }

  /**
   * Who answers for the record learns through the hub of what was put aside here and they do not get: posts and consultations above all. Once for each event; what the hub
   * does not note is told again at the next contact, and by whoever is here in the meantime.
   */
  async function reportAside(hub: Hub): Promise<Result<undefined>> {
    if (!reports) return ok(undefined)
    reports = false
    const news = record.quarantined().filter((one) => one.sent === undefined && isTold(one.fault) && !isFoundBySecurity(one))
    for (let from = 0; from < news.length; from += REPORTED) {
      const part = news.slice(from, from + REPORTED)
      const answer = await within(BEAT_PATIENCE, hub.reportAside(part.map(({ row: { position, hash }, fault }) => ({ position, hash, fault }))))
      if (!answer.ok) return notTold(answer.refusal)
      const noted = new Set(answer.value)
      record.sent(part.flatMap(({ row }) => (noted.has(row.position) ? [row.id] : [])), clock.now())
      if (noted.size < part.length) log.warn('the hub did not note all that was put aside here', { told: part.length, noted: noted.size })
    }
    if (news.length > 0) tell()
    return ok(undefined)
  }

  /** News about what was put aside ends no exchange of acts, unless the line or the person is gone: it is asked for again at the next contact. */
  function notTold(refusal: Refusal): Result<undefined> {
    if (refusal.code === 'hub/unreachable' || refusal.code === 'session/locked') return { ok: false, refusal }
    log.warn('what was put aside was not exchanged', { code: refusal.code })
    return ok(undefined)
  }

  /** What other machines put aside, for who answers for the record. It is news: nothing is judged by it. */
  async function takeElsewhere(hub: Hub, { aside, member }: Hello): Promise<Result<undefined>> {
    if (aside === undefined || !answersForRecord(member.roles)) return ok(undefined)
    // A hub that was restored from an older copy counts from there.
    if (aside < kept.asideElsewhere()) kept.keepAsideElsewhere(0)
    let place = kept.asideElsewhere()
    if (place === aside) return ok(undefined)
    while (place < aside) {
      const answer = await within(BEAT_PATIENCE, hub.reportedAside(place))
      if (!answer.ok) return notTold(answer.refusal)
      record.keepAsideElsewhere(answer.value.reported)
      // Nothing: what was told there is of events that the hub lost since.
      place = answer.value.upTo > place ? answer.value.upTo : Math.min(aside, place + ELSEWHERE)
      kept.keepAsideElsewhere(place)
    }
    asksWriters = true
    tell()
    return ok(undefined)
  }

  /** Over whose login void events came: asked once, in the name of somebody who answers for the record, and kept with them. */
  async function takeWriters(hub: Hub, { member }: Hello): Promise<Result<undefined>> {
    if (!asksWriters || !answersForRecord(member.roles)) return ok(undefined)
    const aside = record.quarantined().filter(({ fault }) => isVoid(fault)).map(({ row }) => row.position)
    const unknown = [...new Set([...aside, ...record.asideElsewhere().map(({ position }) => position)])].filter((position) => kept.writer(position) === undefined)
    for (let from = 0; from < unknown.length; from += WRITERS) {
      const told = await within(BEAT_PATIENCE, hub.writtenBy(unknown.slice(from, from + WRITERS)))
      if (!told.ok) return told.refusal.code === 'hub/role' ? ok(undefined) : told
      for (const writer of told.value) {
        kept.keepWriter(writer)
        log.warn('a void event came over a login', { position: writer.position, login: writer.login, person: writer.person })
      }
    }
    asksWriters = false
    if (unknown.length > 0) tell()
    return ok(undefined)
  }

  function isBeatDue(): boolean {
    const passed = millisecondsOf(machine.now()) - lastBeat
    return passed >= BEAT || passed < 0
  }

  async function run(mine: number): Promise<void> {
    let failures = 0
    while (!stale(mine)) {
      if (link !== 'stopped' && link !== 'offline') become('connecting')
      const connecting = options.connect()
      const connected = await within(PATIENCE, connecting)
      // One that comes too late is not wanted any more.
      if (!connected.ok) void connecting.then((late) => (late.ok ? late.value.close() : undefined)).catch(() => {})
      let ended: Refusal
      if (connected.ok) {
        try {
          ended = stale(mine) ? { code: 'session/locked' } : await attend(connected.value, mine)
        } finally {
          // A line that drops everything does not even take a good-bye.
          await Promise.race([connected.value.close().catch(() => {}), pause(1_000)])
        }
        if (link === 'current') failures = 0
      } else ended = connected.refusal
      if (stale(mine)) return
      become(isStop(ended.code) ? 'stopped' : 'offline', ended.code)
      for (const done of waitingForNow) done()
      const delay = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** failures)
      failures = Math.min(failures + 1, 10)
      await waitOrAsked(delay * (1 + options.chance() / 2), mine)
    }
  }

  /** The delay before the next attempt; a person who asks does not wait. */
  async function waitOrAsked(milliseconds: number, mine: number): Promise<void> {
    const end = millisecondsOf(machine.now()) + milliseconds
    happened.delete('lost')
    let examines = true
    for (let left = milliseconds; left > 0 && !stale(mine); left = end - millisecondsOf(machine.now())) {
      const examined: Result<boolean> = examines ? await examine(mine) : ok(false)
      examines = examined.ok && examined.value
      const what = await next(Math.min(left, examines ? EXAMINED_PAUSE : milliseconds))
      if (what === 'asked' || what === 'stop' || (what === 'beat' && !examines)) return
    }
  }

  return {
    start() {
      if (record.pin() === undefined) return
      round += 1
      const mine = round
      happened.clear()
      running = running
        .then(() => run(mine))
        .catch((error: unknown) => {
          // A bug must not end the exchange for good: it is logged, and the next unlock begins anew.
          log.warn('the exchange with the hub failed', { error: String(error) })
          if (!stale(mine)) become('offline', 'hub/failed')
        })
    },
    async stop() {
      round += 1
      const mine = round
      happen('stop')
      for (const end of cut) end()
      await running
      if (mine !== round) return
      become('locked')
      // Nothing is told later: the record may be closed then.
      tellNow()
    },
    recorded() {
      if (record.pin() === undefined) return
      happen('recorded')
      tell()
    },
    wanted() {
      if (record.pin() !== undefined) happen('wanted')
    },
    async now() {
      if (record.pin() === undefined || link === 'locked') return status()
      await new Promise<void>((done) => {
        const calm = timers.after(PATIENCE, () => finish())
        const finish = (): void => {
          calm()
          waitingForNow.delete(finish)
          done()
        }
        waitingForNow.add(finish)
        happen('asked')
      })
      return status()
    },
    status,
    writer: kept.writer,
    tell,
    isCurrent: () => link === 'current',
    onStatus(listener) {
      statusListeners.add(listener)
      return () => statusListeners.delete(listener)
    },
    onMerged(listener) {
      mergedListeners.add(listener)
      return () => mergedListeners.delete(listener)
    },
  }
}

/** Whether security leads are handed such an event too, and find the same in it: then there is nothing to tell them. */
function isFoundBySecurity({ row, fault }: Quarantined): boolean {
  if (bars(fault)) return false
  try {
    return mayRead({ person: '', office: '', roles: ['security'] }, JSON.parse(row.audience) as Audience) // what it may be otherwise throws, or is for nobody
  } catch {
    return false
  }
}

function isStop(code: string): boolean {
  return hubStops.some((stop: HubStop) => `hub/${stop}` === code)
}
