import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type MemoryKeychain, memoryKeychain } from '#main/keychain/memory-keychain.ts'
import { systemRandomness } from '#main/keychain/randomness.ts'
import { openDatabase } from '#main/ledger/open-database.ts'
import { deciders } from '#main/deciders.ts'
import { type SqliteLedger, sqliteLedger } from '#main/ledger/sqlite-ledger.ts'
import { officeCatalogue } from '#main/modules/organization/catalogue.ts'
import { signerDirectory } from '#main/modules/organization/directory.ts'
import { organizationHandlers } from '#main/modules/organization/handlers.ts'
import { offices } from '#main/modules/organization/offices.ts'
import { type OrganizationService, organizationService, type SetUp } from '#main/modules/organization/service.ts'
import { organizationProjection, organizationQueries } from '#main/modules/organization/store.ts'
import { pictureKind } from '#main/modules/posts/media.ts'
import { openSession, type Session } from '#main/session/session.ts'
import { systemTimers } from '#main/session/system-timers.ts'
import type { Context, OfficeId } from '#shared/ledger/event.ts'
import { type FixedClock, fixedClock } from '#tests/kit/fixed-clock.ts'
import { seededIds } from '#tests/kit/seeded-ids.ts'

export type TestOrganization = {
  readonly ledger: SqliteLedger
  readonly session: Session
  readonly service: OrganizationService
  readonly handlers: ReturnType<typeof organizationHandlers>
  readonly keychain: MemoryKeychain
  readonly clock: FixedClock
  /** The unlocked person's context; throws when nobody is. */
  context(): Context
  close(): void
}

/** A real ledger, session and catalogue, over a keychain in memory. */
export function openOrganization(): TestOrganization {
  const folder = mkdtempSync(join(tmpdir(), 'resguardo-organization-'))
  const opened = openDatabase(join(folder, 'ledger.db'))
  if (!opened.ok) throw new Error(opened.failure.kind)
  const clock = fixedClock()
  const ids = seededIds()
  const keychain = memoryKeychain()
  // The session and the ledger need each other: the ledger asks for a signature only once both are there.
  const ledger = sqliteLedger(opened.database, [organizationProjection], { able: (signer) => session.signing.able(signer), sign: (signer, hash) => session.signing.sign(signer, hash) }, deciders)
  const queries = organizationQueries(ledger.read)
  const catalogue = officeCatalogue(join(import.meta.dirname, '../../../resources'))
  const known = offices(catalogue, queries)
  const session = openSession({
    keychain,
    directory: signerDirectory(ledger, queries, known, clock),
    clock,
    timers: systemTimers,
    ids,
    randomness: systemRandomness,
    machine: 'prueba',
  })
  const service = organizationService({ ledger, ids, queries, catalogue, offices: known, session, clock, pictureKind })
  return {
    ledger,
    session,
    service,
    handlers: organizationHandlers(service),
    keychain,
    clock,
    context() {
      const context = session.context()
      if (context === undefined) throw new Error('nobody is unlocked')
      return context
    },
    close() {
      session.lock('quit')
      ledger.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const cncs = 'central-cncs' as OfficeId
export const oaxaca = 'district-oaxaca-03' as OfficeId
export const passphrase = 'cinco nubes sobre el lago'

export const setUp: SetUp = {
  institution: { name: 'Instituto Nacional Electoral', shortName: 'INE', accent: '#8A1E5C' },
  office: cncs,
  person: { name: 'Ana Ensayo', post: 'Subdirectora', mail: 'ana@ine.example', roles: ['administrator', 'operator'] },
  passphrase,
}
