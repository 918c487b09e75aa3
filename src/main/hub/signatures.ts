import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { EventRow } from '#main/ledger/canonical.ts'
import { checkSignatures, readForms, type SignatureAnswer, type SignatureFinding, type SignatureTask } from './signature-range.ts'

/** Below this many rows a worker costs more than it saves; a slice of this size holds the process for some milliseconds. */
const FEW = 64

/** Checks hashes and signatures without holding up the process: some at once, many over all cores. `chained` as in `SignatureTask`, of many. */
export interface Signatures {
  check(rows: readonly EventRow[], keys: Readonly<Record<string, string>>, chained?: boolean): Promise<readonly SignatureFinding[]>
}

const made = new Map<string, Signatures>()

/**
 * The process's own, with workers from the first large check on. They are kept: V8 can fall over a thread that goes while another
 * comes (`Check failed: jit_page.has_value()`).
 * @param worker where `signature-worker` lies: the built file in the app, the source in tests
 */
export function signatures(worker: string | URL): Signatures {
  const known = made.get(String(worker))
  if (known !== undefined) return known
  const one = makeSignatures(worker)
  made.set(String(worker), one)
  return one
}

function makeSignatures(worker: string | URL): Signatures {
  let workers: Worker[] = []
  const waiting = new Map<number, { readonly done: (answer: SignatureAnswer) => void; readonly failed: (error: unknown) => void }>()
  let asked = 0

  function start(): void {
    workers = Array.from({ length: availableParallelism() }, () => {
      const one = new Worker(worker)
      one.on('message', (answer: SignatureAnswer) => {
        waiting.get(answer.id)?.done(answer)
        waiting.delete(answer.id)
        // They hold the process open while something is asked of them, and no longer.
        if (waiting.size === 0) for (const each of workers) each.unref()
      })
      one.on('error', (error) => {
        for (const { failed } of waiting.values()) failed(error)
        waiting.clear()
        workers = []
      })
      return one
    })
  }

  function ask(worker: Worker, rows: readonly EventRow[], keys: Readonly<Record<string, string>>, chained: boolean): Promise<SignatureAnswer> {
    asked += 1
    const id = asked
    return new Promise((done, failed) => {
      waiting.set(id, { done, failed })
      worker.ref()
      worker.postMessage({ id, rows, keys, chained } satisfies SignatureTask)
    })
  }

  return {
    async check(rows, keys, chained = false) {
      await readForms()
      if (rows.length <= FEW) return checkSignatures({ id: 0, rows, keys }).findings
      if (workers.length === 0) start()
      const parts = partsOf(rows, workers.length, chained)
      const answers = await Promise.all(workers.map((worker, part) => ask(worker, (parts[part] ?? []).map(({ row }) => row), keys, chained)))
      const findings: SignatureFinding[] = []
      for (const [part, places] of parts.entries()) for (const [at, { index }] of places.entries()) findings[index] = answers[part]?.findings[at] ?? 'unknown'
      return findings
    },
  }
}

/** The rows in so many parts, with their places: of one length each, or `together` what a signer signed, in order. */
function partsOf(rows: readonly EventRow[], count: number, together: boolean): readonly (readonly { readonly row: EventRow; readonly index: number }[])[] {
  const parts: { row: EventRow; index: number }[][] = Array.from({ length: count }, () => [])
  const places = new Map<string, number>()
  for (const [index, row] of rows.entries()) {
    if (!places.has(row.signer)) places.set(row.signer, places.size % count)
    const part = together ? places.get(row.signer) : Math.floor((index * count) / rows.length)
    parts[part ?? 0]?.push({ row, index })
  }
  return parts
}
