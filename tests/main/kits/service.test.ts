import { afterEach, beforeEach, expect, test } from 'vitest'
import { kit as kitDecider, kitSealOf } from '#shared/kits/kit-decider.ts'
import type { Kit, KitId } from '#shared/kits/kit.ts'
import type { Context } from '#shared/ledger/event.ts'
import { emptyContent } from '#shared/posts/content.ts'
import { post } from '#shared/posts/post-decider.ts'
import type { PostId } from '#shared/posts/post.ts'
import { everywhere, oaxaca, openDesk, type Desk } from '#tests/main/posts/desk.ts'
import { aKit, filled } from '#tests/unit/kits/a-kit.ts'
import { sure } from '#tests/kit/sure.ts'

let desk: Desk
let writer: Context
let reviewer: Context
let operator: Context

beforeEach(() => {
  desk = openDesk()
  writer = desk.context(3, ['reviewer'])
  reviewer = desk.context(2, ['reviewer'])
  operator = desk.context(1, ['operator'], oaxaca)
})
afterEach(() => desk.close())

/** In force, as its first version or a further one. */
function approved(kit: Kit = aKit, id?: KitId): KitId {
  const kits = desk.kits()
  const made = id === undefined ? sure(kits.draft(writer, kit)).id : sure(kits.revise(writer, id, 0, kit)).id
  sure(kits.submit(writer, made, 1))
  sure(kits.approve(reviewer, made, 1, kitSealOf(kit)))
  return made
}
const contentOf = (id: PostId) => sure(desk.posts.post(operator, id)).content
function fill(id: PostId, slots: Readonly<Record<string, string>>) {
  const page = sure(desk.posts.post(operator, id))
  const { content } = page
  if (content.kit === null) throw new Error('of no message')
  return desk.posts.revise(operator, id, page.revision, { ...content, accounts: content.accounts.map((account) => account.id), kit: { ...content.kit, slots } })
}

test('an office adapts a message once it is in force: its post has the locked text, and the slots fill it', () => {
  const kits = desk.kits()
  const id = sure(kits.draft(writer, aKit)).id
  expect(kits.adapt(operator, id, false)).toEqual({ ok: false, refusal: { code: 'kits/not-in-force' } })
  expect(kits.list(operator)).toEqual([])
  sure(kits.submit(writer, id, 1))
  sure(kits.approve(reviewer, id, 1, kitSealOf(aKit)))
  const { post: made } = sure(kits.adapt(operator, id, false))
  expect(contentOf(made)).toMatchObject({ base: 'El módulo de [Lugar] abre el [Fecha] a las [Hora] horas.\nTrámite gratuito.', kit: { kit: id, version: 1, slots: {} }, source: aKit.source })
  expect(sure(kits.adapt(operator, id, false)).post).toBe(made)
  expect(sure(kits.adapt(operator, id, true)).post).not.toBe(made)
  sure(fill(made, filled))
  expect(contentOf(made)).toMatchObject({
    base: 'El módulo de Plaza del Valle abre el 10 de febrero de 2027 a las 9:00 horas.\nInformes: 951 123 4567.\nTrámite gratuito.',
    variants: { x: 'Módulo en Plaza del Valle: 10 de febrero de 2027, 9:00 horas. Gratuito.' },
  })
})

test('whatever the window sends, the locked text is what was approved; past the window the decider refuses any other', () => {
  const { post: made } = sure(desk.kits().adapt(operator, approved(), false))
  const page = sure(desk.posts.post(operator, made))
  const accounts = page.content.accounts.map((account) => account.id)
  sure(desk.posts.revise(operator, made, page.revision, { ...page.content, accounts, base: 'Otro texto', variants: {}, labels: ['x'] }))
  expect(contentOf(made).base).toBe(page.content.base)
  const altered = { ...contentOf(made), base: 'Otro texto' }
  const kit = desk.kits().factsOf(page.content.kit ?? { kit: '' as KitId, version: 0, slots: {} })
  const revision = sure(desk.posts.post(operator, made)).revision
  expect(desk.ledger.record(operator, post, made, { kind: 'revise', expected: revision, content: altered, kit })).toEqual({ ok: false, refusal: { code: 'posts/kit-locked' } })
  // Not told what the message is, it takes no content that names one.
  expect(desk.ledger.record(operator, post, 'otra', { kind: 'draft', content: altered, correctionOf: null })).toEqual({ ok: false, refusal: { code: 'posts/kit-unknown' } })
})

