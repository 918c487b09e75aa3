import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { postsHomeSource } from '#main/modules/posts/home-source.ts'
import { postReminders } from '#main/modules/posts/reminder-source.ts'
import { postsProjection } from '#main/modules/posts/store.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import { HOUR } from '#shared/kernel/clock.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Context, PersonId } from '#shared/ledger/event.ts'
import { postsContract, type WrittenContent } from '#shared/posts/contract.ts'
import type { PostId } from '#shared/posts/post.ts'
import { plainPolicy } from '#shared/posts/review-policy.ts'
import { png } from '#tests/kit/png.ts'
import { sure } from '#tests/kit/sure.ts'
import { openDesk, oaxaca, shown, written, type Desk } from './desk.ts'
import { everyPost } from '#shared/posts/filter.ts'

let desk: Desk
beforeEach(() => {
  desk = openDesk()
})
afterEach(() => desk.close())

const author = (): Context => desk.context(1, ['operator'], oaxaca)
const reviewer = (person = 2): Context => desk.context(person, ['reviewer'])
const everything = { show: 'all', network: null, text: '', after: null, limit: 50 } as const

const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)

const drafted = (over: Partial<WrittenContent> = {}) => sure(desk.posts.draft(author(), { ...written, ...over }, null)).id
function submitted(over: Partial<WrittenContent> = {}): PostId {
  const id = drafted(over)
  sure(desk.posts.submit(author(), id, 1))
  return id
}
function approved(over: Partial<WrittenContent> = {}): PostId {
  const id = submitted(over)
  const { revision, seal } = sure(desk.posts.post(reviewer(), id))
  sure(desk.posts.approve(reviewer(), id, revision, seal))
  return id
}

describe('from the draft to the proof', () => {
  test('a new post that was left empty is found again instead of a second one', () => {
    const empty = { ...written, base: '', source: null, media: [], variants: {} }
    const first = sure(desk.posts.draft(author(), empty, null)).id
    expect(sure(desk.posts.draft(author(), empty, null)).id).toBe(first)
    sure(desk.posts.revise(author(), first, 1, { ...empty, base: 'Ya dice algo' }))
    expect(sure(desk.posts.draft(author(), empty, null)).id).not.toBe(first)
  })

  test('a post is written, approved by another, copied as sealed, and published once each account has its proof', async () => {
    const id = approved({ variants: { x: 'Abren a las 8:00 h.' } })
    sure(await desk.posts.publishing.copy(author(), id, 'x-1' as AccountId))
    sure(await desk.posts.publishing.copy(author(), id, 'fb-1' as AccountId))
    expect(desk.clipboard).toEqual(['Abren a las 8:00 h.', written.base])
    sure(await desk.posts.publishing.publish(author(), id, 'x-1' as AccountId, 'https://x.com/INEOaxaca03/status/9', shown('Abren a las 8:00 h.')))
    expect(desk.posts.facets(author(), everyPost).stages).toMatchObject({ approved: 1, published: 0 })
    sure(await desk.posts.publishing.publish(author(), id, 'fb-1' as AccountId, 'https://facebook.com/INEOaxaca03/posts/9', shown(written.base)))
    expect(desk.posts.facets(author(), everyPost)).toMatchObject({ total: 1, stages: { draft: 0, submitted: 0, returned: 0, approved: 0, published: 1, discarded: 0 } })
    expect(sure(desk.posts.post(author(), id)).history.map((act) => act.type)).toEqual([
      'post.published', 'post.published', 'post.copied', 'post.copied', 'post.approved', 'post.submitted', 'post.drafted',
    ])
  })

  test('the gate refuses what the rules block, by the same function as the screen', () => {
    const id = drafted({ base: 'Escribe a persona@gmail.com', source: null })
    expect(desk.posts.submit(author(), id, 1)).toEqual({ ok: false, refusal: { code: 'posts/blocked', detail: { count: 2 } } })
  })

  test('an autosave that changes nothing records nothing', () => {
    const id = drafted()
    sure(desk.posts.revise(author(), id, 1, written))
    expect(sure(desk.posts.post(author(), id))).toMatchObject({ revision: 1, history: [{ type: 'post.drafted' }] })
  })

  test('saves of one person in a row are one line of the history, told by the last', () => {
    const id = drafted()
    sure(desk.posts.revise(author(), id, 1, { ...written, base: 'Uno' }))
    desk.clock.advance(60_000)
    sure(desk.posts.revise(author(), id, 2, { ...written, base: 'Dos', source: null }))
    sure(desk.posts.revise(desk.context(3, ['operator'], oaxaca), id, 3, { ...written, base: 'Tres', source: null }))
    expect(sure(desk.posts.post(author(), id)).history.map((act) => [act.type, act.actor, act.fields])).toEqual([
      ['post.revised', 'person-3', ['base']],
      ['post.revised', 'person-1', ['base', 'source']],
      ['post.drafted', 'person-1', undefined],
    ])
  })

  test('two windows that save over each other: the second is told', () => {
    const id = drafted()
    sure(desk.posts.revise(author(), id, 1, { ...written, base: 'Uno' }))
    expect(code(desk.posts.revise(author(), id, 1, { ...written, base: 'Dos' }))).toBe('posts/changed-since')
  })

  test('accounts of other offices, closed ones and unknown ones are refused', () => {
    for (const account of ['x-other', 'x-closed', 'nothing']) {
      expect(code(desk.posts.draft(author(), { ...written, accounts: [account as AccountId] }, null))).toBe('posts/account-unknown')
    }
  })

  test('copying is refused while an incident freezes the account, and recorded although the clipboard fails', async () => {
    const id = approved()
    desk.frozen.add('x-1')
    expect(await desk.posts.publishing.copy(author(), id, 'x-1' as AccountId)).toEqual({ ok: false, refusal: { code: 'posts/account-frozen', detail: { folio: 'INC-2026-001' } } })
    expect(desk.clipboard).toEqual([])
    desk.frozen.clear()
    desk.clipboardFails = true
    expect(code(await desk.posts.publishing.copy(author(), id, 'x-1' as AccountId))).toBe('posts/clipboard')
    expect(sure(desk.posts.post(author(), id)).publications[0]?.copied).toMatchObject({ by: 'person-1' })
  })

  test('only a published post can be corrected, and the correction names it', async () => {
    const id = approved({ accounts: ['x-1' as AccountId] })
    expect(code(desk.posts.draft(author(), written, id))).toBe('posts/not-published')
    sure(await desk.posts.publishing.copy(author(), id, 'x-1' as AccountId))
    sure(await desk.posts.publishing.publish(author(), id, 'x-1' as AccountId, 'https://x.com/i/status/9', shown(written.base)))
    const correction = sure(desk.posts.draft(author(), written, id)).id
    expect(sure(desk.posts.post(author(), correction)).correctionOf).toEqual({ id, title: written.base })
  })
})

