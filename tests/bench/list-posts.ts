import { postsHandlers } from '#main/modules/posts/handlers.ts'
import { publicationsProjection } from '#main/modules/posts/publications-store.ts'
import { reviewProjection } from '#main/modules/posts/review-store.ts'
import { postsProjection } from '#main/modules/posts/store.ts'
import { addDays, addMonths, instantAt, type Day } from '#shared/kernel/local-day.ts'
import type { Context, OfficeId } from '#shared/ledger/event.ts'
import { postsContract } from '#shared/posts/contract.ts'
import { everyPost, type PostFilter } from '#shared/posts/filter.ts'
import { openDesk, type Desk } from '#tests/main/posts/desk.ts'
import { openTestLedger } from '#tests/kit/test-ledger.ts'
import { offices, projectPosts } from './many-rows.ts'
import type { Bench, Figure } from './run.ts'

const ROUNDS = 60
const MILLION = 1_000_000

type Asking = { readonly name: string; readonly ask: (round: number) => Promise<number> }

function p95(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? Number.NaN
}

/** Each question `ROUNDS` times, in turns; the figure is the p95 of the slowest. */
async function slowest(askings: readonly Asking[], floor: () => void, more: Readonly<Record<string, number>> = {}): Promise<Figure> {
  const times = new Map<string, number[]>(askings.map(({ name }) => [name, []]))
  const floors: number[] = []
  for (let round = -3; round < ROUNDS; round++) {
    const first = performance.now()
    floor()
    if (round >= 0) floors.push(performance.now() - first)
    for (const { name, ask } of askings) {
      const began = performance.now()
      const found = await ask(Math.max(0, round))
      if (found < 0) throw new Error('never')
      // The first rounds warm the machine.
      if (round >= 0) times.get(name)?.push(performance.now() - began)
    }
  }
  const each = Object.fromEntries([...times].map(([name, taken]) => [name, p95(taken)]))
  const value = Math.max(...Object.values(each))
  const bare = p95(floors)
  return { value, unit: 'ms', floor: bare, ratio: value / bare, extra: { p95: value, ...each, ...more } }
}

function asked(desk: Desk) {
  const handlers = postsHandlers(desk.posts)
  const { entries } = postsContract
  const everywhere = { context: desk.context(2, ['reviewer']) }
  const office = { context: desk.context(1, ['operator'], offices[7]) }
  const sure = <T>(answer: { readonly ok: true; readonly value: T } | { readonly ok: false }): T => {
    if (!answer.ok) throw new Error('refused')
    return answer.value
  }
  return {
    everywhere,
    office,
    /** As the window asks: input schema, handler, service, answer schema. Answers the total. */
    list: async (filter: Partial<PostFilter>, caller: { readonly context: Context } = everywhere, order: 'recent' | 'wanted' = 'recent') =>
      entries.list.out.parse(sure(await handlers.list(entries.list.in.parse({ ...everyPost, ...filter, order, after: null, limit: 50 }), caller))).total,
    facets: async (filter: Partial<PostFilter>, caller: { readonly context: Context } = everywhere) =>
      entries.facets.out.parse(sure(await handlers.facets(entries.facets.in.parse({ ...everyPost, ...filter }), caller))).total,
    queue: async (show: 'all' | 'unclaimed' | 'due-soon', network: 'x' | null, text = '') =>
      entries.queue.out.parse(sure(await handlers.queue(entries.queue.in.parse({ show, network, text, after: null, limit: 50 }), everywhere))).total,
    calendar: async (days: readonly Day[], each: number, filter: Partial<PostFilter> = {}) => {
      const edges = days.map((day) => instantAt(day, 0, 'America/Mexico_City'))
      const page = entries.calendar.out.parse(sure(await handlers.calendar(entries.calendar.in.parse({ filter: { ...everyPost, ...filter }, edges, each }), everywhere)))
      return page.days.reduce((sum, { total }) => sum + total, 0)
    },
  }
}

/** The year in which posts are wanted. */
const YEAR = { from: Date.UTC(2026, 11, 1), to: Date.UTC(2027, 11, 1) }

async function opened(count: number): Promise<{ readonly desk: Desk; readonly seconds: Readonly<Record<string, number>> }> {
  const desk = openDesk(openTestLedger([postsProjection, publicationsProjection, reviewProjection]))
  const first = performance.now()
  projectPosts(desk, count, YEAR)
  const second = performance.now()
  await desk.posts.ready()
  const seconds = { 'made (s)': (second - first) / 1000, 'read (s)': (performance.now() - second) / 1000 }
  console.error(`${count} posts: ${JSON.stringify(seconds)}`)
  return { desk, seconds }
}

/** A bare pass over one byte for each post, and fifty rows by their number. */
function bare(desk: Desk, count: number): () => void {
  const bytes = new Uint8Array(count).fill(2)
  const row = desk.ledger.database.prepare<[number]>('SELECT * FROM posts_rows WHERE rowid = ?')
  return () => {
    let found = 0
    for (let place = 0; place < count; place++) if (bytes[place] === 2) found += 1
    if (found !== count) throw new Error('never')
    for (let place = 0; place < 50; place++) row.get(1 + place * 97)
  }
}

