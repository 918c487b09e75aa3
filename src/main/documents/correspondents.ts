import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { OfficeContacts } from '#shared/organization/contact.ts'

/** Who writes, from where, and to whom: what a document needs of the organization. */
export interface Correspondents {
  institution(): { readonly name: string; readonly mailDomain: string }
  /** `place`: the city that a letter is dated in; empty when it is not known. */
  office(id: OfficeId): { readonly name: string; readonly place: string; readonly timeZone: string }
  person(id: PersonId): { readonly name: string; readonly post: string; readonly mail: string } | undefined
  contacts(office: OfficeId): OfficeContacts
}

const LEFT_TO_WRITE = '____________________'

/** «Oaxaca de Juárez, a 23 de noviembre de 2026.»; a line where the city is not known. */
export function placeAndDate(place: string, date: string): string {
  return `${place === '' ? LEFT_TO_WRITE : place}, a ${date}.`
}
