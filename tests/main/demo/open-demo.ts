import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildDemo, demoDesk, type DemoServices } from '#main/demo/build-demo.ts'
import { demoClock, type DemoClock } from '#main/demo/demo-clock.ts'
import { demoData, type DemoData } from '#main/demo/demo-data.ts'
import { founderOf } from '#main/demo/timeline.ts'
import { exposureOf } from '#main/keychain/exposure.ts'
import { type MemoryKeychain, memoryKeychain } from '#main/keychain/memory-keychain.ts'
import { systemRandomness } from '#main/keychain/randomness.ts'
import { openDatabase } from '#main/ledger/open-database.ts'
import { type SqliteLedger, sqliteLedger } from '#main/ledger/sqlite-ledger.ts'
import { accountsHomeSource } from '#main/modules/accounts/home-source.ts'
import { networkCatalogue } from '#main/modules/accounts/network-catalogue.ts'
import { accountsService } from '#main/modules/accounts/service.ts'
import { accountsProjection } from '#main/modules/accounts/store.ts'
import { credentialsService } from '#main/modules/credentials/service.ts'
import { credentialsProjection } from '#main/modules/credentials/store.ts'
import { type HomeService, homeService } from '#main/modules/home/service.ts'
import { officeCatalogue } from '#main/modules/organization/catalogue.ts'
import { signerDirectory } from '#main/modules/organization/directory.ts'
import { offices } from '#main/modules/organization/offices.ts'
import { organizationService } from '#main/modules/organization/service.ts'
import { organizationProjection, organizationQueries } from '#main/modules/organization/store.ts'
import { postsHomeSource } from '#main/modules/posts/home-source.ts'
import { mediaFolder } from '#main/modules/posts/media.ts'
import { postsService } from '#main/modules/posts/service.ts'
import { postsProjection } from '#main/modules/posts/store.ts'
import { loadRules } from '#main/modules/rules/rules-data.ts'
import { openSession } from '#main/session/session.ts'
import { systemTimers } from '#main/session/system-timers.ts'
import { fixedClock } from '#tests/kit/fixed-clock.ts'
import { seededIds } from '#tests/kit/seeded-ids.ts'

export type TestDemo = {
  readonly services: DemoServices
  readonly home: HomeService
  readonly ledger: SqliteLedger
  readonly keychain: MemoryKeychain
  readonly clock: DemoClock
  readonly data: DemoData
  readonly folder: string
  build(): Promise<void>
  close(): void
}

const resources = join(import.meta.dirname, '../../../resources')

/** The app's services over a real ledger and a keychain in memory, as compose wires them, with the demonstration's clock. */
export function openDemo(): TestDemo {
  const folder = mkdtempSync(join(tmpdir(), 'resguardo-demo-'))
  const opened = openDatabase(join(folder, 'ledger.db'))
  if (!opened.ok) throw new Error(opened.failure.kind)
  const data = demoData(resources)
  const machine = fixedClock()
  const clock = demoClock(machine, founderOf(data).since)
  const ids = seededIds()
  const keychain = memoryKeychain()
  const projections = [organizationProjection, accountsProjection, credentialsProjection, postsProjection]
  const ledger = sqliteLedger(opened.database, projections, { sign: (signer, hash) => session.signing.sign(signer, hash) })
  const queries = organizationQueries(ledger.read)
  const catalogue = officeCatalogue(resources)
  const known = offices(catalogue, queries)
  const session = openSession({
    keychain,
    directory: signerDirectory(ledger, queries, known),
    clock,
    timers: systemTimers,
    ids,
    randomness: systemRandomness,
    machine: 'demostración',
  })
  const organization = organizationService({ ledger, ids, queries, catalogue, offices: known, session })
  const networks = networkCatalogue(resources)
  const accounts = accountsService({ ledger, clock, networks, organization })
  const clipboard = { writeConcealed: () => Promise.resolve(), readText: () => Promise.resolve(''), clear: () => Promise.resolve() }
  const credentials = credentialsService({
    ledger,
    clock,
    vault: session.vault,
    exposure: exposureOf({
      vault: session.vault,
      clipboard,
      checkPassphrase: (passphrase) => session.checkPassphrase(passphrase),
      clock,
      timers: systemTimers,
      randomness: systemRandomness,
    }),
    fingerprint: (secret) => {
      const made = session.fingerprint(secret)
      return made.ok ? made.value : undefined
    },
    randomness: systemRandomness,
    accounts,
    networks,
    rotationMonths: () => organization.policies().rotationMonths,
    zoneOf: (office) => organization.zoneOf(office),
    institutionWords: () => [],
    openLink: () => Promise.resolve({ ok: true, value: undefined }),
  })
  const registered = (summary: NonNullable<ReturnType<typeof accounts.summary>>) => ({ ...summary, closed: summary.status === 'closed' })
  const posts = postsService({
    ledger,
    clock,
    rules: loadRules(join(resources, 'rules'), join(folder, 'rules')).rules,
    media: mediaFolder(join(folder, 'media')),
    accounts: {
      one(id) {
        const summary = accounts.summary(id)
        return summary === undefined ? undefined : registered(summary)
      },
      ofOffice: (office) => accounts.summaries().filter((account) => account.office === office).map(registered),
      domainsOf: (network) => networks.of(network).domains,
      composerOf: (network) => networks.of(network).pages.composer?.url ?? null,
    },
    people: { nameOf: (person) => organization.personName(person) ?? person, officeNameOf: (office) => organization.officeName(office) },
    desk: demoDesk,
    frozenBy: () => undefined,
  })
  const services = { session, organization, accounts, credentials, posts }
  return {
    services,
    home: homeService({ sources: [organization.attention, accountsHomeSource(accounts), postsHomeSource(posts)] }),
    ledger,
    keychain,
    clock,
    data,
    folder,
    build: () => buildDemo(services, data, clock, machine),
    close() {
      session.lock('quit')
      ledger.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
