import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createHash, sign } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HubStatus } from '#shared/hub/status.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Context, OfficeId, PersonId, SignerId } from '#shared/ledger/event.ts'
import { deciders } from '#main/deciders.ts'
import { eventTypes } from '#main/hub/event-types.ts'
import type { Hub, HubAddress, HubLogin } from '#main/hub/hub.ts'
import { type Carried, carried } from '#main/hub/carriage.ts'
import { type Blobs, blobs } from '#main/hub/blobs.ts'
import { type HubClock, hubClock } from '#main/hub/hub-clock.ts'
import { connectPostgresHub } from '#main/hub/postgres-hub.ts'
import { type Bundles, bundles } from '#main/hub/bundles.ts'
import type { Joining } from '#main/hub/joining.ts'
import { type Settle, settling } from '#main/hub/settling.ts'
import { signatures } from '#main/hub/signatures.ts'
import { type Sync, synchronisation } from '#main/hub/sync.ts'
import { trust } from '#main/hub/trust.ts'
import { fileNamingRows, fileNamingRowsOf, heldLinks, hubRowsAfter, rowsAfter, standingRows, streamAudiences } from '#main/modules/hub/store.ts'
import { openDatabase } from '#main/ledger/open-database.ts'
import type { SharedRecord } from '#main/ledger/shared-record.ts'
import { type SqliteLedger, sqliteLedger } from '#main/ledger/sqlite-ledger.ts'
import { verify } from '#main/ledger/verify.ts'
import { carriageKeyOf } from '#main/keychain/signer.ts'
import { systemRandomness } from '#main/keychain/randomness.ts'
import { projections } from '#main/projections.ts'
import { systemTimers } from '#main/session/system-timers.ts'
import { systemClock } from '#main/shell/system-clock.ts'
import { systemIds } from '#main/shell/system-ids.ts'
import { type Author, keyOf, sealingPair } from './author.ts'

const signatureWorker = new URL('../../src/main/hub/signature-worker.ts', import.meta.url)
const verifyWorker = new URL('../../src/main/ledger/verify-worker.ts', import.meta.url)
const schemas = new Map(eventTypes().map(({ type, schema }) => [type as string, schema]))

/** Which hub, and as whom. Plain data, so that a machine can also be a process of its own. */
export type MachineOptions = {
  readonly person: Pick<Author, 'person' | 'office' | 'roles' | 'signer'>
  readonly hub: string
  readonly root: { readonly signer: string; readonly publicKey: string }
  /** Further signers that can sign while the person is unlocked: a recovery sheet's that is lent. */
  readonly lent?: readonly string[]
  readonly address: HubAddress
  readonly login: HubLogin
  /** A data folder that outlives the machine; without it one of its own, removed at its end. */
  readonly folder?: string
}

/** A machine of one person: real file, real exchange, no window. */
export type Machine = {
  readonly folder: string
  readonly ledger: SqliteLedger
  readonly record: SharedRecord
  readonly sync: Sync
  readonly files: Blobs
  readonly clock: HubClock
  readonly settle: Settle
  readonly bundles: Bundles
  readonly carried: Carried
  context(): Context
  unlock(): void
  lock(): Promise<void>
  status(): Extract<HubStatus, { mode: 'shared' }>
  /** Resolves when a condition holds; looked at with every word of the exchange. Rejects after so many milliseconds. */
  until(holds: () => boolean, what: string, milliseconds?: number): Promise<void>
  /** Everything this machine did is accepted and everything of the hub is here. */
  settled(milliseconds?: number): Promise<void>
  /** SHA-256 over all read tables. */
  readTables(): string
  verify(): ReturnType<typeof verify>
  close(): Promise<void>
}

export type MachineParts = { readonly machineClock?: Clock; readonly connect?: (address: HubAddress, login: HubLogin) => Promise<Result<Hub>>; readonly warn?: (message: string, detail?: object) => void; readonly progress?: Joining['at'] }

