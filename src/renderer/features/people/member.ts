import type { z } from 'zod'
import type { organizationContract } from '#shared/organization/contract.ts'

type Entries = typeof organizationContract.entries

/** A person as main lists them. */
export type Member = z.output<Entries['people']['out']>[number]
/** An office of the catalogue, as the institution corrected it. */
export type ListedOffice = z.output<Entries['catalogue']['out']>['offices'][number]
export type Catalogue = z.output<Entries['catalogue']['out']>
export type ContactBook = z.output<Entries['contacts']['out']>
export type Card = NonNullable<ContactBook['communication']>
