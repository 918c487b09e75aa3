import { describe, expect, it } from 'vitest'
import type { Context } from '#shared/ledger/event.ts'
import { defaultPolicies } from '#shared/organization/policies.ts'
import { organizationDecider } from '#shared/organization/decider.ts'
import type { Institution, Organization, OrganizationCommand } from '#shared/organization/organization.ts'
import { roles } from '#shared/organization/role.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { effectiveRoles, type StandIn } from '#shared/organization/stand-in.ts'
import { after, ana, beto, brand, cncs, contextOf, december, found, founded, invitationKey, oaxaca, personId, signer, withBeto } from './institution.ts'

const card = { name: 'Guardia de UNICOM', post: 'Mesa de servicio', mail: 'guardia@ine.mx', phone: '+52 55 0000 0000', hours: '24 horas' }

const commands: Readonly<Record<OrganizationCommand['kind'], OrganizationCommand>> = {
  found,
  'add-person': beto,
  'correct-person': {
    kind: 'correct-person',
    person: personId('beto'),
    correction: { name: 'Alberto Prueba', post: 'Analista', mail: 'beto@ine.mx', office: oaxaca },
  },
  'change-roles': { kind: 'change-roles', person: personId('beto'), roles: ['operator', 'administrator'] },
  'deactivate-person': { kind: 'deactivate-person', person: personId('beto'), reason: 'Cambio de adscripción' },
  'reactivate-person': { kind: 'reactivate-person', person: personId('beto') },
  'register-signer': { kind: 'register-signer', signer: signer('beto', 'person', 2) },
  'add-sealing-key': { kind: 'add-sealing-key', sealingKey: 'a-key' },
  invite: { kind: 'invite', invitation: invitationKey() },
  'revoke-signer': { kind: 'revoke-signer', signer: signer('beto').signer, reason: 'Robo de la computadora' },
  'set-stand-in': { kind: 'set-stand-in', standIn: december },
  'end-stand-in': { kind: 'end-stand-in', absent: personId('ana'), standIn: personId('beto') },
  'set-contact': { kind: 'set-contact', contact: 'security', office: cncs, card },
  'correct-office': { kind: 'correct-office', office: oaxaca, correction: { seat: 'Huajuapan', timeZone: 'America/Mexico_City' } },
  'set-policies': { kind: 'set-policies', policies: { ...defaultPolicies, rotationMonths: 1 } },
  'set-brand': { kind: 'set-brand', brand: { ...brand, accent: '#123456' } },
}

const states: Readonly<Record<string, () => Organization>> = {
  unfounded: () => organizationDecider.initial,
  founded,
  'with beto': withBeto,
  'beto inactive': () => after([found, ana], [beto, ana], [commands['deactivate-person'], ana]),
  'beto invited, standing in': () => after([found, ana], [beto, ana], [commands.invite, ana], [commands['set-stand-in'], ana]),
  'beto without his machine': () => after([found, ana], [beto, ana], [commands['revoke-signer'], ana]),
  'all set': () =>
    after(
      [found, ana],
      [beto, ana],
      ...(['correct-person', 'change-roles', 'register-signer', 'set-contact', 'correct-office', 'set-policies', 'set-brand'] as const).map(
        (kind) => [commands[kind], ana] as const,
      ),
    ),
}

