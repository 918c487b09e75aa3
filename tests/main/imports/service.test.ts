import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { kindOfFile, mediaFolder } from '#main/modules/posts/media.ts'
import { importsService, type ImportsService } from '#main/modules/imports/service.ts'
import { readTable } from '#main/modules/imports/table-file.ts'
import type { Context } from '#shared/ledger/event.ts'
import { everyPost } from '#shared/posts/filter.ts'
import { accounts, oaxaca, openDesk, type Desk } from '#tests/main/posts/desk.ts'
import { png } from '#tests/kit/png.ts'
import { sure } from '#tests/kit/sure.ts'

/** A picture of one point. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

let desk: Desk
let imports: ImportsService
let operator: Context
let chosen: readonly string[]
let place: string | undefined
let folder: string

beforeEach(() => {
  desk = openDesk()
  operator = desk.context(1, ['operator'], oaxaca)
  folder = join(desk.folder, 'tabla')
  mkdirSync(folder)
  chosen = []
  imports = importsService({
    ledger: desk.ledger,
    clock: desk.clock,
    around: ({ office }) => ({ accounts: accounts.ofOffice(office).filter(({ closed }) => !closed), zone: 'America/Mexico_City', campaigns: [], topics: [] }),
    kindOf: kindOfFile,
    posts: { findingsOf: desk.posts.findingsOf, draftWithin: desk.posts.draftWithin, keep: (path) => mediaFolder(join(desk.folder, 'media')).keep(path) },
    desk: { chooseFiles: async () => chosen, choosePlace: async () => place },
  })
})
afterEach(() => desk.close())

async function read(text: string) {
  const file = join(folder, 'publicaciones.csv')
  writeFileSync(file, text)
  chosen = [file]
  const { reading } = sure(await imports.read(operator, 'Elegir'))
  if (reading === null) throw new Error('nothing was read')
  return reading
}
const events = () => Number(desk.ledger.read.prepare('SELECT count(*) FROM events').pluck().get())
const TABLE = `Texto,Cuentas,Sustento,Fecha,Hora,Archivos,Descripciones
Consulta tu casilla.,x: @INEOaxaca03,Acuerdo INE/CG01/2026,03/04/2027,09:00,mapa.png,Mapa del distrito
Sin cuenta,@Nadie,,,,,
Habrá módulo.,x: @INEOaxaca03; facebook: @INEOaxaca03,Oficio 1/2026,,,,
`

test('reading writes nothing: neither an event nor a file', async () => {
  writeFileSync(join(folder, 'mapa.png'), PNG)
  const before = events()
  const reading = await read(TABLE)
  expect(reading.rows.map(({ line, faults, before: earlier }) => [line, faults.map(({ column, code }) => `${column} ${code}`), earlier])).toEqual([
    [2, [], null],
    [3, ['accounts account-unknown'], null],
    [4, [], null],
  ])
  expect(events()).toBe(before)
})

test('a draft has the window, the text of its own account and the files by network that its row says', async () => {
  writeFileSync(join(folder, 'mapa.png'), PNG)
  const reading = await read(`Texto,Cuentas,Texto x: @INEOaxaca03,No antes de,No después de,Archivos
Para todos.,x: @INEOaxaca03; facebook: @INEOaxaca03,Para X.,03/04/2027 08:00,05/04/2027 20:00,"mapa.png (Facebook, X)|mapa.png (facebook)"
`)
  expect(reading.unused).toEqual([])
  const { brought } = sure(await imports.bring(operator, reading.id, [2]))
  expect(sure(desk.posts.post(operator, brought[0]?.post ?? ('' as never))).content).toMatchObject({
    base: 'Para todos.',
    own: { 'x-1': 'Para X.' },
    window: { from: '2027-04-03T14:00:00.000Z', until: '2027-04-06T02:00:00.000Z', zone: 'America/Mexico_City' },
    media: [{ networks: ['x', 'facebook'] }, { networks: ['facebook'] }],
  })
})

test('each row without a fault becomes a draft of its own, with its file; nothing is sent to review; the same rows are known again', async () => {
  writeFileSync(join(folder, 'MAPA.PNG'), PNG)
  const reading = await read(TABLE)
  const { brought, left } = sure(await imports.bring(operator, reading.id, [2, 3, 4]))
  expect(brought.map(({ line }) => line)).toEqual([2, 4])
  expect(left.map(({ line, faults }) => [line, faults[0]?.code])).toEqual([[3, 'account-unknown']])
  const post = sure(desk.posts.post(operator, brought[0]?.post ?? ('' as never)))
  expect(post.standing.stage).toBe('draft')
  expect(post.content).toMatchObject({ base: 'Consulta tu casilla.', wanted: { at: '2027-04-03T15:00:00.000Z' }, media: [{ mime: 'image/png', alternative: { kind: 'text', text: 'Mapa del distrito' } }] })
  const again = await read(TABLE)
  expect(again.rows.map(({ before }) => before?.post)).toEqual([brought[0]?.post, undefined, brought[1]?.post])
  // Asked for all the same, they are brought once more.
  expect(sure(await imports.bring(operator, again.id, [2])).brought).toHaveLength(1)
})

test('a picture that is no picture, and one that is not there, keep their row out and no other', async () => {
  writeFileSync(join(folder, 'mapa.png'), 'no es una imagen')
  const reading = await read(TABLE)
  expect(sure(await imports.bring(operator, reading.id, [2, 4]))).toMatchObject({ brought: [{ line: 4 }], left: [{ line: 2, faults: [{ column: 'files', code: 'file-type' }] }] })
  const other = join(desk.folder, 'otra')
  mkdirSync(other)
  chosen = [other]
  const { reading: elsewhere } = sure(await imports.folder(operator, reading.id, 'Elegir'))
  expect(elsewhere?.rows[0]?.faults).toEqual([{ column: 'files', code: 'file-missing', words: 'mapa.png' }])
})

test('what the checker will stop at the gate is told beforehand, and the draft is made all the same', async () => {
  const reading = await read('Texto,Cuentas\nMi CURP es LOOA531113HTCPBN07.,x: @INEOaxaca03\n')
  expect(reading.rows[0]?.findings.filter(({ severity }) => severity === 'block').map(({ rule }) => rule)).toEqual(expect.arrayContaining(['source-missing', 'curp']))
  expect(sure(await imports.bring(operator, reading.id, [2])).brought).toHaveLength(1)
})

test('only an operator imports, only what was read last, and only what was chosen', async () => {
  expect(await imports.read(desk.context(2, ['reviewer']), 'x')).toEqual({ ok: false, refusal: { code: 'ledger/role' } })
  const first = await read(TABLE)
  const second = await read(TABLE)
  expect(await imports.bring(operator, first.id, [2])).toEqual({ ok: false, refusal: { code: 'imports/forgotten' } })
  expect(await imports.bring(desk.context(3, ['operator'], oaxaca), second.id, [2])).toEqual({ ok: false, refusal: { code: 'imports/forgotten' } })
  expect(await imports.bring(operator, second.id, [99])).toEqual({ ok: false, refusal: { code: 'imports/nothing' } })
})

test('the template that is saved is a table that can be read, with every column', async () => {
  place = join(desk.folder, 'plantilla.csv')
  expect(sure(await imports.template('Guardar'))).toEqual({ saved: true })
  const table = readTable(readFileSync(place))
  expect(table).toMatchObject({ ok: true, value: { unused: [], rows: [{ line: 2, cells: { date: '03/04/2027', accounts: 'x: @INEOaxaca03; facebook: INEOaxaca03' } }] } })
})

test('332 rows are read and become 332 drafts in acts that a hub takes', async () => {
  const rows = Array.from({ length: 332 }, (_, index) => `"Módulo ${index}: consulta su horario en ine.mx.",x: @INEOaxaca03,Oficio ${index}/2026`)
  const reading = await read(`Texto,Cuentas,Sustento\n${rows.join('\n')}\n`)
  const { brought, left } = sure(await imports.bring(operator, reading.id, reading.rows.map(({ line }) => line)))
  expect([brought.length, left.length]).toEqual([332, 0])
  expect(desk.posts.facets(operator, everyPost).stages.draft).toBe(332)
})

test('a picture that would take the machine, or is none, is left out for what it is, and named', async () => {
  writeFileSync(join(folder, 'bomba.png'), png(1, { width: 60_000, height: 60_000, hollow: true }))
  writeFileSync(join(folder, 'cortada.png'), PNG.subarray(0, 12))
  writeFileSync(join(folder, 'programa.png'), '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
  const reading = await read(`Texto,Cuentas,Archivos
Uno.,x: @INEOaxaca03,bomba.png
Dos.,x: @INEOaxaca03,cortada.png
Tres.,x: @INEOaxaca03,programa.png
`)
  const before = events()
  const { brought, left } = sure(await imports.bring(operator, reading.id, [2, 3, 4]))
  expect([brought, left.map(({ line, faults }) => [line, faults[0]?.code, faults[0]?.words])]).toEqual([[], [[2, 'file-broken', 'bomba.png'], [3, 'file-broken', 'cortada.png'], [4, 'file-type', 'programa.png']]])
  expect(events()).toBe(before)
})

test('the dry run says of each file what its bytes are, not what its name is, and what the networks say of it', async () => {
  writeFileSync(join(folder, 'programa.png'), '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
  writeFileSync(join(folder, 'sin-nombre'), PNG)
  writeFileSync(join(folder, 'pesada.png'), Buffer.concat([PNG, Buffer.alloc(6 * 1024 * 1024)]))
  writeFileSync(join(folder, 'video.mp4'), Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom'), Buffer.alloc(64)]))
  mkdirSync(join(folder, 'carpeta.png'))
  const before = events()
  const reading = await read(`Texto,Cuentas,Sustento,Archivos,Descripciones
Uno.,x: @INEOaxaca03,Oficio 1,programa.png,Mapa del distrito
Dos.,x: @INEOaxaca03,Oficio 1,sin-nombre,Mapa del distrito
Tres.,x: @INEOaxaca03,Oficio 1,pesada.png,Mapa del distrito
Cuatro.,x: @INEOaxaca03,Oficio 1,sin-nombre|video.mp4,Mapa del distrito|Recorrido por el módulo
Cinco.,x: @INEOaxaca03,Oficio 1,carpeta.png,Mapa del distrito
`)
  expect(reading.rows.map(({ line, faults, findings }) => [line, faults.map(({ code }) => code), findings.map(({ rule }) => rule)])).toEqual([
    [2, ['file-type'], []],
    [3, [], []],
    [4, [], ['image-too-big']],
    [5, [], ['mixed-media']],
    [6, ['file-missing'], []],
  ])
  expect(events()).toBe(before)
})
