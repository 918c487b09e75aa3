import { describe, expect, test } from 'vitest'
import { type HubStatus, hubWord } from '#shared/hub/status.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Role } from '#shared/organization/role.ts'

type Shared = Extract<HubStatus, { mode: 'shared' }>
const current: Shared = { mode: 'shared', link: 'current', since: '2026-11-23T15:00:00.000Z' as Instant, pending: 0, conflicts: 0, quarantined: 0, unreported: 0, elsewhere: 0, clockDifference: 0 }

describe('the one word of the shell', () => {
  test.each([
    ['current', {}],
    ['pending', { pending: 1 }],
    ['offline', { link: 'offline', pending: 1 }],
    ['conflicts', { link: 'offline', conflicts: 1 }],
    ['aside', { conflicts: 1, quarantined: 1 }],
    ['stopped', { link: 'stopped', conflicts: 1, quarantined: 1 }],
  ] satisfies readonly (readonly [string, Partial<Shared>])[])('is %s for who answers for the record', (word, change) => {
    expect(hubWord({ ...current, ...change }, ['security'])).toBe(word)
  })

  test.each<[Role, string, string]>([
    ['security', 'aside', 'aside'], ['administrator', 'aside', 'aside'], ['reviewer', 'aside', 'aside'], ['auditor', 'aside', 'current'], ['operator', 'aside', 'current'],
  ])('says to a person who is %s of events put aside: %s, and once they were reported from here: %s', (role, before, after) => {
    expect(hubWord({ ...current, quarantined: 3, unreported: 1 }, [role])).toBe(before)
    expect(hubWord({ ...current, quarantined: 3, unreported: 0 }, [role])).toBe(after)
  })

  test('says what other machines put aside to who deals with it and can end an access', () => {
    const words = (['security', 'administrator', 'reviewer', 'auditor', 'operator'] as const).map((role) => hubWord({ ...current, elsewhere: 1 }, [role]))
    expect(words).toEqual(['aside', 'aside', 'current', 'current', 'current'])
  })
})
