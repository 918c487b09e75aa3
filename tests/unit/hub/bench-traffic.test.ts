import { expect, test } from 'vitest'
import { ok } from '#shared/kernel/result.ts'
import { permissionOf } from '#shared/hub/permissions.ts'
import type { EventRow } from '#main/ledger/canonical.ts'
import { signatures } from '#main/hub/signatures.ts'
import { trust } from '#main/hub/trust.ts'
import { staff, traffic } from '#tests/bench/hub-traffic.ts'
import { author } from '#tests/hub/author.ts'
import { foundingEvents } from '#tests/hub/open-hub.ts'
import { heldRecord } from './held-record.ts'

const worker = new URL('../../../src/main/hub/signature-worker.ts', import.meta.url)

/** More than a day's events of the first office, and enough of the others for every kind. */
const ACTS = 1000

test('what `npm run bench -- hub` measures with is believed by every machine: a day of it has its forms, permissions and grounds', async () => {
  const administrator = author('chief', 'central-unicom', ['administrator'])
  const offices = staff()
  const founding = foundingEvents(administrator, offices.flatMap(({ clients }) => clients))
  const after = founding.at(-1)?.hash ?? ''
  const acts = traffic({ offices, from: Date.now(), step: 1000, mark: '01930000', after }).take(ACTS)
  const rows: readonly EventRow[] = [...founding, ...[...acts].map(({ event }) => event)].map((event, index) => ({ ...event, position: index + 1 }))
  const record = heldRecord({ root: { signer: administrator.signer, publicKey: administrator.publicKey } })
  const checker = trust(record, signatures(worker), (type) => permissionOf(type) !== undefined)
  const completed = await checker.complete(await checker.weigh(rows), { links: async () => ok([]), stream: async () => ok([]) })
  if (!completed.ok) throw new Error('nothing was asked for')
  const { sound, faulty } = checker.judge(completed.value.weighed, completed.value.links)
  expect(faulty.map(({ row, fault }) => `${row.type} ${fault}`)).toEqual([])
  expect(sound).toHaveLength(rows.length)
  expect(new Set(sound.map(({ stream }) => stream.split('/')[0]))).toEqual(new Set(['organization', 'post', 'credential', 'incident']))
})
