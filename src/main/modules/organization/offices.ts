import type { Office } from '#shared/organization/office.ts'
import type { OfficeCatalogue } from './catalogue.ts'
import type { OrganizationQueries } from './store.ts'

/** The catalogue's offices with what the institution corrected of them. */
export interface Offices {
  all(): readonly Office[]
  /** Undefined: the catalogue has no such office. */
  find(id: string): Office | undefined
  /** An office's name as documents write it; an office that left the catalogue is called by its id. */
  nameOf(id: string): string
}

export function offices(catalogue: OfficeCatalogue, queries: Pick<OrganizationQueries, 'correction' | 'corrections'>): Offices {
  return {
    all() {
      const corrections = queries.corrections()
      return corrections.size === 0 ? catalogue.offices : catalogue.offices.map((office) => ({ ...office, ...corrections.get(office.id) }))
    },
    find(id) {
      const office = catalogue.office(id)
      return office === undefined ? undefined : { ...office, ...queries.correction(id) }
    },
    nameOf: (id) => catalogue.office(id)?.name ?? id,
  }
}
