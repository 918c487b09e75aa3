import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DemoServices } from '#main/demo/demo-services.ts'
import { demonstration } from '#main/demo/demonstration.ts'
import { exposureOf } from '#main/keychain/exposure.ts'
import { type MemoryKeychain, memoryKeychain } from '#main/keychain/memory-keychain.ts'
import { systemRandomness } from '#main/keychain/randomness.ts'
import { recordExtract } from '#main/ledger/extract.ts'
import { openDatabase } from '#main/ledger/open-database.ts'
import { deciders } from '#main/deciders.ts'
import { type SqliteLedger, sqliteLedger } from '#main/ledger/sqlite-ledger.ts'
import { accountsHomeSource } from '#main/modules/accounts/home-source.ts'
import { networkCatalogue } from '#main/modules/accounts/network-catalogue.ts'
import { accountsService } from '#main/modules/accounts/service.ts'
import { consultationsHomeSource } from '#main/modules/consultations/home-source.ts'
import { loadReplies } from '#main/modules/consultations/reply-templates.ts'
import { consultationsService } from '#main/modules/consultations/service.ts'
import { credentialsHomeSource } from '#main/modules/credentials/home-source.ts'
import { credentialsService } from '#main/modules/credentials/service.ts'
import { type HomeService, homeService } from '#main/modules/home/service.ts'
import { evidenceVault } from '#main/modules/incidents/evidence-vault.ts'
import { kitsHomeSource } from '#main/modules/kits/home-source.ts'
import { kitsService, type KitsService } from '#main/modules/kits/service.ts'
import { libraryService } from '#main/modules/library/service.ts'
import { topicCatalogue } from '#main/modules/library/topic-catalogue.ts'
import { officeCatalogue } from '#main/modules/organization/catalogue.ts'
import { signerDirectory } from '#main/modules/organization/directory.ts'
import { offices } from '#main/modules/organization/offices.ts'
import { organizationService } from '#main/modules/organization/service.ts'
import { organizationQueries } from '#main/modules/organization/store.ts'
import { postsHomeSource } from '#main/modules/posts/home-source.ts'
import { mediaFolder, pictureKind } from '#main/modules/posts/media.ts'
import { verifiers } from '#main/modules/posts/verifiers.ts'
import { postsService } from '#main/modules/posts/service.ts'
import { loadRules } from '#main/modules/rules/rules-data.ts'
import { projections } from '#main/projections.ts'
import { openSession } from '#main/session/session.ts'
import { systemTimers } from '#main/session/system-timers.ts'
import type { Network } from '#shared/accounts/network.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import { ok, type Result } from '#shared/kernel/result.ts'
import { check } from '#shared/rules/check.ts'
import { fixedClock } from '#tests/kit/fixed-clock.ts'
import { seededIds } from '#tests/kit/seeded-ids.ts'

export type TestDemo = {
  readonly services: DemoServices
  readonly home: HomeService
  readonly ledger: SqliteLedger
  readonly keychain: MemoryKeychain
  readonly clock: Clock
  readonly folder: string
  /** What reached the person's clipboard. */
  readonly copied: readonly string[]
  /** What was opened in the person's browser. */
  readonly pages: readonly string[]
  make(): Promise<Result<undefined>>
  /** Closes what is open and keeps the folder: the next start finds it. */
  leave(): void
  close(): void
}

const resources = join(import.meta.dirname, '../../../resources')

