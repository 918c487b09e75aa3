import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { appendInBulk } from '#main/ledger/bulk.ts'
import { verify } from '#main/ledger/verify.ts'
import { openTestLedger, testKey, testSigning } from '#tests/kit/test-ledger.ts'
import { counterDeeds, EVENTS, timed } from './raw-events.ts'

const worker = new URL('../../src/main/ledger/verify-worker.ts', import.meta.url)

/** A worker that does nothing but `crypto.verify` over hashes and signatures laid one after another in shared memory. */
const bareLoop = `
  const { workerData: { key, proofs, count }, parentPort } = require('node:worker_threads')
  const { createPublicKey, verify } = require('node:crypto')
  const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
  const bytes = Buffer.from(proofs)
  let good = 0
  for (let at = 0; at < count * 96; at += 96) if (verify(null, bytes.subarray(at, at + 32), publicKey, bytes.subarray(at + 32, at + 96))) good += 1
  parentPort.postMessage(good)`

/** 100,000 events verified, against the bare loop of `crypto.verify` over all cores. */
export const bench = {
  name: 'verify',
  goal: 1.2,
  async run() {
    const kit = openTestLedger([])
    appendInBulk(kit.ledger.database, testSigning, counterDeeds(EVENTS), () => {})
    const rows = kit.ledger.database.prepare<[], { hash: string; signature: string }>("SELECT hash, signature FROM events WHERE signer = 'signer-1'").all()
    const cores = availableParallelism()
    const share = Math.ceil(rows.length / cores)
    const parts = Array.from({ length: cores }, (_, core) => rows.slice(core * share, (core + 1) * share)).map((part) => {
      const proofs = new SharedArrayBuffer(part.length * 96)
      const bytes = Buffer.from(proofs)
      for (const [index, row] of part.entries()) {
        bytes.write(row.hash, index * 96, 'hex')
        bytes.write(row.signature, index * 96 + 32, 'base64')
      }
      return { proofs, count: part.length }
    })
    const floor = await timed(async () => {
      const good = await Promise.all(parts.map((part) => inBareLoop({ ...part, key: testKey(1).publicKey })))
      if (good.reduce((sum, count) => sum + count, 0) !== rows.length) throw new Error('the bare loop found a bad signature')
    })
    const value = await timed(async () => {
      const { bad } = await verify(kit.ledger.database, { worker })
      if (bad !== undefined) throw new Error(`event ${bad.position} is ${bad.fault}`)
    })
    kit.close()
    return { value, unit: 'ms', floor, ratio: value / floor }
  },
}

function inBareLoop(workerData: object): Promise<number> {
  return new Promise((resolve, reject) => new Worker(bareLoop, { eval: true, workerData }).on('message', resolve).on('error', reject))
}
