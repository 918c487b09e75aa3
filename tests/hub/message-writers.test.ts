import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { ok, refuse } from '#shared/kernel/result.ts'
import { compose, normalValues } from '#shared/kits/compose.ts'
import type { KitId } from '#shared/kits/kit.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { emptyContent } from '#shared/posts/content.ts'
import { post } from '#shared/posts/post-decider.ts'
import { sealOf } from '#shared/posts/seal.ts'
import { sure } from '#tests/kit/sure.ts'
import { aKit, filled } from '#tests/unit/kits/a-kit.ts'
import { author } from './author.ts'
import { type Machine, openMachine } from './machine.ts'
import { type OpenHub, openHub } from './open-hub.ts'
import { approval, doPost, stageOf, tryPost } from './posts.ts'

const people = { ana: author('ana', 'jd-01', ['operator']), berta: author('berta', 'central-cncs', ['reviewer']), carla: author('carla', 'central-cncs', ['reviewer']) }

let hub: OpenHub
const machines: Machine[] = []

beforeAll(async () => {
  hub = await openHub(inject('server'), 'writers', people)
})
afterAll(async () => {
  for (const one of machines) await one.close()
  await hub.close()
})

function machine(who: keyof typeof people): Machine {
  const { administrator: { signer, publicKey }, address, id } = hub
  const made = openMachine({ person: people[who], hub: id, root: { signer, publicKey }, address, login: hub.login(who) })
  machines.push(made)
  made.unlock()
  return made
}

test('a decision by who wrote the national message, with an altered program, on a post of it counts for nothing on any machine; another decides', async () => {
  const [ana, berta, carla] = [machine('ana'), machine('berta'), machine('carla')]
  await Promise.all([ana.settled(), berta.settled(), carla.settled()])
  const id = 'of-a-message'
  const from = { kit: aKit, version: 1, newest: 1, writers: ['berta' as PersonId] }
  const slots = normalValues(aKit, filled)
  const adapted = { ...emptyContent, ...compose(aKit, slots, []), source: aKit.source, campaign: aKit.campaign, topics: aKit.topics, kit: { kit: 'kit-1' as KitId, version: 1, slots } }
  doPost(ana, id, { kind: 'draft', content: adapted, correctionOf: null, kit: from })
  doPost(ana, id, { kind: 'submit', expected: 1, findings: [], kit: from })
  await berta.until(() => stageOf(berta, id) === 'submitted', 'the post is in review')
  const approves = { ...approval(berta, id), kit: from }
  expect(tryPost(berta, id, approves)).toEqual(refuse('posts/own-work'))
  // The same over the same login, by a program that does not ask.
  const altered = { ...post, decide: () => ok([{ type: 'post.approved' as const, payload: { revision: 1, seal: sealOf(adapted) } }]) }
  sure(berta.ledger.record(berta.context(), altered, id, approves))
  await carla.until(() => carla.record.quarantined().some(({ row }) => row.stream === `post/${id}`), 'it came')
  const aside = (one: Machine) => one.record.quarantined().flatMap(({ row, fault }) => (row.stream === `post/${id}` ? [`${row.type} of ${row.actor}: ${fault}`] : []))
  expect([stageOf(carla, id), aside(carla)]).toEqual(['submitted', ['post.approved of berta: groundless']])
  doPost(carla, id, { ...approval(carla, id), kit: from })
  const stageOn = (one: Machine) => {
    const state = one.ledger.state(post, id)
    return state.kind === 'none' ? undefined : state.stage
  }
  // Until it is answered, the altered machine shows its own.
  const isOthers = (one: Machine): boolean => {
    const stage = stageOn(one)
    return stage?.kind === 'approved' && stage.by === 'carla'
  }
  await Promise.all([ana, berta, carla].map((one) => one.until(() => isOthers(one), 'the other’s decision came')))
  await Promise.all([ana.settled(), berta.settled(), carla.settled()])
  for (const one of [ana, berta, carla]) {
    expect([stageOn(one), aside(one), (await one.verify()).bad]).toMatchObject([{ kind: 'approved', by: 'carla' }, ['post.approved of berta: groundless'], undefined])
  }
})
