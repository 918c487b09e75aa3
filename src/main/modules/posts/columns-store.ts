import type { Database } from 'better-sqlite3'
import { millisecondsOf, type Instant } from '#shared/kernel/clock.ts'
import { stageKinds, type StageKind } from '#shared/posts/post.ts'

/**
 * What lists are filtered, counted and sorted by, in memory: one column for each fact, one place (the row's number in `posts_rows`) for each post,
 * about 80 bytes each. A million posts are read through in milliseconds, whatever is asked of them together, where every combination would
 * want an index of its own in the file (docs/decisions/0026-posts-in-columns.md). The columns hold nothing of their own: they are read from `posts_rows` at the first
 * question, and whatever changes a row since, pending acts taken off again included, is told by this connection's own triggers and read anew.
 */
export type PostColumns = {
  /** One more than the highest place. */
  readonly size: number
  /** 0: no post has that place; else one more than the stage's position in `stageKinds`. */
  readonly stage: Uint8Array
  readonly networks: Uint16Array
  /** Codes of `texts`; 0 is none. */
  readonly office: Uint32Array
  readonly author: Uint32Array
  readonly reviewer: Uint32Array
  readonly holder: Uint32Array
  readonly campaign: Uint32Array
  /** All of a post's topics together have one code: that of their ids, parted by spaces. */
  readonly topics: Uint32Array
  /** Milliseconds since 1970, here and below; NaN is none. */
  readonly updated: Float64Array
  readonly wanted: Float64Array
  /** When it went out; of what did not yet, when it is wanted. */
  readonly placed: Float64Array
  readonly clockZero: Float64Array
  readonly heldUntil: Float64Array
  /** Tells what the search has read of a post from what it is now; 0 where there is no post. */
  readonly mark: Int32Array
}

type OnRead = (columns: PostColumns, places: readonly number[] | undefined) => void

export type PostColumnsStore = {
  /** The columns as the table is now. Reads what is left to read at once. */
  now(): PostColumns
  /** Reads the whole table in slices, so that other work has its turn in between. */
  ready(): Promise<void>
  /** The number that stands for the id of an office, a person or a campaign; undefined if no post ever named it. */
  codeOf(id: string): number | undefined
  /** The id that a code stands for. */
  idOf(code: number): string
  /** One more than the highest code. */
  codes(): number
  /** Called with the places that were read anew; `undefined`: all of them. The listener asks nothing of the store. */
  onRead(listener: OnRead): void
}

type Row = readonly [
  place: number,
  id: string,
  stage: StageKind,
  networks: number,
  office: string,
  author: string,
  reviewer: string | null,
  holder: string | null,
  heldUntil: Instant | null,
  updatedAt: Instant,
  wantedAt: number | null,
  clockZero: number | null,
  revision: number,
  campaign: string | null,
  topics: string,
  publishedAt: Instant | null,
]

const READ = "SELECT rowid, id, stage, networks, office, author, reviewer, claim_by, claim_until, updated_at, wanted_at, clock_zero, revision, campaign, topics, iif(stage = 'published', stage_at, NULL) FROM posts_rows"

/** Rows read in one go (some 10 ms) before other work has its turn. */
const SLICE = 5000
/** Changed rows from which on reading the whole table is quicker. */
const MANY = 50_000

const stores = new WeakMap<Database, PostColumnsStore>()

/** The columns of a ledger's posts: one set for each connection, however many ask. */
export function postColumns(database: Database): PostColumnsStore {
  const known = stores.get(database)
  if (known !== undefined) return known
  const made = makeColumns(database)
  stores.set(database, made)
  return made
}