/** The app's services over a real ledger and a keychain in memory, as compose wires them, with the demonstration's clock. */
export function openDemo(folder = mkdtempSync(join(tmpdir(), 'resguardo-demo-')), keychain = memoryKeychain()): TestDemo {
  const machine = fixedClock()
  const made = demonstration(folder, resources, machine)
  if (made === undefined) throw new Error('not a demonstration')
  const { clock } = made
  const opened = openDatabase(join(folder, 'ledger.db'))
  if (!opened.ok) throw new Error(opened.failure.kind)
  const ids = seededIds()
  const copied: string[] = []
  const desk = made.quiet({ chooseFiles: made.quietChooser(() => Promise.resolve([])), writeText: (text: string) => Promise.resolve(void copied.push(text)) })
  const pages: string[] = []
  const openLink = made.quietLinks((address) => Promise.resolve(void pages.push(address)).then(() => ok({})))
  const ledger = sqliteLedger(opened.database, projections, { able: (signer) => session.signing.able(signer), sign: (signer, hash) => session.signing.sign(signer, hash) }, deciders)
  const queries = organizationQueries(ledger.read)
  const catalogue = officeCatalogue(resources)
  const known = offices(catalogue, queries)
  const session = openSession({
    keychain,
    directory: signerDirectory(ledger, queries, known, clock),
    clock,
    timers: systemTimers,
    ids,
    randomness: systemRandomness,
    machine: 'demostración',
  })
  const organization = organizationService({ ledger, ids, queries, catalogue, offices: known, session, clock, pictureKind })
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
  const { rules } = loadRules(join(resources, 'rules'), join(folder, 'rules'))
  const nameOf = (person: PersonId) => organization.personName(person) ?? person
  const people = { nameOf, officeNameOf: (office: OfficeId) => organization.officeName(office) }
  const registry = {
    one(id: string) {
      const summary = accounts.summary(id)
      return summary === undefined ? undefined : registered(summary)
    },
    ofOffice: (office: OfficeId) => accounts.summaries().filter((account) => account.office === office).map(registered),
    domainsOf: (network: Network) => networks.of(network).domains,
  }
  const posts = postsService({
    ledger,
    clock,
    rules,
    reviewHours: () => organization.policies().reviewHours,
    media: mediaFolder(join(folder, 'media')),
    accounts: { ...registry, composerOf: (network) => networks.of(network).pages.composer?.url ?? null },
    people: { ...people, standsFor: () => [], reviewers: () => [] },
    desk: {
      chooseFiles: desk.chooseFiles,
      copyText: desk.writeText,
      openFolder: () => Promise.resolve(true),
      openPage: async (address) => (await openLink(address, [])).ok,
      choosePlace: ({ name }) => Promise.resolve(join(folder, name)),
    },
    outgoing: join(folder, 'publicaciones'),
    verifiers: () => verifiers(join(resources, 'evidence')),
    extract: recordExtract(ledger.read),
    searchFile: join(folder, 'search.db'),
    viewsFile: join(folder, 'views.json'),
    frozenBy: () => undefined,
    kitFacts: (from) => kits.factsOf(from),
    lineAt: () => [],
    entities: () => [],
  })
  const kits: KitsService = kitsService({
    ledger,
    nameOf,
    offices: { nameOf: known.nameOf, open: () => known.all().map(({ id }) => id) },
    findingsOf: (content) => check(content, rules, { now: clock.now(), entity: '' }),
    posts: { stageOf: posts.stageOf, contentOf: posts.contentFor, accountsFor: posts.accountsFor, draft: (context, content) => posts.draft(context, content, null), revise: posts.revise },
  })
  const library = libraryService({ ledger, clock, nameOf, zoneOf: (office) => organization.zoneOf(office), officeNameOf: known.nameOf, owners: () => [], legibility: () => rules.legibility, shipped: topicCatalogue(resources, folder) })
  const consultations = consultationsService({
    ledger,
    clock,
    rules,
    limitHours: () => organization.policies().reviewHours,
    accounts: registry,
    people,
    replies: loadReplies(join(resources, 'templates', 'replies'), join(folder, 'templates', 'replies')),
    evidence: evidenceVault(join(folder, 'evidence')),
    desk: { chooseFiles: desk.chooseFiles, copyText: desk.writeText },
  })
  const leave = (): void => {
    session.lock('quit')
    ledger.close()
  }
  const services = { session, sheet: { keep: () => {} }, organization, accounts, credentials, posts, consultations, library, kits }
  return {
    services,
    home: homeService({
      officeName: known.nameOf,
      sources: [
        organization.attention,
        accountsHomeSource(accounts),
        credentialsHomeSource(credentials, accounts),
        postsHomeSource(posts),
        consultationsHomeSource(consultations),
        kitsHomeSource(kits),
      ],
    }),
    ledger,
    keychain,
    clock,
    folder,
    copied,
    pages,
    make: () => made.make(services),
    leave,
    close() {
      leave()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