describe('who sees what', () => {
  test("another office's operator neither sees nor changes a post", () => {
    const id = submitted()
    const stranger = desk.context(3, ['operator'], 'district-oaxaca-04')
    expect(code(desk.posts.post(stranger, id))).toBe('posts/unknown')
    expect(code(desk.posts.withdraw(stranger, id))).toBe('posts/unknown')
    expect(desk.posts.list(stranger, { ...everyPost, order: 'recent', after: null, limit: 50 })).toEqual({ rows: [], total: 0, atLeast: false, unread: 0, next: null, limit: 48, calendar: { kind: 'elapsed' } })
    expect(desk.posts.queue(stranger, everything).total).toBe(0)
  })

  test('a reviewer sees every office, and cannot decide what they wrote themselves', () => {
    const both = desk.context(3, ['operator', 'reviewer'], oaxaca)
    const id = sure(desk.posts.draft(both, written, null)).id
    sure(desk.posts.submit(both, id, 1))
    const { revision, seal } = sure(desk.posts.post(both, id))
    expect(code(desk.posts.approve(both, id, revision, seal))).toBe('posts/own-work')
    expect(code(desk.posts.approve(reviewer(), id, revision, seal))).toBe('ok')
    expect(code(desk.posts.approve(desk.context(1, ['reviewer']), id, revision, seal))).toBe('posts/already-decided')
  })
})

