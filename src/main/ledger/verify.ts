import type { Database } from 'better-sqlite3'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { SignerRegistered } from '#shared/ledger/signer-registered.ts'
import { deedDigest, eventHash, type EventRow } from './canonical.ts'
import { VOID } from './event-rows.ts'
import { HELD, PIN } from './sqlite-shared-record.ts'
import { isSignedWith, readPublicKey } from './signed.ts'
import { type FirstBad, type KnownSigner, type Order, type RangeAnswer, type RangeTask, verifyRange } from './verify-range.ts'

export type Verification = {
  readonly events: number
  readonly bad: FirstBad | undefined
  /** The signer that everything hangs from: compare it with the one pinned in the keychain. */
  readonly root: string | undefined
}

export type VerifyOptions = {
  /** Where `verify-worker` lies: the built file in the app, the source in tests. */
  readonly worker: string | URL
  /** Share done, 0–1. */
  readonly onProgress?: (share: number) => void
  /** Whether an event of a shared record that was found void is, for another reason than its signature; without it that is believed. */
  readonly isStillVoid?: (row: EventRow) => boolean | Promise<boolean>
  /** Calls it off; a few hundred events are read in one go. */
  readonly signal?: AbortSignal
}

/**
 * Re-reads every event, over all cores where there are many, and names the first that was altered, dropped, reordered or forged.
 * What a file alone cannot show (an old copy put back whole) is told in docs/threat-model.md.
 */
export async function verify(database: Database, options: VerifyOptions): Promise<Verification> {
  const extent = database
    .prepare<[], { count: number; last: number; ever: number }>(
      `SELECT count(*) AS count, coalesce(max(position), 0) AS last,
              coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'events'), 0) AS ever FROM events`,
    )
    .get() ?? { count: 0, last: 0, ever: 0 }
  const held = heldOf(database)
  const signers = knownSigners(database)
  const last = Math.max(extent.last, extent.ever)
  if (last === 0) return { events: 0, bad: undefined, root: undefined }

  let checked = 0
  const orders: Order[] = []
  const found = await firstBad({ file: database.name, signers, shared: held !== undefined }, last, options, orders, (count) => {
    checked += count
    options.onProgress?.(Math.min(1, checked / extent.count))
  })
  const bad = held === undefined ? found : earlier(found, earlier(await notVoid(database, signers, options), earlier(outOfOrder(database, orders), missing(extent, held))))
  return { events: extent.count, bad, root: signers[0]?.signer }
}

/** How many events a shared record has taken over; undefined: it is this machine's alone, and has no gaps. */
function heldOf(database: Database): number | undefined {
  const noted = database.prepare<[string], string>('SELECT value FROM sync_notes WHERE name = ?').pluck()
  return noted.get(PIN) === undefined ? undefined : Number(noted.get(HELD) ?? 0)
}

/** Where gaps are in order, an event that closed both its chain and its stream is missed by its number alone. */
function missing(extent: { readonly count: number; readonly last: number; readonly ever: number }, held: number): FirstBad | undefined {
  if (extent.ever > extent.last) return { position: extent.ever, fault: 'missing' }
  return extent.count < held ? { position: extent.last + 1, fault: 'missing' } : undefined
}

/** The first event that the file says is void and that is not: with such a note an accepted event could be left out. */
async function notVoid(database: Database, signers: readonly KnownSigner[], { isStillVoid }: VerifyOptions): Promise<FirstBad | undefined> {
  const rows = database.prepare<[], { position: number; row: string }>(`SELECT position, row FROM quarantine WHERE fault IN (${VOID}) ORDER BY position`).all()
  const known = new Map(signers.map((signer) => [signer.signer, signer]))
  for (const { position, row: text } of rows) {
    const row = JSON.parse(text) as EventRow // kept by the shared record as it came; what was made of it since is looked at here
    if (eventHash(deedDigest(row), row) !== row.hash || row.position !== position) return { position, fault: 'altered' }
    const signer = known.get(row.signer)
    const key = signer !== undefined && signer.from <= position ? readPublicKey(signer.publicKey) : undefined
    const isSigned = key !== undefined && isSignedWith(key, row.hash, row.signature)
    if (isSigned && (await isStillVoid?.(row)) === false) return { position, fault: 'missing' }
  }
  return undefined
}

function earlier(one: FirstBad | undefined, other: FirstBad | undefined): FirstBad | undefined {
  return one === undefined || (other !== undefined && other.position < one.position) ? other : one
}

/** The first event that names one as before it which stands after it. */
function outOfOrder(database: Database, orders: readonly Order[]): FirstBad | undefined {
  const count = orders.reduce((sum, { hashes }) => sum + hashes.length, 0)
  // Open addressing in two flat arrays: a Map of a million events would take ten times the memory.
  const slots = 2 ** Math.ceil(Math.log2(count * 2 + 2))
  const keys = new Float64Array(slots).fill(-1)
  const values = new Float64Array(slots)
  const slotOf = (key: number): number => {
    let slot = key % slots
    while (keys[slot] !== -1 && keys[slot] !== key) slot = (slot + 1) % slots
    return slot
  }
  for (const { hashes, positions } of orders) {
    for (const [index, key] of hashes.entries()) {
      const slot = slotOf(key)
      keys[slot] = key
      values[slot] = positions[index] ?? 0
    }
  }
  const hashAt = database.prepare<[number], string>('SELECT hash FROM events WHERE position = ?').pluck()
  const namedAt = database.prepare<[number], string>('SELECT after FROM events WHERE position = ?').pluck()
  let first: FirstBad | undefined
  for (const { named, namedBy } of orders) {
    for (const [index, key] of named.entries()) {
      const by = namedBy[index] ?? 0
      const slot = slotOf(key)
      const position = values[slot] ?? 0
      // 52 bits may fall together once in a great while; the file knows.
      if (keys[slot] === -1 || position < by || hashAt.get(position) !== namedAt.get(by)) continue
      first = earlier(first, { position: by, fault: 'out-of-order' })
    }
  }
  return first
}