test('a post whose slots are empty does not go round review by the urgent way either', () => {
  const { post: made } = sure(desk.kits().adapt(operator, approved(), false))
  const { revision, seal } = sure(desk.posts.post(reviewer, made))
  expect(desk.posts.expedite(reviewer, made, revision, seal, 'Sismo')).toEqual({ ok: false, refusal: { code: 'posts/kit-slots' } })
})

test('it is sent with its slots filled, the reviewer is told that it is exact, and the approval is of the composed text', () => {
  const id = approved()
  const { post: made } = sure(desk.kits().adapt(operator, id, false))
  const revision = () => sure(desk.posts.post(operator, made)).revision
  expect(desk.posts.submit(operator, made, revision())).toEqual({ ok: false, refusal: { code: 'posts/kit-slots' } })
  sure(fill(made, filled))
  sure(desk.posts.submit(operator, made, revision()))
  expect(desk.kits().ofPost(reviewer, made)).toMatchObject({ name: 'Módulo itinerante', version: 1, newest: 1, exact: true, by: 'Nombre de person-2' })
  sure(desk.posts.claim(reviewer, made))
  desk.clock.advance(12_000)
  const seal = sure(desk.posts.post(reviewer, made)).seal
  sure(desk.posts.approve({ ...reviewer, now: desk.clock.now() }, made, revision(), seal))
  expect(desk.kits().get(reviewer, id)).toMatchObject({ review: { median: 12, of: 1 } })
})

test('whoever wrote the message does not decide on an office’s post of it: the seal covers their words', () => {
  const { post: made } = sure(desk.kits().adapt(operator, approved(), false))
  sure(fill(made, filled))
  const { revision, seal } = sure(desk.posts.post(operator, made))
  sure(desk.posts.submit(operator, made, revision))
  const own = { ok: false, refusal: { code: 'posts/own-work' } }
  const now = { now: desk.clock.now() }
  expect(desk.posts.approve({ ...writer, ...now }, made, revision, seal)).toEqual(own)
  expect(desk.posts.claim({ ...writer, ...now }, made)).toEqual(own)
  const page = sure(desk.posts.post({ ...writer, ...now }, made))
  expect(page.standing.writers).toContain(writer.actor)
  expect(sure(desk.posts.post({ ...reviewer, ...now }, made)).handOverTo.map(({ id }) => id)).not.toContain(writer.actor)
  sure(desk.posts.approve({ ...reviewer, ...now }, made, revision, seal))
})

test('a new version keeps the older one from being sent or approved, lists every office of it, and is taken with what was filled in', () => {
  const id = approved()
  const kits = desk.kits()
  const { post: made } = sure(kits.adapt(operator, id, false))
  sure(fill(made, filled))
  const revision = () => sure(desk.posts.post(operator, made)).revision
  sure(desk.posts.submit(operator, made, revision()))
  approved({ ...aKit, base: aKit.base.replace('abre', 'abrirá') }, id)
  const seal = sure(desk.posts.post(reviewer, made)).seal
  expect(desk.posts.approve(reviewer, made, revision(), seal)).toEqual({ ok: false, refusal: { code: 'posts/kit-outdated' } })
  expect(kits.get(reviewer, id)?.adaptations.map(({ office, version, stage }) => [office, version, stage])).toEqual([
    [oaxaca, 1, 'submitted'],
    ['district-oaxaca-04', null, null],
    ['district-puebla-01', null, null],
  ])
  sure(desk.posts.withdraw(operator, made))
  expect(desk.posts.submit(operator, made, revision())).toEqual({ ok: false, refusal: { code: 'posts/kit-outdated' } })
  sure(kits.renew(operator, made, revision()))
  expect(contentOf(made)).toMatchObject({ base: expect.stringContaining('Plaza del Valle abrirá el 10 de febrero'), kit: { version: 2, slots: filled } })
  sure(desk.posts.submit(operator, made, revision()))
})

