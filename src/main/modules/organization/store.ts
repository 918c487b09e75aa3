import type { Database } from 'better-sqlite3'
import { PENDING } from '#main/ledger/pending.ts'
import type { Projection } from '#main/ledger/projection.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { OfficeId, PersonId, RecordedEvent, SignerId } from '#shared/ledger/event.ts'
import type { Brand } from '#shared/organization/brand.ts'
import { type Contact, type ContactCard, contactKey } from '#shared/organization/contact.ts'
import type { OfficeCorrection, OrganizationEvent, Signer } from '#shared/organization/organization.ts'
import type { Person } from '#shared/organization/person.ts'
import type { Role } from '#shared/organization/role.ts'
import type { StandIn } from '#shared/organization/stand-in.ts'
import type { Policies } from '#shared/organization/policies.ts'

/** Owns `organization_*`: the institution, its people, their signers, contacts and the corrected offices. */
export const organizationProjection: Projection = {
  name: 'organization',
  version: 2,
  tables: [
    'organization_institution', 'organization_people', 'organization_signers', 'organization_invitations', 'organization_stand_ins',
    'organization_contacts', 'organization_offices',
  ], // prettier-ignore
  ddl: `
    CREATE TABLE organization_institution (
      one INTEGER PRIMARY KEY CHECK (one = 1), brand TEXT NOT NULL, office TEXT NOT NULL, policies TEXT NOT NULL, founded_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE organization_people (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, post TEXT NOT NULL, mail TEXT NOT NULL, roles TEXT NOT NULL, office TEXT NOT NULL,
      active INTEGER NOT NULL, added_at TEXT NOT NULL, left_at TEXT, left_reason TEXT
    ) STRICT;
    CREATE TABLE organization_signers (
      position INTEGER PRIMARY KEY, signer TEXT NOT NULL UNIQUE, person TEXT NOT NULL, public_key TEXT NOT NULL, item TEXT NOT NULL, kind TEXT NOT NULL,
      at TEXT NOT NULL, revoked_at TEXT, revoked_reason TEXT
    ) STRICT;
    CREATE TABLE organization_invitations (
      signer TEXT PRIMARY KEY, invitation TEXT NOT NULL, person TEXT NOT NULL, public_key TEXT NOT NULL, expires TEXT NOT NULL, at TEXT NOT NULL,
      invited_by TEXT NOT NULL, ended TEXT
    ) STRICT;
    CREATE TABLE organization_stand_ins (
      absent TEXT NOT NULL, stand_in TEXT NOT NULL, roles TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL, PRIMARY KEY (absent, stand_in)
    ) STRICT;
    CREATE TABLE organization_contacts (key TEXT PRIMARY KEY, card TEXT NOT NULL) STRICT;
    CREATE TABLE organization_offices (office TEXT PRIMARY KEY, seat TEXT NOT NULL, time_zone TEXT NOT NULL) STRICT;
    CREATE INDEX organization_people_office ON organization_people (office);
    CREATE INDEX organization_signers_person ON organization_signers (person, kind, position);
    CREATE INDEX organization_invitations_person ON organization_invitations (person)`,
  prepare(database) {
    const found = database.prepare('INSERT INTO organization_institution VALUES (1, ?, ?, ?, ?)')
    const brand = database.prepare('UPDATE organization_institution SET brand = ?')
    const policies = database.prepare('UPDATE organization_institution SET policies = ?')
    const signer = database.prepare('INSERT OR IGNORE INTO organization_signers VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL)')
    const revoke = database.prepare('UPDATE organization_signers SET revoked_at = ?, revoked_reason = ? WHERE signer = ?')
    const invite = database.prepare('INSERT OR IGNORE INTO organization_invitations VALUES (?, ?, ?, ?, ?, ?, ?, NULL)')
    const endInvitation = database.prepare('UPDATE organization_invitations SET ended = ? WHERE signer = ? AND ended IS NULL')
    const standIn = database.prepare(
      `INSERT INTO organization_stand_ins VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (absent, stand_in) DO UPDATE SET roles = excluded.roles, since = excluded.since, until = excluded.until`,
    )
    const endStandIn = database.prepare('DELETE FROM organization_stand_ins WHERE absent = ? AND stand_in = ?')
    const person = database.prepare('INSERT INTO organization_people VALUES (?, ?, ?, ?, ?, ?, 1, ?, NULL, NULL)')
    const correct = database.prepare('UPDATE organization_people SET name = ?, post = ?, mail = ?, office = ? WHERE id = ?')
    const roles = database.prepare('UPDATE organization_people SET roles = ? WHERE id = ?')
    const leave = database.prepare('UPDATE organization_people SET active = 0, left_at = ?, left_reason = ? WHERE id = ?')
    const comeBack = database.prepare('UPDATE organization_people SET active = 1, left_at = NULL, left_reason = NULL WHERE id = ?')
    const contact = database.prepare('INSERT INTO organization_contacts VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET card = excluded.card')
    const office = database.prepare(
      'INSERT INTO organization_offices VALUES (?, ?, ?) ON CONFLICT (office) DO UPDATE SET seat = excluded.seat, time_zone = excluded.time_zone',
    )
    return (recorded) => {
      const event = own(recorded)
      switch (event.type) {
        case 'institution.founded':
          return void found.run(JSON.stringify(event.payload.brand), event.payload.office, JSON.stringify(event.payload.policies), recorded.at)
        case 'signer.registered': {
          const { signer: id, person: of, publicKey, item, kind } = event.payload
          if (event.payload.invitation !== undefined) endInvitation.run('used', event.payload.invitation)
          return void signer.run(recorded.position, id, of, publicKey, item, kind, recorded.at)
        }
        case 'signer.revoked':
          endInvitation.run('withdrawn', event.payload.signer)
          return void revoke.run(recorded.at, event.payload.reason, event.payload.signer)
        case 'person.invited': {
          const { signer: id, invitation, person: of, publicKey, expires } = event.payload
          return void invite.run(id, invitation, of, publicKey, expires, recorded.at, recorded.actor)
        }
        case 'stand-in.set': {
          const { absent, standIn: by, roles: lent, from, until } = event.payload
          return void standIn.run(absent, by, JSON.stringify(lent), from, until)
        }
        case 'stand-in.ended':
          return void endStandIn.run(event.payload.absent, event.payload.standIn)
        case 'person.added': {
          const { person: id, name, post, mail, roles: held, office: at } = event.payload
          return void person.run(id, name, post, mail, JSON.stringify(held), at, recorded.at)
        }
        case 'person.corrected': {
          const { person: id, name, post, mail, office: at } = event.payload
          return void correct.run(name, post, mail, at, id)
        }
        case 'person.roles-changed':
          return void roles.run(JSON.stringify(event.payload.roles), event.payload.person)
        case 'person.deactivated':
          return void leave.run(recorded.at, event.payload.reason, event.payload.person)
        case 'person.reactivated':
          return void comeBack.run(event.payload.person)
        case 'contact.set':
          return void contact.run(contactKey(event.payload.contact, event.payload.office), JSON.stringify(event.payload.card))
        case 'office.corrected':
          return void office.run(event.payload.office, event.payload.seat, event.payload.timeZone)
        case 'policies.changed':
          return void policies.run(JSON.stringify(event.payload))
        case 'brand.changed':
          return void brand.run(JSON.stringify(event.payload))
      }
    }
  },
}

