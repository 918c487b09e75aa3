import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AccountId } from '#shared/accounts/account.ts'
import type { Network } from '#shared/accounts/network.ts'
import { DAY, HOUR, type Instant } from '#shared/kernel/clock.ts'
import { addDays, dayOf, instantAt, type Day } from '#shared/kernel/local-day.ts'
import type { Context, PersonId } from '#shared/ledger/event.ts'
import type { CampaignId } from '#shared/library/campaign.ts'
import type { TopicId } from '#shared/library/topic.ts'
import { everyPost, type PostFilter } from '#shared/posts/filter.ts'
import type { PostId, StageKind } from '#shared/posts/post.ts'
import type { WrittenContent } from '#shared/posts/contract.ts'
import { postsProjection } from '#main/modules/posts/store.ts'
import { sure } from '#tests/kit/sure.ts'
import { oaxaca, openDesk, shown, written, type Desk } from './desk.ts'

let desk: Desk
beforeEach(() => {
  desk = openDesk()
})
afterEach(() => desk.close())

const author = (): Context => desk.context(1, ['operator'], oaxaca)
const reviewer = (): Context => desk.context(2, ['reviewer'])
const drafted = (over: Partial<WrittenContent> = {}, by = author()): PostId => sure(desk.posts.draft(by, { ...written, ...over }, null)).id
function submitted(over: Partial<WrittenContent> = {}, by = author()): PostId {
  const id = drafted(over, by)
  sure(desk.posts.submit(by, id, 1))
  return id
}
function decided(id: PostId, act: 'approve' | 'return' | 'claim'): PostId {
  const { revision, seal } = sure(desk.posts.post(reviewer(), id))
  if (act === 'approve') sure(desk.posts.approve(reviewer(), id, revision, seal))
  else if (act === 'return') sure(desk.posts.return(reviewer(), id, revision, ['tone'], 'Falta'))
  else sure(desk.posts.claim(reviewer(), id))
  return id
}
const page = (by: Context, filter: Partial<PostFilter> = {}, order: 'recent' | 'wanted' = 'recent', limit = 50, after: string | null = null) =>
  desk.posts.list(by, { ...everyPost, ...filter, order, after, limit })
const ids = (by: Context, filter: Partial<PostFilter> = {}): string[] => page(by, filter).rows.map(({ id }) => id)

test('words are found by their beginnings, without accents or case, in texts, variants, handles and offices, and all must be there', () => {
  const one = drafted({ base: 'El PRÓXIMO domingo: ¿dónde votaré?', variants: { x: 'Pingüino' } })
  const other = drafted({ base: 'Renueva tu credencial', accounts: ['fb-1' as AccountId] })
  expect(ids(author(), { text: 'proximo' })).toEqual([one])
  expect(ids(author(), { text: 'DONDE votar' })).toEqual([one])
  expect(ids(author(), { text: 'pinguino' })).toEqual([one])
  expect(ids(author(), { text: 'cred renu' })).toEqual([other])
  expect(ids(author(), { text: 'proximo credencial' })).toEqual([])
  expect(ids(author(), { text: 'ineoaxaca03' })).toEqual([other, one])
  expect(ids(author(), { text: `oficina oaxaca` })).toEqual([other, one])
  expect(ids(author(), { text: '"; DROP TABLE found; --' })).toEqual([])
})

