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
    const bare = (): Promise<number> => timed(() => inBareLoop(loop, proofs))
    const ours = (): Promise<number> =>
      timed(async () => {
        const { bad } = await verify(kit.ledger.database, { worker })
        if (bad !== undefined) throw new Error(`event ${bad.position} is ${bad.fault}`)
      })
    // Each twice, one around the other: a machine that becomes busier or calmer meanwhile does so for both.
    const [before, first, second, after] = [await bare(), await ours(), await ours(), await bare()]
    loop.close()
    kit.close()
    const floor = (before + after) / 2
    const value = (first + second) / 2
    return { value, unit: 'ms', floor, ratio: value / floor }
  },
}