/** What each command does in each state, done by the administrator: the events' types, or the refusal. */
const approved: Readonly<Record<string, Readonly<Record<OrganizationCommand['kind'], string>>>> = {
  unfounded: {
    found: 'institution.founded person.added signer.registered signer.registered',
    'add-person': 'organization/not-founded',
    'correct-person': 'organization/not-founded',
    'change-roles': 'organization/not-founded',
    'deactivate-person': 'organization/not-founded',
    'reactivate-person': 'organization/not-founded',
    'register-signer': 'organization/not-founded',
    'add-sealing-key': 'organization/not-founded',
    invite: 'organization/not-founded',
    'revoke-signer': 'organization/not-founded',
    'set-stand-in': 'organization/not-founded',
    'end-stand-in': 'organization/not-founded',
    'set-contact': 'organization/not-founded',
    'correct-office': 'organization/not-founded',
    'set-policies': 'organization/not-founded',
    'set-brand': 'organization/not-founded',
  },
  founded: {
    found: 'organization/already-founded',
    'add-person': 'person.added signer.registered',
    'correct-person': 'organization/unknown-person',
    'change-roles': 'organization/unknown-person',
    'deactivate-person': 'organization/unknown-person',
    'reactivate-person': 'organization/unknown-person',
    'register-signer': 'organization/unknown-person',
    'add-sealing-key': 'signer.sealing-key-added',
    invite: 'organization/unknown-person',
    'revoke-signer': 'organization/unknown-signer',
    'set-stand-in': 'organization/unknown-person',
    'end-stand-in': 'organization/unknown-stand-in',
    'set-contact': 'contact.set',
    'correct-office': 'office.corrected',
    'set-policies': 'policies.changed',
    'set-brand': 'brand.changed',
  },
  'with beto': {
    found: 'organization/already-founded',
    'add-person': 'organization/known-signer',
    'correct-person': 'person.corrected',
    'change-roles': 'person.roles-changed',
    'deactivate-person': 'person.deactivated',
    'reactivate-person': 'organization/already-active',
    'register-signer': 'signer.registered',
    'add-sealing-key': 'signer.sealing-key-added',
    invite: 'person.invited',
    'revoke-signer': 'signer.revoked',
    'set-stand-in': 'stand-in.set',
    'end-stand-in': 'organization/unknown-stand-in',
    'set-contact': 'contact.set',
    'correct-office': 'office.corrected',
    'set-policies': 'policies.changed',
    'set-brand': 'brand.changed',
  },
  'beto inactive': {
    found: 'organization/already-founded',
    'add-person': 'organization/known-signer',
    'correct-person': 'person.corrected',
    'change-roles': 'organization/inactive-person',
    'deactivate-person': 'organization/inactive-person',
    'reactivate-person': 'person.reactivated',
    'register-signer': 'organization/inactive-person',
    'add-sealing-key': 'signer.sealing-key-added',
    invite: 'organization/inactive-person',
    'revoke-signer': 'signer.revoked',
    'set-stand-in': 'organization/inactive-person',
    'end-stand-in': 'organization/unknown-stand-in',
    'set-contact': 'contact.set',
    'correct-office': 'office.corrected',
    'set-policies': 'policies.changed',
    'set-brand': 'brand.changed',
  },
  'beto invited, standing in': {
    found: 'organization/already-founded',
    'add-person': 'organization/known-signer',
    'correct-person': 'person.corrected',
    'change-roles': 'person.roles-changed',
    'deactivate-person': 'signer.revoked stand-in.ended person.deactivated',
    'reactivate-person': 'organization/already-active',
    'register-signer': 'signer.registered',
    'add-sealing-key': 'signer.sealing-key-added',
    invite: 'organization/known-signer',
    'revoke-signer': 'signer.revoked',
    'set-stand-in': 'organization/stand-in-exists',
    'end-stand-in': 'stand-in.ended',
    'set-contact': 'contact.set',
    'correct-office': 'office.corrected',
    'set-policies': 'policies.changed',
    'set-brand': 'brand.changed',
  },
  'beto without his machine': {
    found: 'organization/already-founded',
    'add-person': 'organization/known-signer',
    'correct-person': 'person.corrected',
    'change-roles': 'person.roles-changed',
    'deactivate-person': 'person.deactivated',
    'reactivate-person': 'organization/already-active',
    'register-signer': 'signer.registered',
    'add-sealing-key': 'signer.sealing-key-added',
    invite: 'person.invited',
    'revoke-signer': 'organization/unknown-signer',
    'set-stand-in': 'stand-in.set',
    'end-stand-in': 'organization/unknown-stand-in',
    'set-contact': 'contact.set',
    'correct-office': 'office.corrected',
    'set-policies': 'policies.changed',
    'set-brand': 'brand.changed',
  },
  // Saying again what is already so records nothing.
  'all set': {
    found: 'organization/already-founded',
    'add-person': 'organization/known-signer',
    'correct-person': '',
    'change-roles': '',
    'deactivate-person': 'person.deactivated',
    'reactivate-person': 'organization/already-active',
    'register-signer': 'organization/known-signer',
    'add-sealing-key': 'signer.sealing-key-added',
    invite: 'person.invited',
    'revoke-signer': 'signer.revoked',
    'set-stand-in': 'stand-in.set',
    'end-stand-in': 'organization/unknown-stand-in',
    'set-contact': '',
    'correct-office': '',
    'set-policies': '',
    'set-brand': '',
  },
}

