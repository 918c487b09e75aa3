import { expect, it } from 'vitest'
import { contracts } from '#shared/contracts.ts'
import type { Contract } from '#shared/kernel/contract.ts'
import { firstQuestions } from '#shared/shell/first-questions.ts'

it('what is asked for the first picture may be asked of a locked app, with nothing, and changes nothing', () => {
  for (const question of firstQuestions) {
    const [module = '', entry = ''] = question.split('/')
    const asked = (contracts as Readonly<Record<string, Contract>>)[module]?.entries[entry]
    expect(asked, question).toMatchObject({ kind: 'query', whileLocked: true })
    expect(asked !== undefined && 'in' in asked && asked.in.safeParse({}).success, question).toBe(true)
  }
})