test('what is changed, discarded or taken back is found as it is now, after a restart too', () => {
  const id = drafted({ base: 'Cabildo abierto' })
  expect(ids(author(), { text: 'cabildo' })).toEqual([id])
  sure(desk.posts.revise(author(), id, 1, { ...written, base: 'Consejo abierto' }))
  expect(ids(author(), { text: 'cabildo' })).toEqual([])
  expect(ids(author(), { text: 'consejo' })).toEqual([id])
  const refused = desk.ledger.transaction(author(), () => {
    const inside = drafted({ base: 'Efímero' })
    expect(ids(author(), { text: 'efimero' })).toEqual([inside])
    return { ok: false as const, refusal: { code: 'posts/unknown' as const } }
  })
  expect(refused.ok).toBe(false)
  expect(ids(author(), { text: 'efimero' })).toEqual([])
  const again = openDesk(desk.reopen([postsProjection]))
  desk = again
  expect(ids(author(), { text: 'consejo' })).toEqual([id])
  desk.ledger.tables.rebuild()
  sure(desk.posts.revise(author(), id, 2, { ...written, base: 'Pleno abierto' }))
  expect(ids(author(), { text: 'abierto' })).toEqual([id])
  expect(ids(author(), { text: 'consejo' })).toEqual([])
})

test('a search that was never made, or whose file is torn, is made anew', () => {
  const id = drafted({ base: 'Jornada' })
  expect(ids(author(), { text: 'jornada' })).toEqual([id])
  const reopened = desk.reopen([postsProjection])
  for (const end of ['', '-wal', '-shm']) writeFileSync(join(reopened.folder, `search.db${end}`), 'torn')
  desk = openDesk(reopened)
  expect(ids(author(), { text: 'jornada' })).toEqual([id])
})

test('a calendar puts each post in its day of the zone, says how many a day has, and lists what has no date and is still to go out', () => {
  const zone = 'America/Tijuana'
  const edges = ['2026-12-01', '2026-12-02', '2026-12-03'].map((day) => instantAt(day as Day, 0, zone))
  const wanted = (at: string) => ({ wanted: { at: at as Instant, zone } })
  const late = drafted({ base: 'Casi las doce', ...wanted('2026-12-02T07:59:00.000Z') })
  const first = drafted({ base: 'A las doce', ...wanted('2026-12-02T08:00:00.000Z') })
  const second = drafted({ base: 'Después', ...wanted('2026-12-02T09:00:00.000Z') })
  drafted({ base: 'Otro día', ...wanted('2026-12-03T08:00:00.000Z') })
  const undated = drafted({ base: 'Sin fecha' })
  sure(desk.posts.discard(author(), drafted({ base: 'Descartada' })))
  const seen = desk.posts.calendar(author(), everyPost, edges, 1)
  expect(seen.days.map(({ total, rows }) => [total, rows.map(({ id }) => id)])).toEqual([[1, [late]], [2, [first]]])
  expect(seen.undated).toMatchObject({ total: 1, rows: [{ id: undated }] })
  expect(desk.posts.calendar(author(), { ...everyPost, text: 'despues' }, edges, 9).days.map(({ rows }) => rows.map(({ id }) => id))).toEqual([[], [second]])
})

test('a calendar has what is published on the day it went out, wanted then, on another day, or on none', async () => {
  const zone = 'America/Mexico_City'
  const onX = { accounts: ['x-1' as AccountId] }
  const link = 'https://x.com/INEOaxaca03/status/'
  const today = dayOf(desk.clock.now(), zone)
  const edges = [0, 1, 2, 3].map((days) => instantAt(addDays(today, days), 0, zone))
  const wanted = (days: number) => ({ wanted: { at: instantAt(addDays(today, days), 23, zone), zone } })
  const ready = (base: string, over: Partial<WrittenContent> = {}) => decided(submitted({ ...onX, base, ...over }), 'approve')
  const out = async (id: PostId, status: number) => {
    const { content } = sure(desk.posts.post(reviewer(), id))
    sure(await desk.posts.publishing.copy(author(), id, 'x-1' as AccountId))
    sure(await desk.posts.publishing.publish(author(), id, 'x-1' as AccountId, `${link}${status}`, shown(content.base)))
  }
  const [plain, late, waits] = [ready('Sin fecha'), ready('Con retraso', wanted(0)), ready('Por salir', wanted(2))]
  const days = () => desk.posts.calendar(author(), everyPost, edges, 9).days.map(({ rows }) => rows.map(({ id }) => id))
  expect([days(), desk.posts.calendar(author(), everyPost, edges, 9).undated.rows.map(({ id }) => id)]).toEqual([[[late], [], [waits]], [plain]])
  await out(plain, 1)
  desk.clock.advance(DAY)
  await out(late, 2)
  // Taken down later: it still went out that day.
  desk.clock.advance(DAY)
  sure(desk.posts.publishing.takeDown(author(), plain, 'x-1' as AccountId, 'Ya no aplica'))
  expect([days(), desk.posts.calendar(author(), everyPost, edges, 9).undated.total]).toEqual([[[plain], [late], [waits]], 0])
  desk.ledger.tables.rebuild()
  expect(days()).toEqual([[plain], [late], [waits]])
})

