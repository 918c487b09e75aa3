import type { Database } from 'better-sqlite3'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { handleLabel } from '#shared/accounts/handle.ts'
import { incident } from '#shared/incidents/decider.ts'
import { seriesOf } from '#shared/incidents/folio.ts'
import type { IncidentId } from '#shared/incidents/incident.ts'
import { titleOf } from '#shared/posts/content.ts'
import { recordExtract } from '#main/ledger/extract.ts'
import { consultation } from '#shared/consultations/decider.ts'
import { titleLine } from '#shared/kernel/worded.ts'
import { post } from '#shared/posts/post-decider.ts'
import { check } from '#shared/rules/check.ts'
import type { Contracts } from '#shared/contracts.ts'
import type { Clock, Instant } from '#shared/kernel/clock.ts'
import type { HandlersOf } from '#shared/kernel/contract.ts'
import { matches } from '#shared/kernel/folded.ts'
import type { Ids } from '#shared/kernel/ids.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Context, PersonId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import { entityIdOf } from '#shared/organization/office.ts'
import { effectiveRoles, standsInAt } from '#shared/organization/stand-in.ts'
import type { RecordFault } from '#shared/ledger/record-fault.ts'
import type { Language } from '#shared/shell/preferences.ts'
import type { Timers } from '#shared/kernel/timers.ts'
import { incidentFolder } from '#main/documents/incident-folder.ts'
import type { Caller, LockedCaller } from '#main/ipc/caller.ts'
import { exposureOf } from '#main/keychain/exposure.ts'
import { installationOf } from '#main/keychain/installation.ts'
import type { Keychain } from '#main/keychain/keychain.ts'
import { type Randomness, systemRandomness } from '#main/keychain/randomness.ts'
import type { StartKeytarHost } from '#main/keychain/keytar-host.ts'
import { systemKeychain } from '#main/keychain/system-keychain.ts'
import { deciders } from '#main/deciders.ts'
import type { Subject } from '#main/modules/hub/service.ts'
import { type SqliteLedger, sqliteLedger } from '#main/ledger/sqlite-ledger.ts'
import { accountsHandlers } from '#main/modules/accounts/handlers.ts'
import { accountsHomeSource } from '#main/modules/accounts/home-source.ts'
import { type NetworkCatalogue, networkCatalogue } from '#main/modules/accounts/network-catalogue.ts'
import { accountsService, type AccountSummary } from '#main/modules/accounts/service.ts'
import { consultationsHandlers } from '#main/modules/consultations/handlers.ts'
import { consultationsHomeSource } from '#main/modules/consultations/home-source.ts'
import { consultationReminders } from '#main/modules/consultations/reminder-source.ts'
import { loadReplies } from '#main/modules/consultations/reply-templates.ts'
import { consultationsService, type ConsultationsService } from '#main/modules/consultations/service.ts'
import { credentialsHandlers } from '#main/modules/credentials/handlers.ts'
import { credentialsHomeSource } from '#main/modules/credentials/home-source.ts'
import { credentialsService } from '#main/modules/credentials/service.ts'
import { homeHandlers } from '#main/modules/home/handlers.ts'
import { type Machine as Status, machineSource } from '#main/modules/home/machine-source.ts'
import { homeService } from '#main/modules/home/service.ts'
import { evidenceVault } from '#main/modules/incidents/evidence-vault.ts'
import { importsHandlers } from '#main/modules/imports/handlers.ts'
import { importsService } from '#main/modules/imports/service.ts'
import { incidentsHandlers } from '#main/modules/incidents/handlers.ts'
import { incidentsHomeSource } from '#main/modules/incidents/home-source.ts'
import { loadPlaybook } from '#main/modules/incidents/playbooks.ts'
import { incidentsService } from '#main/modules/incidents/service.ts'
import { kitsHomeSource } from '#main/modules/kits/home-source.ts'
import { kitsHandlers } from '#main/modules/kits/handlers.ts'
import { kitsService, type KitsService } from '#main/modules/kits/service.ts'
import { libraryHandlers } from '#main/modules/library/handlers.ts'
import { libraryHomeSource } from '#main/modules/library/home-source.ts'
import { libraryService, type LibraryService } from '#main/modules/library/service.ts'
import { topicCatalogue } from '#main/modules/library/topic-catalogue.ts'
import { noticesHandlers } from '#main/modules/notices/handlers.ts'
import { noticesService } from '#main/modules/notices/service.ts'
import { loadTemplates } from '#main/modules/notices/templates.ts'
import { officeCatalogue } from '#main/modules/organization/catalogue.ts'
import { signerDirectory } from '#main/modules/organization/directory.ts'
import { organizationHandlers } from '#main/modules/organization/handlers.ts'
import { offices as officesOf } from '#main/modules/organization/offices.ts'
import { organizationService } from '#main/modules/organization/service.ts'
import { organizationQueries } from '#main/modules/organization/store.ts'
import { postsHandlers } from '#main/modules/posts/handlers.ts'
import { postsHomeSource } from '#main/modules/posts/home-source.ts'
import { kindOfFile, mediaFolder, pictureKind } from '#main/modules/posts/media.ts'
import type { RegisteredAccount } from '#main/modules/posts/ports.ts'
import { emergencyReminders } from '#main/modules/posts/emergency-reminders.ts'
import { postReminders } from '#main/modules/posts/reminder-source.ts'
import { verifiers } from '#main/modules/posts/verifiers.ts'
import { postsService } from '#main/modules/posts/service.ts'
import { credentialReminders } from '#main/modules/credentials/reminder-source.ts'
import { clockRecord } from '#main/modules/reminders/clock-record.ts'
import { reminderMemoryFile } from '#main/modules/reminders/memory.ts'
import { type ReminderScheduler, reminderScheduler } from '#main/modules/reminders/service.ts'
import { rulesHandlers } from '#main/modules/rules/handlers.ts'
import { lineService } from '#main/modules/rules/service.ts'
import { tuningService } from '#main/modules/rules/tuning.ts'
import { type HubClock, hubClock } from '#main/hub/hub-clock.ts'
import { lazily, standingFor } from '#main/lazily.ts'
import { type ComposedHub, composeHub } from './compose-hub.ts'
import { projections } from '#main/projections.ts'
import { acceptRestored } from '#main/session/accept-restored.ts'
import { sessionHandlers } from '#main/session/handlers.ts'
import { type KeptSheet, keptSheet } from '#main/session/kept-sheet.ts'
import { notedFailures } from '#main/session/noted-failures.ts'
import { recordPin, watchRecord } from '#main/session/record-pin.ts'
import { openSession, type Session } from '#main/session/session.ts'
import type { Clipboard } from '#main/shell/clipboard.ts'
import type { ChooseFile, ChoosePlace } from '#main/shell/choose-file.ts'
import type { DataFolder } from '#main/shell/data-folder.ts'
import type { OpenLink } from '#main/shell/external-links.ts'
import type { Search } from '#main/shell/handlers.ts'
import type { Log } from '#main/shell/log.ts'
import type { MainWords } from '#main/words/es.ts'
import type { Notify } from '#main/shell/notify.ts'
import type { RecordVerification } from '#main/shell/verification.ts'

