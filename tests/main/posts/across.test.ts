import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PostId } from '#shared/posts/post.ts'
import type { KeptFact } from '#shared/rules/line.ts'
import { openDesk, written, type Desk } from './desk.ts'

let desk: Desk
beforeEach(() => {
  desk = openDesk()
})
afterEach(() => desk.close())

const author = () => desk.context(1, ['operator'], 'district-oaxaca-03')
const colleague = () => desk.context(3, ['operator'], 'district-oaxaca-03')
const reviewer = () => desk.context(2, ['reviewer'], 'central-cncs')
const fact: KeptFact = { subject: 'Feria cívica', kind: 'date', value: '3 de marzo de 2027', from: null, to: null, source: 'Oficio 1' }

const drafted = (base: string, context = author()): PostId => {
  const done = desk.posts.draft(context, { ...written, base }, null)
  if (!done.ok) throw new Error(done.refusal.code)
  return done.value.id
}
const rulesOf = async (id: PostId, base: string, context = author()) => (await desk.posts.across(context, id, { ...written, base })).map(({ rule, detail }) => `${rule} ${detail['value'] ?? ''}`.trim())

test('what a post says against the line is told while it is written, and goes into the record when it is sent', async () => {
  expect(desk.line().state(reviewer(), fact).ok).toBe(true)
  const id = drafted('La feria cívica será el 5 de marzo.')
  expect(await rulesOf(id, 'La feria cívica será el 5 de marzo.')).toEqual(['contradicts-line 3 de marzo de 2027'])
  expect(await rulesOf(id, 'La feria cívica será el 3 de marzo.')).toEqual([])
  expect(desk.posts.submit(author(), id, 1).ok).toBe(true)
  const page = desk.posts.post(author(), id)
  expect(page.ok ? page.value.history.flatMap((act) => act.rules ?? []) : []).toContain('contradicts-line')
})

test('a fact that no longer holds, or was withdrawn, denies nothing', async () => {
  const kept = desk.line().state(reviewer(), { ...fact, to: '2020-01-01' as never })
  const id = drafted('La feria cívica será el 5 de marzo.')
  expect(kept.ok && (await rulesOf(id, 'La feria cívica será el 5 de marzo.'))).toEqual([])
  const second = desk.line().state(reviewer(), fact)
  expect(second.ok && desk.line().withdraw(reviewer(), second.value.id, 'Cambió').ok).toBe(true)
  expect(await rulesOf(id, 'La feria cívica será el 5 de marzo.')).toEqual([])
})

test("a colleague's post in review is compared for a reviewer, and for an operator only once it is approved", async () => {
  const first = drafted('La feria cívica será el 5 de marzo.')
  const second = drafted('La feria cívica será el 8 de marzo.', colleague())
  const saidTo = (context: ReturnType<typeof author>) => rulesOf(second, 'La feria cívica será el 8 de marzo.', context)
  expect(await saidTo(reviewer())).toEqual([])
  expect(desk.posts.submit(author(), first, 1).ok).toBe(true)
  expect([await saidTo(colleague()), await saidTo(reviewer())]).toEqual([[], ['contradicts-post 5 de marzo']])
  const page = desk.posts.post(reviewer(), first)
  expect(page.ok && desk.posts.approve(reviewer(), first, 1, page.value.seal).ok).toBe(true)
  expect(await saidTo(colleague())).toEqual(['contradicts-post 5 de marzo'])
})

test('a copy is found in each text of another post: of a network, of an account, of a thread', async () => {
  const copy = 'Conoce los requisitos para ser observadora electoral y entrega tu solicitud en la junta.'
  const done = desk.posts.draft(author(), { ...written, base: 'Para la página: la convocatoria completa, con cada requisito y cada fecha.', variants: { x: 'Hablemos de la observación electoral en este hilo.' }, threads: { x: ['Segunda parte, sobre los cursos y la constancia.', copy] } }, null)
  if (!done.ok) throw new Error(done.refusal.code)
  expect(desk.posts.submit(author(), done.value.id, 1).ok).toBe(true)
  const second = drafted(copy, colleague())
  expect(await rulesOf(second, copy, reviewer())).toEqual(['identical-text'])
  expect(await rulesOf(second, 'Segunda parte, sobre los cursos.', reviewer())).toEqual([])
})

test('a post is never compared with itself', async () => {
  const id = drafted('La feria cívica será el 5 de marzo.')
  expect(desk.posts.submit(author(), id, 1).ok).toBe(true)
  expect(await rulesOf(id, 'La feria cívica será el 8 de marzo.', reviewer())).toEqual([])
})

test('an operator does not keep the line', () => {
  expect(desk.line().state(author(), fact)).toMatchObject({ ok: false, refusal: { code: 'ledger/role' } })
})
