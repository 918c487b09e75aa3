import type { OfficeId } from '#shared/ledger/event.ts'
import { isMail, textFault } from './person.ts'
import type { Role } from './role.ts'

/**
 * Who must be told of an incident: the head of the area (one per office), Comunicación Social and UNICOM (one each for the institution).
 * Source: the 2017 criteria, point on intrusions (DOMAIN 1.2, rule 9).
 */
export const contacts = ['areaHead', 'communication', 'security'] as const
export type Contact = (typeof contacts)[number]

/** How to reach one of them. For the units, `name` and `post` may be the unit's own; `hours` is when somebody answers the phone. */
export type ContactCard = {
  readonly name: string
  readonly post: string
  readonly mail: string
  readonly phone: string
  readonly hours: string
}

export const emptyCard: ContactCard = { name: '', post: '', mail: '', phone: '', hours: '' }

/** The three of an office, each possibly lacking. */
export type OfficeContacts = Readonly<Partial<Record<Contact, ContactCard>>>

/** Where a contact is kept: the area's head belongs to an office, the two units to the institution. */
export function contactKey(contact: Contact, office: OfficeId): string {
  return contact === 'areaHead' ? `${contact}/${office}` : contact
}

/** A card that reaches somebody: it has a mail or a phone. */
export function reaches(card: ContactCard | undefined): boolean {
  return card !== undefined && (card.mail !== '' || card.phone !== '')
}

/**
 * What is against somebody's saying how a contact is reached; `before`: its card until now. In the middle of an incident anybody may fill a gap; to change an
 * address that others rely on takes the role that answers for it, and an office's head is said by that office, by who administers and by security.
 */
export function contactFault(
  { contact, office, before }: { readonly contact: Contact; readonly office: string; readonly before: ContactCard | undefined },
  by: { readonly office: string; readonly roles: readonly Role[] },
): 'organization/other-office' | 'organization/contact-guarded' | undefined {
  const holds = (role: Role): boolean => by.roles.includes(role)
  if (contact === 'areaHead') return by.office === office || holds('administrator') || holds('security') ? undefined : 'organization/other-office'
  return !reaches(before) || holds('administrator') || holds(contact === 'communication' ? 'reviewer' : 'security') ? undefined : 'organization/contact-guarded'
}

const PHONE = /^[+\d][\d\s().,;extEXT-]{6,60}$/u

/** The field codes of a card that cannot stand: it names somebody and gives a mail or a phone. */
export function cardFaults(card: ContactCard): Readonly<Record<string, string>> {
  return {
    ...textFault('name', card.name),
    ...(card.post.trim().length > 120 ? { post: 'too-long' } : {}),
    ...(card.mail.trim() === '' && card.phone.trim() === '' ? { mail: 'mail-or-phone' } : {}),
    ...(card.mail.trim() !== '' && !isMail(card.mail) ? { mail: 'mail' } : {}),
    ...(card.phone.trim() !== '' && !PHONE.test(card.phone.trim()) ? { phone: 'phone' } : {}),
    ...(card.hours.trim().length > 120 ? { hours: 'too-long' } : {}),
  }
}