/** What the app needs of the machine. In the app the shell gives it; in tests, real parts or their twins. */
export type Machine = {
  readonly folder: DataFolder
  readonly database: Database
  /** The shipped `resources/`. */
  readonly resources: string
  readonly clock: Clock
  readonly timers: Timers
  readonly ids: Ids
  readonly log: Log
  readonly startKeytar: StartKeytarHost
  readonly clipboard: Clipboard
  readonly chooseFile: ChooseFile
  readonly choosePlace: ChoosePlace
  /** Where the worker that checks signatures lies: the built file in the app, the source in tests. */
  readonly signatureWorker: string | URL
  /** Reads every event anew. */
  readonly verification: Pick<RecordVerification, 'run' | 'cancel'>
  /** Opens an https address of an allowed host in the person's browser. */
  readonly openLink: OpenLink
  /** Opens a file or folder with the program the system has for it; false when it is not there or nothing opens it. */
  readonly openPath: (path: string) => Promise<boolean>
  /** In which language main speaks. */
  readonly language: () => Language
  readonly words: () => MainWords
}

/** A record that is not the one that was pinned: the first event that should be there and is not. */
export type PinnedFault = { readonly at: Instant; readonly fault: RecordFault; readonly position: number }

type Handlers = { readonly [M in keyof Contracts]: HandlersOf<Contracts[M], Caller, LockedCaller> }

