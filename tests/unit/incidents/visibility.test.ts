import { expect, it } from 'vitest'
import { maySee } from '#shared/incidents/visibility.ts'
import { roles } from '#shared/organization/role.ts'
import { OFFICE } from './incident-kit.ts'
import type { OfficeId } from '#shared/ledger/event.ts'

it('lets an office, security and auditors read an incident, and nobody else', () => {
  const elsewhere = 'local-jalisco' as OfficeId
  expect(roles.filter((role) => maySee({ roles: [role], office: elsewhere }, OFFICE))).toEqual(['security', 'auditor'])
  expect(roles.every((role) => maySee({ roles: [role], office: OFFICE }, OFFICE))).toBe(true)
})