function outcome(state: Organization, command: OrganizationCommand, context: Context): string {
  const decision = organizationDecider.decide(state, command, context)
  return decision.ok ? decision.value.map((event) => event.type).join(' ') : decision.refusal.code
}

function fieldsOf(state: Organization, command: OrganizationCommand, context: Context = ana): unknown {
  const decision = organizationDecider.decide(state, command, context)
  return decision.ok ? 'accepted' : decision.refusal.fields
}

describe('every command in every state', () => {
  it('is as approved', () => {
    const seen = Object.fromEntries(
      Object.entries(states).map(([name, make]) => [
        name,
        Object.fromEntries(Object.entries(commands).map(([kind, command]) => [kind, outcome(make(), command, ana)])),
      ]),
    )
    expect(seen).toEqual(approved)
  })

  it('is done under the role that answers for it', () => {
    const kinds = Object.keys(commands) as OrganizationCommand['kind'][] // keys of the literal above
    const seen = Object.fromEntries(
      kinds.map((kind) => [kind, roles.filter((role) => organizationDecider.roleFor(commands[kind], contextOf('carla', [role])) !== undefined)]),
    )
    const administrator = ['administrator']
    expect(seen).toEqual({
      found: administrator,
      'add-person': administrator,
      'correct-person': administrator,
      'change-roles': administrator,
      'deactivate-person': administrator,
      'reactivate-person': administrator,
      'register-signer': administrator,
      'add-sealing-key': ['operator', 'reviewer', 'security', 'administrator', 'auditor'],
      invite: administrator,
      'revoke-signer': administrator,
      'set-stand-in': administrator,
      'end-stand-in': administrator,
      'set-contact': ['operator', 'reviewer', 'security', 'administrator'],
      'correct-office': administrator,
      'set-policies': administrator,
      'set-brand': administrator,
    })
  })
})

describe('a signer’s sealing key', () => {
  it('is added by that signer, once', () => {
    const own: OrganizationCommand = { kind: 'add-sealing-key', sealingKey: 'a-key' }
    const once = after([found, ana], [own, ana])
    expect(outcome(once, own, ana)).toBe('')
    expect(outcome(once, { kind: 'add-sealing-key', sealingKey: 'another' }, ana)).toBe('organization/known-signer')
    expect(outcome(founded(), own, { ...ana, signer: 'unknown' as typeof ana.signer })).toBe('organization/foreign-signer')
    expect(outcome(withBeto(), own, { ...ana, signer: signer('beto').signer })).toBe('organization/foreign-signer')
  })
})

