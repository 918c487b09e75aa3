import type { Database } from 'better-sqlite3'
import { HOUR, instantOf, millisecondsOf } from '#shared/kernel/clock.ts'
import { dueAt, spellsOf } from '#shared/posts/review-clock.ts'
import type { WorkingCalendar } from '#shared/posts/working-calendar.ts'
import type { PostColumns, PostColumnsStore } from './columns-store.ts'

/** How much time a review may take, in hours, and which time counts. */
export type TimeInForce = { readonly limit: number; readonly calendar: WorkingCalendar }

type Row = readonly [place: number, clockZero: number, clockRan: number, spells: string]

const READ = "SELECT rowid, clock_zero, clock_ran, clock_spells FROM posts_rows WHERE stage = 'submitted'"

/**
 * One more column beside those of `columns-store.ts`: when the time of each post in review runs out (ms), by the hours and the calendar in force; NaN while its
 * clock stands still. What is in force is no fact of a post, so the column is made anew when that changes, and a post's place when its row does. Answers the
 * column as it is now, for the columns that the store has just given.
 */
export function dueColumn(database: Database, store: PostColumnsStore, inForce: () => TimeInForce): (columns: PostColumns) => Float64Array {
  const all = database.prepare<[], Row>(READ).raw()
  const one = database.prepare<[number], Row>(`${READ} AND rowid = ?`).raw()
  let due = new Float64Array(0)
  let stale: Set<number> | 'all' = 'all'
  let by = ''

  store.onRead((_columns, places) => {
    if (places === undefined) stale = 'all'
    else if (stale !== 'all') for (const place of places) stale.add(place)
  })

  function put({ limit, calendar }: TimeInForce, [place, zero, ran, spells]: Row): void {
    const end = dueAt({ since: instantOf(zero + ran), spells: spellsOf(spells) }, limit, calendar)
    due[place] = end === undefined ? Number.NaN : millisecondsOf(end)
  }

  return (columns) => {
    const time = inForce()
    const key = JSON.stringify(time)
    if (key !== by) stale = 'all'
    by = key
    if (due.length < columns.stage.length) {
      const grown = new Float64Array(columns.stage.length).fill(Number.NaN)
      grown.set(due)
      due = grown
    }
    const places = stale
    stale = new Set()
    if (places === 'all') {
      due.fill(Number.NaN)
      // Where every hour counts, the columns know it: nothing is read.
      if (time.calendar.kind === 'elapsed') for (let place = 1; place < columns.size; place++) due[place] = (columns.clockZero[place] ?? Number.NaN) + time.limit * HOUR
      else for (const row of all.iterate()) put(time, row)
      return due
    }
    for (const place of places) {
      const row = one.get(place)
      if (row === undefined) due[place] = Number.NaN
      else put(time, row)
    }
    return due
  }
}
