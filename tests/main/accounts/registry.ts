import { accountsProjection } from '#main/modules/accounts/store.ts'
import { accountsService, type AccountsOrganization, type AccountsService } from '#main/modules/accounts/service.ts'
import { networkCatalogue } from '#main/modules/accounts/network-catalogue.ts'
import type { AccountFields } from '#shared/accounts/account.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { openTestLedger, type TestLedger } from '#tests/kit/test-ledger.ts'
import { fields } from '#tests/unit/accounts/registry.ts'
import type { Projection } from '#main/ledger/projection.ts'

export const networks = networkCatalogue('resources')

/** People 1 to 3 of the test ledger, and two offices. */
export const organization: AccountsOrganization = {
  isOffice: (office) => ['central-cncs', 'district-oaxaca-03'].includes(office),
  zoneOf: () => 'America/Mexico_City',
  isActivePerson: (person) => ['person-1', 'person-2', 'person-3'].includes(person),
  mailDomain: () => 'ine.mx',
}

/** The account of the deciders' tests, with its handle as a person types it. */
export const inetel: AccountFields = { ...fields, handle: '@INETelMX' }

export const people: readonly PersonId[] = ['person-1' as PersonId, 'person-2' as PersonId]

export function openRegistry(more: readonly Projection[] = []): TestLedger & { readonly accounts: AccountsService } {
  const opened = openTestLedger([accountsProjection, ...more])
  return { ...opened, accounts: accountsService({ ledger: opened.ledger, clock: opened.clock, networks, organization }) }
}