/** One of the module's own events by its type; any other type falls through the switch. */
function own(recorded: RecordedEvent): OrganizationEvent {
  return recorded as unknown as OrganizationEvent // type and payload of a recorded event belong together
}

/** A person as the screens list them. */
export type PersonRow = Person & {
  /** Whether they can unlock this machine. */
  readonly hasSigner: boolean
  /** Whether they have a signer on another machine. */
  readonly isElsewhere: boolean
  /** An invitation that was neither used nor withdrawn. */
  readonly invitation?: { readonly signer: SignerId; readonly expires: Instant }
  readonly addedAt: string
  readonly deactivated?: { readonly at: string; readonly reason: string }
}

export type FoundedRow = { readonly brand: Brand; readonly office: OfficeId; readonly policies: Policies; readonly foundedAt: Instant }

type PeopleRow = {
  readonly id: PersonId
  readonly name: string
  readonly post: string
  readonly mail: string
  readonly roles: string
  readonly office: OfficeId
  readonly active: number
  readonly added_at: string
  readonly left_at: string | null
  readonly left_reason: string | null
  readonly here: number
  readonly elsewhere: number
  readonly invited_signer: SignerId | null
  readonly invited_until: Instant | null
}

/** `local_signers` is the ledger's own: which keychain items are on this machine is no part of the record. */
const PEOPLE = `SELECT p.*, i.signer AS invited_signer, i.expires AS invited_until,
                  (SELECT count(*) FROM organization_signers s JOIN local_signers l ON l.signer = s.signer
                    WHERE s.person = p.id AND s.kind = 'person' AND s.revoked_at IS NULL) AS here,
                  (SELECT count(*) FROM organization_signers s LEFT JOIN local_signers l ON l.signer = s.signer
                    WHERE s.person = p.id AND s.kind = 'person' AND s.revoked_at IS NULL AND l.signer IS NULL) AS elsewhere
                FROM organization_people p LEFT JOIN organization_invitations i ON i.signer =
                  (SELECT signer FROM organization_invitations WHERE person = p.id AND ended IS NULL ORDER BY at DESC LIMIT 1)`

