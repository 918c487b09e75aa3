import type { Database } from 'better-sqlite3'
import type { Projection } from '#main/ledger/projection.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { OfficeId, PersonId, RecordedEvent, SignerId } from '#shared/ledger/event.ts'
import type { Brand } from '#shared/organization/brand.ts'
import { type Contact, type ContactCard, contactKey } from '#shared/organization/contact.ts'
import type { OfficeCorrection, OrganizationEvent, Signer } from '#shared/organization/organization.ts'
import type { Person } from '#shared/organization/person.ts'
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
  readonly hasSigner: boolean
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
  readonly signers: number
}

const PEOPLE = `SELECT p.*, (SELECT count(*) FROM organization_signers s WHERE s.person = p.id AND s.kind = 'person') AS signers
                FROM organization_people p`

/** The module's questions to its own tables. */
export function organizationQueries(database: Database) {
  const institution = database.prepare<[], { brand: string; office: OfficeId; policies: string; founded_at: Instant }>(
    'SELECT brand, office, policies, founded_at FROM organization_institution',
  )
  const people = database.prepare<[], PeopleRow>(PEOPLE)
  const person = database.prepare<[string], PeopleRow>(`${PEOPLE} WHERE p.id = ?`)
  const signer = database.prepare<[string], { signer: SignerId; item: string; public_key: string }>(
    "SELECT signer, item, public_key FROM organization_signers WHERE person = ? AND kind = 'person' ORDER BY position DESC LIMIT 1",
  )
  const recovery = database.prepare<[], { signer: SignerId; item: string; public_key: string }>(
    "SELECT signer, item, public_key FROM organization_signers WHERE kind = 'recovery' ORDER BY position DESC LIMIT 1",
  )
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
    signerOf: (id: string): Pick<Signer, 'signer' | 'item' | 'publicKey'> | undefined => known(signer.get(id)),
    recovery: (): Pick<Signer, 'signer' | 'item' | 'publicKey'> | undefined => known(recovery.get()),
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
    hasSigner: row.signers > 0,
    addedAt: row.added_at,
  }
  return row.left_at === null ? shown : { ...shown, deactivated: { at: row.left_at, reason: row.left_reason ?? '' } }
}

function known(row: { signer: SignerId; item: string; public_key: string } | undefined): Pick<Signer, 'signer' | 'item' | 'publicKey'> | undefined {
  return row === undefined ? undefined : { signer: row.signer, item: row.item, publicKey: row.public_key }
}
