import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { libraryService, type LibraryService } from '#main/modules/library/service.ts'
import { libraryProjection } from '#main/modules/library/store.ts'
import { topicCatalogue } from '#main/modules/library/topic-catalogue.ts'
import { ok } from '#shared/kernel/result.ts'
import type { Day } from '#shared/kernel/local-day.ts'
import type { Context, PersonId } from '#shared/ledger/event.ts'
import type { Campaign } from '#shared/library/campaign.ts'
import { officePiece } from '#shared/library/piece-decider.ts'
import type { Piece } from '#shared/library/piece.ts'
import type { TopicId } from '#shared/library/topic.ts'
import { sure } from '#tests/kit/sure.ts'
import { openTestLedger, type TestLedger } from '#tests/kit/test-ledger.ts'
import { shippedRules } from '../../unit/rules/shipped-rules.ts'

let opened: TestLedger
let library: LibraryService
let oaxaca: Context
let puebla: Context
let reviewer: Context

const serviceOn = ({ ledger, clock }: TestLedger) =>
  libraryService({
    ledger,
    clock,
    nameOf: (person) => `Nombre de ${person}`,
    zoneOf: () => 'America/Mexico_City',
    owners: () => [],
    officeNameOf: (office) => `Oficina ${office}`,
    legibility: () => shippedRules.legibility,
    shipped: topicCatalogue(join(import.meta.dirname, '../../../resources')),
  })

beforeEach(() => {
  opened = openTestLedger([libraryProjection])
  library = serviceOn(opened)
  oaxaca = opened.context(1, ['operator'], 'district-oaxaca-03')
  puebla = opened.context(3, ['operator'], 'district-puebla-01')
  reviewer = opened.context(2, ['reviewer'])
})
afterEach(() => opened.close())

const ending: Piece = { kind: 'ending', name: 'INETEL', use: 'Trámites', text: 'Dudas: INETEL 800 433 2000.' }
const template: Piece = { kind: 'template', name: 'Cierre de módulo', use: '', text: 'El módulo de [lugar] cierra el [fecha].' }

test('an office sees the national pieces and its own, by name; the retired ones only when asked for', () => {
  const national = sure(library.keepPiece(reviewer, 'national', ending)).id
  const own = sure(library.keepPiece(oaxaca, 'office', template)).id
  expect(library.pieces(oaxaca, false).map(({ id, scope, by }) => ({ id, scope, by }))).toEqual([
    { id: own, scope: 'office', by: 'Nombre de person-1' },
    { id: national, scope: 'national', by: 'Nombre de person-2' },
  ])
  expect(library.pieces(puebla, false).map(({ id }) => id)).toEqual([national])
  sure(library.retirePiece(reviewer, 'national', national, 'Cambió el número'))
  expect(library.pieces(puebla, false)).toEqual([])
  expect(library.pieces(puebla, true).map(({ retired }) => retired)).toEqual(['Cambió el número'])
})