/** The smallest range worth handing out: some 0.1 s of work. */
const SMALLEST = 1000
/** Events that are read in less time than a thread takes to start. */
const FEW = 300

/**
 * Positions 1 to `last` in ranges that get smaller: large ones first, for few edges; small ones last, so that no core waits long for
 * another that was busy with something else.
 */
function rangesOf(last: number, cores: number): readonly Pick<RangeTask, 'from' | 'to'>[] {
  const ranges: Pick<RangeTask, 'from' | 'to'>[] = []
  for (let from = 1; from <= last; ) {
    const to = Math.min(last, from - 1 + Math.max(SMALLEST, Math.ceil((last - from + 1) / (2 * cores))))
    ranges.push({ from, to })
    from = to + 1
  }
  return ranges
}

/** Reads few events here. Hands the ranges of more out in order, each to the next free core, until one holds a bad event: those before it are then already being read. */
async function firstBad(
  record: Pick<RangeTask, 'file' | 'signers' | 'shared'>,
  last: number,
  options: VerifyOptions,
  orders: Order[],
  onChecked: (count: number) => void,
): Promise<FirstBad | undefined> {
  options.signal?.throwIfAborted()
  if (last <= FEW) {
    const { bad, order } = verifyRange({ ...record, from: 1, to: last }, onChecked)
    if (order !== undefined) orders.push(order)
    return bad
  }
  const cores = Math.max(1, Math.min(availableParallelism(), Math.ceil(last / (2 * SMALLEST))))
  const ranges = rangesOf(last, cores).values()
  const workers = Array.from({ length: cores }, () => new Worker(options.worker))
  const ended = workers.map((worker) => new Promise((done) => worker.once('exit', done)))
  let first: FirstBad | undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    options.signal?.addEventListener('abort', () => reject(options.signal?.reason as Error), { once: true })
  })
  const all = workers.map(async (worker) => {
    const check = checker(worker, onChecked)
    for (const range of ranges) {
      const { bad, order } = await check({ ...record, ...range })
      if (order !== undefined) orders.push(order)
      if (bad !== undefined && (first === undefined || bad.position < first.position)) first = bad
      if (first !== undefined) break
    }
    worker.postMessage(null)
  })
  try {
    await Promise.race([Promise.all(all), aborted])
    // V8 can fall over a thread that goes while another comes (`Check failed: jit_page.has_value()`): whoever verifies again finds none going.
    await Promise.all(ended)
    return first
  } catch (error) {
    for (const worker of workers) void worker.terminate()
    throw error
  }
}

/**
 * The signers in the order they were made known. The founding signer counts from its own event; every later registration is
 * itself an event whose signature the ranges check. A key registered twice keeps its first meaning.
 */
function knownSigners(database: Database): readonly KnownSigner[] {
  const rows = database
    .prepare<[], { position: number; payload: string }>(
      `SELECT position, payload FROM (
         SELECT position, payload FROM events WHERE type = 'signer.registered' UNION ALL SELECT position, payload FROM events WHERE type = 'person.invited'
       ) ORDER BY position`,
    )
    .all()
  const known = new Map<string, KnownSigner>()
  // The root signs the whole founding act, the events before its own registration included.
  for (const [index, row] of rows.entries()) {
    const payload = payloadOf(row.payload)
    if (payload === undefined || known.has(payload.signer)) continue
    known.set(payload.signer, { signer: payload.signer, publicKey: payload.publicKey, from: index === 0 ? 1 : row.position + 1 })
  }
  return [...known.values()]
}

/** A registration's payload; undefined if somebody broke the row (its own check names it then). */
function payloadOf(text: string): SignerRegistered['payload'] | undefined {
  try {
    const value = JSON.parse(text) as Partial<SignerRegistered['payload']> // checked on the next line
    return typeof value.signer === 'string' && typeof value.publicKey === 'string' && readPublicKey(value.publicKey) !== undefined ? (value as SignerRegistered['payload']) : undefined
  } catch {
    return undefined
  }
}

/** Asks one worker, one range at a time. */
function checker(worker: Worker, onChecked: (count: number) => void): (task: RangeTask) => Promise<RangeAnswer> {
  let waiting: PromiseWithResolvers<RangeAnswer> | undefined
  worker.on('message', (message: number | RangeAnswer) => (typeof message === 'number' ? onChecked(message) : waiting?.resolve(message)))
  worker.on('error', (error) => waiting?.reject(error))
  worker.on('exit', (code) => waiting?.reject(new Error(`verify worker ended with ${code}`)))
  return (task) => {
    waiting = Promise.withResolvers()
    worker.postMessage(task)
    return waiting.promise
  }
}