test('moving changes the date and nothing else, voids an approval, and is refused under review', () => {
  const wanted = { at: '2026-12-24T18:00:00.000Z' as Instant, zone: 'America/Mexico_City' }
  const id = decided(submitted(), 'approve')
  const before = sure(desk.posts.post(author(), id)).content
  sure(desk.posts.move(author(), id, 1, wanted))
  const after = sure(desk.posts.post(author(), id))
  expect(after.content).toEqual({ ...before, wanted })
  expect(after.standing.stage).toBe('draft')
  expect(page(author(), {}, 'wanted').rows[0]).toMatchObject({ id, wantedAt: wanted.at })
  const waiting = submitted()
  expect(desk.posts.move(author(), waiting, 1, wanted)).toEqual({ ok: false, refusal: { code: 'posts/frozen' } })
  expect(desk.posts.move(desk.context(3, ['operator'], 'district-oaxaca-04'), id, 2, null)).toEqual({ ok: false, refusal: { code: 'posts/unknown' } })
})

test('views are each person’s own, take the place of one of the same name, and outlive a restart', () => {
  const view = { layout: 'calendar', span: 'week', filter: { ...everyPost, networks: ['x'] }, order: 'wanted' } as const
  const { id } = sure(desk.posts.keepView(author(), '  X de la semana ', view))
  expect(sure(desk.posts.keepView(author(), 'X de la semana', { ...view, span: 'month' })).id).toBe(id)
  sure(desk.posts.rememberView(author(), view))
  expect(desk.posts.keepView(author(), ' ', view)).toMatchObject({ ok: false, refusal: { code: 'posts/view-name' } })
  expect(desk.posts.views(reviewer())).toEqual({ saved: [], last: null })
  desk = openDesk(desk.reopen([postsProjection]))
  expect(desk.posts.views(author())).toEqual({ saved: [{ id, name: 'X de la semana', view: { ...view, span: 'month' } }], last: view })
  sure(desk.posts.dropView(author(), id))
  expect(desk.posts.views(author()).saved).toEqual([])
})

const moments = [null, '2026-11-24T15:00:00.000Z', '2026-12-01T06:00:00.000Z', '2027-01-15T20:30:00.000Z'] as const
const anyPost = fc.record({
  by: fc.constantFrom(1, 3),
  text: fc.constantFrom('Casilla especial', 'Credencial para votar', 'Módulo de atención', 'Casilla y módulo'),
  accounts: fc.constantFrom(['x-1'], ['fb-1'], ['x-1', 'fb-1']),
  wanted: fc.constantFrom(...moments),
  act: fc.constantFrom('draft', 'discard', 'submit', 'claim', 'return', 'approve'),
  hours: fc.integer({ min: 1, max: 30 }),
})
const anyFilter: fc.Arbitrary<Partial<PostFilter>> = fc.record(
  {
    text: fc.constantFrom('', 'casilla', 'modulo', 'cred vot', 'nada'),
    mine: fc.boolean(),
    stages: fc.subarray<StageKind>(['draft', 'submitted', 'returned', 'approved', 'discarded']),
    networks: fc.subarray<Network>(['x', 'facebook']),
    entities: fc.subarray(['oaxaca', 'puebla']),
    authors: fc.subarray(['person-1', 'person-3'] as PersonId[]),
    reviewers: fc.subarray(['person-2'] as PersonId[]),
    due: fc.constantFrom('any', 'soon', 'over'),
    wanted: fc.constantFrom({ kind: 'any' }, { kind: 'undated' }, { kind: 'dated' }, { kind: 'between', from: moments[1], to: moments[3] } as never),
  },
  { requiredKeys: [] },
)

