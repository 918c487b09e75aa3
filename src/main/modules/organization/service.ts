import type { DataFault } from '#main/data/data-file.ts'
import type { RecoverySheet } from '#main/keychain/recovery-kit.ts'
import type { Ledger } from '#main/ledger/ledger.ts'
import type { HomeSource } from '#main/modules/home/source.ts'
import type { Session } from '#main/session/session.ts'
import { type Clock, type Instant, later } from '#shared/kernel/clock.ts'
import type { Ids } from '#shared/kernel/ids.ts'
import { addDays, type Day, dayOf, instantAt } from '#shared/kernel/local-day.ts'
import { ok, refuse, refuseFields, type Result } from '#shared/kernel/result.ts'
import type { Context, OfficeId, PersonId, SignerId } from '#shared/ledger/event.ts'
import { type Brand, brandFaults, logoKinds } from '#shared/organization/brand.ts'
import { type Contact, type ContactCard, type OfficeContacts, reaches } from '#shared/organization/contact.ts'
import { foundingFaults, memberFaults, organizationDecider } from '#shared/organization/decider.ts'
import type { Office } from '#shared/organization/office.ts'
import { ORGANIZATION, type OrganizationCommand } from '#shared/organization/organization.ts'
import { domainOf, isOutside, type PersonDetails } from '#shared/organization/person.ts'
import { defaultPolicies, type Policies } from '#shared/organization/policies.ts'
import type { Role } from '#shared/organization/role.ts'
import { standsInAt } from '#shared/organization/stand-in.ts'
import type { OfficeCatalogue } from './catalogue.ts'
import type { Offices } from './offices.ts'
import type { OrganizationQueries, PersonRow } from './store.ts'

/** A person as the screens show them. */
export type ShownPerson = Omit<PersonRow, 'invitation'> & {
  readonly mailOutside: boolean
  readonly officeName: string
  readonly invitation?: { readonly signer: SignerId; readonly expires: Instant; readonly expired: boolean }
}

/** A stand-in as the screens show it: whole days, as written where who stands in works. */
export type ShownStandIn = {
  readonly absent: PersonId
  readonly absentName: string
  readonly standIn: PersonId
  readonly standInName: string
  readonly roles: readonly Role[]
  readonly from: Day
  readonly to: Day
  readonly now: boolean
}

/** What is asked for a stand-in: the first and the last day. */
export type StandInDays = {
  readonly absent: PersonId
  readonly standIn: PersonId
  readonly roles: readonly Role[]
  readonly from: Day
  readonly to: Day
}

export type SetUp = {
  readonly institution: { readonly name: string; readonly shortName: string; readonly accent: string; readonly mailDomain?: string | undefined }
  readonly office: OfficeId
  readonly person: Omit<PersonDetails, 'office'>
  readonly passphrase: string
}

/** Who founded it, and the sheet of their recovery kit: shown once, kept nowhere. */
export type Founding = { readonly person: PersonId; readonly kit: RecoverySheet }

export type OfficeHead = { readonly office: OfficeId; readonly officeName: string; readonly card?: ContactCard | undefined }

export type OrganizationDependencies = {
  readonly ledger: Ledger
  readonly ids: Ids
  readonly queries: OrganizationQueries
  readonly catalogue: OfficeCatalogue
  readonly offices: Offices
  readonly session: Pick<Session, 'setUp' | 'addSigner'>
  readonly clock: Clock
  /** The kind of a picture that can be shown, told by its bytes; undefined: it is none. */
  readonly pictureKind: (bytes: Buffer) => string | undefined
}

export type OrganizationService = ReturnType<typeof organizationService>

/**
 * Who belongs to the institution, whom it tells of an incident, and by what terms it works: the one door to the stream
 * `organization/main` and its tables. Refusals: the decider's, `organization/unknown-office`, `session/…`, `keychain/…`.
 */
