import { describe, expect, it } from 'vitest'
import type { Restriction } from '#shared/incidents/incident.ts'
import { mayHearOf, maySee } from '#shared/incidents/visibility.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import { roles, type Role } from '#shared/organization/role.ts'
import { NOW, OFFICE } from './incident-kit.ts'

const elsewhere = 'local-jalisco' as OfficeId
const never: Restriction = { edition: 0, to: null }
const lead = 'lead' as PersonId
const restricted: Restriction = { edition: 1, to: { people: [lead, 'named' as PersonId], reason: 'Reserva', at: NOW, by: lead } }

function sees(role: Role, office: OfficeId, restriction: Restriction, told: number, actor = 'somebody'): boolean {
  return maySee({ actor: actor as PersonId, roles: [role], office }, { office: OFFICE, restriction }, told)
}

describe('an incident', () => {
  it('is read by its office, security and auditors, and nobody else', () => {
    expect(roles.filter((role) => sees(role, elsewhere, never, 0))).toEqual(['security', 'auditor'])
    expect(roles.every((role) => sees(role, OFFICE, never, 0))).toBe(true)
  })

  it('is read by the people named and by auditors alone while it is restricted', () => {
    expect(roles.filter((role) => sees(role, OFFICE, restricted, 1))).toEqual(['auditor'])
    expect(roles.every((role) => sees(role, elsewhere, restricted, 1, 'named'))).toBe(true)
  })

  it('is read by its office again once the restriction is lifted', () => {
    expect(roles.every((role) => sees(role, OFFICE, { edition: 2, to: null }, 2))).toBe(true)
  })

  it('is known to be restricted by those whom it would be for, and those it was for', () => {
    const hears = (role: Role, office: OfficeId, actor = 'somebody') => mayHearOf({ actor: actor as PersonId, roles: [role], office }, { office: OFFICE, restriction: restricted })
    expect(roles.filter((role) => hears(role, elsewhere))).toEqual(['security', 'auditor'])
    expect(hears('operator', OFFICE) && hears('reviewer', elsewhere, 'named')).toBe(true)
  })

  it('is shown to nobody as it was before somebody decided anew who reads it', () => {
    expect(roles.some((role) => sees(role, OFFICE, never, 1))).toBe(false)
    expect(roles.some((role) => sees(role, OFFICE, restricted, 2, 'named'))).toBe(false)
  })
})