function makeColumns(database: Database): PostColumnsStore {
  const armed = database.prepare("SELECT 1 FROM sqlite_temp_schema WHERE name = 'posts_columns_insert'").pluck()
  const version = () => database.pragma('data_version', { simple: true })
  const listeners: OnRead[] = []
  const codes = new Map<string, number>()
  const ids: string[] = ['']
  let columns = empty(1024)
  let changed = new Set<number>()
  /** The last place read of the whole table; undefined once it is read. */
  let reading: number | undefined = 0
  let seen: unknown

  const slice = () => database.prepare<[number, number], Row>(`${READ} WHERE rowid > ? ORDER BY rowid LIMIT ?`).raw()
  const one = () => database.prepare<[number], Row>(`${READ} WHERE rowid = ?`).raw()
  const last = () => database.prepare<[], number | null>('SELECT max(rowid) FROM posts_rows').pluck()
  let prepared: { readonly slice: ReturnType<typeof slice>; readonly one: ReturnType<typeof one>; readonly last: ReturnType<typeof last> } | undefined

  database.function('posts_touched', (place: number) => {
    changed.add(place)
    return null
  })

  /** The triggers fall with the table when it is made anew; then everything is read again. Another connection's writes are not told: likewise. */
  function arm(): void {
    const current = version()
    if (armed.get() !== undefined && seen === current) return
    seen = current
    for (const [on, row] of [['insert', 'new'], ['update', 'new'], ['delete', 'old']] as const) {
      database.exec(`CREATE TEMP TRIGGER IF NOT EXISTS posts_columns_${on} AFTER ${on} ON main.posts_rows BEGIN SELECT posts_touched(${row}.rowid); END`)
    }
    prepared = { slice: slice(), one: one(), last: last() }
    restart()
  }

  function restart(): void {
    columns = empty(Math.max(columns.stage.length, (prepared?.last.get() ?? 0) + 1))
    changed = new Set()
    reading = 0
  }

  function codeFor(id: string | null): number {
    if (id === null) return 0
    let code = codes.get(id)
    if (code === undefined) {
      code = ids.push(id) - 1
      codes.set(id, code)
    }
    return code
  }

  function put([place, id, stage, networks, office, author, reviewer, holder, heldUntil, updatedAt, wantedAt, clockZero, revision, campaign, topics, publishedAt]: Row): void {
    if (place >= columns.stage.length) columns = grown(columns, Math.max(place + 1, columns.stage.length * 2))
    if (place >= columns.size) columns = { ...columns, size: place + 1 }
    columns.stage[place] = stageKinds.indexOf(stage) + 1
    columns.networks[place] = networks
    columns.office[place] = codeFor(office)
    columns.author[place] = codeFor(author)
    columns.reviewer[place] = codeFor(reviewer)
    columns.holder[place] = codeFor(holder)
    columns.campaign[place] = codeFor(campaign)
    columns.topics[place] = topics === '' ? 0 : codeFor(topics)
    columns.heldUntil[place] = heldUntil === null ? Number.NaN : millisecondsOf(heldUntil)
    columns.updated[place] = millisecondsOf(updatedAt)
    columns.wanted[place] = wantedAt ?? Number.NaN
    columns.placed[place] = publishedAt === null ? (wantedAt ?? Number.NaN) : millisecondsOf(publishedAt)
    columns.clockZero[place] = clockZero ?? Number.NaN
    columns.mark[place] = markOf(`${id} ${revision} ${updatedAt}`)
  }

  /** One slice of the whole table; true when it was the last. Row by row: rows kept together would outlive the young generation, and their room stays with the process. */
  function readOn(most: number): boolean {
    let left = most
    for (const row of prepared?.slice.iterate(reading ?? 0, most) ?? []) {
      put(row)
      reading = row[0]
      left -= 1
    }
    const done = left > 0
    if (done) reading = undefined
    if (done) for (const listen of listeners) listen(columns, undefined)
    return done
  }

  function readChanged(): void {
    if (changed.size === 0 || reading !== undefined) return
    if (changed.size > MANY) return restart()
    const places = [...changed]
    for (const place of places) {
      const row = prepared?.one.get(place)
      if (row !== undefined) put(row)
      else if (place < columns.size) {
        columns.stage[place] = 0
        columns.mark[place] = 0
      }
    }
    // What a transaction has changed and may still take back is read once more.
    if (!database.inTransaction) changed.clear()
    for (const listen of listeners) listen(columns, places)
  }

  return {
    now() {
      arm()
      readChanged()
      while (reading !== undefined) readOn(SLICE * 10)
      readChanged()
      return columns
    },
    async ready() {
      arm()
      while (reading !== undefined && database.open) {
        readOn(SLICE)
        await new Promise((resolve) => setImmediate(resolve))
        if (database.open) arm()
      }
    },
    codeOf: (id) => codes.get(id),
    idOf: (code) => ids[code] ?? '',
    codes: () => ids.length,
    onRead: (listener) => void listeners.push(listener),
  }
}

function empty(room: number): PostColumns {
  return {
    size: 0,
    stage: new Uint8Array(room),
    networks: new Uint16Array(room),
    office: new Uint32Array(room),
    author: new Uint32Array(room),
    reviewer: new Uint32Array(room),
    holder: new Uint32Array(room),
    campaign: new Uint32Array(room),
    topics: new Uint32Array(room),
    updated: new Float64Array(room),
    wanted: new Float64Array(room),
    placed: new Float64Array(room),
    clockZero: new Float64Array(room),
    heldUntil: new Float64Array(room),
    mark: new Int32Array(room),
  }
}

function grown(columns: PostColumns, room: number): PostColumns {
  const next = empty(room)
  for (const name of ['stage', 'networks', 'office', 'author', 'reviewer', 'holder', 'campaign', 'topics', 'updated', 'wanted', 'placed', 'clockZero', 'heldUntil', 'mark'] as const) next[name].set(columns[name])
  return { ...next, size: columns.size }
}

/** FNV-1a of what changes with a post's text, and never 0. */
function markOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash | 1
}
