import type { Database } from 'better-sqlite3'
import { createPublicKey } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { SignerRegistered } from '#shared/ledger/signer-registered.ts'
import type { FirstBad, KnownSigner, RangeAnswer, RangeTask } from './verify-range.ts'

export type Verification = {
  readonly events: number
  readonly bad: FirstBad | undefined
  /** The signer that everything hangs from: compare it with the one pinned in the keychain. */
  readonly root: string | undefined
}

export type VerifyOptions = {
  /** Where `verify-worker` lies: the built file in the app, the source in tests. */
  readonly worker: string | URL
  /** Share done, 0–1. */
  readonly onProgress?: (share: number) => void
  readonly signal?: AbortSignal
}

/**
 * Re-reads every event over all cores and names the first that was altered, dropped, reordered or forged.
 * What a file alone cannot show (an old copy put back whole) is told in docs/threat-model.md.
 */
export async function verify(database: Database, options: VerifyOptions): Promise<Verification> {
  const extent = database
    .prepare<[], { count: number; last: number; ever: number }>(
      `SELECT count(*) AS count, coalesce(max(position), 0) AS last,
              coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'events'), 0) AS ever FROM events`,
    )
    .get() ?? { count: 0, last: 0, ever: 0 }
  const signers = knownSigners(database)
  const last = Math.max(extent.last, extent.ever)
  if (last === 0) return { events: 0, bad: undefined, root: undefined }

  const cores = Math.max(1, Math.min(availableParallelism(), Math.ceil(last / 2000)))
  const size = Math.ceil(last / cores)
  const tasks = Array.from({ length: cores }, (_, core): RangeTask => ({
    file: database.name,
    from: core * size + 1,
    to: Math.min(last, (core + 1) * size),
    signers,
  }))
  const done = new Array<number>(cores).fill(0)
  const answers = await Promise.all(
    tasks.map((task, core) =>
      inWorker(task, options, (count) => {
        done[core] = count
        options.onProgress?.(done.reduce((sum, part) => sum + part, 0) / last)
      }),
    ),
  )
  return { events: extent.count, bad: answers.find((answer) => answer.bad !== undefined)?.bad, root: signers[0]?.signer }
}

/**
 * The signers in the order they were made known. The founding signer counts from its own event; every later registration is
 * itself an event whose signature the ranges check. A key registered twice keeps its first meaning.
 */
function knownSigners(database: Database): readonly KnownSigner[] {
  const rows = database
    .prepare<[], { position: number; payload: string }>("SELECT position, payload FROM events WHERE type = 'signer.registered' ORDER BY position")
    .all()
  const known = new Map<string, KnownSigner>()
  // The root signs the whole founding act, the events before its own registration included.
  for (const [index, row] of rows.entries()) {
    const payload = payloadOf(row.payload)
    if (payload === undefined || known.has(payload.signer)) continue
    known.set(payload.signer, { signer: payload.signer, publicKey: payload.publicKey, from: index === 0 ? 1 : row.position + 1 })
  }
  return [...known.values()]
}

/** A registration's payload; undefined if somebody broke the row (its own check names it then). */
function payloadOf(text: string): SignerRegistered['payload'] | undefined {
  try {
    const value = JSON.parse(text) as Partial<SignerRegistered['payload']> // checked on the next line
    return typeof value.signer === 'string' && isPublicKey(value.publicKey) ? (value as SignerRegistered['payload']) : undefined
  } catch {
    return undefined
  }
}

function isPublicKey(value: unknown): value is string {
  if (typeof value !== 'string') return false
  try {
    return createPublicKey({ key: Buffer.from(value, 'base64'), format: 'der', type: 'spki' }).asymmetricKeyType === 'ed25519'
  } catch {
    return false
  }
}

function inWorker(task: RangeTask, options: VerifyOptions, onChecked: (count: number) => void): Promise<RangeAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(options.worker, { workerData: task })
    options.signal?.addEventListener('abort', () => {
      void worker.terminate()
      reject(options.signal?.reason as Error)
    })
    worker.on('message', (message: number | RangeAnswer) => (typeof message === 'number' ? onChecked(message) : resolve(message)))
    worker.on('error', reject)
    worker.on('exit', (code) => code !== 0 && reject(new Error(`verify worker ended with ${code}`)))
  })
}