/** A signer of a person, for the list of their machines. */
export type SignerRow = {
  readonly signer: SignerId
  readonly person: PersonId
  readonly kind: Signer['kind']
  readonly publicKey: string
  readonly at: Instant
  /** Its keychain item is on this machine. */
  readonly isHere: boolean
  readonly revoked?: { readonly at: Instant; readonly reason: string }
}

/** An invitation as the record knows it. `ended`: it was used, or withdrawn. */
export type InvitationRow = {
  readonly signer: SignerId
  readonly person: PersonId
  readonly publicKey: string
  readonly expires: Instant
  readonly invitedBy: PersonId
  readonly ended?: 'used' | 'withdrawn'
}

type SignerColumns = {
  readonly signer: SignerId
  readonly person: PersonId
  readonly kind: Signer['kind']
  readonly public_key: string
  readonly at: Instant
  readonly here: number
  readonly revoked_at: Instant | null
  readonly revoked_reason: string | null
}

const SIGNERS = `SELECT s.signer, s.person, s.kind, s.public_key, s.at, l.signer IS NOT NULL AS here, s.revoked_at, s.revoked_reason
                 FROM organization_signers s LEFT JOIN local_signers l ON l.signer = s.signer`

type KnownColumns = { readonly signer: SignerId; readonly person: PersonId; readonly item: string; readonly public_key: string }

/** The module's questions to its own tables. */
export function organizationQueries(database: Database) {
  const institution = database.prepare<[], { brand: string; office: OfficeId; policies: string; founded_at: Instant }>(
    'SELECT brand, office, policies, founded_at FROM organization_institution',
  )
  const people = database.prepare<[], PeopleRow>(PEOPLE)
  const person = database.prepare<[string], PeopleRow>(`${PEOPLE} WHERE p.id = ?`)
  const HERE = 'SELECT s.signer, s.person, s.item, s.public_key FROM organization_signers s JOIN local_signers l ON l.signer = s.signer WHERE s.revoked_at IS NULL'
  const signer = database.prepare<[string], KnownColumns>(`${HERE} AND s.person = ? AND s.kind = 'person' ORDER BY s.position DESC LIMIT 1`)
  const recovery = database.prepare<[], KnownColumns>(`${HERE} AND s.kind = 'recovery' ORDER BY s.position DESC LIMIT 1`)
  const anybody = database.prepare<[], number>(`SELECT EXISTS (${HERE} AND s.kind = 'person')`).pluck()
  const signersOf = database.prepare<[string], SignerColumns>(`${SIGNERS} WHERE s.person = ? ORDER BY s.position`)
  const place = database.prepare<[string], { position: number; before: number }>(
    'SELECT s.position, (SELECT count(*) FROM organization_signers b WHERE b.position < s.position) AS before FROM organization_signers s WHERE s.signer = ?',
  )
  const oneSigner = database.prepare<[string], SignerColumns>(`${SIGNERS} WHERE s.signer = ?`)
  const invitation = database.prepare<
    [string],
    { signer: SignerId; person: PersonId; public_key: string; expires: Instant; invited_by: PersonId; ended: 'used' | 'withdrawn' | null }
  >('SELECT signer, person, public_key, expires, invited_by, ended FROM organization_invitations WHERE signer = ?')
  const standIns = database.prepare<[], StandInColumns>('SELECT absent, stand_in, roles, since, until FROM organization_stand_ins ORDER BY since')
  const standInsOf = database.prepare<[string], StandInColumns>('SELECT absent, stand_in, roles, since, until FROM organization_stand_ins WHERE stand_in = ?')
  const keepHere = database.prepare<[string]>('INSERT OR IGNORE INTO local_signers VALUES (?)')
  const forgetHere = database.prepare<[string]>('DELETE FROM local_signers WHERE signer = ?')
  const contact = database.prepare<[string], { card: string }>('SELECT card FROM organization_contacts WHERE key = ?')
  const corrections = database.prepare<[], { office: OfficeId; seat: string; time_zone: string }>('SELECT office, seat, time_zone FROM organization_offices')
  const correction = database.prepare<[string], { seat: string; time_zone: string }>('SELECT seat, time_zone FROM organization_offices WHERE office = ?')

  return {
    founded(): FoundedRow | undefined {
      const row = institution.get()
      if (row === undefined) return undefined
      // Both columns hold what this file wrote from checked events.
      return { brand: JSON.parse(row.brand) as Brand, office: row.office, policies: JSON.parse(row.policies) as Policies, foundedAt: row.founded_at }
    },
    /** Everybody, by name as Spanish sorts. */
    people: (): readonly PersonRow[] => people.all().map(personOf).toSorted((a, b) => a.name.localeCompare(b.name, 'es')),
    person(id: string): PersonRow | undefined {
      const row = person.get(id)
      return row === undefined ? undefined : personOf(row)
    },
    /** Of this machine only, and not revoked. */
    signerOf: (id: string): KnownSigner | undefined => known(signer.get(id)),
    recovery: (): KnownSigner | undefined => known(recovery.get()),
    /** Whether anybody can unlock this machine. */
    isAnybodyHere: (): boolean => anybody.get() === 1,
    /** All signers of a person, on whichever machine, oldest first. */
    signersOf: (id: string): readonly SignerRow[] => signersOf.all(id).map(signerRowOf),
    signer(id: string): SignerRow | undefined {
      const row = oneSigner.get(id)
      return row === undefined ? undefined : signerRowOf(row)
    },
    /**
     * The number of a signer among all that the record ever had, from 1: the same on every machine, for ever, and no other signer's. Undefined while
     * its registration is not accepted: somebody else's may still come before it.
     */
    signerNumber(id: string): number | undefined {
      const row = place.get(id)
      return row === undefined || row.position > PENDING ? undefined : row.before + 1
    },
    invitation(by: string): InvitationRow | undefined {
      const row = invitation.get(by)
      if (row === undefined) return undefined
      const { signer: id, person: of, public_key: publicKey, expires, invited_by: invitedBy, ended } = row
      return { signer: id, person: of, publicKey, expires, invitedBy, ...(ended === null ? {} : { ended }) }
    },
    /** Those not ended before their time, past ones among them, by their beginning. */
    standIns: (): readonly StandIn[] => standIns.all().map(standInOf),
    standInsOf: (id: string): readonly StandIn[] => standInsOf.all(id).map(standInOf),
    keepHere: (id: string): void => void keepHere.run(id),
    forgetHere: (id: string): void => void forgetHere.run(id),
    contact(which: Contact, office: OfficeId): ContactCard | undefined {
      const row = contact.get(contactKey(which, office))
      return row === undefined ? undefined : (JSON.parse(row.card) as ContactCard) // written above from a checked event
    },
    correction(office: string): OfficeCorrection | undefined {
      const row = correction.get(office)
      return row === undefined ? undefined : { seat: row.seat, timeZone: row.time_zone }
    },
    corrections: (): ReadonlyMap<OfficeId, OfficeCorrection> =>
      new Map(corrections.all().map((row) => [row.office, { seat: row.seat, timeZone: row.time_zone }])),
  }
}