/** The same question asked of every post, one by one. */
function naive(id: PostId, by: Context, given: Partial<PostFilter>): boolean {
  const filter = { ...everyPost, ...given }
  const { content, standing, author: writer, due, history } = sure(desk.posts.post(reviewer(), id))
  const text = content.base.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').split(/[^a-z]+/)
  const last = history.findLast(({ type }) => ['post.claimed', 'post.returned', 'post.approved'].includes(type))
  const { wanted } = content
  const left = due === null ? Number.POSITIVE_INFINITY : Date.parse(due) - Date.parse(desk.clock.now())
  return (
    filter.text.split(' ').every((word) => text.some((one) => one.startsWith(word))) &&
    (!filter.mine || writer.by === by.actor) &&
    (filter.stages.length === 0 ? standing.stage !== 'discarded' : filter.stages.includes(standing.stage)) &&
    (filter.networks.length === 0 || content.accounts.some(({ network }) => filter.networks.includes(network))) &&
    (filter.entities.length === 0 || filter.entities.includes('oaxaca')) &&
    (filter.authors.length === 0 || filter.authors.includes(writer.by)) &&
    (filter.reviewers.length === 0 || (last !== undefined && filter.reviewers.includes(last.actor))) &&
    (filter.due === 'any' || left <= (filter.due === 'soon' ? 8 * HOUR : 0)) &&
    (filter.wanted.kind === 'any' ||
      (filter.wanted.kind === 'undated' ? wanted === null : wanted !== null && (filter.wanted.kind === 'dated' || (wanted.at >= filter.wanted.from && wanted.at < filter.wanted.to))))
  )
}

test('for all posts and filters: a list holds what the filter says, page by page, each once, in order; its counts are those of the posts', () => {
  fc.assert(
    fc.property(fc.array(anyPost, { maxLength: 12 }), fc.array(anyFilter, { minLength: 1, maxLength: 6 }), (posts, filters) => {
      desk.close()
      desk = openDesk()
      const all = posts.map(({ by, text, accounts, wanted, act, hours }, index) => {
        const writer = desk.context(by, ['operator'], oaxaca)
        const content = { base: text, accounts: [...accounts] as AccountId[], wanted: wanted === null ? null : { at: wanted as Instant, zone: 'America/Mexico_City' } }
        const id = act === 'draft' || act === 'discard' ? drafted({ ...content, base: `${text} ${index}` }, writer) : submitted(content, writer)
        if (act === 'discard') sure(desk.posts.discard(writer, id))
        if (act === 'claim' || act === 'return' || act === 'approve') decided(id, act)
        // Asked in between, so that what is read anew is tested and not only what is read at first.
        if (index === 5) page(writer)
        desk.clock.advance(hours * HOUR)
        return id
      })
      for (const filter of filters) {
        for (const by of [author(), reviewer()]) {
          const expected = all.filter((id) => naive(id, by, filter)).sort()
          for (const order of ['recent', 'wanted'] as const) {
            const rows = []
            let after: string | null = null
            do {
              const part = page(by, filter, order, 3, after)
              expect(part.total).toBe(expected.length)
              rows.push(...part.rows)
              after = part.next
            } while (after !== null)
            expect(rows.map(({ id }) => id).toSorted()).toEqual(expected)
            const keys = rows.map(({ updatedAt, wantedAt }) => (order === 'recent' ? updatedAt : (wantedAt ?? '9')))
            expect(keys).toEqual(order === 'recent' ? keys.toSorted().reverse() : keys.toSorted())
          }
          const counts = desk.posts.facets(by, { ...everyPost, ...filter })
          expect(counts.total).toBe(expected.length)
          for (const stage of ['draft', 'submitted', 'discarded'] as const) expect(counts.stages[stage]).toBe(all.filter((id) => naive(id, by, { ...filter, stages: [stage] })).length)
          expect(counts.networks.x).toBe(all.filter((id) => naive(id, by, { ...filter, networks: ['x'] })).length)
          expect(counts.authors.find(({ id }) => id === 'person-3')?.count ?? 0).toBe(all.filter((id) => naive(id, by, { ...filter, authors: ['person-3' as PersonId] })).length)
          expect(counts.due.soon).toBe(all.filter((id) => naive(id, by, { ...filter, due: 'soon' })).length)
          expect(counts.wanted.undated).toBe(all.filter((id) => naive(id, by, { ...filter, wanted: { kind: 'undated' } })).length)
        }
      }
    }),
    { numRuns: 12, seed: 7 },
  )
}, 120_000)

