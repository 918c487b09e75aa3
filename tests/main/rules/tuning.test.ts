import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { standingFor } from '#main/lazily.ts'
import { tuningService, type TuningService } from '#main/modules/rules/tuning.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Context } from '#shared/ledger/event.ts'
import { emptyContent, type Content } from '#shared/posts/content.ts'
import { check } from '#shared/rules/check.ts'
import { LONGEST_RULE_FILE, RULES_TUNING, tuning, type RuleFile } from '#shared/rules/tuning.ts'
import { sure } from '#tests/kit/sure.ts'
import { openTestLedger, type TestLedger } from '#tests/kit/test-ledger.ts'

const shippedFolder = fileURLToPath(new URL('../../../resources/rules', import.meta.url))
let opened: TestLedger
let service: TuningService
let chosen: string | undefined
let place: string | undefined
let administrator: Context

beforeEach(() => {
  opened = openTestLedger([])
  chosen = place = undefined
  mkdirSync(join(opened.folder, 'rules'))
  service = tuningService({
    ledger: opened.ledger,
    nameOf: (person) => `Nombre de ${person}`,
    shippedFolder,
    ownFolder: join(opened.folder, 'rules'),
    desk: { chooseFiles: async () => (chosen === undefined ? [] : [chosen]), choosePlace: async () => place },
  })
  administrator = opened.context(1, ['administrator'])
})
afterEach(() => opened.close())

const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)
const row = (file: RuleFile) => service.files().find((one) => one.file === file)
function tune(file: RuleFile, text: string, context = administrator): ReturnType<TuningService['tune']> {
  chosen = join(opened.folder, 'mine.yaml')
  writeFileSync(chosen, text)
  return service.tune(context, file, 'Elegir')
}
const limit = (figure: number) => `limits:\n  - { network: x, field: text, unit: x, limit: ${figure}, source: Cuenta premium, checked: 2026-11-23, confidence: confirmed }\n`
const long: Content = { ...emptyContent, base: 'a'.repeat(300), source: { kind: 'document', reference: 'Acuerdo' }, accounts: [{ id: 'x-1' as never, network: 'x' }] }
/** As the gate asks: by what stands for the rules in force, held from the start. */
const gate = () => {
  const rules = standingFor(() => service.inForce().rules)
  return () => check(long, rules, { now: opened.clock.now(), entity: 'oaxaca' }).filter(({ rule }) => rule === 'over-limit').length
}

test('an own file holds from the moment it is on record, with who put it there, and the product’s again once it is taken back', async () => {
  const blocked = gate()
  expect([blocked(), row('limits')]).toEqual([1, { file: 'limits', from: 'shipped', tuned: null, fault: null }])
  expect(sure(await tune('limits', limit(25_000)))).toEqual({ done: true })
  expect([blocked(), row('limits')]).toEqual([0, { file: 'limits', from: 'record', tuned: { name: 'Nombre de person-1', at: opened.clock.now() }, fault: null }])
  // The same once more is nothing new.
  expect(sure(await tune('limits', limit(25_000)))).toEqual({ done: true })
  expect(opened.ledger.history(`rules/${RULES_TUNING}`).map(({ type, audience }) => [type, audience])).toEqual([['rules.tuned', { kind: 'institution' }]])
  sure(service.untune(administrator, 'limits'))
  expect([blocked(), row('limits')?.from]).toEqual([1, 'shipped'])
  expect(code(service.untune(administrator, 'limits'))).toBe('rules/file-shipped')
})

test('what is on record goes before the file of one machine, which holds again after it', async () => {
  writeFileSync(join(opened.folder, 'rules', 'limits.yaml'), limit(290))
  const blocked = gate()
  expect([blocked(), row('limits')?.from]).toEqual([1, 'machine'])
  sure(await tune('limits', limit(500)))
  expect([blocked(), row('limits')?.from]).toEqual([0, 'record'])
  sure(service.untune(administrator, 'limits'))
  expect([blocked(), row('limits')?.from]).toEqual([1, 'machine'])
})