export function organizationService(dependencies: OrganizationDependencies) {
  const { ledger, ids, queries, catalogue, offices, session, clock, pictureKind } = dependencies

  const record = (context: Context, command: OrganizationCommand): Result<undefined> => {
    const recorded = ledger.record(context, organizationDecider, ORGANIZATION, command)
    return recorded.ok ? ok(undefined) : recorded
  }
  const mailDomain = (): string => queries.founded()?.brand.mailDomain ?? ''
  const zoneOf = (id: string): string => offices.find(id)?.timeZone ?? 'America/Mexico_City'
  const shown = ({ invitation, ...person }: PersonRow): ShownPerson => ({
    ...person,
    ...(invitation === undefined ? {} : { invitation: { ...invitation, expired: invitation.expires <= clock.now() } }),
    mailOutside: isOutside(person.mail, mailDomain()),
    officeName: offices.nameOf(person.office),
  })
  const person = (id: PersonId): Result<ShownPerson> => {
    const row = queries.person(id)
    return row === undefined ? refuse('organization/unknown-person') : ok(shown(row))
  }
  const about = (context: Context, id: PersonId, command: OrganizationCommand): Result<ShownPerson> => {
    const recorded = record(context, command)
    return recorded.ok ? person(id) : recorded
  }
  /** Whether the bytes of a logo are what its address says: the ending of a file's name says nothing. No logo is no wrong one. */
  const isPicture = (logo: string | undefined): boolean =>
    logo === undefined || logoKinds.includes(pictureKind(Buffer.from(logo.slice(logo.indexOf(',') + 1), 'base64')) ?? '')
  /** An office that takes people: it exists and was not closed. */
  const open = (id: OfficeId): Office | undefined => {
    const office = offices.find(id)
    return office === undefined || office.closed ? undefined : office
  }
  const inUse = (): readonly OfficeId[] => {
    const founded = queries.founded()
    const used = new Set(queries.people().filter((one) => one.active).map((one) => one.office))
    if (founded !== undefined) used.add(founded.office)
    return [...used].toSorted((a, b) => offices.nameOf(a).localeCompare(offices.nameOf(b), 'es'))
  }
  const contactsOf = (office: OfficeId): OfficeContacts => {
    const found: Partial<Record<Contact, ContactCard>> = {}
    for (const contact of ['areaHead', 'communication', 'security'] as const) {
      const card = queries.contact(contact, office)
      if (card !== undefined) found[contact] = card
    }
    return found
  }

  /** The first run, in one act: signers and recovery kit in the keychain, the founding in the record; whatever refuses, nothing stays. */
  async function setUp({ institution, office, person: details, passphrase }: SetUp): Promise<Result<Founding>> {
    if (queries.founded() !== undefined) return refuse('organization/already-founded')
    if (open(office) === undefined) return refuse('organization/unknown-office')
    const { name, shortName, accent } = institution
    const brand: Brand = { name, shortName, accent, mailDomain: institution.mailDomain ?? domainOf(details.mail) }
    const faults = foundingFaults(brand, details)
    if (Object.keys(faults).length > 0) return refuseFields('organization/invalid', faults)

    const id = ids.next<'person'>()
    const founder = {
      person: id,
      name: details.name.trim(),
      roles: details.roles,
      office,
      officeName: offices.nameOf(office),
      institution: { name: name.trim(), shortName: shortName.trim() },
      passphrase,
    }
    const made = await session.setUp(founder, (context, signer, recovery) =>
      record(context, { kind: 'found', brand, office, person: { ...details, id, office }, signer, recovery }),
    )
    return made.ok ? ok({ person: id, kit: made.value.kit }) : made
  }

  /** A new person, whose signer is made from the passphrase they type while an administrator is unlocked; without one an invitation follows. */
  async function addPerson(context: Context, details: PersonDetails, passphrase: string | undefined): Promise<Result<ShownPerson>> {
    // Refused before anything is made: the role, the office, the form.
    if (!context.roles.includes('administrator')) return refuse('ledger/role')
    if (open(details.office) === undefined) return refuse('organization/unknown-office')
    const id = context.newId<'person'>()
    const faults = memberFaults(ledger.state(organizationDecider, ORGANIZATION), { ...details, id })
    if (Object.keys(faults).length > 0) return refuseFields('organization/invalid', faults)
    if (passphrase === undefined) return about(context, id, { kind: 'add-person', person: { ...details, id } })
    return session.addSigner({ id, name: details.name }, passphrase, (signer) =>
      about(context, id, { kind: 'add-person', person: { ...details, id }, signer }),
    )
  }

  /** Whole days in the zone of the office of who stands in: from the first one's midnight until the midnight after the last. */
  function setStandIn(context: Context, { from, to, ...standIn }: StandInDays): Result<undefined> {
    const zone = zoneOf(queries.person(standIn.standIn)?.office ?? context.office)
    const until = instantAt(addDays(to, 1), 0, zone)
    const recorded = record(context, { kind: 'set-stand-in', standIn: { ...standIn, from: instantAt(from, 0, zone), until } })
    if (recorded.ok || recorded.refusal.fields?.['until'] === undefined) return recorded
    // The last day is what was asked for, not the instant after it.
    const { until: fault, ...fields } = recorded.refusal.fields
    return refuseFields(recorded.refusal.code, { ...fields, to: fault })
  }

  function standIns(): readonly ShownStandIn[] {
    const now = clock.now()
    return queries
      .standIns()
      .filter(({ until }) => until > now)
      .map(({ absent, standIn, roles, from, until }) => {
        const zone = zoneOf(queries.person(standIn)?.office ?? '')
        const name = (id: PersonId): string => queries.person(id)?.name ?? ''
        return {
          absent,
          absentName: name(absent),
          standIn,
          standInName: name(standIn),
          roles,
          from: dayOf(from, zone),
          to: dayOf(later(until, -1), zone),
          now: standsInAt({ from, until }, now),
        }
      })
  }

  /** What the home screen says of what lacks: a second person; contacts, the units' and the head of the viewer's own office. */
  const attention: HomeSource = ({ office }) => {
    if (queries.founded() === undefined) return []
    const kept = contactsOf(office)
    const isAlone = queries.people().filter((one) => one.active).length < 2
    return [
      ...(isAlone ? [{ kind: 'team-missing' as const }] : []),
      ...(['areaHead', 'communication', 'security'] as const)
        .filter((contact) => !reaches(kept[contact]))
        .map((contact) => ({ kind: 'contact-missing' as const, contact, office })),
    ]
  }

  return {
    setUp,
    addPerson,
    attention,
    /** The offices, what the first run proposes, and what is wrong with the institution's own file. */
    catalogue: (): { readonly offices: readonly Office[]; readonly catalogue: OfficeCatalogue; readonly fault: DataFault | undefined } => ({
      offices: offices.all(),
      catalogue,
      fault: catalogue.fault,
    }),
    /** Undefined until the first run. */
    brand: (): Brand | undefined => queries.founded()?.brand,
    people: (): readonly ShownPerson[] => queries.people().map(shown),
    correctPerson: (context: Context, id: PersonId, correction: Omit<PersonDetails, 'roles'>): Result<ShownPerson> =>
      // A person stays where they are even if their area was closed since; nobody moves into a closed one.
      open(correction.office) === undefined && queries.person(id)?.office !== correction.office
        ? refuse('organization/unknown-office')
        : about(context, id, { kind: 'correct-person', person: id, correction }),
    changeRoles: (context: Context, id: PersonId, roles: readonly Role[]): Result<ShownPerson> =>
      about(context, id, { kind: 'change-roles', person: id, roles }),
    deactivatePerson: (context: Context, id: PersonId, reason: string): Result<ShownPerson> =>
      about(context, id, { kind: 'deactivate-person', person: id, reason }),
    reactivatePerson: (context: Context, id: PersonId): Result<ShownPerson> => about(context, id, { kind: 'reactivate-person', person: id }),
    /** The signers of a person; `own` is the one that is unlocked. */
    machines: (context: Context, id: PersonId) =>
      queries.signersOf(id).map(({ signer, kind, at, isHere, revoked }) => {
        const number = queries.signerNumber(signer)
        return { signer, kind, at, here: isHere, own: signer === context.signer, ...(number === undefined ? {} : { number }), ...(revoked === undefined ? {} : { revoked }) }
      }),
    revokeSigner: (context: Context, signer: SignerId, reason: string): Result<undefined> => record(context, { kind: 'revoke-signer', signer, reason }),
    standIns,
    setStandIn,
    endStandIn: (context: Context, absent: PersonId, standIn: PersonId): Result<undefined> => record(context, { kind: 'end-stand-in', absent, standIn }),
    /** The contacts of every office in use. */
    contactBook(): { readonly communication?: ContactCard; readonly security?: ContactCard; readonly heads: readonly OfficeHead[] } {
      const founded = queries.founded()
      const { areaHead: _own, ...units } = founded === undefined ? {} : contactsOf(founded.office)
      return {
        ...units,
        heads: inUse().map((office) => ({ office, officeName: offices.nameOf(office), card: queries.contact('areaHead', office) })),
      }
    },
    setContact(context: Context, contact: Contact, office: OfficeId, card: ContactCard): Result<ContactCard> {
      if (offices.find(office) === undefined) return refuse('organization/unknown-office')
      const recorded = record(context, { kind: 'set-contact', contact, office, card })
      return recorded.ok ? ok(queries.contact(contact, office) ?? card) : recorded
    },
    correctOffice(context: Context, office: OfficeId, correction: { readonly seat: string; readonly timeZone: string }): Result<Office> {
      if (offices.find(office) === undefined) return refuse('organization/unknown-office')
      const recorded = record(context, { kind: 'correct-office', office, correction })
      if (!recorded.ok) return recorded
      const corrected = offices.find(office)
      return corrected === undefined ? refuse('organization/unknown-office') : ok(corrected)
    },
    policies: (): Policies => queries.founded()?.policies ?? defaultPolicies,
    setPolicies(context: Context, policies: Policies): Result<Policies> {
      const recorded = record(context, { kind: 'set-policies', policies })
      return recorded.ok ? ok(queries.founded()?.policies ?? policies) : recorded
    },
    setBrand(context: Context, brand: Brand): Result<Brand> {
      // One that is on record from before only pictures were taken stays until it is changed.
      const isKept = brand.logo === queries.founded()?.brand.logo
      const faults = { ...(isKept || isPicture(brand.logo) ? {} : { logo: 'picture' }), ...brandFaults(brand) }
      if (Object.keys(faults).length > 0) return refuseFields('organization/invalid', faults)
      const recorded = record(context, { kind: 'set-brand', brand })
      return recorded.ok ? ok(queries.founded()?.brand ?? brand) : recorded
    },

    // For the other modules' ports.
    contactsOf,
    mailDomain,
    office: (id: string): Office | undefined => offices.find(id),
    isOffice: (id: string): boolean => offices.find(id) !== undefined,
    officeName: (id: string): string => offices.nameOf(id),
    /** IANA name; the capital's for an office that is not in the catalogue. */
    zoneOf,
    isActivePerson: (id: string): boolean => queries.person(id)?.active === true,
    /** Undefined: nobody by that id. People who left keep their name. */
    personName: (id: string): string | undefined => queries.person(id)?.name,
    activePeople: (): readonly ShownPerson[] =>
      queries
        .people()
        .filter((one) => one.active)
        .map(shown),
  }
}