test('a search that finds more than is put in order says so, and still shows all of it, newest first', () => {
  const { database } = desk.ledger
  const some = [drafted({ base: 'Casilla una' }), drafted({ base: 'Casilla dos' })]
  const copy = database.prepare("INSERT INTO posts_rows SELECT 'copy-' || ?, office, author, reviewer, stage, stage_at, updated_at, wanted_at, title, networks, accounts, campaign, topics, revision, contributors, clock_ran, clock_zero, claim_by, claim_until, returns, warnings, targets, copies, proofs, halted, correction_of, copied, clock_spells FROM posts_rows WHERE id = ?")
  const text = database.prepare("INSERT INTO posts_texts VALUES ('copy-' || ?, 'Casilla y más', '[]')")
  database.transaction(() => {
    for (let index = 0; index < 10_100; index++) {
      copy.run(index, some[0])
      text.run(index)
    }
  })()
  return desk.posts.readForSearch().then(() => {
    const first = page(author(), { text: 'casilla' }, 'recent', 100)
    expect(first).toMatchObject({ total: 10_102, atLeast: false, unread: 0 })
    const seen = new Set(first.rows.map(({ id }) => id))
    for (let after = first.next; after !== null; ) {
      const next = page(author(), { text: 'casilla' }, 'recent', 100, after)
      for (const { id } of next.rows) seen.add(id)
      after = next.next
    }
    expect(seen.size).toBe(10_102)
    expect(page(author(), { text: 'casilla dos' }).rows.map(({ id }) => id)).toEqual([some[1]])
  })
})

test('posts are found by campaign and by any of their topics, which are counted one by one', () => {
  const [jornada, credencial, campaign] = ['topic-1', 'topic-2', 'campaign-1'] as unknown as [TopicId, TopicId, CampaignId] // ids of a test
  const both = drafted({ base: 'De las dos', topics: [jornada, credencial], campaign })
  const one = drafted({ base: 'De una', topics: [credencial] })
  drafted({ base: 'De ninguna' })
  expect(ids(author(), { topics: [credencial] })).toEqual([one, both])
  expect(ids(author(), { topics: [jornada], campaigns: [campaign] })).toEqual([both])
  expect(ids(author(), { campaigns: ['campaign-2' as CampaignId] })).toEqual([])
  const { topics, campaigns } = desk.posts.facets(author(), everyPost)
  expect([topics, campaigns]).toEqual([[{ id: jornada, count: 1 }, { id: credencial, count: 2 }], [{ id: campaign, count: 1 }]])
})

