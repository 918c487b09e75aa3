import { accountsProjection } from '#main/modules/accounts/store.ts'
import { accountsService, type AccountsOrganization, type AccountsService } from '#main/modules/accounts/service.ts'
import { networkCatalogue } from '#main/modules/accounts/network-catalogue.ts'
import type { AccountFields } from '#shared/accounts/account.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import { openTestLedger, type TestLedger } from '#tests/kit/test-ledger.ts'
import type { Projection } from '#main/ledger/projection.ts'

export const networks = networkCatalogue('resources')

/** People 1 to 3 of the test ledger, and two offices. */
export const organization: AccountsOrganization = {
  isOffice: (office) => ['central-cncs', 'district-oaxaca-03'].includes(office),
  zoneOf: () => 'America/Mexico_City',
  isActivePerson: (person) => ['person-1', 'person-2', 'person-3'].includes(person),
  mailDomain: () => 'ine.mx',
}

export const inetel: AccountFields = {
  handle: '@INETelMX',
  displayName: 'INETEL',
  url: 'https://x.com/INETelMX',
  office: 'central-cncs' as OfficeId,
  headName: 'Titular de Prueba',
  headPosition: 'Coordinación Nacional de Comunicación Social',
  recoveryMail: 'redes@ine.mx',
  recoveryPhone: '55 0000 0000',
  phoneHolder: 'Guardia de Prueba',
  deputyHolder: 'Suplente de Prueba',
  accessPeople: '',
  secondFactor: 'app',
  birthDate: '',
  onPortal: true,
  authorization: 'INE/CNCS/001/2026',
  notes: '',
}

export const people: readonly PersonId[] = ['person-1' as PersonId, 'person-2' as PersonId]

export function openRegistry(more: readonly Projection[] = []): TestLedger & { readonly accounts: AccountsService } {
  const opened = openTestLedger([accountsProjection, ...more])
  return { ...opened, accounts: accountsService({ ledger: opened.ledger, clock: opened.clock, networks, organization }) }
}
