import type { Network } from '#shared/accounts/network.ts'
import { HOUR, millisecondsOf, type Instant } from '#shared/kernel/clock.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import { entityIdOf } from '#shared/organization/office.ts'
import type { CampaignId } from '#shared/library/campaign.ts'
import type { TopicId } from '#shared/library/topic.ts'
import type { PostFacets } from '#shared/posts/contract.ts'
import type { PostFilter, PostOrder } from '#shared/posts/filter.ts'
import { stageKinds, type StageKind } from '#shared/posts/post.ts'
import { never } from '#shared/kernel/never.ts'
import { SOON_HOURS } from '#shared/posts/review-clock.ts'
import { nothingShown, type QueueShow } from '#shared/posts/shows.ts'
import { afterCounting } from '#shared/posts/working-calendar.ts'
import type { PostColumns, PostColumnsStore } from './columns-store.ts'
import type { TimeInForce } from './due-store.ts'
import type { PostSearch } from './search-store.ts'
import { bitsOf, firstOf, keepsOf, pick, sieveOf, tally, topicsOf, type Cursor, type Ends, type Keeps, type Sieve, type Sorting } from './sift.ts'
import type { StoredPost } from './store.ts'

/** What a list may show: one office's posts, or everybody's. */
export type Scope = OfficeId | 'everywhere'

/** A page of a list, and where the next one begins. `atLeast`, `unread`: as in the contract. */
export type StoredPage = { readonly rows: readonly StoredPost[]; readonly total: number; readonly atLeast: boolean; readonly unread: number; readonly next: string | null }
type Paging = { readonly after: string | null; readonly limit: number }
export type Viewer = { readonly person: PersonId; readonly scope: Scope }

/** Most found posts of which everything is said exactly, in the list's own order. */
const EXACT = 10_000
/** Of a search that finds more, so many are looked at for the counts. */
const COUNTED = 60_000
/** Of a calendar, so many. */
const COUNTED_DATED = 300_000
/** Of those without a date, so many are sent with a calendar. */
const UNDATED = 60
/** Most offices by which the search itself is narrowed. */
const MOST_OFFICES = 12
/** Above every place. */
const TOP = Number.MAX_SAFE_INTEGER

/** What a search found: `among` of it, all of it unless `more` (then the newest). */
type Found = { readonly among: readonly number[] | undefined; readonly more: boolean; readonly unread: number }

export type ListsDependencies = {
  readonly columns: PostColumnsStore
  /** When the time of each post in review runs out, beside the columns just given. */
  readonly dueBeside: (columns: PostColumns) => Float64Array
  readonly inForce: () => TimeInForce
  readonly search: PostSearch
  readonly rowsAt: (places: readonly number[]) => readonly StoredPost[]
  readonly now: () => Instant
  readonly nameOf: (person: PersonId) => string
  readonly officeNameOf: (office: OfficeId) => string
}