describe('founding', () => {
  it('leaves an institution with one administrator, two signers and the default policies', () => {
    const state = founded()
    expect(state).toMatchObject({
      stage: 'founded',
      brand,
      office: cncs,
      policies: { rotationMonths: 2, reviewHours: 48, idleMinutes: 5 },
      people: { [personId('ana')]: { name: 'Ana Prueba', roles: ['administrator'], active: true } },
    })
    expect(Object.values((state as { stage: 'founded' } & Institution).signers).map((one) => one.kind)).toEqual(['person', 'recovery'])
  })

  it('refuses what is missing beside its field', () => {
    const bad: OrganizationCommand = {
      ...found,
      brand: { ...brand, name: ' ', shortName: 'x'.repeat(25), accent: 'red', mailDomain: 'no es dominio' },
      person: { ...found.person, name: '', mail: 'ana', roles: [] },
    }
    expect(fieldsOf(organizationDecider.initial, bad)).toEqual({
      'institution.name': 'required',
      'institution.shortName': 'too-long',
      'institution.accent': 'color',
      'institution.mailDomain': 'domain',
      'person.name': 'required',
      'person.mail': 'mail',
      'person.roles': 'administrator',
    })
  })

  it('refuses a first person who could add nobody', () => {
    const bad: OrganizationCommand = { ...found, person: { ...found.person, roles: ['operator'] } }
    expect(fieldsOf(organizationDecider.initial, bad)).toEqual({ 'person.roles': 'administrator' })
  })

  it('refuses signers that are not of the person who founds', () => {
    const another = { ...found, recovery: signer('beto', 'recovery') }
    expect(outcome(organizationDecider.initial, another, ana)).toBe('organization/foreign-signer')
    expect(outcome(organizationDecider.initial, found, contextOf('beto', ['administrator']))).toBe('organization/foreign-signer')
  })
})

describe('members', () => {
  it('never lose the last administrator, whatever is tried', () => {
    const self = personId('ana')
    const state = withBeto()
    expect(outcome(state, { kind: 'deactivate-person', person: self, reason: 'Baja' }, ana)).toBe('organization/last-administrator')
    expect(outcome(state, { kind: 'change-roles', person: self, roles: ['operator'] }, ana)).toBe('organization/last-administrator')
    const two = after([found, ana], [beto, ana], [commands['change-roles'], ana])
    expect(outcome(two, { kind: 'deactivate-person', person: self, reason: 'Baja' }, ana)).toBe('person.deactivated')
  })

  it('refuses two people with one address, whatever its case', () => {
    const twin: OrganizationCommand = { ...beto, person: { ...beto.person, mail: 'ANA@ine.mx' } }
    expect(fieldsOf(founded(), twin)).toEqual({ mail: 'taken' })
  })

  it('refuses an auditor who also acts', () => {
    const bad: OrganizationCommand = { kind: 'change-roles', person: personId('beto'), roles: ['auditor', 'operator'] }
    expect(fieldsOf(withBeto(), bad)).toEqual({ roles: 'auditor-alone' })
  })

  it('refuses to deactivate without a reason', () => {
    expect(fieldsOf(withBeto(), { kind: 'deactivate-person', person: personId('beto'), reason: '  ' })).toEqual({ reason: 'required' })
  })

  it('keep their past when they leave', () => {
    const state = after([found, ana], [beto, ana], [commands['deactivate-person'], ana])
    expect(state).toMatchObject({ people: { [personId('beto')]: { name: 'Beto Prueba', active: false } } })
  })

  it('may register a new signer of their own, introduced by one that is known', () => {
    const own = commands['register-signer']
    const operator = contextOf('beto', ['operator'])
    expect(organizationDecider.roleFor(own, operator)).toBe('operator')
    expect(outcome(withBeto(), own, operator)).toBe('signer.registered')
    const recovered = contextOf('beto', ['operator'], oaxaca, signer('ana', 'recovery').signer)
    expect(outcome(withBeto(), own, recovered)).toBe('signer.registered')
    const stranger = contextOf('beto', ['operator'], oaxaca, signer('eva').signer)
    expect(outcome(withBeto(), own, stranger)).toBe('organization/foreign-signer')
  })

  it('may not register a signer for somebody else', () => {
    expect(organizationDecider.roleFor(commands['register-signer'], contextOf('carla', ['operator', 'security', 'reviewer']))).toBeUndefined()
  })
})

