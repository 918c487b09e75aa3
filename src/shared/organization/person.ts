import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { Role } from './role.ts'

/** Somebody who uses the product under their own name and passphrase. Never deleted: what they signed stays theirs. */
export type Person = {
  readonly id: PersonId
  readonly name: string
  /** Their post in the institution (cargo): «Vocal Ejecutiva». */
  readonly post: string
  readonly mail: string
  readonly roles: readonly Role[]
  readonly office: OfficeId
  readonly active: boolean
}

/** What is asked of a new person. */
export type PersonDetails = Pick<Person, 'name' | 'post' | 'mail' | 'roles' | 'office'>

const LONGEST = 120
// Deliberately loose: a wrong refusal of a real address costs more than a typing error that the person sees beside the name.
const MAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/u

/** The field codes of a person's details that cannot stand; empty when all can. */
export function personFaults(details: Omit<PersonDetails, 'office'>): Readonly<Record<string, string>> {
  return {
    ...textFault('name', details.name),
    ...textFault('post', details.post),
    ...mailFault('mail', details.mail),
    ...rolesFault(details.roles),
  }
}

/** `required` and `too-long` of a short text. */
export function textFault(field: string, text: string, longest: number = LONGEST): Readonly<Record<string, string>> {
  if (text.trim() === '') return { [field]: 'required' }
  return text.trim().length > longest ? { [field]: 'too-long' } : {}
}

/** `required` and `mail` of an address. */
export function mailFault(field: string, mail: string): Readonly<Record<string, string>> {
  if (mail.trim() === '') return { [field]: 'required' }
  return isMail(mail) ? {} : { [field]: 'mail' }
}

/** Whether a text has the form of an address. */
export function isMail(mail: string): boolean {
  return mail.trim().length <= 254 && MAIL.test(mail.trim())
}

/** A person has a role; who audits does nothing else, or the audit would be of their own acts. */
function rolesFault(roles: readonly Role[]): Readonly<Record<string, string>> {
  if (roles.length === 0) return { roles: 'required' }
  return roles.includes('auditor') && roles.length > 1 ? { roles: 'auditor-alone' } : {}
}

/** Whether an address is outside the institution's domain. A warning, never a refusal: some areas have their own domain. */
export function isOutside(mail: string, domain: string): boolean {
  if (domain === '' || !isMail(mail)) return false
  const own = mail.trim().toLowerCase().split('@').at(-1) ?? ''
  return own !== domain.toLowerCase() && !own.endsWith(`.${domain.toLowerCase()}`)
}

/** The domain of an address, or empty. */
export function domainOf(mail: string): string {
  return isMail(mail) ? (mail.trim().toLowerCase().split('@').at(-1) ?? '') : ''
}
