import { DAY, later } from '#shared/kernel/clock.ts'
import { never } from '#shared/kernel/never.ts'
import { ok, refuse, refuseFields, type Result } from '#shared/kernel/result.ts'
import { type Decider, heldRole } from '#shared/ledger/decider.ts'
import type { Context, PersonId, SignerId } from '#shared/ledger/event.ts'
import { type Brand, brandFaults } from './brand.ts'
import { cardFaults, contactFault, contactKey } from './contact.ts'
import { LONGEST_INVITATION_DAYS } from './invitation-days.ts'
import type { Institution, InvitationKey, Organization, OrganizationCommand, OrganizationEvent, Signer } from './organization.ts'
import { mailFault, type Person, type PersonDetails, personFaults, textFault } from './person.ts'
import { defaultPolicies, policyFaults } from './policies.ts'
import type { Role } from './role.ts'
import { type StandIn, standInFaults } from './stand-in.ts'
import { isTimeZone } from './time-zone.ts'

type Decision = Result<readonly OrganizationEvent[]>

/**
 * Who belongs to the institution, how it is called, whom it tells of an incident and by what rules it works.
 * One stream (`organization/main`), read by everybody. Whether an office exists is the service's question: the catalogue is data.
 * Refusals: `organization/already-founded`, `not-founded`, `invalid` (fields), `unknown-person`, `inactive-person`, `already-active`,
 * `last-administrator`, `known-signer`, `foreign-signer`, `unknown-signer`, `own-signer`, `stand-in-exists`, `unknown-stand-in`, `contact-guarded`,
 * `other-office`.
 */
export const organizationDecider: Decider<Organization, OrganizationCommand, OrganizationEvent> = {
  noun: 'organization',
  initial: { stage: 'unfounded' },
  schemas: {
    'institution.founded': 1,
    'signer.registered': 1,
    'signer.sealing-key-added': 1,
    'person.added': 1,
    'person.corrected': 1,
    'person.roles-changed': 1,
    'person.deactivated': 1,
    'person.reactivated': 1,
    'person.invited': 1,
    'signer.revoked': 1,
    'stand-in.set': 1,
    'stand-in.ended': 1,
    'contact.set': 1,
    'office.corrected': 1,
    'policies.changed': 1,
    'brand.changed': 1,
  },
  decide(state, command, context) {
    if (state.stage === 'unfounded') return command.kind === 'found' ? found(command, context) : refuse('organization/not-founded')
    switch (command.kind) {
      case 'found':
        return refuse('organization/already-founded')
      case 'add-person':
        return addPerson(state, command.person, command.signer)
      case 'correct-person':
        return correctPerson(state, command)
      case 'change-roles':
        return changeRoles(state, command.person, command.roles)
      case 'deactivate-person':
        return deactivate(state, command.person, command.reason)
      case 'reactivate-person':
        return reactivate(state, command.person)
      case 'register-signer':
        return registerSigner(state, command.signer, context)
      case 'add-sealing-key':
        return addSealingKey(state, command.sealingKey, context)
      case 'invite':
        return invite(state, command.invitation, context)
      case 'revoke-signer':
        return revokeSigner(state, command, context)
      case 'set-stand-in':
        return setStandIn(state, command.standIn, context)
      case 'end-stand-in':
        return endStandIn(state, command)
      case 'set-contact':
        return setContact(state, command, context)
      case 'correct-office':
        return correctOffice(state, command)
      case 'set-policies':
        return setPolicies(state, command)
      case 'set-brand':
        return setBrand(state, command)
      default:
        return never(command)
    }
  },
  evolve(state, event, meta) {
    if (event.type === 'institution.founded') {
      return { stage: 'founded', ...event.payload, people: {}, signers: {}, invitations: {}, revoked: {}, standIns: [], contacts: {}, offices: {}, foundedAt: meta.at }
    }
    if (state.stage === 'unfounded') return state
    switch (event.type) {
      case 'signer.registered': {
        const known = { ...state, signers: { ...state.signers, [event.payload.signer]: event.payload } }
        return event.payload.invitation === undefined ? known : withoutKey(known, event.payload.invitation)
      }
      case 'signer.sealing-key-added': {
        const { signer, sealingKey } = event.payload
        const before = state.signers[signer]
        return before === undefined ? state : { ...state, signers: { ...state.signers, [signer]: { ...before, sealingKey } } }
      }
      case 'person.invited':
        return { ...state, invitations: { ...state.invitations, [event.payload.signer]: event.payload } }
      case 'signer.revoked':
        return withoutKey(state, event.payload.signer)
      case 'stand-in.set': {
        const lasting = state.standIns.filter((one) => !isPair(one, event.payload) && one.until > meta.at)
        return { ...state, standIns: [...lasting, event.payload] }
      }
      case 'stand-in.ended':
        return { ...state, standIns: state.standIns.filter((one) => !isPair(one, event.payload)) }
      case 'person.added': {
        const { person, ...details } = event.payload
        return withPerson(state, { id: person, ...details, active: true })
      }
      case 'person.corrected': {
        const { person, ...correction } = event.payload
        return changed(state, person, correction)
      }
      case 'person.roles-changed':
        return changed(state, event.payload.person, { roles: event.payload.roles })
      case 'person.deactivated':
        return changed(state, event.payload.person, { active: false })
      case 'person.reactivated':
        return changed(state, event.payload.person, { active: true })
      case 'contact.set':
        return {
          ...state,
          contacts: { ...state.contacts, [contactKey(event.payload.contact, event.payload.office)]: event.payload.card },
        }
      case 'office.corrected': {
        const { office, ...correction } = event.payload
        return { ...state, offices: { ...state.offices, [office]: correction } }
      }
      case 'policies.changed':
        return { ...state, policies: event.payload }
      case 'brand.changed':
        return { ...state, brand: event.payload }
      default:
        return never(event)
    }
  },
  audience: () => ({ kind: 'institution' }),
  roleFor(command, context) {
    switch (command.kind) {
      case 'found':
      case 'add-person':
      case 'correct-person':
      case 'change-roles':
      case 'deactivate-person':
      case 'reactivate-person':
      case 'invite':
      case 'revoke-signer':
      case 'set-stand-in':
      case 'end-stand-in':
      case 'correct-office':
      case 'set-policies':
      case 'set-brand':
        return heldRole(context, ['administrator'])
      case 'add-sealing-key':
        return context.roles[0]
      case 'register-signer':
        // A person's own new signer, and the sheet of their machine, are theirs to register; anything else is the administrator's.
        return command.signer.person === context.actor
          ? context.roles[0]
          : heldRole(context, ['administrator'])
      case 'set-contact':
        return heldRole(context, ['administrator', 'security', 'reviewer', 'operator'])
      default:
        return never(command)
    }
  },
}