/** Lists, counts and calendars of posts, out of the columns and the search. */
export function postLists({ columns: store, dueBeside, inForce, search, rowsAt, now, nameOf, officeNameOf }: ListsDependencies) {
  const ends = (): Ends => {
    const present = now()
    return { soon: millisecondsOf(afterCounting(present, SOON_HOURS * HOUR, inForce().calendar)), over: millisecondsOf(present) }
  }

  function sieved(columns: PostColumns, filter: PostFilter, { person, scope }: Viewer): Sieve {
    return sieveOf(store, columns, filter, { person, scope: scope === 'everywhere' ? undefined : scope, due: dueBeside(columns), ends: ends() })
  }

  /** The offices by which a search may be narrowed at no cost. */
  function officesOf({ scope }: Viewer, filter: PostFilter | undefined): readonly string[] | undefined {
    if (scope !== 'everywhere') return [scope]
    return filter !== undefined && filter.entities.length === 0 && filter.offices.length > 0 && filter.offices.length <= MOST_OFFICES ? filter.offices : undefined
  }

  /** The newest `most` posts that have the words, or all posts when there are no words. */
  function found(text: string, offices: readonly string[] | undefined, most: number): Found {
    const words = search.words(text)
    if (words.length === 0) return { among: undefined, more: false, unread: 0 }
    const unread = search.catchUp()
    const among = search.places(words, offices, TOP, most + 1)
    return among.length > most ? { among: among.slice(0, most), more: true, unread } : { among, more: false, unread }
  }

  /** A page of what has the words, newest first, in slices of the search: more was found than can be put in order. */
  function broadPage(columns: PostColumns, keeps: Keeps, text: string, offices: readonly string[] | undefined, { after, limit }: { after: Cursor | null; limit: number }) {
    const words = search.words(text)
    const places: number[] = []
    let below = after?.place ?? TOP
    for (;;) {
      const slice = search.places(words, offices, below, EXACT)
      for (const place of slice) {
        if (places.length <= limit && columns.stage[place] !== 0 && columns.stage[place] !== undefined && keeps(place)) places.push(place)
      }
      if (places.length > limit || slice.length < EXACT) break
      below = slice.at(-1) ?? 0
    }
    const last = places.length > limit ? places[limit - 1] : undefined
    return { places: places.slice(0, limit), next: last === undefined ? null : { key: BROAD, place: last } }
  }

  function page(text: string, offices: readonly string[] | undefined, keepsIn: (columns: PostColumns) => Keeps, sorting: (columns: PostColumns) => Sorting, { after, limit }: Paging): StoredPage {
    const cursor = cursorOf(after)
    const few = found(text, offices, EXACT)
    const columns = store.now()
    const keeps = keepsIn(columns)
    if (!few.more) {
      const { places, total, next } = pick(columns, keeps, sorting(columns), { after: cursor, limit, among: few.among })
      return { rows: rowsAt(places), total, atLeast: false, unread: few.unread, next: next === null ? null : JSON.stringify([next.key, next.place]) }
    }
    const many = found(text, offices, COUNTED)
    const total = (many.among ?? []).reduce((sum, place) => sum + (columns.stage[place] !== 0 && keeps(place) ? 1 : 0), 0)
    const { places, next } = broadPage(columns, keeps, text, offices, { after: cursor, limit })
    return { rows: rowsAt(places), total: Math.max(total, places.length), atLeast: many.more, unread: few.unread, next: next === null ? null : JSON.stringify([next.key, next.place]) }
  }

  /** What each show of the queue keeps, for that person and network. */
  function parts(columns: PostColumns, person: PersonId, network: Network | null): Readonly<Record<QueueShow, Keeps>> {
    const { stage, networks, heldUntil, holder } = columns
    const due = dueBeside(columns)
    const bits = network === null ? 0 : bitsOf([network])
    const present = millisecondsOf(now())
    const { soon, over } = ends()
    const me = store.codeOf(person) ?? -1
    const at = (kind: StageKind): Keeps => {
      const wanted = stageKinds.indexOf(kind) + 1
      return bits === 0 ? (place) => stage[place] === wanted : (place) => stage[place] === wanted && ((networks[place] ?? 0) & bits) !== 0
    }
    const waits = at('submitted')
    const isHeld: Keeps = (place) => (heldUntil[place] ?? Number.NaN) > present
    const isLapsed: Keeps = (place) => (due[place] ?? Number.NaN) <= over
    return {
      all: waits,
      unclaimed: (place) => waits(place) && !isHeld(place),
      mine: (place) => waits(place) && holder[place] === me && isHeld(place),
      'due-soon': (place) => waits(place) && (due[place] ?? Number.NaN) <= soon && !isLapsed(place),
      lapsed: (place) => waits(place) && isLapsed(place),
      returned: at('returned'),
    }
  }

  return {
    list(viewer: Viewer, filter: PostFilter, order: PostOrder, paging: Paging): StoredPage {
      return page(filter.text, officesOf(viewer, filter), (columns) => keepsOf(sieved(columns, filter, viewer)), (columns) => sortingOf(columns, order), paging)
    },

    /** The review queue, least time left first; what was returned, the longest away first. */
    queue(person: PersonId, { show, network, text }: { readonly show: QueueShow; readonly network: Network | null; readonly text: string }, paging: Paging): StoredPage {
      const sorting = (columns: PostColumns): Sorting => {
        const key = show === 'returned' ? columns.updated : dueBeside(columns)
        return { key: (place) => key[place] ?? 0, down: false }
      }
      return page(text, undefined, (columns) => parts(columns, person, network)[show], sorting, paging)
    },

    /** How many each show of the queue would have: one pass, whatever is shown. */
    queueCounts(person: PersonId, { network, text }: { readonly network: Network | null; readonly text: string }): Readonly<Record<QueueShow, number>> {
      const { among } = found(text, undefined, COUNTED)
      const columns = store.now()
      const { all, returned, mine, unclaimed, lapsed, 'due-soon': soon } = parts(columns, person, network)
      const counts = { ...nothingShown }
      const count = (place: number): void => {
        if (returned(place)) counts.returned += 1
        if (!all(place)) return
        counts.all += 1
        if (unclaimed(place)) counts.unclaimed += 1
        else if (mine(place)) counts.mine += 1
        if (lapsed(place)) counts.lapsed += 1
        else if (soon(place)) counts['due-soon'] += 1
      }
      if (among !== undefined) for (const place of among) count(place)
      else for (let place = 1; place < columns.size; place++) count(place)
      return counts
    },

    facets(viewer: Viewer, filter: PostFilter): PostFacets {
      const { among, more, unread } = found(filter.text, officesOf(viewer, filter), COUNTED)
      const columns = store.now()
      const counts = tally(columns, sieved(columns, filter, viewer), { due: dueBeside(columns), ends: ends() }, store.codes(), among)
      const topics = new Map<string, number>()
      for (const [code, count] of counts.topics) for (const topic of topicsOf(store, code)) topics.set(topic, (topics.get(topic) ?? 0) + count)
      const people = (codes: ReadonlyMap<number, number>) =>
        byName([...codes].map(([code, count]) => ({ id: store.idOf(code) as PersonId, name: nameOf(store.idOf(code) as PersonId), count }))) // codes of that column are people's ids
      return {
        total: counts.total,
        atLeast: more,
        unread,
        stages: counts.stages,
        networks: counts.networks,
        offices: byName(
          [...counts.offices].map(([code, count]) => {
            const id = store.idOf(code) as OfficeId // codes of that column are offices' ids
            return { id, name: officeNameOf(id), entity: entityIdOf(id), count }
          }),
        ),
        authors: people(counts.authors),
        reviewers: people(counts.reviewers),
        campaigns: [...counts.campaigns].map(([code, count]) => ({ id: store.idOf(code) as CampaignId, count })), // codes of that column are campaigns' ids
        topics: [...topics].map(([id, count]) => ({ id: id as TopicId, count })), // likewise
        due: { soon: counts.soon, over: counts.over },
        wanted: { undated: counts.undated, dated: counts.dated },
      }
    },

    /** By days, what is out on the day it went out and the rest on the day it is wanted; `each` of a day at most, the earliest first, with how many there are. */
    calendar(viewer: Viewer, filter: PostFilter, edges: readonly Instant[], each: number) {
      const { among, more, unread } = found(filter.text, officesOf(viewer, filter), COUNTED_DATED)
      const columns = store.now()
      const { stage, placed, updated } = columns
      const keeps = keepsOf(sieved(columns, { ...filter, wanted: { kind: 'any' } }, viewer))
      const at = edges.map(millisecondsOf)
      const [begin = 0, end = 0] = [at[0], at.at(-1)]
      const days = at.slice(1).map(() => ({ total: 0, first: firstOf(each, false) }))
      const undated = { total: 0, first: firstOf(UNDATED, true) }
      // What was discarded waits for no date.
      const discarded = stageKinds.indexOf('discarded') + 1
      const look = (place: number): void => {
        const when = placed[place] ?? Number.NaN
        const isIn = when >= begin && when < end
        if (!isIn && !Number.isNaN(when)) return
        if (stage[place] === 0 || !keeps(place)) return
        if (!isIn && stage[place] === discarded) return
        const day = isIn ? days[dayAt(at, when)] : undated
        if (day === undefined) return
        day.total += 1
        day.first.offer(isIn ? when : -(updated[place] ?? 0), place)
      }
      if (among !== undefined) for (const place of among) look(place)
      else for (let place = columns.size - 1; place > 0; place--) look(place)
      const rowsOf = (first: ReturnType<typeof firstOf>) => rowsAt(first.sorted().map(({ place }) => place))
      return {
        days: days.map(({ total, first }) => ({ total, rows: rowsOf(first) })),
        undated: { total: undated.total, rows: rowsOf(undated.first) },
        atLeast: more,
        unread,
      }
    },
  }
}

