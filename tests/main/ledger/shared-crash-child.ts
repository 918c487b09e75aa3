import { readFileSync, writeFileSync, writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import type { SignerId } from '#shared/ledger/event.ts'
import type { EventRow } from '#main/ledger/canonical.ts'
import { counter, counters } from './counter.ts'
import { actContext, openShared, pull, smallHub } from './shared-kit.ts'

/**
 * A machine of a shared record: records acts of two streams each, places them, and takes over what its hub answers and what another person
 * did there, as fast as it can. Says `ok <value>` once each act was answered. The hub is a file that is written before it answers. Started
 * and killed by shared-crash.test.ts; the folder is its argument.
 */
const folder = process.argv[2]
if (folder === undefined) throw new Error('give the folder')
const hubFile = join(folder, 'hub.json')
const hub = smallHub()
hub.found(JSON.parse(readFileSync(hubFile, 'utf8')) as readonly EventRow[]) // written below, and by the test
const kit = openShared(hub, [counters], folder)
const { ledger } = kit
let value = ledger.state(counter, 'left')
flushCompileCache()
writeSync(1, `open ${value}\n`)
for (let turn = 0; ; turn++) {
  const answer = ledger.transaction(actContext(kit, 1, value + 1), (record) => {
    const left = record(counter, 'left', { by: 1 })
    return left.ok ? record(counter, 'right', { by: 1 }) : left
  })
  if (!answer.ok) throw new Error(answer.refusal.code)
  value += 1
  writeSync(1, `ok ${value}\n`)
  if (turn % 3 !== 2) continue
  hub.moved(2, [{ stream: turn % 2 === 0 ? 'theirs' : 'left', by: turn % 2 === 0 ? 1 : 0 }])
  pull(kit, hub)
  for (const batch of ledger.shared.place('signer-1' as SignerId, 2)) if (hub.append(batch.events) === 'conflict') throw new Error('what was placed did not fit')
  writeFileSync(hubFile, JSON.stringify(hub.rows))
  pull(kit, hub)
}
