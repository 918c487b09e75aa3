import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { acceptedValues, INSERT_ASIDE, prepareAccepted } from '#main/ledger/event-rows.ts'
import { recordExtract } from '#main/ledger/extract.ts'
import { openDatabase } from '#main/ledger/open-database.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import { emptyContent, type Content } from '#shared/posts/content.ts'
import { sealOf } from '#shared/posts/seal.ts'
import { Forge, type Said } from '#tests/kit/forge.ts'
import { testKey } from '#tests/kit/test-ledger.ts'
import { verdictOf } from './evidence.ts'

/** Kits of people who hold keys of the institution and sign what no honest machine would. */

const content: Content = { ...emptyContent, base: 'Abren a las 8:00 h.', accounts: [{ id: 'x-1' as AccountId, network: 'x' }] }
const seal = sealOf(content)
const WRITER = 2
const REVIEWER = 3
const BOTH = 5

/** What the verifier says of a record's post. `aside`: ids of events that every machine finds void. */
function said(forge: Forge, aside: readonly string[] = []): ReturnType<typeof verdictOf> {
  const folder = mkdtempSync(join(tmpdir(), 'resguardo-forged-'))
  const opened = openDatabase(join(folder, 'record.db'))
  if (!opened.ok) throw new Error(opened.failure.kind)
  const insert = prepareAccepted(opened.database)
  for (const row of forge.rows) {
    if (aside.includes(row.id)) opened.database.prepare(INSERT_ASIDE).run(row.id, row.position, JSON.stringify(row), 'forged', row.at)
    else insert.run(...acceptedValues(row))
  }
  const extract = recordExtract(opened.database)('post/1')
  opened.database.close()
  rmSync(folder, { recursive: true })
  return verdictOf(extract, '1', { 'x-1': content.base })
}

const drafted = (forge: Forge) => forge.post('post.drafted', WRITER, { payload: { content, correctionOf: null } })
const submitted = (forge: Forge, steps?: readonly object[]) => forge.post('post.submitted', WRITER, { payload: { revision: 1, seal, warnings: [], ...(steps === undefined ? {} : { steps }) } })
const approved = (forge: Forge, by = REVIEWER, change: Partial<Said> = {}) => forge.post('post.approved', by, { role: 'reviewer', payload: { revision: 1, seal }, ...change })
const copied = (forge: Forge) => forge.post('post.copied', WRITER, { payload: { account: 'x-1', seal } })
const published = (forge: Forge) => forge.post('post.published', WRITER, { payload: { account: 'x-1', permalink: 'https://x.com/INE/status/1', seal } })

function honest(): Forge {
  const forge = new Forge().found()
  drafted(forge)
  submitted(forge)
  approved(forge)
  copied(forge)
  published(forge)
  return forge
}