describe('the queue', () => {
  test('stands in the order of the time left, pauses left out', () => {
    const first = submitted({ base: 'Primera' })
    desk.clock.advance(HOUR)
    const second = submitted({ base: 'Segunda' })
    sure(desk.posts.return(reviewer(), first, 1, ['source'], 'Falta el acuerdo'))
    desk.clock.advance(5 * HOUR)
    sure(desk.posts.submit(author(), first, 1))
    const third = submitted({ base: 'Tercera' })
    const { rows } = desk.posts.queue(reviewer(), everything)
    expect(rows.map((row) => [row.id, (Date.parse(row.due ?? '') - Date.parse(desk.clock.now())) / HOUR, row.returns])).toEqual([
      [second, 43, 0],
      [first, 47, 1],
      [third, 48, 0],
    ])
  })

  test('comes in pages that neither lose nor repeat a post', () => {
    const ids = Array.from({ length: 7 }, (_, index) => submitted({ base: `Aviso ${index}` }))
    const seen: string[] = []
    let after: string | null = null
    do {
      const page = desk.posts.queue(reviewer(), { ...everything, after, limit: 3 })
      expect(page.total).toBe(7)
      seen.push(...page.rows.map((row) => row.id))
      after = page.next
    } while (after !== null)
    expect(seen).toEqual(ids)
  })

  test('is filtered by claim, by network, by words without accents, and by what is due soon', () => {
    const x = submitted({ base: 'Credencial para votar', accounts: ['x-1' as AccountId] })
    const both = submitted({ base: 'Jornada de CAPACITACIÓN' })
    sure(desk.posts.claim(reviewer(), x))
    const found = (over: object) => desk.posts.queue(reviewer(), { ...everything, ...over }).rows.map((row) => row.id)
    expect(found({ show: 'mine' })).toEqual([x])
    expect(found({ show: 'unclaimed' })).toEqual([both])
    expect(found({ network: 'facebook' })).toEqual([both])
    expect(found({ text: 'capacitacion jornada' })).toEqual([both])
    expect(found({ text: '100% _' })).toEqual([])
    expect(found({ show: 'due-soon' })).toEqual([])
    desk.clock.advance(41 * HOUR)
    expect(found({ show: 'due-soon' })).toEqual([x, both])
  })

  test('parts what has no time left from what has little, keeps what was returned in sight, and counts every show', () => {
    const [first, second] = [submitted({ base: 'Primera' }), submitted({ base: 'Segunda', accounts: ['x-1' as AccountId] })]
    desk.clock.advance(6 * HOUR)
    const third = submitted({ base: 'Tercera' })
    sure(desk.posts.return(reviewer(), first, 1, ['source'], 'Falta el acuerdo'))
    desk.clock.advance(HOUR)
    sure(desk.posts.return(reviewer(), third, 1, ['source'], 'Falta el acuerdo'))
    const fourth = submitted({ base: 'Cuarta' })
    sure(desk.posts.claim(reviewer(), fourth))
    desk.clock.advance(41 * HOUR)
    const found = (over: object) => desk.posts.queue(reviewer(), { ...everything, ...over }).rows.map((row) => row.id)
    const counts = (over: { network?: 'facebook'; text?: string }) => desk.posts.queueCounts(reviewer(), { network: null, text: '', ...over })
    expect(found({ show: 'lapsed' })).toEqual([second])
    expect(found({ show: 'due-soon' })).toEqual([fourth])
    expect(found({ show: 'returned' })).toEqual([first, third])
    expect(found({})).toEqual([second, fourth])
    expect(counts({})).toEqual({ all: 2, unclaimed: 2, mine: 0, 'due-soon': 1, lapsed: 1, returned: 2 })
    expect(counts({ network: 'facebook' })).toEqual({ all: 1, unclaimed: 1, mine: 0, 'due-soon': 1, lapsed: 0, returned: 2 })
    expect(counts({ text: 'primera' })).toEqual({ all: 0, unclaimed: 0, mine: 0, 'due-soon': 0, lapsed: 0, returned: 1 })
  })

  test('a claim keeps others out for twenty minutes and no longer', () => {
    const id = submitted()
    sure(desk.posts.claim(reviewer(), id))
    expect(code(desk.posts.claim(reviewer(3), id))).toBe('posts/claimed')
    expect(desk.posts.queue(reviewer(3), everything).rows[0]?.claim?.name).toBe('Nombre de person-2')
    desk.clock.advance(20 * 60_000)
    expect(desk.posts.queue(reviewer(3), everything).rows[0]?.claim).toBeNull()
    expect(code(desk.posts.claim(reviewer(3), id))).toBe('ok')
  })

  test('a cursor that no page gave finds nothing instead of failing', () => {
    submitted()
    expect(desk.posts.queue(reviewer(), { ...everything, after: 'nonsense' }).rows).toEqual([])
  })
})

