import type { Context } from '#shared/ledger/event.ts'
import { organizationDecider } from '#shared/organization/decider.ts'
import { ORGANIZATION } from '#shared/organization/organization.ts'
import { repeatable } from '#main/deciders.ts'
import { eventTypes } from '#main/hub/event-types.ts'
import { type Blobs, blobs } from '#main/hub/blobs.ts'
import { bundles } from '#main/hub/bundles.ts'
import { carried } from '#main/hub/carriage.ts'
import { enrolment, type EnrolmentDirectory } from '#main/hub/enrolment.ts'
import type { ConnectHub } from '#main/hub/hub.ts'
import type { HubClock } from '#main/hub/hub-clock.ts'
import { hubIdentity } from '#main/hub/hub-identity.ts'
import { hubLogins } from '#main/hub/hub-login.ts'
import { keyFingerprint } from '#main/hub/invitation-file.ts'
import { type Joining, joining as joiningOf } from '#main/hub/joining.ts'
import { scramVerifier } from '#main/hub/scram.ts'
import { type Settle, settling } from '#main/hub/settling.ts'
import { sharing } from '#main/hub/sharing.ts'
import { signatures } from '#main/hub/signatures.ts'
import { type Sync, synchronisation } from '#main/hub/sync.ts'
import { type Trust, trust } from '#main/hub/trust.ts'
import type { Randomness } from '#main/keychain/randomness.ts'
import { askAgain } from '#main/ledger/ask-again.ts'
import type { SqliteLedger } from '#main/ledger/sqlite-ledger.ts'
import { bundleHandlers } from '#main/modules/hub/bundle-handlers.ts'
import { enrolmentHandlers } from '#main/modules/hub/enrolment-handlers.ts'
import { hubHandlers } from '#main/modules/hub/handlers.ts'
import { hubService, type Subject } from '#main/modules/hub/service.ts'
import { fileNamingRows, fileNamingRowsOf, heldLinks, hubRowsAfter, recordRoot, rowsAfter, standingRows, streamAudiences } from '#main/modules/hub/store.ts'
import type { Offices } from '#main/modules/organization/offices.ts'
import type { OrganizationQueries } from '#main/modules/organization/store.ts'
import type { Session } from '#main/session/session.ts'
import type { Machine } from './compose.ts'

/** What the shared record needs of the rest. */
export type HubParts = {
  readonly machine: Pick<Machine, 'timers' | 'folder' | 'log' | 'signatureWorker' | 'clock' | 'chooseFile' | 'choosePlace' | 'clipboard' | 'words' | 'verification'>
  readonly ledger: SqliteLedger
  readonly session: Session
  readonly organization: OrganizationQueries
  readonly offices: Offices
  /** The record's clock, which the exchange corrects. */
  readonly clock: HubClock
  readonly randomness: Randomness
  /** What a stream is about; undefined: nothing that has a page. */
  readonly subjectOf: (stream: string) => Subject | undefined
  /** Whether a stream is of an incident that the person may not read, though this machine holds it. */
  readonly isWithheld: (context: Context, stream: string) => boolean
  /** Another way to a hub than PostgreSQL's client: a test's. */
  readonly connect?: ConnectHub
}

/** The shared record, wired. */
export type ComposedHub = {
  readonly handlers: ReturnType<typeof hubHandlers>
  readonly sync: Sync
  readonly joining: Joining
  readonly files: Blobs
  readonly settle: Settle
  /** What `verify` asks of a shared record. */
  readonly isStillVoid: Trust['isStillVoid']
  /** Ends what runs. */
  stop(): Promise<void>
}

