import { sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { AccountId } from '#shared/accounts/account.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { ok } from '#shared/kernel/result.ts'
import { permissionOf } from '#shared/hub/permissions.ts'
import { kitSealOf } from '#shared/kits/kit-decider.ts'
import type { Kit } from '#shared/kits/kit.ts'
import { emptyContent, type Content } from '#shared/posts/content.ts'
import { sealOf } from '#shared/posts/seal.ts'
import { deedDigest, eventHash, type EventRow, NO_PREVIOUS } from '#main/ledger/canonical.ts'
import { signatures } from '#main/hub/signatures.ts'
import { trust } from '#main/hub/trust.ts'
import { Forge } from '#tests/kit/forge.ts'
import { testKey } from '#tests/kit/test-ledger.ts'
import { aKit } from '#tests/unit/kits/a-kit.ts'
import { type HeldRecord, heldRecord } from './held-record.ts'

const worker = new URL('../../../src/main/hub/signature-worker.ts', import.meta.url)
const knows = (type: string, schema: number): boolean => permissionOf(type) !== undefined && schema <= (type === 'post.drafted' || type === 'post.revised' ? 3 : 1)

/** Pulls rows the way the exchange does; answers what was put aside, as `position fault`. */
async function pulled(record: HeldRecord, forge: Forge, rows: readonly EventRow[] = forge.rows, hub: readonly EventRow[] = forge.rows) {
  const checker = trust(record, signatures(worker), knows)
  const completed = await checker.complete(await checker.weigh(rows), {
    links: async (signer, from, to) => ok(forge.links(signer, from, to)),
    stream: async (stream, upTo) => ok(hub.filter((row) => row.stream === stream && row.version <= upTo)),
  })
  if (!completed.ok) throw new Error('the hub of this test refuses nothing')
  const judged = checker.judge(completed.value.weighed, completed.value.links)
  record.take(judged)
  return judged.faulty.map(({ row, fault }) => `${row.position} ${fault}`)
}

function founded(): { readonly forge: Forge; readonly record: HeldRecord } {
  const forge = new Forge().found()
  return { forge, record: heldRecord(forge) }
}

describe('an event of the hub', () => {
  test('is taken over when it is what its signer did and might do', async () => {
    const { forge, record } = founded()
    forge.post('post.drafted', 2)
    forge.post('post.submitted', 2)
    forge.post('post.claimed', 3)
    forge.post('post.approved', 3)
    expect(await pulled(record, forge)).toEqual([])
    expect(record.rows).toEqual(forge.rows)
  })

  test.each([
    ['whose content was changed', 'altered', (row: EventRow): EventRow => ({ ...row, payload: '{"other":1}' })],
    ['whose signature is not its signer’s', 'forged', (row: EventRow): EventRow => ({ ...row, signature: Buffer.alloc(64, 1).toString('base64') })],
  ])('%s is put aside', async (_how, fault, change) => {
    const { forge, record } = founded()
    const row = forge.post('post.drafted', 2)
    expect(await pulled(record, forge, [...forge.rows.slice(0, -1), change(row)])).toEqual([`${row.position} ${fault}`])
  })

  test.each([
    ['of a key that nobody registered', 'unknown-signer', (forge: Forge) => forge.post('post.drafted', 2, { signer: 'signer-77' })],
    ['in the name of somebody else', 'actor', (forge: Forge) => forge.post('post.drafted', 2, { signer: 'signer-5' })],
    ['in a role that its actor does not hold', 'role', (forge: Forge) => forge.post('post.drafted', 2, { role: 'administrator' })],
    ['for another office than its actor’s', 'office', (forge: Forge) => forge.post('post.drafted', 2, { office: 'central' })],
    ['in a stream of another office', 'not-permitted', (forge: Forge) => forge.post('post.drafted', 2, { audience: { kind: 'review', office: 'central' as never } })],
    ['for readers that its kind does not have', 'audience', (forge: Forge) => forge.post('post.drafted', 2, { audience: { kind: 'people', people: [] } })],
    ['whose content is not of its form', 'malformed', (forge: Forge) => forge.post('post.drafted', 2, { payload: { content: { base: 1 }, correctionOf: null } })],
    ['of a kind that is not known', 'unknown-type', (forge: Forge) => forge.post('post.sung', 2)],
    ['in a form that is not known', 'unknown-type', (forge: Forge) => forge.post('post.drafted', 2, { schema: 4 })],
    ['that a role may not do', 'not-permitted', (forge: Forge) => forge.event({ type: 'policies.changed', payload: {}, by: 2 })],
    ['that begins a stream in the middle', 'not-permitted', (forge: Forge) => forge.post('post.submitted', 2)],
  ])('%s is put aside', async (_what, fault, make) => {
    const { forge, record } = founded()
    const row = make(forge)
    expect(await pulled(record, forge)).toEqual([`${row.position} ${fault}`])
  })

  test.each(['post.approved', 'post.returned', 'post.claimed'])('%s by who worked on the post is put aside', async (type) => {
    const { forge, record } = founded()
    forge.post('post.drafted', 5)
    forge.post('post.submitted', 5)
    const row = forge.post(type, 5, { role: 'reviewer' })
    expect(await pulled(record, forge)).toEqual([`${row.position} own-work`])
  })

  test('of a reviewer who wrote a part in another slice is put aside', async () => {
    const { forge, record } = founded()
    forge.post('post.drafted', 2)
    forge.post('post.revised', 5, { role: 'operator' })
    expect(await pulled(record, forge)).toEqual([])
    const row = forge.post('post.approved', 5, { role: 'reviewer' })
    expect(await pulled(record, forge, [row])).toEqual([`${row.position} own-work`])
  })

  test('of a reviewer whose proposal was taken over by the office is put aside', async () => {
    const { forge, record } = founded()
    forge.post('post.drafted', 2)
    forge.post('remark.made', 3, { payload: { remark: 'r', revision: 1, anchor: { kind: 'passage', at: { kind: 'text', network: 'base' }, start: 0, quote: 'Texto' }, text: '', required: false, proposal: 'Otro' } })
    forge.post('suggestion.accepted', 2, { payload: { remark: 'r', by: 'person-3' } })
    const row = forge.post('post.approved', 3)
    expect(await pulled(record, forge)).toEqual([`${row.position} own-work`])
  })

  test('after one that waits in its stream waits too', async () => {
    const { forge, record } = founded()
    forge.post('post.drafted', 2)
    const bad = forge.post('post.sung', 2)
    const after = forge.post('post.submitted', 2)
    const elsewhere = forge.post('post.drafted', 2, { stream: 'post/2' })
    expect(await pulled(record, forge)).toEqual([`${bad.position} unknown-type`, `${after.position} after-quarantined`])
    expect(record.rows.at(-1)).toEqual(elsewhere)
    const later = forge.post('post.discarded', 2)
    expect(await pulled(record, forge, [later])).toEqual([`${later.position} after-quarantined`])
  })

  test('after a void one in its stream is taken over, in the same slice and in another', async () => {
    const { forge, record } = founded()
    forge.post('post.drafted', 2)
    const bad = forge.post('post.revised', 2, { role: 'administrator' })
    const submitted = forge.post('post.submitted', 2)
    expect(await pulled(record, forge)).toEqual([`${bad.position} role`])
    expect(record.heldStream('post/1').at(-1)).toEqual(submitted)
    const claimed = forge.post('post.claimed', 3)
    const worse = forge.post('post.returned', 3, { role: 'operator' })
    expect(await pulled(record, forge, [claimed, worse])).toEqual([`${worse.position} role`])
    const approved = forge.post('post.approved', 3)
    expect(await pulled(record, forge, [approved])).toEqual([])
    expect(record.heldStream('post/1').at(-1)).toEqual(approved)
  })

  test('that began its stream and is void leaves a stream that begins with nothing', async () => {
    const { forge, record } = founded()
    const bad = forge.post('post.drafted', 2, { role: 'administrator' })
    const after = forge.post('post.submitted', 2)
    expect(await pulled(record, forge)).toEqual([`${bad.position} role`, `${after.position} not-permitted`])
  })

  test('that is void is found so again by who is asked later, and one that is not void is not', async () => {
    const { forge, record } = founded()
    const drafted = forge.post('post.drafted', 5, { role: 'operator' })
    forge.post('post.submitted', 5, { role: 'operator' })
    const bad = forge.post('post.approved', 5, { role: 'reviewer' })
    const approved = forge.post('post.approved', 3)
    await pulled(record, forge)
    const checker = trust(record, signatures(worker), knows)
    expect(await Promise.all([drafted, bad, approved].map(checker.isStillVoid))).toEqual([false, true, false])
    expect(await checker.isStillVoid({ ...approved, signature: bad.signature })).toBe(true)
  })

  test('of the organization that is not known ends the pull before it: who is who after it is not known either', async () => {
    const { forge, record } = founded()
    const before = forge.post('post.drafted', 2)
    forge.event({ type: 'person.promoted', payload: { person: 'person-2' }, by: 1 })
    forge.post('post.submitted', 2)
    expect(await pulled(record, forge)).toEqual([])
    expect(record.rows.at(-1)).toEqual(before)
  })

  test('that names a later one as the newest before it is put aside', async () => {
    const { forge, record } = founded()
    const first = forge.post('post.drafted', 2)
    const second = forge.post('post.drafted', 5, { stream: 'post/2', role: 'operator' })
    const swapped = [...forge.rows.slice(0, -2), { ...second, position: first.position }, { ...first, position: second.position }]
    expect(await pulled(record, forge, swapped)).toEqual([`${first.position} out-of-order`])
  })

  test('a second key under a known signer’s name changes nothing', async () => {
    const { forge, record } = founded()
    const payload = { signer: 'signer-3', person: 'person-2', publicKey: testKey(77).publicKey, item: 'x', kind: 'person' }
    forge.event({ type: 'signer.registered', payload, by: 1 })
    forge.post('post.drafted', 2)
    forge.post('post.submitted', 2)
    forge.post('post.approved', 3)
    expect(await pulled(record, forge)).toEqual([])
  })
})

describe('an event that says of a post what could not be said of it then', () => {
  const content = { ...emptyContent, base: 'Abren las casillas.', accounts: [{ id: 'x-1' as AccountId, network: 'x' }, { id: 'fb-1' as AccountId, network: 'facebook' }] } satisfies Content
  const seal = sealOf(content)
  const other = sealOf({ ...content, base: 'Cierran las casillas.' })
  const revised = { content: { ...content, base: 'Cierran las casillas.' }, revision: 2, fields: ['base'] }
  const anybody = { people: [], need: 'any' }
  const only = (...people: readonly string[]) => ({ people, need: 'any' })
  const draft = (forge: Forge) => forge.post('post.drafted', 2, { payload: { content, correctionOf: null } })
  const submit = (forge: Forge, ...steps: readonly object[]) => forge.post('post.submitted', 2, { payload: { revision: 1, seal, warnings: [], ...(steps.length === 0 ? {} : { steps }) } })
  const approve = (forge: Forge, by = 3, more: object = {}) => forge.post('post.approved', by, { role: 'reviewer', payload: { revision: 1, seal, ...more } })
  const agree = (forge: Forge, by: number, step: number, more: object = {}) => forge.post('post.agreed', by, { role: 'reviewer', payload: { revision: 1, seal, step, ...more } })
  const expedite = (forge: Forge, by = 3, of = seal) => forge.post('post.expedited', by, { role: 'reviewer', payload: { revision: 1, seal: of, reason: 'r', warnings: [] } })
  const copy = (forge: Forge, account = 'x-1', of = seal) => forge.post('post.copied', 2, { payload: { account, seal: of } })
  const publish = (forge: Forge, account = 'x-1', of = seal) => forge.post('post.published', 2, { payload: { account, permalink: 'https://x.com/i/status/1', seal: of } })
  const doubt = (forge: Forge) => forge.post('post.doubted', 2, { payload: { account: 'x-1', note: 'n' } })
  const voided = (forge: Forge) => forge.post('approval.voided', 2, { payload: { seal, fields: ['base'] } })
  const standIn = (forge: Forge, roles: readonly string[] = ['reviewer']) =>
    forge.event({ type: 'stand-in.set', payload: { absent: 'person-5', standIn: 'person-3', roles, from: '2026-11-01T00:00:00.000Z', until: '2026-12-01T00:00:00.000Z' }, by: 1 })
  const remark = (forge: Forge) =>
    forge.post('remark.made', 3, { payload: { remark: 'r', revision: 1, anchor: { kind: 'passage', at: { kind: 'text', network: 'base' }, start: 0, quote: 'Abren' }, text: '', required: false, proposal: 'Abrirán' } })
  const approved = (forge: Forge) => [submit(forge), approve(forge)]

  test.each<readonly [what: string, before: (forge: Forge) => unknown, forged: (forge: Forge) => EventRow]>([
    ['an approval of a draft', () => {}, approve],
    ['an approval that names other content', submit, (forge) => approve(forge, 3, { seal: other })],
    ['an approval of what was withdrawn', (forge) => [submit(forge), forge.post('post.withdrawn', 2)], approve],
    ['an approval of what was returned', (forge) => [submit(forge), forge.post('post.returned', 3)], approve],
    ['an approval of what was discarded', (forge) => forge.post('post.discarded', 2), approve],
    ['an approval once more', approved, (forge) => approve(forge, 5)],
    ['an approval that skips a step', (forge) => submit(forge, anybody, anybody), approve],
    ['an approval of the last step before the first', (forge) => submit(forge, only('person-3'), only('person-5')), (forge) => approve(forge, 5)],
    ['an approval of both steps by one person', (forge) => [submit(forge, anybody, anybody), agree(forge, 3, 0)], approve],
    ['an approval by somebody whom the step does not name', (forge) => [submit(forge, only('person-5'))], approve],
    ['an approval while another of the step has not agreed', (forge) => submit(forge, { people: ['person-3', 'person-5'], need: 'all' }), approve],
    ['an approval in the name of somebody they do not stand in for', (forge) => submit(forge, only('person-5')), (forge) => approve(forge, 3, { as: 'person-5' })],
    ['an approval in the name of somebody they stand in for in other roles', (forge) => [standIn(forge, ['operator']), submit(forge, only('person-5'))], (forge) => approve(forge, 3, { as: 'person-5' })],
    ['an approval in the name of somebody whom the step does not wait for', (forge) => [standIn(forge), submit(forge, only('person-4'))], (forge) => approve(forge, 3, { as: 'person-5' })],
    ['an approval by who proposed a part of it, taken over as if it were another’s', (forge) => [remark(forge), forge.post('suggestion.accepted', 2, { payload: { remark: 'r', by: 'person-4' } }), submit(forge)], approve],
    ['an agreement of a later step', (forge) => submit(forge, anybody, anybody), (forge) => agree(forge, 3, 1)],
    ['an agreement that would be the last', submit, (forge) => agree(forge, 3, 0)],
    ['an agreement on other content', (forge) => submit(forge, anybody, anybody), (forge) => agree(forge, 3, 0, { seal: other })],
    ['an approval out of turn that names other content', () => {}, (forge) => expedite(forge, 3, other)],
    ['an approval out of turn of what is approved', approved, (forge) => expedite(forge, 5)],
    ['a second look by who let it pass', expedite, (forge) => forge.post('emergency.checked', 3, { payload: { verdict: 'confirmed', note: '' } })],
    ['a second look where nothing passed out of turn', approved, (forge) => forge.post('emergency.checked', 5, { role: 'reviewer', payload: { verdict: 'confirmed', note: '' } })],
    ['a change in review', submit, (forge) => forge.post('post.revised', 2, { payload: revised })],
    ['a change that leaves the approval', approved, (forge) => forge.post('post.revised', 2, { payload: revised })],
    ['a submission of what is approved', approved, submit],
    ['a return of what is approved', approved, (forge) => forge.post('post.returned', 5, { role: 'reviewer' })],
    ['a copy of a draft', () => {}, copy],
    ['a copy of what is in review', submit, copy],
    ['a copy of other content', approved, (forge) => copy(forge, 'x-1', other)],
    ['a copy for an account that was not chosen', approved, (forge) => copy(forge, 'x-2')],
    ['a copy of what is halted', (forge) => [...approved(forge), forge.post('post.halted', 3, { payload: { reason: 'r' } })], copy],
    ['the publication of a draft', () => {}, publish],
    ['the publication of what is in review', submit, publish],
    ['the publication of other content', approved, (forge) => publish(forge, 'x-1', other)],
    ['the publication on one account twice', (forge) => [...approved(forge), copy(forge), publish(forge)], publish],
    ['the publication of what nobody copied', approved, publish],
    ['a copy once more of what is in doubt', (forge) => [...approved(forge), copy(forge), doubt(forge)], copy],
    ['a copy by another of what nobody said an outcome of', (forge) => [...approved(forge), copy(forge)], (forge) => forge.post('post.copied', 5, { payload: { account: 'x-1', seal } })],
    ['«not published» of what is proven', (forge) => [...approved(forge), copy(forge), publish(forge)], (forge) => forge.post('post.not-published', 2, { payload: { account: 'x-1', reason: 'r' } })],
    ['a doubt about what is published everywhere', (forge) => [...approved(forge), copy(forge), publish(forge), copy(forge, 'fb-1'), publish(forge, 'fb-1')], doubt],
    ['a look for what nobody doubted', (forge) => [...approved(forge), copy(forge)], (forge) => forge.post('post.checked', 2, { payload: { account: 'x-1', found: false, note: 'n' } })],
    ['a taking down of what is not proven', (forge) => [...approved(forge), copy(forge)], (forge) => forge.post('post.taken-down', 2, { payload: { account: 'x-1', reason: 'r', seal } })],
    ['the voiding of an approval once a part is out', (forge) => [...approved(forge), copy(forge), publish(forge)], voided],
    ['the voiding of an approval while a copy may be out', (forge) => [...approved(forge), copy(forge)], voided],
    ['the discarding of what may be out', (forge) => [...approved(forge), copy(forge)], (forge) => forge.post('post.discarded', 2)],
    ['a halt of a draft', () => {}, (forge) => forge.post('post.halted', 3, { payload: { reason: 'r' } })],
    ['a resumption of what was not halted', approved, (forge) => forge.post('post.resumed', 3, { payload: { seal } })],
    ['a release of what another took', (forge) => [submit(forge), forge.post('post.claimed', 3)], (forge) => forge.post('post.released', 5, { role: 'reviewer', payload: { revision: 1 } })],
    ['a proposal that nobody made, taken over', () => {}, (forge) => forge.post('suggestion.accepted', 2, { payload: { remark: 'r', by: 'person-3' } })],
    ['a breach of what was never in review', () => {}, (forge) => forge.post('review.breached', 3, { payload: { due: '2026-11-20T15:00:00.000Z', limit: 48 } })],
    ['a breach of a time that has not run out', approved, (forge) => forge.post('review.breached', 3, { payload: { due: '2999-11-23T15:00:00.000Z', limit: 48 } })],
    ['a breach on record twice', (forge) => [...approved(forge), forge.post('review.breached', 3, { payload: { due: '2026-11-20T15:00:00.000Z', limit: 48 } })], (forge) => forge.post('review.breached', 3, { payload: { due: '2026-11-20T15:00:00.000Z', limit: 48 } })],
    ['a withdrawal of what is published', (forge) => [...approved(forge), copy(forge), publish(forge), copy(forge, 'fb-1'), publish(forge, 'fb-1')], (forge) => forge.post('post.withdrawn', 2)],
    ['the discarding of what is published', (forge) => [...approved(forge), copy(forge), publish(forge), copy(forge, 'fb-1'), publish(forge, 'fb-1')], (forge) => forge.post('post.discarded', 2)],
  ])('%s is void, in one slice and in two, and later too', async (_what, before, forged) => {
    const { forge, record } = founded()
    draft(forge)
    before(forge)
    const length = forge.rows.length
    const bad = forged(forge)
    expect(await pulled(record, forge)).toEqual([`${bad.position} groundless`])
    expect(await trust(record, signatures(worker), knows).isStillVoid(bad)).toBe(true)
    const inTwo = heldRecord(forge)
    await pulled(inTwo, forge, forge.rows.slice(0, length))
    expect(await pulled(inTwo, forge, [bad])).toEqual([`${bad.position} groundless`])
    expect(inTwo.rows).toEqual(record.rows)
  })

  test.each([1, 2, 1000])('does not stand in the way of what may be said, in slices of %i', async (size) => {
    const { forge } = founded()
    standIn(forge)
    const at = forge.rows.length
    draft(forge)
    const bad = [approve(forge), publish(forge)]
    submit(forge, only('person-5'), { people: ['person-3', 'person-5'], need: 'all' })
    bad.push(approve(forge, 5))
    forge.event({ type: 'stand-in.ended', payload: { absent: 'person-5', standIn: 'person-3' }, by: 1 })
    agree(forge, 3, 0, { as: 'person-5' })
    forge.post('post.withdrawn', 2)
    forge.post('post.revised', 2, { payload: revised })
    forge.post('post.submitted', 2, { payload: { revision: 2, seal: other, warnings: [], steps: [anybody, anybody] } })
    agree(forge, 3, 0, { seal: other })
    approve(forge, 5, { seal: other })
    copy(forge, 'x-1', other)
    publish(forge, 'x-1', other)
    bad.push(publish(forge, 'x-1', other))
    copy(forge, 'fb-1', other)
    publish(forge, 'fb-1', other)
    bad.push(copy(forge, 'fb-1', other))
    forge.post('post.taken-down', 2, { payload: { account: 'x-1', reason: 'r', seal: other } })
    const record = heldRecord(forge)
    const said = await pulled(record, forge, forge.rows.slice(0, at))
    for (let from = at; from < forge.rows.length; from += size) said.push(...(await pulled(record, forge, forge.rows.slice(from, from + size))))
    expect(said).toEqual(bad.map(({ position }) => `${position} groundless`))
  })

  const written = (forge: Forge, writers: readonly string[], schema = 3) => forge.post('post.drafted', 2, { schema, payload: { content, correctionOf: null, writers } })

  test.each<readonly [what: string, before: (forge: Forge) => unknown, forged: (forge: Forge) => EventRow]>([
    ['the approval', submit, approve],
    ['one of the steps', (forge) => submit(forge, anybody, anybody), (forge) => agree(forge, 3, 0)],
    ['the return', submit, (forge) => forge.post('post.returned', 3)],
    ['the claim', submit, (forge) => forge.post('post.claimed', 3)],
    ['the handing over', submit, (forge) => forge.post('post.handed-over', 3, { payload: { to: 'person-5', until: '2026-11-23T15:00:20.000Z' } })],
    ['letting it pass out of turn', () => {}, expedite],
    ['the look at what another let pass', (forge) => expedite(forge, 5), (forge) => forge.post('emergency.checked', 3, { payload: { verdict: 'confirmed', note: 'n' } })],
  ])('%s by who wrote the national message that it is of is void, in one slice and one by one, and later too', async (_what, before, forged) => {
    const { forge, record } = founded()
    written(forge, ['person-3'])
    before(forge)
    const bad = forged(forge)
    expect(await pulled(record, forge)).toEqual([`${bad.position} groundless`])
    expect(await trust(record, signatures(worker), knows).isStillVoid(bad)).toBe(true)
    const oneByOne = heldRecord(forge)
    const found: string[] = []
    for (const row of forge.rows) found.push(...(await pulled(oneByOne, forge, [row])))
    expect(found).toEqual([`${bad.position} groundless`])
  })

  test('is decided by who wrote nothing of the national message, and writers that a later version brings count from then on', async () => {
    const { forge, record } = founded()
    written(forge, ['person-4'])
    submit(forge)
    forge.post('post.returned', 3)
    forge.post('post.revised', 2, { schema: 3, payload: { ...revised, writers: ['person-4', 'person-3'] } })
    forge.post('post.submitted', 2, { payload: { revision: 2, seal: other, warnings: [] } })
    const bad = approve(forge, 3, { seal: other })
    approve(forge, 5, { seal: other })
    expect(await pulled(record, forge)).toEqual([`${bad.position} groundless`])
  })

  test('in the form of before writers were said is held to none, whatever stands there: machines of then paid no heed', async () => {
    const { forge, record } = founded()
    written(forge, ['person-3'], 2)
    submit(forge)
    approve(forge)
    expect(await pulled(record, forge)).toEqual([])
  })

  test('is held to what an older form says as the newest form would say it', async () => {
    const { forge, record } = founded()
    const { base, variants, media, source, accounts, wanted } = content
    forge.post('post.drafted', 2, { schema: 1, payload: { content: { base, variants, media, source, accounts, wanted }, correctionOf: null } })
    submit(forge)
    approve(forge)
    expect(await pulled(record, forge)).toEqual([])
  })
})

describe('what is said of a national message', () => {
  const seen = { stream: 'kit/1', audience: { kind: 'institution' }, office: 'central' } as const
  const other: Kit = { ...aKit, base: 'Otro mensaje' }
  const draft = (forge: Forge) => forge.event({ ...seen, type: 'kit.drafted', payload: { kit: aKit }, by: 3 })
  const submit = (forge: Forge, given = aKit) => forge.event({ ...seen, type: 'kit.submitted', payload: { revision: 1, seal: kitSealOf(given) }, by: 3 })
  const approve = (forge: Forge, given = aKit, version = 1) =>
    forge.event({ ...seen, office: 'district', role: 'reviewer', type: 'kit.approved', payload: { version, kit: given, seal: kitSealOf(given) }, by: 5 })

  test.each([
    ['an approval of what nobody sent', (forge: Forge) => approve(forge)],
    ['one of other words than were sent', (forge: Forge) => (submit(forge), approve(forge, other))],
    ['one that leaves a version out', (forge: Forge) => (submit(forge), approve(forge, aKit, 2))],
    ['a second one', (forge: Forge) => (submit(forge), approve(forge), approve(forge, aKit, 2))],
    ['a change of what is in review', (forge: Forge) => (submit(forge), forge.event({ ...seen, type: 'kit.revised', payload: { kit: other, revision: 2 }, by: 3 }))],
    ['a sending of other words than were written', (forge: Forge) => submit(forge, other)],
  ])('is void without a ground in it: %s', async (_what, say) => {
    const { forge, record } = founded()
    draft(forge)
    const bad = say(forge)
    expect(await pulled(record, forge)).toEqual([`${bad.position} groundless`])
  })

  test('stands when the message gives ground for it', async () => {
    const { forge, record } = founded()
    draft(forge)
    submit(forge)
    approve(forge)
    expect(await pulled(record, forge)).toEqual([])
  })
})

describe('an event with a worthless signature', () => {
  const worthless = Buffer.alloc(64, 1).toString('base64')

  test('in the organization’s stream is void, and everything after it goes on: the stream, its signer, the rest', async () => {
    const { forge, record } = founded()
    const said = { person: 'person-2', roles: ['administrator'] }
    const forged = { ...forge.event({ type: 'person.roles-changed', payload: said, by: 1 }), signature: worthless }
    const added = forge.event({ type: 'person.added', payload: { person: 'person-6', name: 'Seis', post: 'p', mail: 'm@example.org', roles: ['operator'], office: 'district' }, by: 1 })
    const drafted = forge.post('post.drafted', 2)
    const taken = forge.post('post.revised', 2, { role: 'administrator' })
    expect(await pulled(record, forge, forge.rows.map((row) => (row.id === forged.id ? forged : row)))).toEqual([`${forged.position} forged`, `${taken.position} role`])
    expect(record.rows.slice(-2)).toEqual([added, drafted])
  })

  test.each([1, 3, 7, 1000])('gives every machine the same record, whatever slices of %i it comes in', async (size) => {
    const { forge } = founded()
    for (let round = 0; round < 12; round++) {
      const stream = `post/${round % 3}`
      forge.post(round < 3 ? 'post.drafted' : 'post.revised', 2, { stream })
      if (round % 4 === 1) forge.event({ type: 'signer.registered', payload: forge.registration(`signer-${90 + round}`, 2), by: 1 })
    }
    const bad = new Set(forge.rows.filter(({ position }) => position > 12 && position % 3 === 0).map(({ id }) => id))
    const rows = forge.rows.map((row) => (bad.has(row.id) ? { ...row, signature: worthless } : row))
    const record = heldRecord(forge)
    for (let from = 0; from < rows.length; from += size) await pulled(record, forge, rows.slice(from, from + size), rows)
    expect(record.rows.map(({ id }) => id)).toEqual(rows.filter(({ id }) => !bad.has(id)).map(({ id }) => id))
  })

  test('under a name that only worthless events brought is void too', async () => {
    const { forge, record } = founded()
    const registration = forge.event({ type: 'signer.registered', payload: forge.registration('signer-99', 2), by: 1 })
    const drafted = forge.post('post.drafted', 2, { signer: 'signer-99' })
    const rows = forge.rows.map((row) => (row === registration ? { ...row, signature: worthless } : row))
    expect(await pulled(record, forge, rows)).toEqual([`${registration.position} forged`, `${drafted.position} unknown-signer`])
  })
})

describe('a signer’s chain', () => {
  test('goes on through events that one may not read', async () => {
    const { forge, record } = founded()
    forge.post('post.drafted', 2)
    const hidden = forge.event({ type: 'incident.opened', payload: {}, by: 2, stream: 'incident/1', audience: { kind: 'people', people: [] } })
    const seen = forge.post('post.submitted', 2)
    expect(await pulled(record, forge, forge.rows.filter((row) => row !== hidden))).toEqual([])
    expect(record.rows.at(-1)).toEqual(seen)
    expect(record.links.map(({ signer, signer_sequence, hash }) => ({ signer, signer_sequence, hash }))).toEqual([
      { signer: 'signer-2', signer_sequence: hidden.signer_sequence, hash: hidden.hash },
    ])
  })

  test('takes no link that its next event does not sign for', async () => {
    const { forge, record } = founded()
    forge.post('post.drafted', 2)
    const hidden = forge.event({ type: 'incident.opened', payload: {}, by: 2, stream: 'incident/1', audience: { kind: 'people', people: [] } })
    const seen = forge.post('post.submitted', 2)
    const lying = Object.assign(Object.create(forge) as Forge, {
      links: (signer: string, from: number, to: number) => forge.links(signer, from, to).map((link) => ({ ...link, deed: 'ab'.repeat(32) })),
    })
    expect(await pulled(record, lying, forge.rows.filter((row) => row !== hidden))).toEqual([`${seen.position} out-of-chain`])
    expect(record.links).toEqual([])
  })

  test('with a gap, or taken twice, is not taken over', async () => {
    const { forge, record } = founded()
    forge.post('post.drafted', 2)
    const twice = forge.post('post.drafted', 2, { stream: 'post/2' })
    const before = forge.rows.at(-2)
    const again = forge.event({ type: 'post.drafted', payload: {}, by: 2, stream: 'post/3', audience: { kind: 'review', office: 'district' as never } }, {
      signer_sequence: twice.signer_sequence,
      previous: before?.hash ?? '',
    })
    expect(await pulled(record, forge)).toEqual([`${again.position} out-of-chain`])
  })

  test('an event that became readable later must be the one whose link was kept', async () => {
    const { forge, record } = founded()
    forge.post('post.drafted', 2)
    const hidden = forge.post('post.drafted', 2, { stream: 'post/9' })
    forge.post('post.submitted', 2)
    await pulled(record, forge, forge.rows.filter((row) => row !== hidden))
    expect(await pulled(record, forge, [hidden])).toEqual([])
    expect(record.holds(hidden.id)).toBe(true)
  })
})

describe('a stream that became readable', () => {
  test('is fetched from its beginning and judged by what held then', async () => {
    const { forge, record } = founded()
    const drafted = forge.post('post.drafted', 2)
    const submitted = forge.post('post.submitted', 2)
    forge.event({ type: 'person.roles-changed', payload: { person: 'person-2', roles: ['reviewer'] }, by: 1 })
    const claimed = forge.post('post.claimed', 3)
    const readable = forge.rows.filter((row) => row !== drafted && row !== submitted)
    expect(await pulled(record, forge, readable)).toEqual([])
    expect(record.heldStream('post/1')).toEqual([drafted, submitted, claimed])
  })

  test('whose beginning the hub keeps back is not taken over', async () => {
    const { forge, record } = founded()
    forge.post('post.drafted', 2)
    const submitted = forge.post('post.submitted', 2)
    expect(await pulled(record, forge, forge.rows.filter(({ type }) => type !== 'post.drafted'), [])).toEqual([`${submitted.position} out-of-stream`])
  })
})

describe('who may act', () => {
  test('a revoked signer’s events are put aside from then on', async () => {
    const { forge, record } = founded()
    forge.post('post.drafted', 2)
    forge.event({ type: 'signer.revoked', payload: { signer: 'signer-2', reason: 'lost' }, by: 1 })
    const after = forge.post('post.submitted', 2)
    expect(await pulled(record, forge)).toEqual([`${after.position} revoked`])
  })

  test('a deactivated person’s events are put aside until they are active again', async () => {
    const { forge, record } = founded()
    forge.event({ type: 'person.deactivated', payload: { person: 'person-2', reason: 'left' }, by: 1 })
    const while_ = forge.post('post.drafted', 2)
    forge.event({ type: 'person.reactivated', payload: { person: 'person-2' }, by: 1 })
    forge.post('post.drafted', 2, { stream: 'post/2' })
    expect(await pulled(record, forge)).toEqual([`${while_.position} revoked`])
  })

  test('a stand-in acts in the lent role between the two dates only', async () => {
    const { forge, record } = founded()
    const [from, until] = ['2026-11-24T00:00:00.000Z', '2026-11-25T00:00:00.000Z'] as const
    forge.event({ type: 'stand-in.set', payload: { absent: 'person-4', standIn: 'person-3', roles: ['security'], from, until }, by: 1 })
    const open = (stream: string, at: string) =>
      forge.event({ type: 'incident.opened', payload: {}, by: 3, role: 'security', stream, audience: { kind: 'security', office: 'district' as never }, at: at as Instant })
    const early = open('incident/1', '2026-11-23T23:59:59.999Z')
    open('incident/2', from)
    const late = open('incident/3', until)
    forge.event({ type: 'stand-in.ended', payload: { absent: 'person-4', standIn: 'person-3' }, by: 1 })
    const ended = open('incident/4', from)
    expect(await pulled(record, forge)).toEqual([`${early.position} role`, `${late.position} role`, `${ended.position} role`])
  })

  test('a stand-in that is set again holds as it was set last', async () => {
    const { forge, record } = founded()
    const at = '2026-11-24T00:00:00.000Z' as Instant
    const set = (until: string) =>
      forge.event({ type: 'stand-in.set', payload: { absent: 'person-4', standIn: 'person-3', roles: ['security'], from: '2026-11-01T00:00:00.000Z', until }, by: 1 })
    const open = (stream: string) => forge.event({ type: 'incident.opened', payload: {}, by: 3, role: 'security', stream, audience: { kind: 'security', office: 'district' as never }, at })
    set('2026-12-01T00:00:00.000Z')
    open('incident/1')
    set('2026-11-20T00:00:00.000Z')
    const after = open('incident/2')
    expect(await pulled(record, forge)).toEqual([`${after.position} role`])
  })

  test('the organization is in one stream, and a clock’s stream is its signer’s', async () => {
    const { forge, record } = founded()
    const elsewhere = forge.event({ type: 'institution.founded', payload: {}, by: 1, stream: 'organization/other' })
    const clock = forge.event({ type: 'clock.set-back', payload: {}, by: 3, stream: 'clock/signer-2', audience: { kind: 'office', office: 'central' as never } })
    expect(await pulled(record, forge)).toEqual([`${elsewhere.position} not-permitted`, `${clock.position} not-permitted`])
  })

  test('an invitation’s key registers its person’s signer once, in time, and nothing else', async () => {
    const { forge, record } = founded()
    const added = { person: 'person-6', name: 'Seis', post: 'p', mail: 'm@example.org', roles: ['operator'], office: 'district' }
    forge.event({ type: 'person.added', payload: added, by: 1 })
    const invite = (signer: string) =>
      forge.event({ type: 'person.invited', payload: { person: 'person-6', invitation: signer, signer, publicKey: testKey(Number(signer.slice(7))).publicKey, expires: '2026-11-24T00:00:00.000Z' }, by: 1 })
    const six = { by: 6, role: 'operator', office: 'district' } as const
    invite('signer-60')
    const other = forge.post('post.drafted', 6, { ...six, signer: 'signer-60' })
    forge.event({ type: 'signer.registered', payload: forge.registration('signer-6', 6), ...six, signer: 'signer-60' })
    const twice = forge.event({ type: 'signer.registered', payload: forge.registration('signer-66', 6), ...six, signer: 'signer-60' })
    forge.post('post.drafted', 6, { ...six, stream: 'post/2' })
    invite('signer-61')
    const late = forge.event({ type: 'signer.registered', payload: forge.registration('signer-67', 6), ...six, signer: 'signer-61', at: '2026-11-24T00:00:00.000Z' as Instant })
    expect(await pulled(record, forge)).toEqual([`${other.position} actor`, `${twice.position} actor`, `${late.position} expired`])
  })

  test('a recovery sheet registers signers for the people of its machine only', async () => {
    const { forge, record } = founded()
    const own = forge.event({ type: 'signer.registered', payload: forge.registration('signer-22', 2), by: 2, signer: 'signer-11' })
    expect(await pulled(record, forge)).toEqual([])
    expect(record.rows.at(-1)).toEqual(own)
    forge.event({ type: 'person.added', payload: { person: 'person-6', name: 'Seis', post: 'p', mail: 'm@example.org', roles: ['operator'], office: 'district' }, by: 1 })
    const foreign = forge.event({ type: 'signer.registered', payload: forge.registration('signer-6', 6), by: 6, role: 'operator', office: 'district', signer: 'signer-11' })
    expect(await pulled(record, forge, forge.rows.slice(-2))).toEqual([`${foreign.position} actor`])
  })
})

describe('what an older version put aside', () => {
  test('is judged again when it is known', async () => {
    const { forge, record } = founded()
    forge.post('post.drafted', 2)
    forge.post('post.revised', 2, { schema: 4 })
    forge.post('post.submitted', 2)
    await pulled(record, forge)
    expect(trust(record, signatures(worker), knows).releasable()).toEqual([])
    expect(trust(record, signatures(worker), () => true).releasable()).toEqual(forge.rows.slice(-2))
  })
})

test('many events are checked over all cores with the same findings', async () => {
  const forge = new Forge().found()
  for (let post = 0; post < 300; post++) forge.post('post.drafted', 2, { stream: `post/${post}` })
  const broken = forge.rows.map((row, index) => (index === 100 ? { ...row, payload: '{"x":1}' } : row))
  const checker = signatures(worker)
  const keys = Object.fromEntries(['signer-1', 'signer-2'].map((signer) => [signer, testKey(Number(signer.slice(7))).publicKey]))
  const findings = await checker.check(broken, keys)
  expect(findings.map((finding, index) => (finding === 'sound' ? -1 : index)).filter((index) => index >= 0)).toEqual([100])
})

describe('of many events at once, a later signature of the same signer', () => {
  /** A hundred events of three people in turn, two posts, each signature but the last of a signer worth nothing. */
  function unsigned() {
    const { forge, record } = founded()
    const first = forge.rows.length
    for (let turn = 0; turn < 50; turn++) {
      forge.post('post.revised', 2)
      forge.post('post.revised', 5, { stream: 'post/2', role: 'operator' })
    }
    const last = new Map(forge.rows.map((row) => [row.signer, row]))
    const rows = forge.rows.map((row, index) => (index < first || last.get(row.signer) === row ? row : worthless(row)))
    return { forge, checker: trust(record, signatures(worker), knows), rows, first }
  }
  const worthless = (row: EventRow): EventRow => ({ ...row, signature: Buffer.alloc(64, 1).toString('base64') })

  test('speaks for those before it in the chain, until each is examined', async () => {
    const { checker, rows, first } = unsigned()
    expect((await checker.weigh(rows, true)).findings.slice(first)).toEqual(rows.slice(first).map(() => 'sound'))
    expect((await checker.weigh(rows)).findings.slice(first)).toEqual(rows.slice(first).map((row) => (rows.findLast(({ signer }) => signer === row.signer) === row ? 'sound' : 'forged')))
    expect(await checker.examine(rows)).toEqual(rows.slice(first, -2))
  })

  test('does not speak for what was changed, made up, or left to stand alone', async () => {
    const { checker, rows, first, forge } = unsigned()
    const changed = rows[first + 10] as EventRow // made above
    const altered = rows.with(first + 10, { ...changed, payload: '{"other":1}' })
    expect((await checker.weigh(altered, true)).findings[first + 10]).toBe('altered')
    // With a hash of its own it is no longer the one that the next event names; what stands before it is not spoken for either.
    const { hash: _hash, ...deed } = { ...changed, payload: '{"other":1}' }
    const madeUp = rows.with(first + 10, { ...deed, hash: eventHash(deedDigest(deed), deed) })
    const { findings } = await checker.weigh(madeUp, true)
    expect(findings.slice(first, first + 14)).toEqual(['forged', 'sound', 'forged', 'sound', 'forged', 'sound', 'forged', 'sound', 'forged', 'sound', 'forged', 'sound', 'sound', 'sound'])
    // The last of a chain has nobody behind it.
    const ended = [...rows.slice(0, -1), worthless(forge.rows.at(-1) as EventRow)] // likewise
    expect((await checker.weigh(ended, true)).findings.slice(-4)).toEqual(['sound', 'forged', 'sound', 'forged'])
  })

  test('does not speak for what its signer found in their chain and did not do', async () => {
    const { checker, rows, first } = unsigned()
    const speaks = rows[first + 20] as EventRow // made above
    const { hash: _hash, ...deed } = { ...speaks, after: NO_PREVIOUS }
    const hash = eventHash(deedDigest(deed), deed)
    const silent = { ...deed, hash, signature: sign(null, Buffer.from(hash, 'hex'), testKey(2).privateKey).toString('base64') }
    const { findings } = await checker.weigh(rows.with(first + 20, silent), true)
    expect(findings.slice(first + 18, first + 24)).toEqual(['forged', 'sound', 'sound', 'sound', 'sound', 'sound'])
  })

  test('leaves what was judged by them to be judged again: who had no hand in a post may decide it', async () => {
    const { forge, record } = founded()
    forge.post('post.drafted', 2)
    forge.post('remark.made', 3, { payload: { remark: 'r', revision: 1, anchor: { kind: 'passage', at: { kind: 'text', network: 'base' }, start: 0, quote: 'Texto' }, text: '', required: false, proposal: 'Otro' } })
    const believed = forge.post('suggestion.accepted', 2, { payload: { remark: 'r', by: 'person-3' } })
    const submitted = forge.post('post.submitted', 2)
    const approved = forge.post('post.approved', 3)
    expect(await pulled(record, forge)).toEqual([`${approved.position} own-work`])
    for (const row of [believed, submitted, approved]) record.putAside(row)
    const checker = trust(record, signatures(worker), knows)
    const again = checker.releasable()
    expect(again).toEqual([believed, submitted, approved])
    const ids = new Set(again.map(({ id }) => id))
    const weighed = await checker.weigh([worthless(believed), submitted, approved])
    expect(checker.judge(weighed, []).faulty.map(({ fault }) => fault), 'what waits bars what follows').toEqual(['after-quarantined', 'after-quarantined', 'after-quarantined'])
    const judged = checker.judge(weighed, [], ids)
    expect(judged.faulty.map(({ fault }) => fault)).toEqual(['forged'])
    expect(judged.sound).toEqual([submitted, approved])
  })

  test('does not speak for what says who is who', async () => {
    const { forge, record } = founded()
    for (let turn = 0; turn < 80; turn++) forge.event({ type: 'person.roles-changed', payload: { person: 'person-2', roles: ['operator'] }, by: 1 })
    const at = forge.rows.length - 40
    const rows = forge.rows.with(at, worthless(forge.rows[at] as EventRow)) // made above
    expect((await trust(record, signatures(worker), knows).weigh(rows, true)).findings[at]).toBe('forged')
  })
})

describe('how a contact is reached', () => {
  const set = (forge: Forge, by: number, contact: string, office: string, mail: string): EventRow =>
    forge.event({ type: 'contact.set', payload: { contact, office, card: { name: 'Mesa', post: '', mail, phone: '', hours: '' } }, by })

  test('anybody says while nobody has; then who answers for it, and of an office its own people', async () => {
    const { forge, record } = founded()
    set(forge, 2, 'security', 'central', 'mesa@institucion.mx')
    const bad = [set(forge, 2, 'security', 'central', 'otra@example.com'), set(forge, 3, 'security', 'central', 'otra@example.com')]
    set(forge, 4, 'security', 'central', 'guardia@institucion.mx')
    set(forge, 3, 'communication', 'central', 'prensa@institucion.mx')
    bad.push(set(forge, 4, 'communication', 'central', 'otra@example.com'))
    set(forge, 2, 'areaHead', 'district', 'vocal@institucion.mx')
    bad.push(set(forge, 2, 'areaHead', 'other', 'otra@example.com'))
    set(forge, 1, 'areaHead', 'other', 'vocal2@institucion.mx')
    const said = bad.map(({ position }) => `${position} groundless`)
    expect(await pulled(record, forge)).toEqual(said)
    // However it comes, and whenever it is asked.
    const oneByOne = heldRecord(forge)
    const found: string[] = []
    for (const row of forge.rows) found.push(...(await pulled(oneByOne, forge, [row])))
    expect(found).toEqual(said)
    for (const row of bad) expect(await trust(record, signatures(worker), knows).isStillVoid(row)).toBe(true)
  })
})
