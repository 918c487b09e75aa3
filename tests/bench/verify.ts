import { appendInBulk } from '#main/ledger/bulk.ts'
import { verify } from '#main/ledger/verify.ts'
import { openTestLedger, testKey, testSigning } from '#tests/kit/test-ledger.ts'
import { bareLoop, inBareLoop, proofsOf } from './bare-verify.ts'
import { counterDeeds, EVENTS, timed } from './raw-events.ts'

const worker = new URL('../../src/main/ledger/verify-worker.ts', import.meta.url)

/** 100,000 events verified, against the bare loop of `crypto.verify` over all cores. */
export const bench = {
  name: 'verify',
  goal: 1.2,
  async run() {
    const kit = openTestLedger([])
    appendInBulk(kit.ledger.database, testSigning, counterDeeds(EVENTS), () => {})
    const rows = kit.ledger.database.prepare<[], { signer: string; hash: string; signature: string }>("SELECT signer, hash, signature FROM events WHERE signer = 'signer-1'").all()
    const loop = bareLoop({ 'signer-1': testKey(1).publicKey })
    const proofs = proofsOf(loop, rows)
    const floor = await timed(() => inBareLoop(loop, proofs))
    loop.close()
    const value = await timed(async () => {
      const { bad } = await verify(kit.ledger.database, { worker })
      if (bad !== undefined) throw new Error(`event ${bad.position} is ${bad.fault}`)
    })
    kit.close()
    return { value, unit: 'ms', floor, ratio: value / floor }
  },
}
