import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Context } from '#shared/ledger/event.ts'
import type { PostId } from '#shared/posts/post.ts'
import { sure } from '#tests/kit/sure.ts'
import { openDesk, oaxaca, written, type Desk } from './desk.ts'

let desk: Desk
beforeEach(() => {
  desk = openDesk()
})
afterEach(() => desk.close())

const author = (): Context => desk.context(1, ['operator'], oaxaca)
const reviewer = (person = 2): Context => desk.context(person, ['reviewer'])
function submitted(): PostId {
  const { id } = sure(desk.posts.draft(author(), written, null))
  sure(desk.posts.submit(author(), id, 1))
  return id
}
const whole = { expected: 1, anchor: { kind: 'whole' }, text: '¿Lo vio el área jurídica?', required: false, proposal: null } as const
const heard = (context: Context, id: PostId) => sure(desk.posts.post(context, id)).remarks.map(({ channel, text, by, answers, state }) => [channel, text, by.name, answers.map((one) => one.text), state])

test('what reviewers say among themselves is in a stream that the office cannot read, and on no page of the office', () => {
  const id = submitted()
  sure(desk.posts.remarks.make(reviewer(), id, 'review', whole))
  sure(desk.posts.remarks.make(reviewer(), id, 'office', { ...whole, text: 'Falta la fuente.' }))
  const note = sure(desk.posts.post(reviewer(), id)).remarks.find(({ channel }) => channel === 'review')
  sure(desk.posts.remarks.answer(reviewer(3), id, 'review', note?.id as never, 'Sí.')) // it was just made
  expect(heard(reviewer(), id)).toEqual([
    ['office', 'Falta la fuente.', 'Nombre de person-2', [], 'open'],
    ['review', '¿Lo vio el área jurídica?', 'Nombre de person-2', ['Sí.'], 'open'],
  ])
  expect(heard(author(), id)).toEqual([['office', 'Falta la fuente.', 'Nombre de person-2', [], 'open']])
  expect(desk.ledger.history(`deliberation/${id}`).map(({ audience }) => audience)).toEqual([
    { kind: 'review', office: 'review-pool' },
    { kind: 'review', office: 'review-pool' },
  ])
  // Nothing of it is in the stream that the office reads.
  expect(JSON.stringify(desk.ledger.history(`post/${id}`))).not.toContain('jurídica')
})

test('among reviewers nothing is demanded or proposed, and the office begins no thread there', () => {
  const id = submitted()
  expect(desk.posts.remarks.make(reviewer(), id, 'review', { ...whole, required: true })).toEqual({ ok: false, refusal: { code: 'posts/remark-reviewers-only' } })
  expect(desk.posts.remarks.make(author(), id, 'review', whole)).toEqual({ ok: false, refusal: { code: 'ledger/role' } })
})

test('a suggestion goes from the reviewer to the text in one act of the office, and another reviewer decides', () => {
  const id = submitted()
  const quote = '8:00'
  const start = written.base.indexOf(quote)
  sure(desk.posts.remarks.make(reviewer(), id, 'office', { expected: 1, anchor: { kind: 'passage', at: { kind: 'text', network: 'base' }, start, quote }, text: '', required: true, proposal: '9:00' }))
  sure(desk.posts.return(reviewer(), id, 1, ['inaccurate'], 'Ver observaciones'))
  const [remark] = sure(desk.posts.post(author(), id)).remarks
  expect(sure(desk.posts.remarks.accept(author(), id, remark?.id as never, 1)).revision).toBe(2) // it was just made
  sure(desk.posts.submit(author(), id, 2))
  const page = sure(desk.posts.post(reviewer(3), id))
  expect(page.content.base).toBe(written.base.replace('8:00', '9:00'))
  expect(desk.posts.approve(reviewer(), id, 2, page.seal)).toEqual({ ok: false, refusal: { code: 'posts/own-work' } })
  sure(desk.posts.approve(reviewer(3), id, 2, page.seal))
})