export type OrganizationQueries = ReturnType<typeof organizationQueries>

function personOf(row: PeopleRow): PersonRow {
  const { id, name, post, mail, office } = row
  const shown = {
    id,
    name,
    post,
    mail,
    office,
    roles: JSON.parse(row.roles) as Person['roles'], // written above from a checked event
    active: row.active === 1,
    hasSigner: row.here > 0,
    isElsewhere: row.elsewhere > 0,
    ...(row.invited_signer === null || row.invited_until === null ? {} : { invitation: { signer: row.invited_signer, expires: row.invited_until } }),
    addedAt: row.added_at,
  }
  return row.left_at === null ? shown : { ...shown, deactivated: { at: row.left_at, reason: row.left_reason ?? '' } }
}

type StandInColumns = { readonly absent: PersonId; readonly stand_in: PersonId; readonly roles: string; readonly since: Instant; readonly until: Instant }

function standInOf({ absent, stand_in: standIn, roles, since: from, until }: StandInColumns): StandIn {
  return { absent, standIn, roles: JSON.parse(roles) as readonly Role[], from, until } // written above from a checked event
}

function signerRowOf({ signer, person, kind, public_key: publicKey, at, here, revoked_at: revokedAt, revoked_reason: reason }: SignerColumns): SignerRow {
  const row = { signer, person, kind, publicKey, at, isHere: here === 1 }
  return revokedAt === null ? row : { ...row, revoked: { at: revokedAt, reason: reason ?? '' } }
}

type KnownSigner = Pick<Signer, 'signer' | 'person' | 'item' | 'publicKey'>

function known(row: KnownColumns | undefined): KnownSigner | undefined {
  return row === undefined ? undefined : { signer: row.signer, person: row.person, item: row.item, publicKey: row.public_key }
}