describe('an invitation', () => {
  const invited = (number = 1): Organization => after([found, ana], [beto, ana], [{ kind: 'invite', invitation: invitationKey(number) }, ana])
  const key = invitationKey().signer
  const own = contextOf('beto', ['operator'], oaxaca, key)
  const register: OrganizationCommand = { kind: 'register-signer', signer: signer('beto', 'person', 2) }

  it('registers one signer of its person, which is recorded with it', () => {
    const decision = organizationDecider.decide(invited(), register, own)
    expect(decision).toMatchObject({ ok: true, value: [{ payload: { signer: signer('beto', 'person', 2).signer, invitation: key } }] })
  })

  it('is used up by it', () => {
    const used = after([found, ana], [beto, ana], [{ kind: 'invite', invitation: invitationKey() }, ana], [register, own])
    expect(outcome(used, { kind: 'register-signer', signer: signer('beto', 'person', 3) }, own)).toBe('organization/foreign-signer')
    expect(outcome(used, { kind: 'revoke-signer', signer: key, reason: 'Retirada' }, ana)).toBe('organization/unknown-signer')
    expect(outcome(used, { kind: 'invite', invitation: invitationKey() }, ana)).toBe('organization/known-signer')
  })

  it('registers nothing else: no other person, no recovery sheet, nothing after its hour', () => {
    expect(outcome(invited(), { kind: 'register-signer', signer: signer('ana', 'person', 2) }, own)).toBe('organization/foreign-signer')
    expect(outcome(invited(), { kind: 'register-signer', signer: signer('beto', 'recovery', 2) }, own)).toBe('organization/foreign-signer')
    expect(outcome(invited(), register, contextOf('ana', ['administrator'], cncs, key))).toBe('organization/foreign-signer')
    const late = { ...own, now: invitationKey().expires }
    expect(outcome(invited(), register, late)).toBe('organization/foreign-signer')
  })

  it('ends when another is made for the same person, and when it is withdrawn', () => {
    const next: OrganizationCommand = { kind: 'invite', invitation: invitationKey(2) }
    expect(outcome(invited(), next, ana)).toBe('signer.revoked person.invited')
    const renewed = after([found, ana], [beto, ana], [{ kind: 'invite', invitation: invitationKey() }, ana], [next, ana])
    expect(outcome(renewed, register, own)).toBe('organization/foreign-signer')
    expect(outcome(renewed, register, { ...own, signer: invitationKey(2).signer })).toBe('signer.registered')
  })

  it('is refused when it is over already, or good for longer than a month', () => {
    const until = (expires: string): unknown => fieldsOf(withBeto(), { kind: 'invite', invitation: invitationKey(1, expires) })
    expect(until('2026-11-23T15:00:00.000Z')).toEqual({ expires: 'over' })
    expect(until('2026-12-23T15:00:00.000Z')).toBe('accepted')
    expect(until('2026-12-23T15:00:00.001Z')).toEqual({ expires: 'span-too-long' })
  })

  it('can be for a person who was added without a signer', () => {
    const { signer: _none, ...bare } = beto
    expect(outcome(founded(), bare, ana)).toBe('person.added')
    expect(outcome(after([found, ana], [bare, ana]), commands.invite, ana)).toBe('person.invited')
  })
})

describe('a signer that was revoked', () => {
  const withoutMachine = (): Organization => after([found, ana], [beto, ana], [commands['revoke-signer'], ana])

  it('introduces no other and is never known again', () => {
    expect(outcome(withoutMachine(), { kind: 'register-signer', signer: signer('beto', 'person', 2) }, contextOf('beto', ['operator']))).toBe('organization/foreign-signer')
    expect(outcome(withoutMachine(), { kind: 'register-signer', signer: signer('beto') }, ana)).toBe('organization/known-signer')
  })

  it('is not the one that signs the revocation, nor the last of all administrators', () => {
    expect(outcome(withBeto(), { kind: 'revoke-signer', signer: ana.signer, reason: 'Robo' }, ana)).toBe('organization/own-signer')
    const standing = after([found, ana], [beto, ana], [commands['set-stand-in'], ana])
    const byStandIn = contextOf('beto', ['operator', 'administrator'], oaxaca)
    expect(outcome(standing, { kind: 'revoke-signer', signer: ana.signer, reason: 'Robo' }, byStandIn)).toBe('organization/last-administrator')
    const two = after([found, ana], [beto, ana], [commands['change-roles'], ana])
    expect(outcome(two, { kind: 'revoke-signer', signer: ana.signer, reason: 'Robo' }, contextOf('beto', ['administrator']))).toBe('signer.revoked')
  })

  it('needs a reason', () => {
    expect(fieldsOf(withBeto(), { kind: 'revoke-signer', signer: signer('beto').signer, reason: ' ' })).toEqual({ reason: 'required' })
  })

  it('leaves no institution to an administrator who was only invited', () => {
    const { signer: _none, ...bare } = { ...beto, person: { ...beto.person, roles: ['administrator'] as const } }
    const state = after([found, ana], [bare, ana])
    expect(outcome(state, { kind: 'deactivate-person', person: personId('ana'), reason: 'Baja' }, ana)).toBe('organization/last-administrator')
  })
})

