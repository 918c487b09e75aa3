import { z } from 'zod'
import { type FormsOf, id, instant, text } from '#shared/ledger/forms.ts'
import { contacts } from './contact.ts'
import type { OrganizationEvent } from './organization.ts'
import { roles } from './role.ts'

/** SPKI DER, base64: of an Ed25519 key, and of an X25519 key. */
const signingKey = z.string().regex(/^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$/)
const sealingKey = z.string().regex(/^MCowBQYDK2VuAyEA[A-Za-z0-9+/]{43}=$/)
const itsRoles = z.array(z.enum(roles)).min(1).readonly()
const details = { name: text, post: text, mail: text, office: id }
const person = z.object({ person: id })
const revoked = z.object({ signer: id, reason: text })

export const cardForm = z.object({ name: text, post: text, mail: text, phone: text, hours: text })
const brand = z.object({ name: text, shortName: text, mailDomain: text, accent: text, logo: text.optional() })
const policies = z.object({ rotationMonths: z.number(), reviewHours: z.number(), idleMinutes: z.number() })

export const organizationForms = {
  'institution.founded': z.object({ brand, office: id, policies }),
  'signer.registered': z.object({
    signer: id, person: id, publicKey: signingKey, item: text, kind: z.enum(['person', 'recovery']), invitation: id.optional(), recovery: id.optional(), sealingKey: sealingKey.optional(),
  }), // prettier-ignore
  'signer.sealing-key-added': z.object({ signer: id, person: id, sealingKey }),
  'person.added': z.object({ person: id, ...details, roles: itsRoles }),
  'person.corrected': z.object({ person: id, ...details }),
  'person.roles-changed': z.object({ person: id, roles: itsRoles }),
  'person.deactivated': z.object({ person: id, reason: text }),
  'person.reactivated': person,
  'person.invited': z.object({ person: id, invitation: id, signer: id, publicKey: signingKey, expires: instant }),
  'signer.revoked': revoked,
  'stand-in.set': z.object({ absent: id, standIn: id, roles: itsRoles, from: instant, until: instant }),
  'stand-in.ended': z.object({ absent: id, standIn: id }),
  'contact.set': z.object({ contact: z.enum(contacts), office: id, card: cardForm }),
  'office.corrected': z.object({ office: id, seat: text, timeZone: text }),
  'policies.changed': policies,
  'brand.changed': brand,
} satisfies FormsOf<OrganizationEvent>
