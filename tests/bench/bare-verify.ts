import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { EventRow } from '#main/ledger/canonical.ts'

/** Bytes of a proof: place of the key, hash, signature. */
const PROOF = 4 + 32 + 64

/** A worker that does nothing but `crypto.verify` over proofs laid one after another in shared memory. */
const LOOP = `
  const { workerData: { keys }, parentPort } = require('node:worker_threads')
  const { createPublicKey, verify } = require('node:crypto')
  const known = keys.map((key) => createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' }))
  parentPort.on('message', ({ proofs, count }) => {
    const bytes = Buffer.from(proofs)
    let good = 0
    for (let at = 0; at < count * ${PROOF}; at += ${PROOF}) {
      if (verify(null, bytes.subarray(at + 4, at + 36), known[bytes.readUInt32LE(at)], bytes.subarray(at + 36, at + ${PROOF}))) good += 1
    }
    parentPort.postMessage(good)
  })`

/** The bare loop over all cores, ready to be given proofs. */
export type BareLoop = { readonly place: ReadonlyMap<string, number>; readonly workers: readonly Worker[]; close(): void }

/** @param keys public keys (SPKI DER, base64) by signer */
export function bareLoop(keys: Readonly<Record<string, string>>): BareLoop {
  const workers = Array.from({ length: availableParallelism() }, () => new Worker(LOOP, { eval: true, workerData: { keys: Object.values(keys) } }))
  return {
    workers,
    place: new Map(Object.keys(keys).map((signer, place) => [signer, place])),
    close() {
      for (const worker of workers) void worker.terminate()
    },
  }
}

/** The rows' proofs, laid out beforehand: one part for each core. Throws for a signer without a key. */
export function proofsOf({ place, workers }: BareLoop, rows: readonly Pick<EventRow, 'signer' | 'hash' | 'signature'>[]): readonly { readonly proofs: SharedArrayBuffer; readonly count: number }[] {
  const share = Math.ceil(rows.length / workers.length)
  return workers.map((_, core) => {
    const part = rows.slice(core * share, (core + 1) * share)
    const proofs = new SharedArrayBuffer(part.length * PROOF)
    const bytes = Buffer.from(proofs)
    for (const [index, { signer, hash, signature }] of part.entries()) {
      const key = place.get(signer)
      if (key === undefined) throw new Error(`no key of ${signer}`)
      bytes.writeUInt32LE(key, index * PROOF)
      bytes.write(hash, index * PROOF + 4, 'hex')
      bytes.write(signature, index * PROOF + 36, 'base64')
    }
    return { proofs, count: part.length }
  })
}

/** Checks all proofs, all cores at once. Throws when one is not good. */
export async function inBareLoop({ workers }: BareLoop, parts: ReturnType<typeof proofsOf>): Promise<void> {
  const good = await Promise.all(
    workers.map((worker, core) => new Promise<number>((done, failed) => {
      worker.removeAllListeners('error').once('message', done).once('error', failed)
      worker.postMessage(parts[core])
    })),
  )
  if (good.some((count, core) => count !== parts[core]?.count)) throw new Error('the bare loop found a bad signature')
}
