import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AccountId } from '#shared/accounts/account.ts'
import { millisecondsOf, type Instant } from '#shared/kernel/clock.ts'
import { dayOf, type Day } from '#shared/kernel/local-day.ts'
import { columnNamed } from '#shared/imports/columns.ts'
import { fingerprintOf, importDecider } from '#shared/imports/import.ts'
import { dayIn, hourIn, momentIn } from '#shared/imports/moment.ts'
import { readRow, type Surroundings } from '#shared/imports/read-row.ts'
import { timeZones } from '#shared/organization/time-zone.ts'

const now = '2026-11-25T18:00:00.000Z' as Instant
const account = (id: string, network: 'x' | 'facebook', handle: string, displayName = '') => ({ id: id as AccountId, network, handle, displayName })
const around: Surroundings = {
  accounts: [account('x-1', 'x', '@INEOaxaca03'), account('fb-1', 'facebook', 'INEOaxaca03', 'INE Oaxaca 03'), account('x-2', 'x', '@INEMitla')],
  zone: 'America/Mexico_City',
  now,
  file: (name) => (name === 'mapa.png' ? 'usable' : name === 'nota.docx' ? 'unusable' : 'missing'),
  campaigns: [{ id: 'c-1' as never, name: 'Actualiza tu credencial' }],
  topics: [{ id: 'credencial' as never, name: 'Credencial y módulos' }],
}
const row = (cells: Readonly<Record<string, string>>) => readRow({ line: 2, cells }, around)

test('a whole row becomes a content: texts, accounts by handle, source, moment of the office’s zone, files with their descriptions', () => {
  const { content, faults } = row({
    text: ' Consulta tu casilla. ',
    'text.x': 'Consulta tu casilla en ine.mx.',
    accounts: 'x: @ineoaxaca03; INE Oaxaca 03',
    source: 'https://ine.mx/acuerdo',
    date: '3/4/2027',
    hour: '9:00 a. m.',
    files: 'mapa.png',
    alternatives: 'decorativa: marco de colores',
    campaign: 'actualiza tu CREDENCIAL',
    topics: 'credencial y modulos',
    labels: 'módulos, abril',
    'thread.x': 'Lleva tu credencial; basta con eso.\nDe 8 a 18 h. | ¿Dudas? Llama a INETEL.|',
    'title.youtube': 'Cómo encontrar tu casilla',
    tags: 'casilla, INE; elecciones',
    'comment.facebook': 'Más en ine.mx',
  })
  expect(faults).toEqual([])
  expect(content).toEqual({
    base: 'Consulta tu casilla.',
    variants: { x: 'Consulta tu casilla en ine.mx.' },
    own: {},
    threads: { x: ['Lleva tu credencial; basta con eso.\nDe 8 a 18 h.', '¿Dudas? Llama a INETEL.'] },
    comments: { facebook: 'Más en ine.mx' },
    titles: { youtube: 'Cómo encontrar tu casilla' },
    tags: ['casilla', 'INE', 'elecciones'],
    accounts: ['x-1', 'fb-1'],
    source: { kind: 'link', reference: 'https://ine.mx/acuerdo' },
    wanted: { at: '2027-04-03T15:00:00.000Z', zone: 'America/Mexico_City' },
    window: null,
    files: [{ name: 'mapa.png', networks: undefined, alternative: { kind: 'decorative', reason: 'marco de colores' } }],
    campaign: 'c-1',
    topics: ['credencial'],
    labels: ['módulos', 'abril'],
  })
})

