import { hostname, userInfo } from 'node:os'
import { strFromU8, unzipSync } from 'fflate'
import mammoth from 'mammoth'
import { expect, it } from 'vitest'
import { docxOf } from '#main/documents/docx.ts'
import { AT, oficio } from './papers.ts'

/** What another program reads: lines of text, empty ones left out. */
async function linesOf(bytes: Uint8Array): Promise<readonly string[]> {
  const { value, messages } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) })
  expect(messages.filter((message) => message.type === 'error')).toEqual([])
  return value.split('\n').filter((line) => line !== '')
}

it('reads as an oficio in another program', async () => {
  expect(await linesOf(await docxOf(oficio))).toEqual([
    'Oficio Núm. ____________________/2026',
    'Oaxaca de Juárez, a 23 de noviembre de 2026.',
    'Asunto: Aviso inmediato de incidente',
    'ROSA ELENA MÁRQUEZ SOLÍS,',
    'Coordinadora Nacional',
    'P r e s e n t e',
    'Con relación al incidente registrado, me permito informar a usted lo siguiente:',
    'Ñandú, pingüino y «comillas» & <etiquetas>.',
    'Evidencia conservada',
    'Archivo',
    'SHA-256',
    'captura.png',
    'a'.repeat(32),
    'b'.repeat(32),
    'Sin otro particular, aprovecho la ocasión para enviarle un cordial saludo.',
    'Atentamente',
    '______________________________________',
    'LAURA MÉNDEZ RÍOS',
    'Vocal Secretaria',
    'C.c.p.\tMtro. Ignacio Robles Vera.- Vocal Ejecutivo.- Presente.',
    'LMR',
  ])
})

it('leaves a line for an addressee that nobody has written', async () => {
  if (oficio.kind !== 'oficio') throw new Error('the example is an oficio')
  expect(await linesOf(await docxOf({ ...oficio, addressee: undefined }))).toContain('______________________________,')
})

it('says what is not there instead of an empty table', async () => {
  const [, table] = oficio.blocks
  if (table?.kind !== 'table') throw new Error('the example has a table')
  const lines = await linesOf(await docxOf({ ...oficio, blocks: [{ kind: 'table', table: { ...table.table, rows: [] } }] }))
  expect(lines).toContain('No hay.')
})

it('carries the institution on every page, the folio and the pages at the foot, and Mexican Spanish', async () => {
  const files = unzipSync(await docxOf(oficio))
  const text = (name: string): string => strFromU8(files[name] ?? new Uint8Array())
  expect(text('word/header1.xml')).toContain('INSTITUTO NACIONAL ELECTORAL')
  expect(text('word/footer1.xml')).toMatch(/Folio INC-2026-001[\s\S]*PAGE[\s\S]*NUMPAGES/u)
  expect(text('word/styles.xml')).toContain('w:val="es-MX"')
})

it('is the same file for the same paper, and holds nothing of this machine', async () => {
  const first = await docxOf(oficio)
  const second = await docxOf(oficio)
  expect(Buffer.compare(Buffer.from(first), Buffer.from(second))).toBe(0)
  const files = unzipSync(first)
  const everything = Object.values(files).map((bytes) => strFromU8(bytes)).join('\n')
  expect(strFromU8(files['docProps/core.xml'] ?? new Uint8Array()).match(/\d{4}-\d\d-\d\dT[\d:]+Z/gu)).toEqual([AT.replace('.000Z', 'Z'), AT.replace('.000Z', 'Z')])
  const traces = [`>${hostname()}<`, process.cwd(), `>${userInfo().username}<`, 'Un-named']
  expect(traces.filter((trace) => everything.includes(trace))).toEqual([])
})
