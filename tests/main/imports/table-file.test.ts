import { expect, test } from 'vitest'
import { readTable } from '#main/modules/imports/table-file.ts'
import { processorTime } from '#tests/kit/processor-time.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
/** The code page of Windows, as Excel saves «CSV». */
const windows = (text: string) => Buffer.from(text, 'latin1')
const cellsOf = (bytes: Uint8Array) => {
  const table = readTable(bytes)
  return table.ok ? table.value.rows.map(({ line, cells }) => [line, cells['text'], cells['accounts']]) : table.refusal
}
const said = [[2, 'Niñez y mañana; «sí»', '@a']]

test.for([
  ['UTF-8 with its mark, commas', utf8('\uFEFFTexto,Cuentas\r\n"Niñez y mañana; «sí»",@a\r\n')],
  ['UTF-8 without it, semicolons', utf8('Texto;Cuentas\n"Niñez y mañana; «sí»";@a\n')],
  ['the code page of Windows', windows('Texto;Cuentas\r\n"Niñez y mañana; «sí»";@a\r\n')],
  ['Unicode text with tabs', utf16('Texto\tCuentas\r\nNiñez y mañana; «sí»\t@a\r\n')],
] as const)('reads %s', ([, bytes]) => {
  expect(cellsOf(bytes)).toEqual(said)
})

test('a line that names the separator counts as a line of the file', () => {
  expect(cellsOf(utf8('sep=;\r\nTexto;Cuentas\r\nUno;@a\r\n'))).toEqual([[3, 'Uno', '@a']])
})

test('line breaks and quotes within quotes stay, and each row is called by the line on which it begins', () => {
  expect(cellsOf(utf8('Texto,Cuentas\n"Uno\ndos ""tres""",@a\n\nCuatro,@b\n"Cinco\n\nseis",@c\n'))).toEqual([
    [2, 'Uno\ndos "tres"', '@a'],
    [5, 'Cuatro', '@b'],
    [6, 'Cinco\n\nseis', '@c'],
  ])
})

test('the apostrophe that keeps a formula from being one is taken off again', () => {
  expect(cellsOf(utf8("Texto,Cuentas\n'=1+1,'@a\n"))).toEqual([[2, '=1+1', '@a']])
})

test('columns in any order, more cells than columns, and columns that nobody knows are taken as they come', () => {
  const table = readTable(utf8('Notas,CUENTAS,texto\nx,@a,Uno,de más\n'))
  expect(table).toMatchObject({ ok: true, value: { unused: ['Notas'], rows: [{ line: 2, cells: { accounts: '@a', text: 'Uno' } }] } })
})

test.for([
  ['', 'imports/empty'],
  ['Texto,Cuentas\n', 'imports/empty'],
  ['Texto,Cuentas\n , \n', 'imports/empty'],
  ['Mensaje,Cuenta\nUno,@a\n', 'imports/columns'],
  ['Texto,Cuentas\n"Uno,@a\n', 'imports/quotes'],
  [`Texto,Cuentas\n${'Uno,@a\n'.repeat(5001)}`, 'imports/too-large'],
  [`Texto,Cuentas${',x'.repeat(499)}\nUno,@a\n`, 'imports/too-large'],
  ['Texto,Cuentas,texto\nUno,@a,Dos\n', 'imports/column-twice'],
  ['Texto,Cuentas,Texto @a,TEXTO  @A\nUno,@a,Dos,Tres\n', 'imports/column-twice'],
] as const)('%j is refused: %s', ([text, code]) => {
  expect(cellsOf(utf8(text))).toMatchObject({ code })
})

test('a table of a million columns, or of a million rows, is refused in less time than somebody minds', () => {
  for (const text of [`Texto,Cuentas${',x'.repeat(1_000_000)}\nUno,@a${',y'.repeat(1_000_000)}\n`, `Texto,Cuentas\n${'a,b\n'.repeat(1_000_000)}`]) {
    const bytes = utf8(text)
    expect(processorTime(() => expect(cellsOf(bytes)).toMatchObject({ code: 'imports/too-large' }))).toBeLessThan(2000)
  }
})

test('columns that a spreadsheet padded with nothing are no columns', () => {
  expect(cellsOf(utf8(`Texto,Cuentas${','.repeat(16_000)}\nUno,@a${','.repeat(16_000)}\n`))).toEqual([[2, 'Uno', '@a']])
})
