import type { Role } from './role.ts'
import { contactFault, contactKey, type ContactCard } from './contact.ts'
import type { OrganizationEvent } from './organization.ts'

/** How each contact was reached, by its key. */
export type Contacts = Readonly<Record<string, ContactCard>>

/** Whether an event's type asks for a ground at all. */
export function asksForOrganizationGround(type: string): boolean {
  return type === 'contact.set'
}

/** The contacts after an event of the organization. */
export function contactsAfter(contacts: Contacts, event: OrganizationEvent): Contacts {
  if (event.type !== 'contact.set') return contacts
  const { contact, office, card } = event.payload
  return { ...contacts, [contactKey(contact, office)]: card }
}

/**
 * Whether whoever said how a contact is reached might say it, as it stood: where the notices of an incident go is not for any login to change. The decider
 * lets no other pass; a program that leaves it aside can. Every machine holds the others' events to this and must find the same: what was released is never narrowed.
 */
export function hasOrganizationGround(contacts: Contacts, event: OrganizationEvent, by: { readonly office: string; roles(): readonly Role[] }): boolean {
  if (event.type !== 'contact.set') return true
  const { contact, office } = event.payload
  return contactFault({ contact, office, before: contacts[contactKey(contact, office)] }, { office: by.office, roles: by.roles() }) === undefined
}