type Founded = Extract<Organization, { stage: 'founded' }>
type CommandOf<K extends OrganizationCommand['kind']> = Extract<OrganizationCommand, { kind: K }>

function found(command: CommandOf<'found'>, context: Context): Decision {
  const { brand, office, person, signer, recovery } = command
  const faults = foundingFaults(brand, person)
  if (Object.keys(faults).length > 0) return refuseFields('organization/invalid', faults)
  const own = signer.person === person.id && recovery.person === person.id && context.actor === person.id && context.signer === signer.signer
  if (!own || signer.kind !== 'person' || recovery.kind !== 'recovery') return refuse('organization/foreign-signer')
  return ok([
    { type: 'institution.founded', payload: { brand: trimmed(brand), office, policies: defaultPolicies } },
    { type: 'person.added', payload: added({ ...person, office }) },
    { type: 'signer.registered', payload: signer },
    { type: 'signer.registered', payload: recovery },
  ])
}

function addPerson(state: Founded, person: CommandOf<'add-person'>['person'], signer: Signer | undefined): Decision {
  const faults = memberFaults(state, person)
  if (Object.keys(faults).length > 0) return refuseFields('organization/invalid', faults)
  if (state.people[person.id] !== undefined) return refuse('organization/known-signer')
  if (signer === undefined) return ok([{ type: 'person.added', payload: added(person) }])
  if (signer.person !== person.id || signer.kind !== 'person') return refuse('organization/foreign-signer')
  if (isKnownKey(state, signer.signer)) return refuse('organization/known-signer')
  return ok([
    { type: 'person.added', payload: added(person) },
    { type: 'signer.registered', payload: signer },
  ])
}

function correctPerson(state: Institution, { person: id, correction }: CommandOf<'correct-person'>): Decision {
  const person = state.people[id]
  if (person === undefined) return refuse('organization/unknown-person')
  const { name, post, mail, office } = correction
  const faults = {
    ...textFault('name', name),
    ...textFault('post', post),
    ...mailFault('mail', mail),
    ...mailTaken(state, mail, id),
  }
  if (Object.keys(faults).length > 0) return refuseFields('organization/invalid', faults)
  const clean = { name: name.trim(), post: post.trim(), mail: mail.trim(), office }
  const same = person.name === clean.name && person.post === clean.post && person.mail === clean.mail && person.office === clean.office
  return ok(same ? [] : [{ type: 'person.corrected', payload: { person: id, ...clean } }])
}

