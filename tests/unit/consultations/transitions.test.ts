import { expect, test } from 'vitest'
import { consultationActs, stageKinds, type StageKind } from '#shared/consultations/consultation.ts'
import { whyNot, type Standing } from '#shared/consultations/transitions.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { names, oaxaca, people } from '#tests/unit/posts/people.ts'

const fresh = (stage: StageKind, over: Partial<Standing> = {}): Standing => ({ stage, office: oaxaca, contributors: ['ana' as PersonId], takenBy: null, ...over })

const situations: readonly (readonly [string, Standing])[] = [
  ...stageKinds.map((stage) => [stage, fresh(stage)] as const),
  ['asked, beto wrote a detail', fresh('asked', { contributors: ['ana' as PersonId, 'beto' as PersonId] })],
  ['asked, taken by rosa', fresh('asked', { takenBy: 'rosa' as PersonId })],
  ['lapsed, taken by rosa', fresh('lapsed', { takenBy: 'rosa' as PersonId })],
]

/** One line per situation and act: why each person may not, or `yes`. */
function picture(): string {
  return situations
    .map(([title, standing]) => {
      const lines = consultationActs.map((act) => {
        const answers = names.map((name) => {
          const { person, roles, office } = people[name]
          return `${name} ${whyNot(act, standing, { person, roles, office })?.replace('consultations/', '') ?? 'yes'}`
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

test('nobody may publish by a consultation: no act of it is an act on a post', () => {
  expect(consultationActs.filter((act) => /publish|approve|block/.test(act))).toEqual([])
})
