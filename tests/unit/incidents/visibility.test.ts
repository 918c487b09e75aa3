import { describe, expect, it } from 'vitest'
import type { Restriction } from '#shared/incidents/incident.ts'
import { mayHearOf, maySee, type Told } from '#shared/incidents/visibility.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import { roles, type Role } from '#shared/organization/role.ts'
import { NOW, OFFICE } from './incident-kit.ts'

const elsewhere = 'local-jalisco' as OfficeId
const never: Restriction = { edition: 0, to: null }
const lead = 'lead' as PersonId
const [first, second]: [Told, Told] = [{ edition: 1, by: lead }, { edition: 2, by: lead }]
const restricted: Restriction = { edition: 1, to: { people: [lead, 'named' as PersonId], reason: 'Reserva', at: NOW, by: lead } }

function sees(role: Role, office: OfficeId, restriction: Restriction, told: readonly Told[], actor = 'somebody'): boolean {
  return maySee({ actor: actor as PersonId, roles: [role], office }, { office: OFFICE, restriction }, told)
}

describe('an incident', () => {
  it('is read by its office, security and auditors, and nobody else', () => {
    expect(roles.filter((role) => sees(role, elsewhere, never, []))).toEqual(['security', 'auditor'])
    expect(roles.every((role) => sees(role, OFFICE, never, []))).toBe(true)
  })

  it('is read by the people named and by auditors alone while it is restricted', () => {
    expect(roles.filter((role) => sees(role, OFFICE, restricted, [first]))).toEqual(['auditor'])
    expect(roles.every((role) => sees(role, elsewhere, restricted, [first], 'named'))).toBe(true)
  })

  it('is read by its office again once the restriction is lifted', () => {
    expect(roles.every((role) => sees(role, OFFICE, { edition: 2, to: null }, [first, second]))).toBe(true)
  })

  it('is known to be restricted by those whom it would be for, and those it was for', () => {
    const hears = (role: Role, office: OfficeId, actor = 'somebody') => mayHearOf({ actor: actor as PersonId, roles: [role], office }, { office: OFFICE, restriction: restricted })
    expect(roles.filter((role) => hears(role, elsewhere))).toEqual(['security', 'auditor'])
    expect(hears('operator', OFFICE) && hears('reviewer', elsewhere, 'named')).toBe(true)
  })

  it('is shown to nobody as it was before somebody decided anew who reads it', () => {
    expect(roles.some((role) => sees(role, OFFICE, never, [first]))).toBe(false)
    expect(roles.some((role) => sees(role, OFFICE, restricted, [first, second], 'named'))).toBe(false)
  })

  it('is not taken from the people named by who is not among them, whatever they tell', () => {
    const outsider = 'outsider' as PersonId
    expect(sees('operator', elsewhere, restricted, [first, { edition: 2, by: outsider }, { edition: 1_000_000, by: outsider }], 'named')).toBe(true)
    expect(sees('operator', elsewhere, restricted, [first, { edition: 2, by: outsider }, second], 'named')).toBe(false)
  })
})