function changeRoles(state: Institution, id: PersonId, roles: readonly Role[]): Decision {
  const person = state.people[id]
  if (person === undefined) return refuse('organization/unknown-person')
  if (!person.active) return refuse('organization/inactive-person', { person: person.name })
  const faults = personFaults({ ...person, roles })
  if (faults['roles'] !== undefined) return refuseFields('organization/invalid', { roles: faults['roles'] })
  if (!roles.includes('administrator') && isLastAdministrator(state, id)) return refuse('organization/last-administrator', { person: person.name })
  const same = roles.length === person.roles.length && roles.every((role) => person.roles.includes(role))
  if (same) return ok([])
  // Nobody stands in for a role that is no longer held, and an auditor stands in for nobody.
  const over = state.standIns.filter((one) =>
    one.absent === id ? !one.roles.every((role) => roles.includes(role)) : one.standIn === id && roles.includes('auditor'),
  )
  // Last what may take the right to do the rest from whoever does it: their own roles.
  return ok([...over.map(ended), { type: 'person.roles-changed', payload: { person: id, roles } }])
}

function deactivate(state: Institution, id: PersonId, reason: string): Decision {
  const person = state.people[id]
  if (person === undefined) return refuse('organization/unknown-person')
  if (!person.active) return refuse('organization/inactive-person', { person: person.name })
  const faults = textFault('reason', reason, 300)
  if (Object.keys(faults).length > 0) return refuseFields('organization/invalid', faults)
  if (isLastAdministrator(state, id)) return refuse('organization/last-administrator', { person: person.name })
  // Last what takes the right to do the rest from whoever does it: an administrator may deactivate themselves.
  return ok([
    ...openInvitations(state, id).map((one) => revoked(one.signer, reason.trim())),
    ...state.standIns.filter((one) => one.absent === id || one.standIn === id).map(ended),
    { type: 'person.deactivated', payload: { person: id, reason: reason.trim() } },
  ])
}

function reactivate(state: Institution, id: PersonId): Decision {
  const person = state.people[id]
  if (person === undefined) return refuse('organization/unknown-person')
  if (person.active) return refuse('organization/already-active', { person: person.name })
  return ok([{ type: 'person.reactivated', payload: { person: id } }])
}

function registerSigner(state: Institution, signer: Signer, context: Context): Decision {
  const person = state.people[signer.person]
  if (person === undefined) return refuse('organization/unknown-person')
  if (!person.active) return refuse('organization/inactive-person', { person: person.name })
  if (isKnownKey(state, signer.signer)) return refuse('organization/known-signer')
  const invitation = state.invitations[context.signer]
  if (invitation !== undefined) {
    // An invitation's key does one thing, once, in time.
    const fits = signer.person === invitation.person && context.actor === invitation.person && signer.kind === 'person'
    if (!fits || context.now >= invitation.expires) return refuse('organization/foreign-signer')
    return ok([{ type: 'signer.registered', payload: { ...signer, invitation: context.signer } }])
  }
  // Only a signer that the record knows can introduce another.
  if (state.signers[context.signer] === undefined || state.revoked[context.signer] === true) return refuse('organization/foreign-signer')
  return ok([{ type: 'signer.registered', payload: signer }])
}

/** A signer has one sealing key, which follows from it: the same again is nothing, another is somebody else's. */
function addSealingKey(state: Institution, sealingKey: string, { signer, actor: person }: Context): Decision {
  const known = state.signers[signer]
  if (known === undefined || known.person !== person || known.kind !== 'person' || state.revoked[signer] === true) return refuse('organization/foreign-signer')
  if (known.sealingKey !== undefined) return known.sealingKey === sealingKey ? ok([]) : refuse('organization/known-signer')
  return ok([{ type: 'signer.sealing-key-added', payload: { signer, person, sealingKey } }])
}

function invite(state: Institution, invitation: InvitationKey, context: Context): Decision {
  const person = state.people[invitation.person]
  if (person === undefined) return refuse('organization/unknown-person')
  if (!person.active) return refuse('organization/inactive-person', { person: person.name })
  if (isKnownKey(state, invitation.signer)) return refuse('organization/known-signer')
  if (invitation.expires <= context.now) return refuseFields('organization/invalid', { expires: 'over' })
  if (invitation.expires > later(context.now, LONGEST_INVITATION_DAYS * DAY)) return refuseFields('organization/invalid', { expires: 'span-too-long' })
  return ok([
    ...openInvitations(state, invitation.person).map((one) => revoked(one.signer, 'renewed')),
    { type: 'person.invited', payload: invitation },
  ])
}