/** The wired app. */
export type Parts = {
  /** The present of the record: what is remembered of this machine and shown beside the record is dated by it too. */
  readonly clock: HubClock
  readonly ledger: SqliteLedger
  readonly session: Session
  readonly keychain: Keychain
  readonly handlers: Omit<Handlers, 'shell'>
  /** The exchange with the institution's other machines. */
  readonly hub: ComposedHub
  readonly services: {
    readonly sheet: KeptSheet
    readonly organization: ReturnType<typeof organizationService>
    readonly accounts: ReturnType<typeof accountsService>
    readonly credentials: ReturnType<typeof credentialsService>
    readonly posts: ReturnType<typeof postsService>
    readonly consultations: ConsultationsService
    readonly incidents: ReturnType<typeof incidentsService>
    readonly notices: ReturnType<typeof noticesService>
    readonly library: LibraryService
    readonly kits: KitsService
  }
  /** Each module's part in the palette's search. */
  readonly searches: readonly Search[]
  /** What the pin in the vault says against the record's file. */
  recordFault(): PinnedFault | undefined
  /** An administrator lets the record go on from a restored backup. */
  acceptRestored(passphrase: string): Promise<Result<undefined>>
  /** Starts what goes on by itself (reminders); `notify` shows an OS notification. */
  start(notify: Notify): void
  /** Takes secrets off the clipboard, locks, ends what runs. The ledger's file is the shell's to close. */
  stop(): Promise<void>
  /** Hosts whose pages may be opened in the person's browser. */
  readonly hosts: () => readonly string[]
}