/** Wires the shared record. A machine that works alone pays for none of it: nothing here runs before it has joined. */
export function composeHub(parts: HubParts): ComposedHub {
  const { machine, ledger, session, organization, offices, clock, randomness } = parts
  const { timers, folder, log } = machine
  const record = ledger.shared
  const verifierOf = (password: string): string => scramVerifier(password, randomness.bytes(16))
  // PostgreSQL's client is read when the first connection is made.
  const connect: ConnectHub = parts.connect ?? (async (address, login) => (await import('#main/hub/postgres-hub.ts')).connectPostgresHub(timers)(address, login))
  const logins = hubLogins(session.vault)
  const identity = hubIdentity({
    record,
    logins,
    connect,
    verifierOf,
    present() {
      const context = session.context()
      return context === undefined ? undefined : { person: context.actor, signer: context.signer }
    },
  })
  const checker = signatures(machine.signatureWorker)
  const files = blobs({ record, naming: fileNamingRows(ledger.read), namingOf: fileNamingRowsOf(ledger.read), folders: { media: folder.media, evidence: folder.evidence }, clock: machine.clock, log })
  const known = new Map(eventTypes().map(({ type, schema }) => [type as string, schema]))
  const believed = trust({ ...record, standingRows: standingRows(ledger.read) }, checker, (type, schema) => schema <= (known.get(type) ?? 0))
  const byFile = carried(record)
  const sync = synchronisation({
    record,
    trust: believed,
    rows: rowsAfter(ledger.read),
    connect: identity.connect,
    unlocked: identity.unlocked,
    able: session.signing.able,
    clock,
    machine: machine.clock,
    timers,
    chance: () => randomness.below(1000) / 1000,
    log,
    carried: byFile,
    carriageKey: (contact) => session.carrying()?.carriageKey(contact),
    newContact: () => randomness.bytes(16).toString('hex'),
    files,
  })
  const nameOf = (person: string): string => organization.person(person)?.name ?? ''
  const joining = joiningOf()
  const directory: EnrolmentDirectory = {
    founded: () => organization.founded() !== undefined,
    institution() {
      const { name, shortName } = organization.founded()?.brand ?? { name: '', shortName: '' }
      return { name, shortName }
    },
    person: organization.person,
    officeName: offices.nameOf,
    signer: organization.signer,
    invitation: organization.invitation,
    isHere: (person) => organization.signerOf(person) !== undefined,
    isAnybodyHere: organization.isAnybodyHere,
    recovery: organization.recovery,
  }
  const enrol = enrolment({ ledger, session, directory, clock, timers, randomness, record, logins, identity, sync, connect, verifierOf, joining })
  const share = sharing({ record, rows: rowsAfter(ledger.read), session, verification: machine.verification, root: recordRoot(ledger.read), logins, identity, sync, connect, joining, randomness })
  const carrier = bundles({
    record,
    trust: believed,
    standingRows: standingRows(ledger.read),
    rows: hubRowsAfter(ledger.read),
    naming: fileNamingRows(ledger.read),
    files,
    audiences: streamAudiences(ledger.read),
    links: heldLinks(ledger.read),
    context: session.context,
    carrying: session.carrying,
    carried: byFile,
    taken: sync.recorded,
    sign: session.signing.sign,
    randomness,
    progress: joining.at,
    log,
  })
  const service = hubService({
    record,
    again: askAgain(ledger, repeatable),
    sync,
    writers: sync.writer,
    told: sync.tell,
    nameOf,
    subjectOf: parts.subjectOf,
    isWithheld: parts.isWithheld,
    place() {
      const address = identity.address()
      const pin = record.pin()
      if (address === undefined || pin === undefined) return undefined
      const { host, port, database } = address
      return { host, port, database, fingerprint: keyFingerprint(pin.root.publicKey) }
    },
    files,
    signer: () => session.context()?.signer,
  })

  /** A signer of before there were files to seal gets its key on record when its person is there. */
  function addSealingKey(): void {
    const context = session.context()
    const own = session.carrying()
    const state = ledger.state(organizationDecider, ORGANIZATION)
    if (context === undefined || own === undefined || record.pin() === undefined || state.stage !== 'founded') return
    const registered = state.signers[own.signer]
    if (registered === undefined || registered.sealingKey !== undefined) return
    const added = ledger.record(context, organizationDecider, ORGANIZATION, { kind: 'add-sealing-key', sealingKey: own.sealingKey })
    if (!added.ok) log.warn('a sealing key could not be recorded', { code: added.refusal.code })
  }

  const stops = [
    session.onUnlock(addSealingKey),
    ledger.onRecorded(() => sync.recorded()),
    files.onWanted(() => sync.wanted()),
    session.onUnlock((person) => {
      // While somebody joins, the joining itself says when the exchange begins.
      if (joining.current() !== undefined || record.pin() === undefined) return
      void enrol.resume(person).then(() => {
        if (session.person() === person) sync.start()
      })
    }),
    session.onLock(() => void sync.stop()),
  ]

  return {
    handlers: hubHandlers(service, enrolmentHandlers(enrol, share, joining, sync, { chooseFile: machine.chooseFile, choosePlace: machine.choosePlace, copyText: machine.clipboard.writeText, words: machine.words }), bundleHandlers(carrier, byFile, joining, {
      chooseFile: machine.chooseFile,
      choosePlace: machine.choosePlace,
      words: machine.words,
      nameOf,
      officeNameOf: offices.nameOf,
      subjectOf: parts.subjectOf,
    }, randomness), machine.clipboard.writeText),
    sync,
    joining,
    files,
    isStillVoid: believed.isStillVoid,
    settle: settling({ record, ledger, sync, timers, nameOf }),
    async stop() {
      for (const stop of stops) stop()
      await sync.stop()
    },
  }
}