function revokeSigner(state: Institution, { signer: id, reason }: CommandOf<'revoke-signer'>, context: Context): Decision {
  const signer = state.signers[id]
  if ((signer === undefined && state.invitations[id] === undefined) || state.revoked[id] === true) return refuse('organization/unknown-signer')
  if (id === context.signer) return refuse('organization/own-signer')
  const faults = textFault('reason', reason, 300)
  if (Object.keys(faults).length > 0) return refuseFields('organization/invalid', faults)
  if (signer?.kind === 'person' && !isAdministratorLeft(state, (other) => other.signer !== id)) {
    return refuse('organization/last-administrator', { person: state.people[signer.person]?.name ?? '' })
  }
  return ok([revoked(id, reason.trim())])
}

function setStandIn(state: Institution, standIn: StandIn, context: Context): Decision {
  const absent = state.people[standIn.absent]
  const substitute = state.people[standIn.standIn]
  if (absent === undefined || substitute === undefined) return refuse('organization/unknown-person')
  const inactive = [absent, substitute].find((person) => !person.active)
  if (inactive !== undefined) return refuse('organization/inactive-person', { person: inactive.name })
  const faults = standInFaults(standIn, absent, substitute, context.now)
  if (Object.keys(faults).length > 0) return refuseFields('organization/invalid', faults)
  const lasting = state.standIns.find((one) => isPair(one, standIn) && one.until > context.now)
  if (lasting !== undefined) return refuse('organization/stand-in-exists', { person: substitute.name, absent: absent.name })
  const { absent: of, standIn: by, from, until } = standIn
  return ok([{ type: 'stand-in.set', payload: { absent: of, standIn: by, roles: [...new Set(standIn.roles)], from, until } }])
}

function endStandIn(state: Institution, pair: CommandOf<'end-stand-in'>): Decision {
  const lasting = state.standIns.find((one) => isPair(one, pair))
  return lasting === undefined ? refuse('organization/unknown-stand-in') : ok([ended(lasting)])
}

function setContact(state: Institution, { contact, office, card }: CommandOf<'set-contact'>, context: Context): Decision {
  const faults = cardFaults(card)
  if (Object.keys(faults).length > 0) return refuseFields('organization/invalid', faults)
  const before = state.contacts[contactKey(contact, office)]
  const clean = { name: card.name.trim(), post: card.post.trim(), mail: card.mail.trim(), phone: card.phone.trim(), hours: card.hours.trim() }
  if (before !== undefined && (Object.keys(clean) as (keyof typeof clean)[]).every((field) => before[field] === clean[field])) return ok([])
  const fault = contactFault({ contact, office, before }, context)
  if (fault !== undefined) return refuse(fault)
  return ok([{ type: 'contact.set', payload: { contact, office: contact === 'areaHead' ? office : state.office, card: clean } }])
}

function correctOffice(state: Institution, { office, correction }: CommandOf<'correct-office'>): Decision {
  const seat = correction.seat.trim()
  const faults = {
    ...(seat.length > 120 ? { seat: 'too-long' } : {}),
    ...(isTimeZone(correction.timeZone) ? {} : { timeZone: 'choice' }),
  }
  if (Object.keys(faults).length > 0) return refuseFields('organization/invalid', faults)
  const before = state.offices[office]
  if (before !== undefined && before.seat === seat && before.timeZone === correction.timeZone) return ok([])
  return ok([{ type: 'office.corrected', payload: { office, seat, timeZone: correction.timeZone } }])
}

function setPolicies(state: Institution, { policies }: CommandOf<'set-policies'>): Decision {
  const faults = policyFaults(policies)
  if (Object.keys(faults).length > 0) return refuseFields('organization/invalid', faults)
  const { rotationMonths, reviewHours, idleMinutes } = policies
  const now = state.policies
  const same = now.rotationMonths === rotationMonths && now.reviewHours === reviewHours && now.idleMinutes === idleMinutes
  return ok(same ? [] : [{ type: 'policies.changed', payload: { rotationMonths, reviewHours, idleMinutes } }])
}

