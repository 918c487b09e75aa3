import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Hub } from '#main/hub/hub.ts'
import { author, type Said } from './author.ts'
import { accepted, openHub, type OpenHub, push, value, verdict } from './open-hub.ts'

const oaxaca = 'district-oaxaca-03'
const people = {
  operator: author('operator-1', oaxaca, ['operator']),
  reviewer: author('reviewer-1', 'central-cncs', ['reviewer', 'operator']),
}
const review = { kind: 'review', office: oaxaca } as never

let hub: OpenHub
let operator: Hub
let reviewer: Hub

beforeAll(async () => {
  hub = await openHub(inject('server'), 'append', people)
  operator = await hub.connect('operator')
  reviewer = await hub.connect('reviewer')
})
afterAll(() => hub.close())

const post = (id: string, version: number, type: string, more: Partial<Said> = {}): Said => ({ stream: `post/${id}`, version, type, payload: { text: 'Hola «ñandú» \u2028 \u0007 "\\" 😀' }, audience: review, ...more })

describe('what is accepted', () => {
  it('gets the next positions, in order, and is read as it was sent', async () => {
    const before = value(await operator.hello()).head.position
    const events = people.operator.does(post('one', 1, 'post.drafted'), post('one', 2, 'post.submitted'))
    expect(accepted(await push(operator, events))).toEqual({ kind: 'accepted', positions: [before + 1, before + 2], again: false })
    expect(value(await reviewer.pull(before, 10))).toEqual(events.map((event, index) => ({ ...event, position: before + 1 + index })))
  })
  it('is the same when it is sent again', async () => {
    const events = people.operator.does(post('two', 1, 'post.drafted'))
    const first = accepted(await push(operator, events))
    expect(await push(operator, events)).toEqual({ ...first, again: true })
  })
  it('is decided by another person', async () => {
    expect(accepted(await push(reviewer, people.reviewer.does(post('one', 3, 'post.claimed', { role: 'reviewer' }))))).toBeTruthy()
  })
  it('is refused its own author', async () => {
    const draft = people.operator.does(post('three', 1, 'post.drafted'), post('three', 2, 'post.submitted'))
    accepted(await push(operator, draft))
    expect(await verdict(operator, people.operator.tries(post('three', 3, 'post.approved', { role: 'reviewer' })))).toBe('hub/role')
  })
})
