import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HubStatus } from '#shared/hub/status.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Context } from '#shared/ledger/event.ts'
import { type ComposedHub, composeHub } from '#main/compose-hub.ts'
import { deciders } from '#main/deciders.ts'
import type { ConnectHub } from '#main/hub/hub.ts'
import { hubClock } from '#main/hub/hub-clock.ts'
import { type MemoryKeychain, memoryKeychain } from '#main/keychain/memory-keychain.ts'
import { systemRandomness } from '#main/keychain/randomness.ts'
import { openDatabase } from '#main/ledger/open-database.ts'
import { type SqliteLedger, sqliteLedger } from '#main/ledger/sqlite-ledger.ts'
import { officeCatalogue } from '#main/modules/organization/catalogue.ts'
import { signerDirectory } from '#main/modules/organization/directory.ts'
import { offices } from '#main/modules/organization/offices.ts'
import { type OrganizationService, organizationService } from '#main/modules/organization/service.ts'
import { organizationQueries } from '#main/modules/organization/store.ts'
import { pictureKind } from '#main/modules/posts/media.ts'
import { projections } from '#main/projections.ts'
import { openSession, type Session } from '#main/session/session.ts'
import { systemTimers } from '#main/session/system-timers.ts'
import { systemIds } from '#main/shell/system-ids.ts'
import { recordVerification } from '#main/shell/verification.ts'
import { es } from '#main/words/es.ts'

/** A machine of somebody: a record, a session, the shared record as the app wires it; only keychain and desk are in memory. */
export type Member = {
  readonly ledger: SqliteLedger
  readonly session: Session
  readonly organization: OrganizationService
  readonly hub: ComposedHub
  readonly keychain: MemoryKeychain
  /** What was logged, as text: nothing secret may be in it. */
  readonly logged: string[]
  /** What was put on the clipboard. */
  readonly copied: string[]
  /** The file that the person chooses, to read or to write; undefined: they think better of it. */
  readonly desk: { file: string | undefined }
  context(): Context
  status(): HubStatus
  /** Until the exchange is as far as it gets. */
  link(wanted: Extract<HubStatus, { mode: 'shared' }>['link']): Promise<void>
  close(): Promise<void>
}

const top = join(import.meta.dirname, '../../..')

export function openMember(connect: ConnectHub, clock: Clock, machine: string): Member {
  const root = mkdtempSync(join(tmpdir(), 'resguardo-member-'))
  const opened = openDatabase(join(root, 'ledger.db'))
  if (!opened.ok) throw new Error(opened.failure.kind)
  const keychain = memoryKeychain()
  const ids = systemIds(clock)
  const present = hubClock(clock)
  const logged: string[] = []
  const copied: string[] = []
  const desk: Member['desk'] = { file: undefined }
  const say = (message: string, detail?: object): void => void logged.push(`${message} ${JSON.stringify(detail ?? {})}`)
  const ledger = sqliteLedger(
    opened.database,
    projections,
    { able: (signer) => session.signing.able(signer), sign: (signer, hash) => session.signing.sign(signer, hash) },
    deciders,
  )
  const queries = organizationQueries(ledger.read)
  const catalogue = officeCatalogue(join(top, 'resources'))
  const known = offices(catalogue, queries)
  const session = openSession({
    keychain,
    directory: signerDirectory(ledger, queries, known, present),
    clock: present,
    machineClock: clock,
    timers: systemTimers,
    ids,
    randomness: systemRandomness,
    machine,
    waits: (signer) => ledger.shared.pending().some((act) => act.signer === signer),
  })
  const organization = organizationService({ ledger, ids, queries, catalogue, offices: known, session, clock: present, pictureKind })
  const hub = composeHub({
    machine: {
      timers: systemTimers,
      clock,
      folder: { root, ledger: join(root, 'ledger.db'), backups: root, media: root, evidence: root, documents: root, logs: root, overrides: root },
      log: { info: say, warn: say, fault: (where, error) => (say(where, { error: String(error) }), 'reference') },
      signatureWorker: new URL('../../../src/main/hub/signature-worker.ts', import.meta.url),
      verification: recordVerification({
        ledger: () => ledger,
        worker: new URL('../../../src/main/ledger/verify-worker.ts', import.meta.url),
        root,
        clock,
        onProgress: () => {},
        against: () => undefined,
      }),
      chooseFile: () => Promise.resolve(desk.file === undefined ? [] : [desk.file]),
      choosePlace: () => Promise.resolve(desk.file),
      clipboard: {
        writeText: (text) => Promise.resolve(void copied.push(text)),
        writeConcealed: () => Promise.resolve(),
        readText: () => Promise.resolve(''),
        clear: () => Promise.resolve(),
        image: () => Promise.resolve(undefined),
      },
      words: () => es,
    },
    ledger,
    session,
    organization: queries,
    offices: known,
    clock: present,
    randomness: systemRandomness,
    subjectOf: () => undefined,
    isWithheld: () => false,
    connect,
  })
  return {
    ledger,
    session,
    organization,
    hub,
    keychain,
    logged,
    copied,
    desk,
    context() {
      const context = session.context()
      if (context === undefined) throw new Error('nobody is unlocked')
      return context
    },
    status: () => hub.sync.status(),
    link(wanted) {
      return new Promise((done, failed) => {
        const look = (): void => {
          const status = hub.sync.status()
          if (status.mode !== 'shared' || status.link !== wanted) return
          stop()
          calm()
          done()
        }
        const calm = systemTimers.after(15_000, () => failed(new Error(`not ${wanted}: ${JSON.stringify(hub.sync.status())}`)))
        const stop = hub.sync.onStatus(look)
        look()
      })
    },
    async close() {
      session.lock('quit')
      await hub.stop()
      ledger.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}