describe('a stand-in', () => {
  const set = (change: Partial<StandIn>): unknown => fieldsOf(withBeto(), { kind: 'set-stand-in', standIn: { ...december, ...change } })

  it.each([
    ['a role that the absent person lacks', { roles: ['security'] as const }, { roles: 'role-not-held' }],
    ['no role', { roles: [] }, { roles: 'required' }],
    ['the auditor’s role', { roles: ['auditor'] as const }, { roles: 'auditor-alone' }],
    ['themselves', { standIn: personId('ana') }, { standIn: 'same-person' }],
    ['dates in the wrong order', { until: december.from }, { until: 'date-order' }],
    ['days that are over', { from: '2026-10-01T06:00:00.000Z' as Instant, until: '2026-10-20T06:00:00.000Z' as Instant }, { until: 'over' }],
    ['more than half a year', { until: '2027-06-01T06:00:00.000Z' as Instant }, { until: 'span-too-long' }],
  ])('is refused for %s', (_what, change, fields) => {
    expect(set(change)).toEqual(fields)
  })

  it('is never an auditor', () => {
    const auditor = { ...beto, person: { ...beto.person, roles: ['auditor'] as const } }
    expect(fieldsOf(after([found, ana], [auditor, ana]), commands['set-stand-in'])).toEqual({ standIn: 'auditor-alone' })
  })

  it('acts in the roles of the absent person from the first instant until the last, and in their own always', () => {
    const person = { id: personId('beto'), roles: ['operator'] as const }
    const at = (instant: string) => effectiveRoles(person, [december], instant as Instant)
    expect(at('2026-12-01T05:59:59.999Z')).toEqual(['operator'])
    expect(at(december.from)).toEqual(['operator', 'administrator'])
    expect(at('2026-12-31T23:00:00.000Z')).toEqual(['operator', 'administrator'])
    expect(at(december.until)).toEqual(['operator'])
    expect(effectiveRoles({ id: personId('eva'), roles: ['operator'] }, [december], december.from)).toEqual(['operator'])
  })

  it('ends when the absent person loses the role, or the one who stands in becomes an auditor', () => {
    const carla: OrganizationCommand = {
      kind: 'add-person',
      person: { id: personId('carla'), name: 'Carla Prueba', post: 'Titular', mail: 'carla@ine.mx', roles: ['administrator'], office: cncs },
      signer: signer('carla'),
    }
    const state = after([found, ana], [beto, ana], [carla, ana], [commands['set-stand-in'], ana])
    expect(outcome(state, { kind: 'change-roles', person: personId('ana'), roles: ['operator'] }, ana)).toBe('stand-in.ended person.roles-changed')
    expect(outcome(state, { kind: 'change-roles', person: personId('ana'), roles: ['administrator', 'operator'] }, ana)).toBe('person.roles-changed')
    expect(outcome(state, { kind: 'change-roles', person: personId('beto'), roles: ['auditor'] }, ana)).toBe('stand-in.ended person.roles-changed')
    expect(outcome(state, { kind: 'deactivate-person', person: personId('ana'), reason: 'Baja' }, ana)).toBe('stand-in.ended person.deactivated')
  })

  it('can be set again once its time is over', () => {
    const standing = after([found, ana], [beto, ana], [commands['set-stand-in'], ana])
    const next: OrganizationCommand = {
      kind: 'set-stand-in',
      standIn: { ...december, from: '2027-07-01T06:00:00.000Z' as Instant, until: '2027-07-15T06:00:00.000Z' as Instant },
    }
    expect(outcome(standing, next, ana)).toBe('organization/stand-in-exists')
    expect(outcome(standing, next, { ...ana, now: december.until })).toBe('stand-in.set')
  })
})