test('what is due is told by the present', () => {
  const id = submitted()
  expect(ids(reviewer(), { due: 'soon' })).toEqual([])
  desk.clock.advance(41 * HOUR)
  expect(ids(reviewer(), { due: 'soon' })).toEqual([id])
  expect(ids(reviewer(), { due: 'over' })).toEqual([])
  desk.clock.advance(DAY)
  expect(ids(reviewer(), { due: 'over' })).toEqual([id])
})

/** What is due by the post's own clock: the moment its time ends, and the hours of it that are left. */
function ownClock(id: PostId): { readonly id: PostId; readonly due: Instant; readonly hours: number; readonly over: boolean } {
  const { due, left } = sure(desk.posts.post(reviewer(), id))
  if (due === null) throw new Error('not in review')
  return { id, due, hours: left / HOUR, over: due <= desk.clock.now() }
}

test('the queue, its groups, its counts, the filters and the order keep to the clock in force: every hour, or working hours', () => {
  const administrator = desk.context(5, ['administrator'])
  const office = { kind: 'working', zone: 'America/Mexico_City', weekdays: [1, 2, 3, 4, 5], from: 9, until: 18, holidays: ['2026-12-25'] as Day[], everyDay: false } as const
  const clocks = [{ kind: 'elapsed' } as const, office, { ...office, from: 0, until: 24 }, { ...office, everyDay: true }]
  const shown = (show: 'all' | 'due-soon' | 'lapsed') => desk.posts.queue(reviewer(), { show, network: null, text: '', after: null, limit: 50 }).rows.map(({ id }) => id)
  const seen = { soon: 0, over: 0, otherOrder: 0 }
  const compare = (waiting: readonly PostId[]): void => {
    const own = waiting.map(ownClock)
    const byEnd = own.toSorted((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : waiting.indexOf(one.id) - waiting.indexOf(other.id)))
    const over = byEnd.filter((one) => one.over).map(({ id }) => id)
    const soon = byEnd.filter((one) => !one.over && one.hours <= 8).map(({ id }) => id)
    expect({ all: shown('all'), soon: shown('due-soon'), over: shown('lapsed') }).toEqual({ all: byEnd.map(({ id }) => id), soon, over })
    expect(desk.posts.queueCounts(reviewer(), { network: null, text: '' })).toMatchObject({ all: own.length, 'due-soon': soon.length, lapsed: over.length })
    expect(desk.posts.facets(reviewer(), everyPost).due).toEqual({ soon: soon.length + over.length, over: over.length })
    expect([ids(reviewer(), { due: 'soon' }).toSorted(), ids(reviewer(), { due: 'over' }).toSorted()]).toEqual([[...soon, ...over].toSorted(), over.toSorted()])
    expect(desk.posts.inReview(3).map(({ post, due }) => [post.id, due])).toEqual(byEnd.slice(0, 3).map(({ id, due }) => [id, due]))
    seen.soon += soon.length
    seen.over += over.length
    if (byEnd.some(({ id }, index) => id !== waiting[index])) seen.otherOrder += 1
  }
  // Over some days; every third one is away until after the next was sent, so that the order of their ends is not that of their first sending.
  const waiting: PostId[] = []
  let away: PostId | undefined
  for (let round = 0; round < 9; round++) {
    desk.clock.advance(7 * HOUR)
    const id = submitted()
    waiting.push(id)
    desk.clock.advance(3 * HOUR)
    if (away !== undefined) sure(desk.posts.submit(author(), away, 1))
    away = round % 3 === 1 ? decided(id, 'return') : undefined
    if (away === undefined) compare(waiting)
  }
  for (const calendar of clocks) {
    sure(desk.posts.policy.arrange(administrator, { routes: [], calendar }))
    compare(waiting)
    for (let hours = 0; hours < 60; hours += 5) {
      desk.clock.advance(5 * HOUR)
      compare(waiting)
    }
    decided(waiting.shift() as PostId, 'approve')
    compare(waiting)
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(10)
})