test('an office’s ending of before approvals is written anew in one act: the new one asks, the old one is retired and may be restored', () => {
  // As the version of before kept it.
  const before: typeof officePiece = { ...officePiece, decide: (_, command) => ok(command.kind === 'keep' ? [{ type: 'office-piece.kept', payload: { piece: command.piece } }] : []), audience: (_, { office }) => ({ kind: 'office', office }) }
  const id = oaxaca.newId<'piece'>()
  sure(opened.ledger.record(oaxaca, before, id, { kind: 'keep', piece: ending }))
  expect(library.pieces(oaxaca, false)).toMatchObject([{ approval: { kind: 'before' }, usable: ending }])
  const better: Piece = { ...ending, text: 'Dudas: INETEL 800 433 2000, todos los días.' }
  expect(library.revisePiece(oaxaca, 'office', id, 1, better)).toMatchObject({ refusal: { code: 'library/ending-before' } })
  // Nothing of it stays if the new one cannot be.
  expect(library.replacePiece(oaxaca, id, 1, { ...better, text: ' ' }, 'Lo sustituye otro')).toMatchObject({ refusal: { code: 'library/incomplete' } })
  expect(library.replacePiece(puebla, id, 1, better, 'Lo sustituye otro')).toMatchObject({ refusal: { code: 'library/other-office' } })
  expect(library.replacePiece(oaxaca, id, 2, better, 'Lo sustituye otro')).toMatchObject({ refusal: { code: 'library/changed-since' } })
  expect(library.pieces(oaxaca, false)).toMatchObject([{ id, retired: null }])

  const made = sure(library.replacePiece(oaxaca, id, 1, better, 'Lo sustituye otro')).id
  expect(library.pieces(oaxaca, true).map((one) => [one.id, one.retired, one.approval.kind, one.usable?.kind ?? null])).toEqual(expect.arrayContaining([[made, null, 'asked', null], [id, 'Lo sustituye otro', 'before', 'ending']]))
  expect(library.toApprove(reviewer.actor).map((one) => one.id)).toEqual([made])
  expect(library.replacePiece(oaxaca, made, 1, better, 'x')).toMatchObject({ refusal: { code: 'library/not-before' } })
  sure(library.restorePiece(oaxaca, 'office', id))
  expect(library.pieces(oaxaca, false)).toHaveLength(2)
})

test('an office’s ending goes to the reviewers, and is used once one of them approved it', () => {
  const { id } = sure(library.keepPiece(oaxaca, 'office', ending))
  const seen = (context: Context) => library.pieces(context, false).map(({ usable, approval, mayApprove, office }) => [usable?.name ?? null, approval.kind, mayApprove, office])
  const other = opened.context(4, ['reviewer'], 'central-cncs')
  expect([seen(oaxaca), seen(puebla), seen(reviewer)]).toEqual([[[null, 'asked', false, null]], [], [[null, 'asked', true, 'Oficina district-oaxaca-03']]])
  expect(library.toApprove('person-2' as PersonId).map(({ name }) => name)).toEqual(['INETEL'])
  expect(library.approvePiece(oaxaca, 'office', id, 1)).toEqual({ ok: false, refusal: { code: 'ledger/role' } })
  sure(library.returnPiece(reviewer, 'office', id, 1, 'Falta el horario.'))
  expect([seen(oaxaca), seen(reviewer), library.toApprove('person-2' as PersonId)]).toEqual([[[null, 'returned', false, null]], [], []])
  sure(library.revisePiece(oaxaca, 'office', id, 1, { ...ending, name: 'INETEL, 24 horas' }))
  sure(library.approvePiece(other, 'office', id, 2))
  expect(seen(oaxaca)).toEqual([['INETEL, 24 horas', 'given', false, null]])
  expect(library.pieces(oaxaca, false)[0]?.approval).toMatchObject({ by: 'Nombre de person-4' })
})

test('a national ending is approved by another reviewer than its author', () => {
  const { id } = sure(library.keepPiece(reviewer, 'national', ending))
  expect([library.toApprove('person-2' as PersonId), library.pieces(puebla, false)[0]?.usable]).toEqual([[], null])
  expect(library.approvePiece(reviewer, 'national', id, 1)).toEqual({ ok: false, refusal: { code: 'library/own-work' } })
  sure(library.approvePiece(opened.context(4, ['reviewer'], 'central-cncs'), 'national', id, 1))
  expect(library.pieces(puebla, false)[0]?.usable).toEqual(ending)
})

test('official hashtags whose words are run together are refused, and told how to read', () => {
  const tags: Piece = { kind: 'hashtags', name: 'Proceso 2026-2027', use: '', tags: ['#INEMexico', '#Votoseguro'], process: '' }
  const refused = { ok: false, refusal: { code: 'library/hashtag-words', detail: { words: '#Votoseguro', instead: '#VotoSeguro' }, fields: { tags: 'hashtag-case' } } }
  expect(library.keepPiece(reviewer, 'national', tags)).toEqual(refused)
  const kept = sure(library.keepPiece(oaxaca, 'office', { ...tags, tags: ['#INEMexico', '#VotoSeguro', '#Elecciones'] })).id
  expect(library.revisePiece(oaxaca, 'office', kept, 1, tags)).toEqual(refused)
})