describe('media', () => {
  const picture = png(1)

  test('a file is kept under the hash of its bytes, and told by them, not by its name', async () => {
    const file = join(desk.folder, 'foto.txt')
    writeFileSync(file, picture)
    desk.files = [file]
    const { media } = sure(await desk.posts.attach('Elegir'))
    const sha256 = createHash('sha256').update(picture).digest('hex')
    expect(media).toEqual([{ sha256, name: 'foto.txt', mime: 'image/png', size: picture.length, shape: { width: 4, height: 3 }, alternative: { kind: 'missing' } }])
    expect(readFileSync(join(desk.folder, 'media', sha256))).toEqual(picture)
    expect(readdirSync(join(desk.folder, 'media'))).toEqual([sha256])
    expect(desk.posts.picture(sha256)).toEqual({ mime: 'image/png', base64: picture.toString('base64') })
    // A window that lies about the file is not believed.
    const lie = media.map((one) => ({ ...one, mime: 'video/mp4', size: 1 }))
    const { id } = sure(desk.posts.draft(author(), { ...written, media: lie }, null))
    expect(sure(desk.posts.post(author(), id)).content.media).toEqual(media)
  })

  test.for([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
    ['a page', '<html></html>'],
    ['an empty file', ''],
  ] as const)('%s is refused whatever its name', async ([, text]) => {
    const file = join(desk.folder, 'foto.png')
    writeFileSync(file, text)
    desk.files = [file]
    expect(sure(await desk.posts.attach('Elegir'))).toEqual({ media: [], refused: [{ code: 'posts/media-type', detail: { name: 'foto.png' } }] })
    expect(readdirSync(join(desk.folder, 'media'))).toEqual([])
  })

  test('a file that is gone is told by name', async () => {
    desk.files = [join(desk.folder, 'gone.png')]
    expect(sure(await desk.posts.attach('Elegir'))).toEqual({ media: [], refused: [{ code: 'posts/media-unreadable', detail: { name: 'gone.png' } }] })
  })

  test('a file that cannot be used keeps none of the others out', async () => {
    const write = (name: string, bytes: Buffer | string) => {
      writeFileSync(join(desk.folder, name), bytes)
      return join(desk.folder, name)
    }
    desk.files = [write('a.png', png(2)), write('b.svg', '<svg/>'), write('c.png', png(3)), join(desk.folder, 'gone.png')]
    const { media, refused } = sure(await desk.posts.attach('Elegir'))
    expect(media.map(({ name }) => name)).toEqual(['a.png', 'c.png'])
    expect(refused.map(({ code, detail }) => [code, detail['name']])).toEqual([['posts/media-type', 'b.svg'], ['posts/media-unreadable', 'gone.png']])
  })

  test('a hash that was never kept cannot be put into a post', () => {
    const media = [{ sha256: 'f'.repeat(64), name: 'x.png', mime: 'image/png', size: 1, alternative: { kind: 'missing' } as const }]
    expect(code(desk.posts.draft(author(), { ...written, media }, null))).toBe('posts/media-unknown')
  })
})

test('every answer has the form its contract promises', async () => {
  const id = approved()
  sure(await desk.posts.publishing.copy(author(), id, 'x-1' as AccountId))
  submitted()
  const { entries } = postsContract
  const pages = [desk.posts.queue(reviewer(), everything), desk.posts.list(author(), { ...everyPost, order: 'recent', after: null, limit: 1 })]
  for (const page of pages) expect(entries.queue.out.parse(page)).toEqual(page)
  const page = sure(desk.posts.post(reviewer(), id))
  expect(entries.post.out.parse(page)).toEqual(page)
  expect(entries.facets.out.parse(desk.posts.facets(author(), everyPost))).toEqual(desk.posts.facets(author(), everyPost))
  expect(entries.accounts.out.parse(desk.posts.accountsFor(author()))).toEqual(desk.posts.accountsFor(author()))
})

test('the home screen names what waits for each', async () => {
  const returned = submitted({ base: 'Devuelta' })
  sure(desk.posts.return(reviewer(), returned, 1, ['source'], 'Falta'))
  const toCopy = approved({ base: 'Por copiar' })
  const unproven = approved({ base: 'Sin enlace' })
  sure(await desk.posts.publishing.copy(author(), unproven, 'x-1' as AccountId))
  const waiting = submitted({ base: 'En espera' })
  const source = postsHomeSource(desk.posts)
  const of = ({ actor, roles, office }: Context) => source({ person: actor, roles, office }, desk.clock.now()).map((item) => [item.kind, 'post' in item ? item.post : ''])
  expect(of(author()).sort()).toEqual([['post-returned', returned], ['post-to-publish', toCopy], ['post-unproven', unproven]])
  expect(of(reviewer())).toEqual([['post-to-review', waiting]])
})