test('a text of one account is read from a column that names it, and only for an account that the row is for', () => {
  const own = columnNamed('Texto  X: @INEOaxaca03')
  expect(own).toMatchObject({ id: 'own.x: @ineoaxaca03', name: 'Texto  X: @INEOaxaca03' })
  expect(columnNamed('Texto @INEMitla')?.id).toBe('own.@inemitla')
  // Neither a network's column nor a note of somebody's.
  expect(['Texto X', 'Texto WhatsApp', 'Texto anterior'].map((name) => columnNamed(name)?.id)).toEqual(['text.x', 'text.whatsapp', undefined])
  const cells = { text: 'Común', accounts: 'x: @INEOaxaca03; INE Oaxaca 03', [own?.id ?? '']: 'De X' }
  expect(row(cells)).toMatchObject({ faults: [], content: { own: { 'x-1': 'De X' } } })
  const faults = (more: Readonly<Record<string, string>>) => row({ ...cells, ...more }).faults.map(({ column, code, words }) => `${column} ${code} ${words}`)
  expect(faults({ 'own.@inemitla': 'De Mitla' })).toEqual(['own.@inemitla account-not-chosen @inemitla'])
  expect(faults({ 'own.@ineoaxaca03': 'De quién' })).toEqual(['own.@ineoaxaca03 account-ambiguous @ineoaxaca03'])
  expect(faults({ 'own.@otra': 'De nadie' })).toEqual(['own.@otra account-unknown @otra'])
  expect(faults({ 'own.@otra': ' ' })).toEqual([])
})

test('the moments between which it may go out are read in the office’s zone, one of the two or both', () => {
  const window = (from: string, until: string) => {
    const { content, faults } = row({ text: 'x', accounts: 'INE Oaxaca 03', from, until })
    return faults.length > 0 ? faults.map(({ column, code }) => `${column} ${code}`) : content.window
  }
  expect(window('3/4/2027 9:00 a. m.', '2027-04-05T20:00')).toEqual({ from: '2027-04-03T15:00:00.000Z', until: '2027-04-06T02:00:00.000Z', zone: 'America/Mexico_City' })
  expect(window('', '05/04/2027 20:00')).toEqual({ from: null, until: '2027-04-06T02:00:00.000Z', zone: 'America/Mexico_City' })
  // It may have begun; it may not be over.
  expect(window('01/01/2026 08:00', '')).toEqual({ from: '2026-01-01T14:00:00.000Z', until: null, zone: 'America/Mexico_City' })
  expect(window('', '01/01/2026 08:00')).toEqual(['until date-past'])
  expect(window('05/04/2027 20:00', '05/04/2027 20:00')).toEqual(['until window-order'])
  expect(window('05/04/2027', 'mañana')).toEqual(['from hour-missing', 'until date'])
  expect(window('05/04/2027 25:00', '')).toEqual(['from hour'])
})

test('a file may be for some networks only', () => {
  const { content, faults } = row({ text: 'x', accounts: 'INE Oaxaca 03', files: 'mapa.png (Facebook, x)' })
  expect(faults).toEqual([])
  expect(content.files).toEqual([{ name: 'mapa.png', networks: ['x', 'facebook'], alternative: { kind: 'missing' } }])
  expect(row({ text: 'x', accounts: 'INE Oaxaca 03', files: 'mapa.png (copia)' }).faults).toMatchObject([{ code: 'file-missing', words: 'mapa.png (copia)' }])
})

test('more words or parts than the editor takes, or longer ones, are refused by their column', () => {
  const { faults } = row({ text: 'x', accounts: 'INE Oaxaca 03', tags: 'a'.repeat(501), labels: Array.from({ length: 201 }, (_, n) => `e${n}`).join(','), 'thread.x': 'parte|'.repeat(101) })
  expect(faults.map(({ column, code }) => `${column} ${code}`)).toEqual(['tags too-long', 'labels too-long', 'thread.x too-long'])
})

test('everything wrong with a row is said at once, by column', () => {
  const { faults } = row({ accounts: '@INEOaxaca03 @NoExiste', date: '31/02/2027', files: 'foto.png | nota.docx', alternatives: 'a|b|c', campaign: 'Otra', topics: 'Nada' })
  expect(faults.map(({ column, code, words }) => `${column} ${code} ${words}`)).toEqual([
    'text missing ',
    'accounts account-ambiguous @INEOaxaca03',
    'accounts account-unknown @NoExiste',
    'date date 31/02/2027',
    'files file-missing foto.png',
    'files file-type nota.docx',
    'alternatives alternatives-many 3',
    'campaign campaign-unknown Otra',
    'topics topic-unknown Nada',
  ])
})