test('what an office may not write it is refused', () => {
  const own = sure(library.keepPiece(oaxaca, 'office', template)).id
  expect(library.keepPiece(oaxaca, 'national', ending)).toEqual({ ok: false, refusal: { code: 'ledger/role' } })
  expect(library.retirePiece(puebla, 'office', own, 'x')).toEqual({ ok: false, refusal: { code: 'library/other-office' } })
})

const campaign: Campaign = { name: 'Credencial', owner: 'person-2' as PersonId, from: '2026-01-01' as Day, to: null, brief: 'Último día.', offices: [] }

test('campaigns that run stand before those to come, those that are over, and those that were ended', () => {
  const begin = (name: string, from: string, to: string | null) => sure(library.beginCampaign(reviewer, { ...campaign, name, from: from as Day, to: to as Day | null })).id
  const over = begin('Pasada', '2020-01-01', '2020-02-01')
  const coming = begin('Próxima', '2090-01-01', null)
  const ended = begin('Terminada', '2020-01-01', null)
  const running = begin('En curso', '2020-01-01', null)
  sure(library.endCampaign(reviewer, ended, 'Se adelantó'))
  expect(library.campaigns(oaxaca).map(({ id }) => id)).toEqual([running, coming, over, ended])
  expect(library.campaign(oaxaca, running)).toMatchObject({ ownerName: 'Nombre de person-2', mine: true, version: 1 })
})

test('the shipped vocabulary is corrected, retired and added to; a second word of the same name is refused', () => {
  const shipped = library.topics()
  expect(shipped.length).toBeGreaterThan(10)
  expect(shipped.every((one) => one.shipped && !one.retired)).toBe(true)
  sure(library.setTopic(reviewer, 'foros' as TopicId, { name: 'Foros', detail: '' }))
  sure(library.retireTopic(reviewer, 'cultura' as TopicId))
  const added = sure(library.setTopic(reviewer, null, { name: 'Presupuesto', detail: '' })).id
  const now = library.topics()
  expect(now.filter((one) => ['foros', 'cultura', added].includes(one.id)).map(({ id, name, retired, shipped: ours }) => [id, name, retired, ours])).toEqual([
    ['foros', 'Foros', false, true],
    ['cultura', 'Eventos culturales', true, true],
    [added, 'Presupuesto', false, false],
  ])
  expect(library.setTopic(reviewer, null, { name: 'fóros', detail: '' })).toEqual({ ok: false, refusal: { code: 'library/topic-exists' } })
  expect(library.setTopic(reviewer, 'nada' as TopicId, { name: 'x', detail: '' })).toEqual({ ok: false, refusal: { code: 'library/topic-unknown' } })
  expect(library.setTopic(oaxaca, null, { name: 'Otro', detail: '' })).toEqual({ ok: false, refusal: { code: 'ledger/role' } })
})

test('the read tables say the same when they are built anew', () => {
  const kept = sure(library.keepPiece(oaxaca, 'office', template)).id
  sure(library.revisePiece(oaxaca, 'office', kept, 1, { ...template, text: 'Otro' }))
  sure(library.beginCampaign(reviewer, campaign))
  sure(library.retireTopic(reviewer, 'cultura' as TopicId))
  const before = [library.pieces(oaxaca, true), library.campaigns(oaxaca), library.topics()]
  opened = opened.reopen([{ ...libraryProjection, version: libraryProjection.version + 1 }])
  library = serviceOn(opened)
  expect([library.pieces(oaxaca, true), library.campaigns(oaxaca), library.topics()]).toEqual(before)
})
