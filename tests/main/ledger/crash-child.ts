import { writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { openTestLedger } from '#tests/kit/test-ledger.ts'
import { counter, counters } from './counter.ts'

/**
 * Records acts of two streams each, as fast as it can, and says `ok <value>` once each was answered. Started and killed by
 * crash.test.ts; the folder is its argument.
 */
const folder = process.argv[2]
if (folder === undefined) throw new Error('give the folder')
const { ledger, context } = openTestLedger([counters], folder)
let value = ledger.state(counter, 'left')
flushCompileCache()
writeSync(1, `open ${value}\n`)
for (;;) {
  const answer = ledger.transaction(context(1 + (value % 3)), (record) => {
    const left = record(counter, 'left', { by: 1 })
    return left.ok ? record(counter, 'right', { by: 1 }) : left
  })
  if (!answer.ok) throw new Error(answer.refusal.code)
  value += 1
  writeSync(1, `ok ${value}\n`)
}