/** What the lists and the queue ask, in all their ways. */
function listings(ask: ReturnType<typeof asked>): readonly Asking[] {
  return [
    { name: 'queue', ask: () => ask.queue('unclaimed', 'x') },
    { name: 'due soon', ask: () => ask.queue('due-soon', null) },
    { name: 'list', ask: () => ask.list({}) },
    { name: 'by date', ask: () => ask.list({}, ask.everywhere, 'wanted') },
    { name: 'filtered', ask: (round) => ask.list({ stages: ['approved'], networks: ['x'], entities: ['oaxaca'], offices: [offices[round % 300] as OfficeId], due: 'any', wanted: { kind: 'dated' } }) },
    { name: 'one office', ask: () => ask.list({}, ask.office) },
  ]
}

let million: ReturnType<typeof opened> | undefined

/** Queue and list pages of 100,000 posts, with their count. */
export const queue100k: Bench = {
  name: 'queue-100k',
  goal: { below: 10 },
  async run() {
    const { desk } = await opened(100_000)
    const ask = asked(desk)
    const figure = await slowest(listings(ask), bare(desk, 100_000))
    const facets = await slowest([{ name: 'facets', ask: () => ask.facets({}) }], () => undefined)
    desk.close()
    return { ...figure, extra: { ...figure.extra, facets: facets.value } }
  },
}

/** The same of a million. The posts are left for the search. */
export const queue1m: Bench = {
  name: 'queue-1m',
  goal: { below: 50 },
  async run() {
    million ??= opened(MILLION)
    const { desk, seconds } = await million
    const ask = asked(desk)
    const figure = await slowest(listings(ask), bare(desk, MILLION), seconds)
    const facets = await slowest([{ name: 'facets', ask: () => ask.facets({}) }], () => undefined)
    return { ...figure, extra: { ...figure.extra, facets: facets.value } }
  },
}

/** Words among a million posts, with the count: rare, common, beginnings, several, with filters, of one office. Floor: the index's own answer to one rare word. */
export const search1m: Bench = {
  name: 'search-1m',
  goal: { below: 50 },
  async run() {
    million ??= opened(MILLION)
    const { desk } = await million
    const ask = asked(desk)
    const began = performance.now()
    await desk.posts.readForSearch()
    const indexed = { 'indexed (s)': (performance.now() - began) / 1000 }
    console.error(JSON.stringify(indexed))
    const row = desk.ledger.database.prepare<[number]>('SELECT * FROM posts_rows WHERE rowid = ?')
    const figure = await slowest(
      [
        { name: 'rare', ask: (round) => ask.list({ text: `aviso ${round * 9973}` }) },
        { name: 'common', ask: () => ask.list({ text: 'credencial' }) },
        { name: 'beginning', ask: () => ask.list({ text: 'cre' }) },
        { name: 'longer beginning', ask: () => ask.list({ text: 'creden vot' }) },
        { name: 'accents', ask: () => ask.list({ text: 'CAPACITACIÓN' }) },
        { name: 'filtered', ask: () => ask.list({ text: 'credencial', stages: ['returned'], networks: ['x'] }) },
        { name: 'an office', ask: (round) => ask.list({ text: 'credencial', offices: [offices[round % 300] as OfficeId] }) },
        { name: 'own office', ask: () => ask.list({ text: 'modulo' }, ask.office) },
        { name: 'in the queue', ask: () => ask.queue('unclaimed', null, 'jornada') },
        { name: 'nothing', ask: () => ask.list({ text: 'inexistente' }) },
      ],
      () => {
        for (let place = 0; place < 50; place++) row.get(1 + place * 97)
      },
      indexed,
    )
    const facets = await slowest([{ name: 'facets', ask: () => ask.facets({ text: 'credencial' }) }], () => undefined)
    desk.close()
    return { ...figure, extra: { ...figure.extra, facets: facets.value } }
  },
}

/** From one month, week or day to the next, of a year with 20,000 wanted posts (of 40,000), as the calendar asks. Floor: the same rows read by their number. */
export const calendarBench: Bench = {
  name: 'calendar',
  goal: { below: 100 },
  async run() {
    const { desk } = await opened(40_000)
    const ask = asked(desk)
    const monday = (round: number): Day => addDays('2026-12-07' as Day, 7 * (round % 50))
    const daysFrom = (day: Day, count: number) => Array.from({ length: count + 1 }, (_, index) => addDays(day, index))
    const row = desk.ledger.database.prepare<[number]>('SELECT * FROM posts_rows WHERE rowid = ?')
    const figure = await slowest(
      [
        { name: 'month', ask: (round) => ask.calendar(daysFrom(addMonths('2026-12-01' as Day, round % 12), 42), 4) },
        { name: 'week', ask: (round) => ask.calendar(daysFrom(monday(round), 7), 400) },
        { name: 'day', ask: (round) => ask.calendar(daysFrom(monday(round), 1), 400) },
        { name: 'month, filtered', ask: (round) => ask.calendar(daysFrom(addMonths('2026-12-01' as Day, round % 12), 42), 4, { networks: ['x'], text: 'jornada' }) },
      ],
      () => {
        for (let place = 0; place < 400; place++) row.get(1 + place * 97)
      },
    )
    desk.close()
    return figure
  },
}
