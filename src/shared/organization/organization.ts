import type { Instant } from '#shared/kernel/clock.ts'
import type { OfficeId, PersonId, SignerId } from '#shared/ledger/event.ts'
import type { SignerRegistered } from '#shared/ledger/signer-registered.ts'
import type { Brand } from './brand.ts'
import type { Contact, ContactCard } from './contact.ts'
import type { Person, PersonDetails } from './person.ts'
import type { Policies } from './policies.ts'
import type { Role } from './role.ts'
import type { StandIn } from './stand-in.ts'

/** The one stream of the module: who belongs to the institution, and by what rules it works. */
export const ORGANIZATION = 'main'

export type Signer = SignerRegistered['payload']

/** The one-use key of an invitation: may sign the one registration of its person, before it expires. */
export type InvitationKey = {
  readonly person: PersonId
  readonly invitation: string
  readonly signer: SignerId
  /** Ed25519 public key, SPKI DER, base64. */
  readonly publicKey: string
  readonly expires: Instant
}

/** What is known of an institution that exists. */
export type Institution = {
  readonly brand: Brand
  /** The office where the first person founded it on this machine. */
  readonly office: OfficeId
  readonly people: Readonly<Record<PersonId, Person>>
  readonly signers: Readonly<Record<SignerId, Signer>>
  /** Invitations that were neither used nor withdrawn, by their key's signer; those that expired are still among them. */
  readonly invitations: Readonly<Record<SignerId, InvitationKey>>
  /** Signers that may sign nothing any more: of lost machines, and of invitations used or withdrawn. */
  readonly revoked: Readonly<Record<SignerId, true>>
  /** Not ended before their time; those whose time is over are dropped when one more is set. */
  readonly standIns: readonly StandIn[]
  /** By `contactKey`. */
  readonly contacts: Readonly<Record<string, ContactCard>>
  /** What the institution corrected of the catalogue. */
  readonly offices: Readonly<Record<OfficeId, OfficeCorrection>>
  readonly policies: Policies
  readonly foundedAt: Instant
}

export type OfficeCorrection = { readonly seat: string; readonly timeZone: string }

export type Organization = { readonly stage: 'unfounded' } | ({ readonly stage: 'founded' } & Institution)

export type OrganizationEvent =
  | { readonly type: 'institution.founded'; readonly payload: { readonly brand: Brand; readonly office: OfficeId; readonly policies: Policies } }
  | SignerRegistered
  | { readonly type: 'signer.sealing-key-added'; readonly payload: { readonly signer: SignerId; readonly person: PersonId; readonly sealingKey: string } }
  | { readonly type: 'person.added'; readonly payload: PersonDetails & { readonly person: PersonId } }
  | { readonly type: 'person.corrected'; readonly payload: { readonly person: PersonId } & PersonCorrection }
  | { readonly type: 'person.roles-changed'; readonly payload: { readonly person: PersonId; readonly roles: readonly Role[] } }
  | { readonly type: 'person.deactivated'; readonly payload: { readonly person: PersonId; readonly reason: string } }
  | { readonly type: 'person.reactivated'; readonly payload: { readonly person: PersonId } }
  | { readonly type: 'person.invited'; readonly payload: InvitationKey }
  | { readonly type: 'signer.revoked'; readonly payload: { readonly signer: SignerId; readonly reason: string } }
  | { readonly type: 'stand-in.set'; readonly payload: StandIn }
  | { readonly type: 'stand-in.ended'; readonly payload: Pick<StandIn, 'absent' | 'standIn'> }
  | {
      readonly type: 'contact.set'
      readonly payload: { readonly contact: Contact; readonly office: OfficeId; readonly card: ContactCard }
    }
  | { readonly type: 'office.corrected'; readonly payload: { readonly office: OfficeId } & OfficeCorrection }
  | { readonly type: 'policies.changed'; readonly payload: Policies }
  | { readonly type: 'brand.changed'; readonly payload: Brand }

export type PersonCorrection = Pick<PersonDetails, 'name' | 'post' | 'mail' | 'office'>

export type OrganizationCommand =
  /** The first act of all: the institution, its first person, and the two signers made for them just then. */
  | {
      readonly kind: 'found'
      readonly brand: Brand
      readonly office: OfficeId
      readonly person: PersonDetails & { readonly id: PersonId }
      readonly signer: Signer
      readonly recovery: Signer
    }
  /** A person, with the signer they made on this machine in the same act, or without one: they are invited to make it on theirs. */
  | { readonly kind: 'add-person'; readonly person: PersonDetails & { readonly id: PersonId }; readonly signer?: Signer | undefined }
  | { readonly kind: 'correct-person'; readonly person: PersonId; readonly correction: PersonCorrection }
  | { readonly kind: 'change-roles'; readonly person: PersonId; readonly roles: readonly Role[] }
  | { readonly kind: 'deactivate-person'; readonly person: PersonId; readonly reason: string }
  | { readonly kind: 'reactivate-person'; readonly person: PersonId }
  /** A new signer of a person already known (recovered, or on one more machine), or a new recovery signer. */
  | { readonly kind: 'register-signer'; readonly signer: Signer }
  /** The acting signer's own: what files for its person are sealed with. */
  | { readonly kind: 'add-sealing-key'; readonly sealingKey: string }
  /** An invitation for a machine of theirs; an earlier one that was not used ends with it. */
  | { readonly kind: 'invite'; readonly invitation: InvitationKey }
  /** A machine that is lost, or an invitation that is withdrawn. */
  | { readonly kind: 'revoke-signer'; readonly signer: SignerId; readonly reason: string }
  | { readonly kind: 'set-stand-in'; readonly standIn: StandIn }
  | { readonly kind: 'end-stand-in'; readonly absent: PersonId; readonly standIn: PersonId }
  | { readonly kind: 'set-contact'; readonly contact: Contact; readonly office: OfficeId; readonly card: ContactCard }
  | { readonly kind: 'correct-office'; readonly office: OfficeId; readonly correction: OfficeCorrection }
  | { readonly kind: 'set-policies'; readonly policies: Policies }
  | { readonly kind: 'set-brand'; readonly brand: Brand }