test.for([
  ['3/4/2027', '2027-04-03'],
  ['03-04-2027', '2027-04-03'],
  ['2027-04-03', '2027-04-03'],
  ['29/02/2028', '2028-02-29'],
  ['29/02/2027', undefined],
  ['3/4/27', undefined],
  ['mañana', undefined],
] as const)('the date %s is the day %s', ([text, day]) => {
  expect(dayIn(text)).toBe(day)
})

test.for([
  ['9:00', 9],
  ['09:30:00', 9.5],
  ['21:30', 21.5],
  ['9:00 a. m.', 9],
  ['12:00 a.m.', 0],
  ['12:15 PM', 12.25],
  ['8:00 horas', 8],
  ['24:00', undefined],
  ['9:75', undefined],
  ['13:00 pm', undefined],
  ['nueve', undefined],
] as const)('the hour %s is %s', ([text, hour]) => {
  expect(hourIn(text)).toBe(hour)
})

test('a date without an hour, an hour without a date, a moment that is over and an hour that the clocks leave out are told at their column', () => {
  const ask = (date: string, hour: string, zone = around.zone) => momentIn(date, hour, zone, now)
  expect(ask('', '')).toEqual({ at: null })
  expect(ask('3/4/2027', '')).toEqual({ column: 'hour', code: 'hour-missing' })
  expect(ask('', '9:00')).toEqual({ column: 'date', code: 'date-missing' })
  expect(ask('3/4/2026', '9:00')).toEqual({ column: 'date', code: 'date-past' })
  // Tijuana still changes its clocks: on 14 March 2027 there is no 2:30.
  expect(ask('14/03/2027', '2:30', 'America/Tijuana')).toEqual({ column: 'hour', code: 'hour-skipped' })
  expect(ask('14/03/2027', '2:30')).toEqual({ at: '2027-03-14T08:30:00.000Z' })
})

test('in every zone of the country the moment shows the very day that was written', () => {
  const before = '2023-12-01T00:00:00.000Z' as Instant
  fc.assert(
    fc.property(fc.constantFrom(...timeZones), fc.date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2035-12-31T00:00:00Z'), noInvalidDate: true }), fc.nat(23), (zone, date, hour) => {
      const day = date.toISOString().slice(0, 10) as Day
      const [year = '', month = '', number = ''] = day.split('-')
      const moment = momentIn(`${number}/${month}/${year}`, `${hour}:00`, zone, before)
      if ('at' in moment && moment.at !== null) expect(dayOf(moment.at, zone)).toBe(day)
      else expect(moment).toEqual({ column: 'hour', code: 'hour-skipped' })
    }),
    { numRuns: 300 },
  )
  expect(millisecondsOf(now)).toBeGreaterThan(0)
})

test('columns are known by their names without regard to accents, case and spaces', () => {
  expect([' CAMPAÑA', 'campana', 'Texto x', 'texto  FACEBOOK', 'Etiquetas  Internas', 'Otra'].map((name) => columnNamed(name)?.id)).toEqual(['campaign', 'campaign', 'text.x', 'text.facebook', 'labels', undefined])
})

test('a row is known again wherever it stands, and not when a word of it changed', () => {
  const cells = { text: 'Uno\ndos', accounts: '@a' }
  expect(fingerprintOf({ line: 2, cells })).toBe(fingerprintOf({ line: 90, cells: { accounts: ' @a', text: 'Uno\r\ndos ', hour: '' } }))
  expect(fingerprintOf({ line: 2, cells })).not.toBe(fingerprintOf({ line: 2, cells: { ...cells, text: 'Uno dos' } }))
})

test('what was brought is recorded once, by operators', () => {
  const command = { kind: 'bring', file: 'a.csv', rows: [] } as const
  expect(importDecider.decide({ kind: 'done' }, command, {} as never)).toEqual({ ok: false, refusal: { code: 'imports/exists' } })
  expect(importDecider.roleFor(command, { roles: ['reviewer', 'administrator', 'security', 'auditor'] } as never)).toBeUndefined()
})