test('a message that the checker would stop is not sent to be approved', () => {
  const kits = desk.kits()
  const { id } = sure(kits.draft(writer, { ...aKit, base: `${aKit.base} CURP LOOA531113HTCPBN07.` }))
  expect(kits.submit(writer, id, 1)).toEqual({ ok: false, refusal: { code: 'kits/blocked', detail: { count: 1 } } })
})

test('a blank that is no slot would go out as it stands: the message is stopped, while its slots are each office’s to fill', () => {
  const kits = desk.kits()
  const { id } = sure(kits.draft(writer, { ...aKit, base: `${aKit.base} Informes en [teléfono].` }))
  expect(kits.submit(writer, id, 1)).toEqual({ ok: false, refusal: { code: 'kits/blocked', detail: { count: 1 } } })
  sure(kits.revise(writer, id, 1, aKit))
  sure(kits.submit(writer, id, 2))
})

test('neither is one with something against it in a line that an office may leave out, nor approved when another machine sent it', () => {
  const kits = desk.kits()
  const { id } = sure(kits.draft(writer, { ...aKit, base: `${aKit.base}\nCURP LOOA531113HTCPBN07, informes {telefono}.`, comments: { facebook: 'Insultos: pinche.' } }))
  expect(kits.submit(writer, id, 1)).toEqual({ ok: false, refusal: { code: 'kits/blocked', detail: { count: 2 } } })
  sure(desk.ledger.record(writer, kitDecider, id, { kind: 'submit', expected: 1, blocking: 0 }))
  const seal = kits.get(reviewer, id)?.writing?.seal ?? ''
  expect(kits.approve(reviewer, id, 1, seal)).toEqual({ ok: false, refusal: { code: 'kits/blocked', detail: { count: 2 } } })
  sure(kits.return(reviewer, id, 1, 'Quita la CURP.'))
})

test('titles, threads, first comments and tags are in the office’s post, locked; YouTube gets it only with a title of its own', () => {
  const central = desk.context(1, ['operator'], everywhere)
  const kits = desk.kits()
  const networksOf = (post: PostId) => sure(desk.posts.post(central, post)).content.accounts.map(({ network }) => network)
  expect(networksOf(sure(kits.adapt(central, approved(), false)).post)).not.toContain('youtube')
  const id = approved({ ...aKit, titles: { youtube: 'Módulo en {lugar}' }, threads: { x: ['Requisitos en ine.mx.'] }, comments: { facebook: 'Informes: {telefono}.', youtube: 'Más en ine.mx.' }, tags: ['INE'] })
  const { post: made } = sure(kits.adapt(central, id, false))
  expect(networksOf(made)).toContain('youtube')
  expect(networksOf(made)).not.toContain('tiktok')
  const page = sure(desk.posts.post(central, made))
  const { content } = page
  const accounts = content.accounts.map((account) => account.id)
  const slots = { ...filled, telefono: '' }
  const kit = content.kit === null ? null : { ...content.kit, slots }
  sure(desk.posts.revise(central, made, page.revision, { ...content, accounts, kit, titles: { youtube: 'Otro título' }, threads: {}, tags: ['otra'] }))
  const after = sure(desk.posts.post(central, made)).content
  expect(after).toMatchObject({ titles: { youtube: 'Módulo en Plaza del Valle' }, threads: { x: ['Requisitos en ine.mx.'] }, comments: { youtube: 'Más en ine.mx.' }, tags: ['INE'] })
  // A first comment of which nothing is left is none.
  expect(Object.keys(after.comments)).toEqual(['youtube'])
  expect(kits.ofPost(reviewer, made)?.exact).toBe(true)
  // Past the window, too.
  const known = kits.factsOf(kit ?? { kit: '' as KitId, version: 0, slots: {} })
  const revision = sure(desk.posts.post(central, made)).revision
  expect(desk.ledger.record(central, post, made, { kind: 'revise', expected: revision, content: { ...after, titles: { youtube: 'Otro' } }, kit: known })).toEqual({ ok: false, refusal: { code: 'posts/kit-locked' } })
})