/** Wires every part with plain arguments; nothing here decides anything. */
export function compose(machine: Machine, status: Omit<Status, 'keychain' | 'clockAhead' | 'isSheetKept'>): Parts {
  const { folder, database, resources, timers, ids, clipboard, language } = machine
  // The present of the record: this machine's, corrected by the hub's once there is one.
  const clock = hubClock(machine.clock)
  const randomness: Randomness = systemRandomness
  const own = folder.overrides

  // The ledger signs with the session's key, and the session reads people from the ledger: the one circle, closed by a function.
  const ledger = sqliteLedger(database, projections, { able: (signer) => session.signing.able(signer), sign: (signer, hash) => session.signing.sign(signer, hash) }, deciders)
  const catalogue = officeCatalogue(resources, own)
  const organizationRows = organizationQueries(ledger.read)
  const offices = officesOf(catalogue, organizationRows)
  const directory = signerDirectory(ledger, organizationRows, offices, clock)
  const sheet = keptSheet(ledger.shared, directory)

  const installation = installationOf(folder, randomness, ledger.read.prepare('SELECT 1 FROM events LIMIT 1').get() !== undefined)
  const keychain = systemKeychain({ start: machine.startKeytar, service: installation.service, timers, memory: installation.memory })
  const session = openSession({ keychain, directory, clock, machineClock: machine.clock, timers, ids, randomness, failures: notedFailures(ledger.shared, machine.log), machine: hostname(), waits: (signer) => ledger.shared.pending().some((act) => act.signer === signer) })
  const { vault } = session
  const exposure = exposureOf({ vault, clipboard, checkPassphrase: session.checkPassphrase, timers, randomness })
  session.onLock(() => void exposure.end())
  let against: PinnedFault | undefined
  const pin = recordPin(vault, ledger.read)
  const stopPinning = watchRecord(pin, session, ledger, timers, (check) => {
    const holds = check.kind === 'held' || check.kind === 'unpinned'
    against = holds ? undefined : { at: clock.now(), fault: check.kind, position: check.kind === 'rolled-back' ? check.position : 1 }
    if (!holds) machine.log.warn('the record is not the one that was pinned', { found: check.kind })
  })

  const organization = organizationService({ ledger, ids, queries: organizationRows, catalogue, offices, session, clock, pictureKind })
  const zoneOf = (office: string): string => offices.find(office)?.timeZone ?? 'America/Mexico_City'
  const brand = () => organizationRows.founded()?.brand

  const networks = lazily(() => networkCatalogue(resources, own))
  const playbook = lazily(() => loadPlaybook(join(resources, 'playbooks'), join(own, 'playbooks')))

  const accounts = accountsService({
    ledger,
    clock,
    networks,
    organization: {
      isOffice: (id) => offices.find(id) !== undefined,
      zoneOf,
      isActivePerson: (id) => organizationRows.person(id)?.active === true,
      mailDomain: () => brand()?.mailDomain ?? '',
    },
  })
  const credentials = credentialsService({
    ledger,
    clock,
    vault,
    exposure,
    fingerprint(secret) {
      const marks = session.fingerprint(secret)
      return marks.ok ? marks.value : undefined
    },
    randomness,
    accounts,
    networks,
    rotationMonths: () => organization.policies().rotationMonths,
    zoneOf,
    institutionWords: () => [brand()?.name ?? '', brand()?.shortName ?? ''].filter((word) => word !== ''),
    openLink: (url) => machine.openLink(url, networks.hosts),
  })

  const correspondents = {
    institution: () => ({ name: brand()?.name ?? '', mailDomain: brand()?.mailDomain ?? '' }),
    office: (id: string) => ({ name: offices.nameOf(id), place: offices.find(id)?.seat ?? '', timeZone: zoneOf(id) }),
    person(id: string) {
      const person = organizationRows.person(id)
      return person === undefined ? undefined : { name: person.name, post: person.post, mail: person.mail }
    },
    contacts: organization.contactsOf,
  }
  const templates = lazily(() => loadTemplates(join(resources, 'templates'), join(own, 'templates')))
  const documents = incidentFolder(folder.documents)
  const notices = noticesService({
    ledger,
    templates,
    correspondents,
    folder: documents,
    desk: { copyText: clipboard.writeText, openFile: machine.openPath },
    isKeptSecret: credentials.isKept,
    maySee: (context, id) => incidents.maySee(context, id as IncidentId),
  })
  const evidence = evidenceVault(folder.evidence)
  const incidents = incidentsService({
    ledger,
    notices,
    loaded: playbook,
    templates,
    correspondents,
    accounts: {
      reportable: (context) => reportableBy(context, accounts.summaries()),
      account(id) {
        const found = accounts.summary(id)
        return found === undefined ? undefined : affected(found)
      },
      frozenFor: accounts.frozenFor,
      freezing: () => accounts.freezing().map((id) => ({ id: id as IncidentId })), // only incidents freeze
    },
    folder: documents,
    vault: evidence,
    series: (signer) => (ledger.shared.pin() === undefined ? undefined : seriesOf(signer, organizationRows.signerNumber(signer))),
    desk: { chooseFile: machine.chooseFile, clipboardImage: clipboard.image, openLink: machine.openLink, openFolder: machine.openPath },
    isKeptSecret: credentials.isKept,
    isActivePerson: organization.isActivePerson,
  })

  const tuning = tuningService({
    ledger,
    nameOf: (id) => organizationRows.person(id)?.name ?? '',
    shippedFolder: join(resources, 'rules'),
    ownFolder: join(own, 'rules'),
    desk: { chooseFiles: machine.chooseFile, choosePlace: machine.choosePlace },
  })
  const rulesInForce = standingFor(() => tuning.inForce().rules)
  const line = lineService({ ledger, nameOf: (id) => organizationRows.person(id)?.name ?? '' })
  const library = libraryService({
    ledger,
    clock,
    nameOf: (id) => organizationRows.person(id)?.name ?? '',
    zoneOf,
    owners: () =>
      organization
        .activePeople()
        .filter(({ roles }) => roles.includes('reviewer') || roles.includes('administrator'))
        .map(({ id, name, post }) => ({ id, name, post })),
    officeNameOf: offices.nameOf,
    legibility: () => rulesInForce.legibility,
    shipped: lazily(() => topicCatalogue(resources, own)),
  })
  const posts = postsService({
    ledger,
    clock,
    rules: rulesInForce,
    reviewHours: () => organization.policies().reviewHours,
    media: mediaFolder(folder.media),
    accounts: {
      one(id) {
        const found = accounts.summary(id)
        return found === undefined ? undefined : registered(found, networks)
      },
      ofOffice: (office) => accounts.summaries().filter((account) => account.office === office).map((account) => registered(account, networks)),
      domainsOf: (network) => networks.of(network).domains,
      composerOf: (network) => networks.of(network).pages.composer?.url ?? null,
    },
    people: {
      nameOf: (id) => organizationRows.person(id)?.name ?? '',
      officeNameOf: offices.nameOf,
      standsFor: (person, at) =>
        organizationRows
          .standInsOf(person)
          .filter((one) => one.roles.includes('reviewer') && standsInAt(one, at))
          .map(({ absent }) => absent),
      reviewers: (at) =>
        organizationRows
          .people()
          .filter((person) => person.active && effectiveRoles(person, organizationRows.standInsOf(person.id), at).includes('reviewer'))
          .map(({ id }) => id),
    },
    entities: () => catalogue.offices.filter(({ kind }) => kind === 'local').map(({ id, entity }) => ({ id: entityIdOf(id), name: entity })),
    desk: {
      chooseFiles: machine.chooseFile,
      copyText: clipboard.writeText,
      openFolder: machine.openPath,
      openPage: async (address) => (await machine.openLink(address, networks.hosts)).ok,
      choosePlace: machine.choosePlace,
    },
    outgoing: join(folder.documents, 'publicaciones'),
    verifiers: () => verifiers(join(resources, 'evidence')),
    extract: recordExtract(ledger.read),
    frozenBy: (account) => accounts.frozenBy(account) ?? incidents.frozenBy(account),
    lineAt: line.factsAt,
    // Posts are made of messages, and messages ask for their posts: the circle is closed by a function.
    kitFacts: (from) => kits.factsOf(from),
    searchFile: join(folder.root, 'search.db'),
    viewsFile: join(folder.root, 'views.json'),
  })

  const kits: KitsService = kitsService({
    ledger,
    nameOf: (id) => organizationRows.person(id)?.name ?? '',
    offices: { nameOf: offices.nameOf, open: () => offices.all().filter(({ closed }) => !closed).map(({ id }) => id) },
    findingsOf: (content) => check(content, rulesInForce, { now: clock.now(), entity: '' }),
    posts: {
      stageOf: posts.stageOf,
      contentOf: posts.contentFor,
      accountsFor: posts.accountsFor,
      draft: (context, content) => posts.draft(context, content, null),
      revise: posts.revise,
    },
  })

  const imports = importsService({
    ledger,
    clock,
    around: (context) => ({
      accounts: posts.accountsFor(context),
      zone: zoneOf(context.office),
      campaigns: library.campaigns(context).flatMap(({ id, campaign, ended }) => (ended === null ? [{ id, name: campaign.name }] : [])),
      topics: library.topics().filter(({ retired }) => !retired),
    }),
    kindOf: kindOfFile,
    posts: { findingsOf: posts.findingsOf, draftWithin: posts.draftWithin, keep: (path) => mediaFolder(folder.media).keep(path) },
    desk: { chooseFiles: machine.chooseFile, choosePlace: machine.choosePlace },
  })

  const registeredAccount = (id: string) => {
    const found = accounts.summary(id)
    return found === undefined ? undefined : registered(found, networks)
  }
  const consultations = consultationsService({
    ledger,
    clock,
    rules: rulesInForce,
    limitHours: () => organization.policies().reviewHours,
    accounts: {
      one: registeredAccount,
      ofOffice: (office) => accounts.summaries().filter((account) => account.office === office).map((account) => registered(account, networks)),
      domainsOf: (network) => networks.of(network).domains,
    },
    people: { nameOf: (id) => organizationRows.person(id)?.name ?? '', officeNameOf: offices.nameOf },
    replies: lazily(() => loadReplies(join(resources, 'templates', 'replies'), join(own, 'templates', 'replies'))),
    evidence,
    desk: { chooseFiles: machine.chooseFile, copyText: clipboard.writeText },
  })

  const titles: Readonly<Record<string, (id: string) => Omit<Subject, 'id'> | undefined>> = {
    post(id) {
      const state = ledger.state(post, id)
      return state.kind === 'none' ? undefined : { kind: 'post', title: titleOf(state.content), route: `/publicaciones/${id}` }
    },
    // What reviewers say of a post among themselves is about that post.
    deliberation: (id) => titles['post']?.(id),
    consultation(id) {
      const state = ledger.state(consultation, id)
      return state.kind === 'none' ? undefined : { kind: 'consultation', title: titleLine(state.question), route: `/consultas/${id}` }
    },
    incident(id) {
      const state = ledger.state(incident, id)
      const context = session.context()
      return state.stage === 'none' || (context !== undefined && incidents.isWithheld(context, id)) ? undefined : { kind: 'incident', title: state.record.folio, route: `/incidentes/${id}` }
    },
    account(id) {
      const found = accounts.summary(id)
      return found === undefined ? undefined : { kind: 'account', title: found.handle, route: `/cuentas/${id}` }
    },
  }
  const hub = composeHub({
    machine,
    ledger,
    session,
    organization: organizationRows,
    offices,
    clock,
    randomness,
    subjectOf(stream) {
      const [noun = '', id = ''] = stream.split('/')
      const subject = titles[noun]?.(id)
      return subject === undefined ? undefined : { ...subject, id }
    },
    isWithheld(context, stream) {
      const [noun, id = ''] = stream.split('/')
      return noun === 'incident' ? incidents.isWithheld(context, id) : noun === 'notice' && notices.isWithheld(context, id)
    },
  })

  let reminders: ReminderScheduler | undefined

  const home = homeService({
    officeName: offices.nameOf,
    sources: [
      organization.attention,
      accountsHomeSource(accounts),
      credentialsHomeSource(credentials, accounts),
      postsHomeSource(posts),
      consultationsHomeSource(consultations),
      kitsHomeSource(kits),
      libraryHomeSource(library),
      incidentsHomeSource(incidents),
      machineSource({ ...status, keychain: () => keychain.state(), clockAhead: clock.difference, isSheetKept: sheet.isKept }),
    ],
  })

  return {
    clock,
    ledger,
    session,
    keychain,
    handlers: {
      accounts: accountsHandlers(accounts),
      consultations: consultationsHandlers(consultations),
      credentials: credentialsHandlers(credentials),
      home: homeHandlers(home),
      hub: hub.handlers,
      imports: importsHandlers(imports),
      incidents: incidentsHandlers(incidents, () => machine.words().chooseEvidence),
      kits: kitsHandlers(kits),
      library: libraryHandlers(library),
      notices: noticesHandlers(notices),
      organization: organizationHandlers(organization),
      posts: postsHandlers(posts),
      rules: rulesHandlers(tuning, line),
      session: sessionHandlers(session, directory, keychain, sheet),
    },
    hub,
    services: { sheet, organization, accounts, credentials, posts, consultations, incidents, notices, library, kits },
    searches: [
      (text) =>
        accounts
          .summaries()
          .filter(({ handle, displayName }) => matches(`${handle} ${displayName}`, text))
          .map(({ id, handle, displayName }) => ({ kind: 'account', id, title: handle, detail: displayName, route: `/cuentas/${id}` }) as const),
      (text, context) =>
        posts.search(context, text, 8).map(({ id, title, officeName }) => ({ kind: 'post', id, title, detail: officeName, route: `/publicaciones/${id}` }) as const),
      (text, context) =>
        consultations
          .search(context, text, 8)
          .map(({ id, title, officeName }) => ({ kind: 'consultation', id, title, detail: officeName, route: `/consultas/${id}` }) as const),
      (text, context) =>
        incidents
          .search(context, text)
          .map(({ id, folio, record }) => ({ kind: 'incident', id, title: folio, detail: record.accounts.map(({ handle }) => handle).join(', '), route: `/incidentes/${id}` }) as const),
      (text) =>
        organization
          .activePeople()
          .filter(({ name, post, officeName }) => matches(`${name} ${post} ${officeName}`, text))
          .map(({ id, name, post }) => ({ kind: 'person', id, title: name, detail: post, route: `/personas/${id}` }) as const),
    ],
    recordFault: () => against,
    async acceptRestored(passphrase) {
      const accepted = await acceptRestored(session, pin, ledger, passphrase)
      if (accepted.ok) against = undefined
      return accepted
    },
    start(notify) {
      const here = (...wanted: readonly Role[]): readonly PersonId[] =>
        organizationRows.people().flatMap(({ id, active, hasSigner, roles }) => (active && hasSigner && wanted.some((role) => roles.includes(role)) ? [id] : []))
      const clockWasSetBack = clockRecord(ledger, session.context)
      reminders = reminderScheduler({
        clock,
        machineClock: machine.clock,
        timers,
        sources: [
          credentialReminders({ credentials, accounts, zoneOf, language }),
          postReminders({ posts, officeNameOf: offices.nameOf, language, reviewersHere: () => here('reviewer'), unlocked: session.context }),
          emergencyReminders({ posts, officeNameOf: offices.nameOf, language, reviewersHere: () => here('reviewer') }),
          consultationReminders({ consultations, officeNameOf: offices.nameOf, language, concernsHere: () => here('reviewer', 'operator').length > 0, unlocked: session.context }),
        ],
        notify,
        memory: reminderMemoryFile(join(folder.root, 'reminders.json'), (reason) => machine.log.warn(reason)),
        recordSetBack: clockWasSetBack,
      })
      reminders.start()
      ledger.onRecorded(() => reminders?.lookSoon())
      session.onUnlock(() => reminders?.look())
      const settleQueues = (): void => {
        const context = session.context()
        if (context !== undefined) incidents.settleQueues(context)
      }
      session.onUnlock(settleQueues)
      // Somebody may have been quicker with their passphrase than the app with what can wait.
      settleQueues()
      // Not within the act that was recorded, and once for many.
      let soon: (() => void) | undefined
      ledger.onRecorded((events) => {
        if (!events.some(({ stream }) => stream.startsWith('incident/') || stream.startsWith('account/'))) return
        soon?.()
        soon = timers.after(SETTLE_QUEUES_AFTER, settleQueues)
      })
    },
    async stop() {
      reminders?.stop()
      stopPinning()
      session.lock('quit')
      await hub.stop()
      await exposure.end()
      keychain.close()
    },
    hosts: () => networks.hosts,
  }
}

function affected({ id, network, handle, displayName }: AccountSummary) {
  return { id, network, handle, name: displayName }
}

function registered({ id, network, handle, displayName, office, status }: AccountSummary, networks: NetworkCatalogue): RegisteredAccount {
  return { id, network, handle: handleLabel(networks.of(network).handle.sign, handle), displayName, office, closed: status === 'closed' }
}

/** Milliseconds after something was said of an incident or an account until it is looked whether both agree. */
const SETTLE_QUEUES_AFTER = 1_000

/** The accounts that a person may report on: those they operate first, then their office's; security sees all. */
function reportableBy(context: Context, accounts: readonly AccountSummary[]) {
  const all = context.roles.includes('security') || context.roles.includes('administrator')
  return accounts
    .filter((account) => account.status !== 'closed')
    .map((account) => ({ ...affected(account), mine: account.operators.includes(context.actor), office: account.office }))
    .filter((account) => all || account.mine || account.office === context.office)
    .toSorted((one, other) => Number(other.mine) - Number(one.mine))
}