function setBrand(state: Institution, { brand }: CommandOf<'set-brand'>): Decision {
  const faults = brandFaults(brand)
  if (Object.keys(faults).length > 0) return refuseFields('organization/invalid', faults)
  const clean = trimmed(brand)
  const now = state.brand
  const same =
    now.name === clean.name &&
    now.shortName === clean.shortName &&
    now.mailDomain === clean.mailDomain &&
    now.accent === clean.accent &&
    now.logo === clean.logo
  return ok(same ? [] : [{ type: 'brand.changed', payload: clean }])
}

function mailTaken(state: Institution, mail: string, except: PersonId): Readonly<Record<string, string>> {
  const wanted = mail.trim().toLowerCase()
  const taken = Object.values(state.people).some((person) => person.id !== except && person.mail.toLowerCase() === wanted)
  return taken ? { mail: 'taken' } : {}
}

/** Whether without that person nobody would be left who can administrate: an administrator who was only invited cannot sign yet. */
function isLastAdministrator(state: Institution, id: PersonId): boolean {
  const person = state.people[id]
  return person?.active === true && person.roles.includes('administrator') && !isAdministratorLeft(state, (signer) => signer.person !== id)
}

/** Whether somebody who is an administrator themselves, not as a stand-in, could still sign with one of those signers. */
function isAdministratorLeft(state: Institution, among: (signer: Signer) => boolean): boolean {
  return Object.values(state.signers).some((signer) => {
    const person = state.people[signer.person]
    const able = signer.kind === 'person' && state.revoked[signer.signer] !== true && among(signer)
    return able && person?.active === true && person.roles.includes('administrator')
  })
}

function isKnownKey(state: Institution, signer: SignerId): boolean {
  return state.signers[signer] !== undefined || state.invitations[signer] !== undefined || state.revoked[signer] === true
}

function openInvitations(state: Institution, person: PersonId): readonly InvitationKey[] {
  return Object.values(state.invitations).filter((one) => one.person === person)
}

function isPair(one: Pick<StandIn, 'absent' | 'standIn'>, other: Pick<StandIn, 'absent' | 'standIn'>): boolean {
  return one.absent === other.absent && one.standIn === other.standIn
}

function ended({ absent, standIn }: StandIn): OrganizationEvent {
  return { type: 'stand-in.ended', payload: { absent, standIn } }
}

function revoked(signer: SignerId, reason: string): OrganizationEvent {
  return { type: 'signer.revoked', payload: { signer, reason } }
}

/** A key that was used up or revoked: no invitation any more, and never known again. */
function withoutKey(state: Founded, signer: SignerId): Organization {
  const { [signer]: _gone, ...invitations } = state.invitations
  return { ...state, invitations, revoked: { ...state.revoked, [signer]: true } }
}

function added(person: PersonDetails & { readonly id: PersonId }): PersonDetails & { readonly person: PersonId } {
  const { id, name, post, mail, roles, office } = person
  return { person: id, name: name.trim(), post: post.trim(), mail: mail.trim(), roles, office }
}

function trimmed(brand: Institution['brand']): Institution['brand'] {
  const { name, shortName, mailDomain, accent, logo } = brand
  const clean = { name: name.trim(), shortName: shortName.trim(), mailDomain: mailDomain.trim().toLowerCase(), accent: accent.toLowerCase() }
  return logo === undefined ? clean : { ...clean, logo }
}

function under(prefix: string, faults: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(faults).map(([field, code]) => [`${prefix}.${field}`, code]))
}

function withPerson(state: Founded, person: Person): Organization {
  return { ...state, people: { ...state.people, [person.id]: person } }
}

function changed(state: Founded, id: PersonId, change: Partial<Person>): Organization {
  const person = state.people[id]
  return person === undefined ? state : withPerson(state, { ...person, ...change })
}

/** The field codes of a founding (`institution.name`, `person.mail` …): asked before any signer is made for it. */
export function foundingFaults(brand: Brand, person: Omit<PersonDetails, 'office'>): Readonly<Record<string, string>> {
  return {
    ...under('institution', brandFaults(brand)),
    ...under('person', personFaults(person)),
    // Somebody must be able to add the others.
    ...(person.roles.includes('administrator') ? {} : { 'person.roles': 'administrator' }),
  }
}

/** The field codes of a new person's details: asked before a signer is made for them. */
export function memberFaults(state: Organization, person: PersonDetails & { readonly id: PersonId }): Readonly<Record<string, string>> {
  return { ...personFaults(person), ...(state.stage === 'founded' ? mailTaken(state, person.mail, person.id) : {}) }
}