test('an office that it is not for does not adapt it, nor does anybody without the role; other offices’ progress is for reviewers', () => {
  const id = approved({ ...aKit, offices: ['district-puebla-01' as never] })
  const kits = desk.kits()
  expect(kits.adapt(operator, id, false)).toEqual({ ok: false, refusal: { code: 'kits/not-for-office' } })
  expect(kits.adapt(reviewer, id, false)).toEqual({ ok: false, refusal: { code: 'ledger/role' } })
  expect(kits.draft(operator, aKit)).toEqual({ ok: false, refusal: { code: 'ledger/role' } })
  expect(kits.list(operator)).toEqual([])
  expect(kits.list(reviewer)).toMatchObject([{ counts: { offices: 1, adapted: 0, submitted: 0, approved: 0, published: 0 } }])
})

test('a post that says it comes from a message and does not is told to the reviewer', () => {
  const id = approved()
  const { post: made } = sure(desk.kits().adapt(operator, id, false))
  sure(fill(made, filled))
  expect(desk.kits().ofPost(reviewer, made)?.exact).toBe(true)
  // As another machine might have recorded it: a decider that looks at nothing.
  const blind = { ...post, decide: () => ({ ok: true as const, value: [{ type: 'post.revised' as const, payload: { content: { ...emptyContent, ...contentOf(made), base: 'Otro' }, revision: 9, fields: [] } }] }) }
  sure(desk.ledger.record(operator, blind, made, { kind: 'discard' }))
  expect(desk.kits().ofPost(reviewer, made)?.exact).toBe(false)
})

test('the read tables say the same when they are built anew', () => {
  const id = approved()
  const { post: made } = sure(desk.kits().adapt(operator, id, false))
  sure(fill(made, filled))
  const rows = () => ['kits_rows', 'kits_posts'].map((table) => desk.ledger.read.prepare(`SELECT * FROM ${table}`).all())
  const before = rows()
  desk.ledger.tables.rebuild()
  expect(rows()).toEqual(before)
})

test('who wrote the message is on record with each post of it, is named on its page among those who took part, and decides on none', () => {
  const { post: made } = sure(desk.kits().adapt(operator, approved(), false))
  sure(fill(made, filled))
  const [drafted, revised] = desk.ledger.history(`post/${made}`)
  expect([drafted, revised]).toMatchObject([{ type: 'post.drafted', schema: 3, payload: { writers: [writer.actor] } }, { type: 'post.revised', schema: 3, payload: { writers: [writer.actor] } }])
  sure(desk.posts.submit(operator, made, 2))
  const page = sure(desk.posts.post(writer, made))
  expect(page.contributors.map(({ id }) => id)).toEqual([operator.actor, writer.actor])
  for (const refused of [desk.posts.claim(writer, made), desk.posts.approve(writer, made, 2, page.seal), desk.posts.return(writer, made, 2, ['tone'], 'No'), desk.posts.expedite(writer, made, 2, page.seal, 'Sismo')])
    expect(refused).toEqual({ ok: false, refusal: { code: 'posts/own-work' } })
  sure(desk.posts.approve(reviewer, made, 2, page.seal))
  // A post of no message names nobody.
  const { id } = sure(desk.posts.draft(operator, { ...emptyContent, accounts: [], base: 'Suelta' }, null))
  expect(desk.ledger.history(`post/${id}`)[0]?.payload).not.toHaveProperty('writers')
})