export function openMachine(options: MachineOptions, parts: MachineParts = {}): Machine {
  const { person, hub, root, address, login } = options
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'resguardo-machine-'))
  mkdirSync(folder, { recursive: true })
  const opened = openDatabase(join(folder, 'ledger.db'))
  if (!opened.ok) throw new Error(`machine: ${opened.failure.kind}`)
  const machineClock = parts.machineClock ?? systemClock
  const clock = hubClock(machineClock)
  const ids = systemIds(systemClock)
  const { privateKey } = keyOf(person.signer)
  let unlocked = false
  const signer = person.signer as SignerId
  const able = (asked: string): boolean => unlocked && (asked === signer || options.lent?.includes(asked) === true)
  const ledger = sqliteLedger(
    opened.database,
    projections,
    { able, sign: (asked, hash) => sign(null, hash, keyOf(asked).privateKey) },
    deciders,
  )
  const record = ledger.shared
  if (record.pin() === undefined) record.join({ hub, root })
  const checker = signatures(signatureWorker)
  const connect = parts.connect ?? connectPostgresHub(systemTimers)
  const log = { info: () => {}, warn: parts.warn ?? (() => {}) }
  const files = blobs({
    record,
    naming: fileNamingRows(ledger.read),
    namingOf: fileNamingRowsOf(ledger.read),
    folders: { media: join(folder, 'media'), evidence: join(folder, 'evidence') },
    clock: machineClock,
    log,
  })
  const believed = trust({ ...record, standingRows: standingRows(ledger.read) }, checker, (type, schema) => schema <= (schemas.get(type) ?? 0))
  const byFile = carried(record)
  const carriageKey = (contact: string): Buffer => carriageKeyOf(createHash('sha256').update(person.signer).digest(), contact)
  const sync = synchronisation({
    record,
    trust: believed,
    rows: rowsAfter(ledger.read),
    connect: () => connect(address, login),
    able,
    unlocked: () => (unlocked ? { person: person.person as PersonId, signer } : undefined),
    clock,
    machine: machineClock,
    timers: systemTimers,
    chance: () => 0.5,
    log,
    carried: byFile,
    carriageKey: (contact) => (unlocked ? carriageKey(contact) : undefined),
    newContact: () => systemRandomness.bytes(16).toString('hex'),
    files,
  })
  ledger.onRecorded(() => sync.recorded())
  files.onWanted(() => sync.wanted())
  const sealing = sealingPair(person.signer)
  const carrier = bundles({
    record,
    trust: believed,
    standingRows: standingRows(ledger.read),
    rows: hubRowsAfter(ledger.read),
    naming: fileNamingRows(ledger.read),
    files,
    audiences: streamAudiences(ledger.read),
    links: heldLinks(ledger.read),
    context: () => (unlocked ? machine.context() : undefined),
    carrying: () => (unlocked ? { signer, agree: sealing.agree, carriageKey } : undefined),
    carried: byFile,
    taken: sync.recorded,
    sign: (_signer, hash) => sign(null, hash, privateKey),
    randomness: systemRandomness,
    progress: parts.progress ?? (() => {}),
    log,
  })

  const machine: Machine = {
    folder,
    ledger,
    record,
    sync,
    files,
    clock,
    bundles: carrier,
    carried: byFile,
    settle: settling({ record, ledger, sync, timers: systemTimers, nameOf: (id) => id }),
    context: () => ({
      now: clock.now(),
      actor: person.person as PersonId,
      roles: person.roles,
      office: person.office as OfficeId,
      signer,
      newId: () => ids.next(),
    }),
    unlock() {
      unlocked = true
      sync.start()
    },
    async lock() {
      unlocked = false
      await sync.stop()
    },
    status() {
      const status = sync.status()
      if (status.mode === 'alone') throw new Error('a machine of these tests has joined')
      return status
    },
    until(holds, what, milliseconds = 20_000) {
      return new Promise((done, failed) => {
        const stops: (() => void)[] = []
        const end = (): void => {
          clearTimeout(timer)
          clearInterval(looking)
          for (const stop of stops) stop()
        }
        const look = (): void => {
          if (!holds()) return
          end()
          done()
        }
        const timer = setTimeout(() => {
          end()
          failed(new Error(`${person.person}: not in ${milliseconds} ms: ${what}; ${JSON.stringify(sync.status())} ${JSON.stringify(record.conflicts().slice(0, 5).map(({ refusal, types }) => ({ refusal, types })))}`))
        }, milliseconds)
        const looking = setInterval(look, 25)
        stops.push(sync.onStatus(look), sync.onMerged(look))
        look()
      })
    },
    settled: (milliseconds) => machine.until(() => machine.status().link === 'current' && record.pending().length === 0, 'everything accepted', milliseconds),
    readTables() {
      const hash = createHash('sha256')
      for (const table of projections.flatMap((projection) => projection.tables)) {
        const rows = ledger.read.prepare(`SELECT * FROM ${table}`).all().map((row) => JSON.stringify(row)).toSorted()
        hash.update(`${table}\n${rows.join('\n')}\n`)
      }
      return hash.digest('hex')
    },
    verify: () => verify(ledger.database, { worker: verifyWorker, isStillVoid: believed.isStillVoid }),
    async close() {
      await machine.lock()
      ledger.close()
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
  return machine
}