test('what cannot be used is refused by its line before it is on record, and nobody but an administrator puts it there', async () => {
  expect(await tune('limits', 'limits:\n  - { network: x }\n')).toMatchObject({ ok: false, refusal: { code: 'rules/file-broken', detail: { line: 2 } } })
  expect(code(await tune('limits', limit(1), opened.context(2, ['reviewer', 'operator', 'security'])))).toBe('ledger/role')
  expect(code(service.untune(opened.context(2, ['reviewer']), 'limits'))).toBe('ledger/role')
  expect(code(await tune('lexicon', `# ${'x'.repeat(LONGEST_RULE_FILE)}\n`))).toBe('rules/file-too-large')
  chosen = join(opened.folder, 'gone.yaml')
  expect(code(await service.tune(administrator, 'limits', 'Elegir'))).toBe('rules/file-unread')
  chosen = undefined
  expect(sure(await service.tune(administrator, 'limits', 'Elegir'))).toEqual({ done: false })
  expect(opened.ledger.history(`rules/${RULES_TUNING}`)).toEqual([])
})

test('a file on record that this version cannot use is named with its line, and the product’s stays in force', () => {
  const blocked = gate()
  sure(opened.ledger.record(administrator, tuning, RULES_TUNING, { kind: 'tune', file: 'limits', text: 'limits:\n  - { network: mastodon }\n' }))
  expect(blocked()).toBe(1)
  expect(row('limits')).toMatchObject({ from: 'record', fault: { line: 2 } })
  expect(service.inForce().faults).toMatchObject([{ file: 'limits.yaml', line: 2 }])
  // Of a version that has more files: kept, and of no effect here.
  sure(opened.ledger.record(administrator, tuning, RULES_TUNING, { kind: 'tune', file: 'songs' as never, text: 'x' }))
  expect(service.files().map(({ file }) => file as string)).not.toContain('songs')
})

test('of the phrases one list, or what one rule looks for, is laid over the product’s, and the rest stays', async () => {
  const found = (text: string) => check({ ...long, base: text, wanted: { at: '2027-05-01T18:00:00.000Z' as never } }, service.inForce().rules, { now: opened.clock.now(), entity: 'oaxaca' }).map(({ rule }) => rule)
  const [call, promotion, fresh] = ['Vota por Morena.', 'El gobernador Salomón Jara entregó obras.', 'Vota por Alianza Solar.']
  expect([found(call), found(promotion), found(fresh)]).toEqual([expect.arrayContaining(['vote-call']), expect.arrayContaining(['promotion']), expect.not.arrayContaining(['party-mention'])])
  const shipped = service.inForce().rules.phrases
  // A party that registers before an election: the list that names them, with one more.
  const parties = [...(shipped.lists['party'] ?? []), 'alianza solar']
  sure(await tune('phrases', `lists:\n  party:\n${parties.map((one) => `    - '${one}'\n`).join('')}`))
  expect(service.files().find(({ file }) => file === 'phrases')).toMatchObject({ from: 'record', fault: null })
  expect(found(fresh)).toContain('party-mention')
  expect([found(call), found(promotion)]).toEqual([expect.arrayContaining(['vote-call']), expect.arrayContaining(['promotion'])])
  expect(service.inForce().rules.phrases.phrases).toEqual(shipped.phrases)
  // What a rule looks for may use the product's lists.
  sure(await tune('phrases', "phrases:\n  - { rule: promotion, find: ['aplauso|ovacion para {servant}'] }\n"))
  expect([found(promotion), found('Aplauso para gobernador.')]).toEqual([expect.not.arrayContaining(['promotion']), expect.arrayContaining(['promotion'])])
  expect(found(call)).toContain('vote-call')
  expect(await tune('phrases', "phrases:\n  - { rule: promotion, find: ['aplauso para {nobody-knows}'] }\n")).toMatchObject({ ok: false, refusal: { code: 'rules/file-broken', detail: { reason: expect.stringContaining('nobody-knows') } } })
})

test('a copy to begin from is what is in force, and is taken as it is', async () => {
  place = join(opened.folder, 'copia.yaml')
  for (const file of service.files().map((one) => one.file)) {
    sure(await service.save(file, 'Guardar'))
    expect(readFileSync(place, 'utf8')).toBe(readFileSync(join(shippedFolder, `${file}.yaml`), 'utf8'))
    chosen = place
    // The phrases of the product are more than the record takes: of those only what is changed is put there.
    expect([file, code(await service.tune(administrator, file, 'Elegir'))]).toEqual([file, file === 'phrases' ? 'rules/file-too-large' : 'ok'])
  }
  sure(await tune('limits', limit(500)))
  sure(await service.save('limits', 'Guardar'))
  expect(readFileSync(place, 'utf8')).toBe(limit(500))
  place = join(opened.folder, 'nowhere', 'copia.yaml')
  expect(code(await service.save('limits', 'Guardar'))).toBe('rules/file-unwritten')
})
