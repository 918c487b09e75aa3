import type { Instant } from '#shared/kernel/clock.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Context, OfficeId, PersonId, SignerId } from '#shared/ledger/event.ts'
import { organizationDecider } from '#shared/organization/decider.ts'
import type { InvitationKey, Organization, OrganizationCommand, Signer } from '#shared/organization/organization.ts'
import type { Role } from '#shared/organization/role.ts'
import type { StandIn } from '#shared/organization/stand-in.ts'
import { seededIds } from '#tests/kit/seeded-ids.ts'

export const cncs = 'central-cncs' as OfficeId
export const oaxaca = 'district-oaxaca-03' as OfficeId
export const personId = (name: string): PersonId => `person-${name}` as PersonId

export function signer(name: string, kind: Signer['kind'] = 'person', number = 1): Signer {
  return {
    signer: `signer-${name}-${kind}-${number}` as SignerId,
    person: personId(name),
    publicKey: `key of ${name}, ${kind} ${number}`,
    item: `item-${name}-${kind}-${number}`,
    kind,
  }
}

export function contextOf(name: string, roles: readonly Role[], office: OfficeId = cncs, signerOf: SignerId = signer(name).signer): Context {
  const ids = seededIds()
  return {
    now: '2026-11-23T15:00:00.000Z' as Instant,
    actor: personId(name),
    roles,
    office,
    signer: signerOf,
    newId: <Brand extends string>(): Id<Brand> => ids.next<Brand>(),
  }
}

export const brand = { name: 'Instituto Nacional Electoral', shortName: 'INE', mailDomain: 'ine.mx', accent: '#7a1f5c' }

export const found: Extract<OrganizationCommand, { kind: 'found' }> = {
  kind: 'found',
  brand,
  office: cncs,
  person: { id: personId('ana'), name: 'Ana Prueba', post: 'Subdirectora', mail: 'ana@ine.mx', roles: ['administrator'], office: cncs },
  signer: signer('ana'),
  recovery: signer('ana', 'recovery'),
}

export const beto: Extract<OrganizationCommand, { kind: 'add-person' }> = {
  kind: 'add-person',
  person: { id: personId('beto'), name: 'Beto Prueba', post: 'Analista', mail: 'beto@ine.mx', roles: ['operator'], office: oaxaca },
  signer: signer('beto'),
}

/** Beto's invitation, good for a week. */
export function invitationKey(number = 1, expires = '2026-11-30T15:00:00.000Z'): InvitationKey {
  return {
    person: personId('beto'),
    invitation: `invitation-${number}`,
    signer: `signer-invitation-${number}` as SignerId,
    publicKey: `key of invitation ${number}`,
    expires: expires as Instant,
  }
}

/** Beto does Ana's work in December. */
export const december: StandIn = {
  absent: personId('ana'),
  standIn: personId('beto'),
  roles: ['administrator'],
  from: '2026-12-01T06:00:00.000Z' as Instant,
  until: '2027-01-01T06:00:00.000Z' as Instant,
}

/** Folds commands that must be accepted; a refusal is the test's own error. */
export function after(...steps: readonly (readonly [OrganizationCommand, Context])[]): Organization {
  let state = organizationDecider.initial
  for (const [command, context] of steps) {
    const decision = organizationDecider.decide(state, command, context)
    if (!decision.ok) throw new Error(`${command.kind}: ${decision.refusal.code} ${JSON.stringify(decision.refusal.fields)}`)
    for (const event of decision.value) {
      state = organizationDecider.evolve(state, event, {
        id: context.newId<'event'>(),
        stream: 'organization/main',
        version: 1,
        actor: context.actor,
        role: 'administrator',
        office: context.office,
        at: context.now,
      })
    }
  }
  return state
}

export const ana = contextOf('ana', ['administrator'])
export const founded = (): Organization => after([found, ana])
export const withBeto = (): Organization => after([found, ana], [beto, ana])