test('the read table rebuilt from the events is the one that was kept', async () => {
  const proven = approved()
  for (const account of ['x-1', 'x-1', 'fb-1'] as AccountId[]) sure(await desk.posts.publishing.copy(author(), proven, account))
  sure(await desk.posts.publishing.publish(author(), proven, 'x-1' as AccountId, 'https://x.com/i/status/1', shown(written.base)))
  const back = submitted()
  desk.clock.advance(3 * HOUR)
  sure(desk.posts.return(reviewer(), back, 1, ['tone', 'other'], 'Otra vez'))
  sure(desk.posts.revise(desk.context(3, ['operator'], oaxaca), back, 1, { ...written, base: 'Corregido' }))
  sure(desk.posts.submit(author(), back, 2))
  sure(desk.posts.claim(reviewer(), back))
  const voided = approved({ base: 'Se edita después' })
  sure(desk.posts.revise(author(), voided, 1, { ...written, base: 'Editado' }))
  sure(desk.posts.discard(author(), drafted()))
  sure(desk.posts.halt(reviewer(), approved({ base: 'Detenida' }), 'Cambió el acuerdo'))
  const rows = () => desk.ledger.read.prepare('SELECT * FROM posts_rows ORDER BY id').all()
  const kept = rows()
  desk.ledger.tables.rebuild()
  expect(rows()).toEqual(kept)
  expect(kept).toHaveLength(5)
})

test('a restart loses nothing', () => {
  const id = submitted()
  const again = openDesk(desk.reopen([postsProjection]))
  expect(sure(again.posts.post(again.context(2, ['reviewer']), id)).standing.stage).toBe('submitted')
  desk = again
})

test('reviewers are reminded by the hours of review, pauses left out, and nobody else is', () => {
  const id = submitted({ base: 'Aviso' })
  desk.clock.advance(10 * HOUR)
  sure(desk.posts.return(reviewer(), id, 1, ['tone'], 'x'))
  desk.clock.advance(100 * HOUR)
  sure(desk.posts.submit(author(), id, 1))
  const sources = [true, false].map((here) => postReminders({ posts: desk.posts, officeNameOf: () => 'la Junta 03', language: () => 'es', reviewersHere: () => (here ? [reviewer().actor] : []), unlocked: () => undefined }))
  const [here, elsewhere] = sources.map((source) => source.items(desk.clock.now()))
  expect(elsewhere).toEqual([])
  expect(here?.map((item) => [item.key, item.marks.map((mark) => `${mark.id} ${(Date.parse(mark.at) - Date.parse(desk.clock.now())) / HOUR}`)])).toEqual([
    [`post/${id}`, ['reminder-24 14', 'reminder-36 26', 'escalation-40 30', 'reminder-44 34', 'breach-48 38']],
  ])
  // Whoever has it in hand is told first, and from the escalation on everybody who reviews.
  const told = (person: number) =>
    here?.[0]?.marks.flatMap((one) => {
      const source = postReminders({ posts: desk.posts, officeNameOf: () => 'la Junta 03', language: () => 'es', reviewersHere: () => [desk.context(person, ['reviewer']).actor], unlocked: () => undefined })
      return source.say({ key: `post/${id}`, cycle: '', mark: one }) === undefined ? [] : [one.id]
    })
  expect(told(3)).toEqual(['reminder-24', 'reminder-36', 'escalation-40', 'reminder-44', 'breach-48'])
  sure(desk.posts.claim(reviewer(), id))
  expect([told(2)?.length, told(3)]).toEqual([5, ['escalation-40', 'reminder-44', 'breach-48']])
  // Named for it, one of them is told of the escalation, and what comes after it; the others as long as it waits for them.
  const administrator = desk.context(5, ['administrator'])
  expect(code(desk.posts.policy.arrange(administrator, plainPolicy, [desk.context(9, []).actor]))).toBe('posts/policy-invalid')
  sure(desk.posts.policy.arrange(administrator, plainPolicy, [desk.context(3, []).actor]))
  expect([told(2), told(3), told(4)]).toEqual([['reminder-24', 'reminder-36', 'reminder-44', 'breach-48'], ['escalation-40', 'reminder-44', 'breach-48'], []])
  const to = postReminders({ posts: desk.posts, officeNameOf: () => 'la Junta 03', language: () => 'es', reviewersHere: () => [desk.context(3, []).actor], unlocked: () => undefined })
  const late = here?.[0]?.marks[2]
  expect(late && to.say({ key: `post/${id}`, cycle: '', mark: late })?.body).toContain('Te toca, por coordinar la revisión')
  // Who may review no more coordinates nothing: then everybody is told again.
  desk.reviewers = ['person-2', 'person-4'] as PersonId[]
  expect(told(4)).toEqual(['escalation-40', 'reminder-44', 'breach-48'])
  const mark = here?.[0]?.marks[4]
  if (mark === undefined) throw new Error('no mark')
  expect(sources[0]?.say({ key: `post/${id}`, cycle: '', mark })).toEqual({ title: 'Publicaciones por revisar', body: 'Vencieron las 48 h para decidir una publicación de la Junta 03.', route: `/revision/${id}` })
})
