import { describe, expect, test } from 'vitest'
import { type HubStatus, hubWord } from '#shared/hub/status.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Role } from '#shared/organization/role.ts'

type Shared = Extract<HubStatus, { mode: 'shared' }>
const current: Shared = { mode: 'shared', link: 'current', since: '2026-11-23T15:00:00.000Z' as Instant, pending: 0, conflicts: 0, quarantined: 0, clockDifference: 0 }

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

  test.each<[Role, string]>([['security', 'aside'], ['administrator', 'aside'], ['auditor', 'aside'], ['operator', 'current'], ['reviewer', 'aside']])(
    'says to a person who is %s of events put aside: %s',
    (role, word) => {
      expect(hubWord({ ...current, quarantined: 3 }, [role])).toBe(word)
    },
  )
})