describe('the verifier of evidence', () => {
  test('finds right what honest people signed, and calls them by their names', async () => {
    const { code, text } = await said(honest())
    expect(text).toContain('Aprobó Persona 3 (person-3)')
    expect([code, text.trim().split('\n').at(-1)]).toEqual([0, 'CORRESPONDE: lo publicado tiene su aprobación, sus firmas y sus archivos.'])
  })

  test('finds a reviewer whose key somebody else made known', async () => {
    const forge = new Forge().found()
    // An operator signs, with their own key, that a new one is the reviewer's.
    forge.event({ type: 'signer.registered', payload: { ...forge.registration('signer-66', REVIEWER), publicKey: testKey(66).publicKey }, by: WRITER })
    drafted(forge)
    submitted(forge)
    approved(forge, REVIEWER, { signer: 'signer-66' })
    expect(await said(forge)).toMatchObject({ code: 1, text: expect.stringContaining('La presentación del firmante signer-66 no es de quien administra.') as string })
    // Also if it says that it administers.
    const claiming = new Forge().found()
    claiming.event({ type: 'signer.registered', payload: { ...claiming.registration('signer-66', REVIEWER), publicKey: testKey(66).publicKey }, by: WRITER, role: 'administrator' })
    drafted(claiming)
    submitted(claiming)
    approved(claiming, REVIEWER, { signer: 'signer-66' })
    expect(await said(claiming)).toMatchObject({ code: 1 })
  })

  test('finds an approval by somebody who was no reviewer at that moment', async () => {
    const forge = new Forge().found()
    drafted(forge)
    submitted(forge)
    approved(forge, 4)
    expect(await said(forge)).toMatchObject({ code: 1, text: expect.stringContaining('no tenía entonces la función') as string })
    const later = new Forge().found()
    later.event({ type: 'person.roles-changed', payload: { person: 'person-3', roles: ['operator'] }, by: 1 })
    drafted(later)
    submitted(later)
    approved(later)
    expect(await said(later)).toMatchObject({ code: 1, text: expect.stringContaining('no tenía entonces la función') as string })
    // A name that an operator gave themselves, or a role, is nobody's.
    const risen = new Forge().found()
    risen.event({ type: 'person.corrected', payload: { person: 'person-3', name: 'Presidenta', post: '', mail: '', office: 'central' }, by: WRITER, role: 'administrator' })
    drafted(risen)
    submitted(risen)
    approved(risen)
    expect(await said(risen)).toMatchObject({ code: 1, text: expect.stringContaining('(person.corrected) no es de quien administra.') as string })
  })

  test('finds a decision by who wrote the national message that the post was made of', async () => {
    const of = (writers: readonly string[], schema = 3) => {
      const forge = new Forge().found()
      forge.post('post.drafted', WRITER, { schema, payload: { content, correctionOf: null, writers } })
      submitted(forge)
      approved(forge)
      copied(forge)
      published(forge)
      return forge
    }
    expect(await said(of(['person-3']))).toMatchObject({ code: 1, text: expect.stringContaining('la aprobó una persona que escribió el mensaje nacional del que se hizo') as string })
    expect(await said(of(['person-4']))).toMatchObject({ code: 0 })
    // Before events said it, no machine asked.
    expect(await said(of(['person-3'], 2))).toMatchObject({ code: 0 })
    // An approval that was found void for it counts for nothing, and lacks nowhere.
    const forge = new Forge().found()
    forge.post('post.drafted', WRITER, { schema: 3, payload: { content, correctionOf: null, writers: ['person-3'] } })
    submitted(forge)
    const void_ = approved(forge)
    approved(forge, BOTH)
    copied(forge)
    published(forge)
    expect(await said(forge, [void_.id])).toMatchObject({ code: 0, text: expect.stringContaining('escribió el mensaje nacional') as string })
  })

  test('takes a stand-in for what they stood in, while they did', async () => {
    const standingInUntil = (until: string) => {
      const forge = new Forge().found()
      forge.event({ type: 'stand-in.set', payload: { absent: 'person-3', standIn: 'person-4', roles: ['reviewer'], from: '2026-11-01T00:00:00.000Z', until }, by: 1 })
      drafted(forge)
      submitted(forge)
      approved(forge, 4)
      return said(forge)
    }
    expect(await standingInUntil('2026-12-01T00:00:00.000Z')).toMatchObject({ code: 0 })
    expect(await standingInUntil('2026-11-02T00:00:00.000Z')).toMatchObject({ code: 1 })
  })

  test('takes a signer that a recovery sheet opened for a person of its machine, and for nobody else', async () => {
    const forge = new Forge().found()
    forge.event({ type: 'signer.registered', payload: forge.registration('signer-22', WRITER), by: WRITER, signer: 'signer-11' })
    forge.post('post.drafted', WRITER, { payload: { content, correctionOf: null }, signer: 'signer-22' })
    submitted(forge)
    approved(forge)
    // Everybody of the forge was registered on the founder's machine.
    expect(await said(forge)).toMatchObject({ code: 0 })
    const other = new Forge().found()
    other.event({ type: 'person.invited', payload: { person: 'person-3', invitation: 'i', signer: 'signer-33', publicKey: testKey(33).publicKey, expires: '2026-12-01T00:00:00.000Z' }, by: 1 })
    other.event({ type: 'signer.registered', payload: other.registration('signer-34', REVIEWER), by: REVIEWER, signer: 'signer-33' })
    other.event({ type: 'signer.registered', payload: other.registration('signer-35', REVIEWER, 'recovery'), by: REVIEWER, signer: 'signer-34' })
    other.event({ type: 'signer.registered', payload: other.registration('signer-36', WRITER), by: WRITER, signer: 'signer-35' })
    other.post('post.drafted', WRITER, { payload: { content, correctionOf: null }, signer: 'signer-36' })
    submitted(other)
    approved(other, REVIEWER, { signer: 'signer-34' })
    expect(await said(other)).toMatchObject({ code: 1, text: expect.stringContaining('La presentación del firmante signer-36 no es de una persona de ese equipo.') as string })
  })

  test('is not put off by an act that the institution put aside, and says whose it was', async () => {
    const forge = new Forge().found()
    drafted(forge)
    const worthless = forge.post('post.submitted', WRITER)
    Object.assign(worthless, { signature: Buffer.alloc(64).toString('base64') })
    submitted(forge)
    // A contributor who approves their own words: signed, and void all the same.
    const own = forge.post('post.approved', WRITER, { role: 'reviewer', payload: { revision: 1, seal } })
    approved(forge)
    const { code, text } = await said(forge, [worthless.id, own.id])
    expect(text).toContain(`La institución apartó el acto ${own.version} (post.approved), escrito por Persona 2 (person-2); no cuenta:`)
    expect(text).toContain(`La institución apartó el acto ${worthless.version} (post.submitted)`)
    expect(code).toBe(0)
  })

  test('finds an act that was called put aside to hide it', async () => {
    const forge = new Forge().found()
    drafted(forge)
    submitted(forge)
    approved(forge)
    const halt = forge.post('post.halted', REVIEWER, { payload: { reason: 'Dato en duda' } })
    copied(forge)
    published(forge)
    expect(await said(forge)).toMatchObject({ code: 1, text: expect.stringContaining('copia mientras estaba detenida') as string })
    expect(await said(forge, [halt.id])).toMatchObject({ code: 1, text: expect.stringContaining('se apartó y podía hacerse') as string })
  })

  test('finds an approval without all the decisions that it asked for', async () => {
    const steps = [{ people: [], need: 'any' }, { people: [], need: 'any' }]
    const short = new Forge().found()
    drafted(short)
    submitted(short, steps)
    approved(short)
    expect(await said(short)).toMatchObject({ code: 1, text: expect.stringContaining('sin todas las decisiones que pedía') as string })
    const twice = new Forge().found()
    drafted(twice)
    submitted(twice, steps)
    twice.post('post.agreed', REVIEWER, { payload: { revision: 1, seal, step: 0 } })
    approved(twice)
    expect(await said(twice)).toMatchObject({ code: 1 })
    const whole = new Forge().found()
    drafted(whole)
    submitted(whole, steps)
    whole.post('post.agreed', BOTH, { role: 'reviewer', office: 'district', payload: { revision: 1, seal, step: 0 } })
    approved(whole)
    expect(await said(whole)).toMatchObject({ code: 0 })
  })

  test('finds a second publication, a copy in doubt, and an approval of what was out taken back', async () => {
    const twice = honest()
    published(twice)
    expect(await said(twice)).toMatchObject({ code: 1, text: expect.stringContaining('registra otra vez lo que ya estaba publicado') as string })
    const doubt = new Forge().found()
    drafted(doubt)
    submitted(doubt)
    approved(doubt)
    copied(doubt)
    doubt.post('post.doubted', WRITER, { payload: { account: 'x-1', note: 'Se cayó la red' } })
    copied(doubt)
    expect(await said(doubt)).toMatchObject({ code: 1, text: expect.stringContaining('sin haber comprobado en la red') as string })
    const changed = honest()
    changed.post('approval.voided', WRITER, { payload: { seal, fields: ['base'] } })
    changed.post('post.revised', WRITER, { payload: { content, revision: 2, fields: ['base'] } })
    submitted(changed)
    approved(changed)
    expect(await said(changed)).toMatchObject({ code: 1, text: expect.stringContaining('de lo que ya estaba publicado') as string })
  })

  test('says what it does not know', async () => {
    const forge = honest()
    forge.post('post.teleported', WRITER, { payload: { to: 'x' } })
    expect(await said(forge)).toMatchObject({ code: 1, text: expect.stringContaining('de una clase que este verificador no conoce') as string })
    const correction = new Forge().found()
    correction.post('post.drafted', WRITER, { payload: { content, correctionOf: 'post-7' } })
    submitted(correction)
    approved(correction)
    expect((await said(correction)).text).toContain('Corrige la publicación post-7.')
  })
})
