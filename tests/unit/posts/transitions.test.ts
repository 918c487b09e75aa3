import { expect, test } from 'vitest'
import type { Instant } from '#shared/kernel/clock.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { stageKinds, type StageKind } from '#shared/posts/post.ts'
import { postActs } from '#shared/posts/post-commands.ts'
import { whyNot, type Standing } from '#shared/posts/transitions.ts'
import { names, noon, oaxaca, people, type Name } from './people.ts'

const fresh = (stage: StageKind, over: Partial<Standing> = {}): Standing => ({
  stage,
  office: oaxaca,
  contributors: ['ana' as PersonId],
  writers: [],
  claim: null,
  steps: [],
  agreed: [],
  unable: [],
  halted: false,
  proven: false,
  unsure: false,
  ...over,
})

/** The last of each: who stands in for whom. */
const situations: readonly (readonly [string, Standing, Partial<Record<Name, Name>>?])[] = [
  ...stageKinds.map((stage) => [stage, fresh(stage)] as const),
  ['submitted, of a message that raul wrote', fresh('submitted', { writers: ['raul' as PersonId] })],
  ['submitted, written by beto too', fresh('submitted', { contributors: ['ana' as PersonId, 'beto' as PersonId] })],
  ['submitted, claimed by rosa', fresh('submitted', { claim: { by: 'rosa' as PersonId, until: '2026-11-23T18:00:00.001Z' as Instant } })],
  ['submitted, claim of rosa lapsed', fresh('submitted', { claim: { by: 'rosa' as PersonId, until: noon } })],
  ['submitted, in the step of raul', fresh('submitted', { steps: [{ people: ['raul' as PersonId], need: 'any' }, { people: [], need: 'any' }] })],
  ['submitted, once raul agreed', fresh('submitted', { steps: [{ people: ['raul' as PersonId], need: 'any' }, { people: [], need: 'any' }], agreed: [{ by: 'raul' as PersonId, as: 'raul' as PersonId, step: 0 }] })],
  ['submitted, in a step of raul who agreed before', fresh('submitted', { steps: [{ people: [], need: 'any' }, { people: ['raul' as PersonId], need: 'any' }], agreed: [{ by: 'raul' as PersonId, as: 'raul' as PersonId, step: 0 }] })],
  ['submitted, in the step of rosa and nora, once rosa agreed', fresh('submitted', { steps: [{ people: ['rosa' as PersonId, 'nora' as PersonId], need: 'all' }], agreed: [{ by: 'rosa' as PersonId, as: 'rosa' as PersonId, step: 0 }] })],
  ['submitted, in the step of nora, with raul in her place', fresh('submitted', { steps: [{ people: ['nora' as PersonId], need: 'all' }] }), { raul: 'nora' }],
  ['submitted, in the step of beto who wrote it too, with raul in his place', fresh('submitted', { steps: [{ people: ['beto' as PersonId], need: 'all' }], contributors: ['ana' as PersonId, 'beto' as PersonId] }), { raul: 'beto' }],
  ['submitted, in the step of beto who wrote it too and of nora, with raul in his place', fresh('submitted', { steps: [{ people: ['beto' as PersonId, 'nora' as PersonId], need: 'any' }], contributors: ['ana' as PersonId, 'beto' as PersonId] }), { raul: 'beto' }],
  ['submitted, in the step of raul who reviews no more, and of nora', fresh('submitted', { steps: [{ people: ['raul' as PersonId, 'nora' as PersonId], need: 'all' }], unable: ['raul' as PersonId] })],
  ['submitted, in the step of raul who reviews no more', fresh('submitted', { steps: [{ people: ['raul' as PersonId], need: 'all' }, { people: ['nora' as PersonId], need: 'any' }], unable: ['raul' as PersonId] })],
  ['submitted, in the step of rosa and raul who reviews no more, once rosa agreed', fresh('submitted', { steps: [{ people: ['rosa' as PersonId, 'raul' as PersonId], need: 'all' }], agreed: [{ by: 'rosa' as PersonId, as: 'rosa' as PersonId, step: 0 }], unable: ['raul' as PersonId] })],
  ['submitted, in the step of nora and beto once nora agreed, while raul of the one before reviewed no more', fresh('submitted', { steps: [{ people: ['rosa' as PersonId, 'raul' as PersonId], need: 'all' }, { people: ['nora' as PersonId, 'beto' as PersonId], need: 'all' }], agreed: [{ by: 'rosa' as PersonId, as: 'rosa' as PersonId, step: 0 }, { by: 'nora' as PersonId, as: 'nora' as PersonId, step: 1 }] })],
  ['approved, halted', fresh('approved', { halted: true })],
  ['approved, proven on one account', fresh('approved', { proven: true })],
  ['approved, copied without outcome', fresh('approved', { unsure: true })],
]

/** One line per situation and act: why each person may not, or `yes`. */
function picture(): string {
  return situations
    .map(([title, standing, inPlaceOf = {}]) => {
      const lines = postActs.map((act) => {
        const answers = names.map((name) => {
          const { person, office } = people[name]
          const roles = people[name].roles.filter((role) => role !== 'reviewer' || !standing.unable.includes(person))
          const absent = inPlaceOf[name]
          return `${name} ${whyNot(act, standing, { person, roles, office, now: noon, standsFor: absent === undefined ? [] : [people[absent].person] })?.replace('posts/', '') ?? 'yes'}`
        })
        const same = new Set(answers.map((answer) => answer.split(' ')[1]))
        return `  ${act.padEnd(9)}${same.size === 1 ? `all ${[...same][0]}` : answers.join(' · ')}`
      })
      return [title, ...lines].join('\n')
    })
    .join('\n')
}

test('every act in every stage by every person is as approved', async () => {
  await expect(picture()).toMatchFileSnapshot('transitions.approved.txt')
})