describe('contacts', () => {
  const operator = contextOf('beto', ['operator'], oaxaca)
  const security: OrganizationCommand = { kind: 'set-contact', contact: 'security', office: oaxaca, card }

  it('can be filled by anybody when they lack, because an incident does not wait', () => {
    expect(outcome(withBeto(), security, operator)).toBe('contact.set')
  })

  it('can be changed only by the role that answers for them', () => {
    const state = after([found, ana], [beto, ana], [security, ana])
    const other: OrganizationCommand = { ...security, card: { ...card, mail: 'otra@ine.mx' } }
    expect(outcome(state, other, operator)).toBe('organization/contact-guarded')
    expect(outcome(state, other, contextOf('eva', ['reviewer']))).toBe('organization/contact-guarded')
    expect(outcome(state, other, contextOf('eva', ['security']))).toBe('contact.set')
  })

  it('of an area’s head belong to the office', () => {
    const head: OrganizationCommand = { kind: 'set-contact', contact: 'areaHead', office: oaxaca, card }
    expect(outcome(withBeto(), head, operator)).toBe('contact.set')
    expect(outcome(withBeto(), { ...head, office: cncs }, operator)).toBe('organization/other-office')
    expect(outcome(withBeto(), head, ana)).toBe('contact.set')
  })

  it('are kept once for the institution, whichever office they are set from', () => {
    const state = after([found, ana], [beto, ana], [security, operator])
    const other: OrganizationCommand = { ...security, office: cncs }
    expect(outcome(state, other, ana)).toBe('')
  })

  it('reach somebody: a name, and a mail or a phone', () => {
    const empty: OrganizationCommand = { ...security, card: { name: '', post: '', mail: '', phone: '', hours: '' } }
    expect(fieldsOf(withBeto(), empty)).toEqual({ name: 'required', mail: 'mail-or-phone' })
    const wrong: OrganizationCommand = { ...security, card: { ...card, mail: 'guardia', phone: 'ext.' } }
    expect(fieldsOf(withBeto(), wrong)).toEqual({ mail: 'mail', phone: 'phone' })
  })
})

describe('policies', () => {
  it.each([
    [{ rotationMonths: 0, reviewHours: 48, idleMinutes: 5 }, { rotationMonths: 'out-of-range' }],
    [{ rotationMonths: 2, reviewHours: 1000, idleMinutes: 61 }, { reviewHours: 'out-of-range', idleMinutes: 'out-of-range' }],
    [{ rotationMonths: 1.5, reviewHours: Number.NaN, idleMinutes: 5 }, { rotationMonths: 'number', reviewHours: 'number' }],
  ])('refuses %j', (policies, fields) => {
    expect(fieldsOf(founded(), { kind: 'set-policies', policies })).toEqual(fields)
  })
})

describe('the brand', () => {
  it('takes a picture as logo, and nothing that could run or is too large', () => {
    const withLogo = (logo: string): OrganizationCommand => ({ kind: 'set-brand', brand: { ...brand, logo } })
    expect(fieldsOf(founded(), withLogo('data:image/png;base64,iVBORw0KGgo='))).toBe('accepted')
    expect(fieldsOf(founded(), withLogo('data:text/html;base64,PGI+'))).toEqual({ logo: 'picture' })
    expect(fieldsOf(founded(), withLogo('data:image/svg+xml;base64,PHN2Zy8+'))).toEqual({ logo: 'picture' })
    expect(fieldsOf(founded(), withLogo('https://ejemplo.mx/logo.png'))).toEqual({ logo: 'picture' })
    expect(fieldsOf(founded(), withLogo(`data:image/png;base64,${'A'.repeat(100_000)}`))).toEqual({ logo: 'picture-too-large' })
  })
})