/** The key of a cursor of a search that found more than is put in order. */
const BROAD = 0

function sortingOf({ updated, wanted }: PostColumns, order: PostOrder): Sorting {
  switch (order) {
    case 'recent':
      return { key: (place) => -(updated[place] ?? 0), down: true }
    case 'wanted':
      // A finite number, because a cursor goes through JSON.
      return { key: (place) => (Number.isNaN(wanted[place]) ? Number.MAX_SAFE_INTEGER : (wanted[place] ?? 0)), down: false }
    default:
      return never(order)
  }
}

/** Which of the days that the edges cut a moment is in. */
function dayAt(edges: readonly number[], moment: number): number {
  let [low, high] = [0, edges.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((edges[middle] ?? 0) <= moment) low = middle
    else high = middle
  }
  return low
}

function byName<T extends { readonly name: string }>(values: readonly T[]): T[] {
  const collator = new Intl.Collator('es-MX', { numeric: true })
  return values.toSorted((one, other) => collator.compare(one.name, other.name))
}

/** A cursor's two parts. A malformed one, which only a tampered window could send, begins at the end: nothing is beyond it. */
function cursorOf(after: string | null): Cursor | null {
  if (after === null) return null
  try {
    const parts: unknown = JSON.parse(after)
    if (Array.isArray(parts) && typeof parts[0] === 'number' && typeof parts[1] === 'number') return { key: parts[0], place: parts[1] }
  } catch {
    // Not even JSON: as below.
  }
  return { key: Number.POSITIVE_INFINITY, place: 0 }
}
