import { parse, CsvError } from 'csv-parse/sync'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import { columnNamed, columns, type ColumnId, type ImportRow, MOST_COLUMNS, MOST_ROWS } from '#shared/imports/columns.ts'

export type Encoding = 'utf-8' | 'utf-16' | 'windows-1252'
export type TableFile = { readonly encoding: Encoding; readonly unused: readonly string[]; readonly rows: readonly ImportRow[] }

/** Characters of one row: the longest text in every column that is read would be a book. */
const LONGEST_RECORD = 2_000_000

/** Columns of the widest sheet, Excel's: what has more is no table of anybody's, and is not taken apart. */
const WIDEST = 16_384

/** Reads a table as Excel, LibreOffice or Sheets write it. Refusals: `imports/empty`, `imports/columns`, `imports/column-twice`, `imports/quotes`, `imports/too-large`. */
export function readTable(bytes: Uint8Array): Result<TableFile> {
  const { text, encoding } = decoded(bytes)
  // Excel's own word on the separator, on a line of its own.
  const said = /^sep=(.)\r?\n/i.exec(text)
  const body = said === null ? text : text.slice(said[0].length)
  const skipped = said === null ? 0 : 1
  const delimiter = said?.[1] ?? separatorOf(body)
  if (headOf(body).split(delimiter).length > WIDEST) return tooLarge()
  let records: readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[]
  try {
    // With `info` each record comes with the line on which it ends; the types of the package do not say so.
    records = parse(body, { delimiter, info: true, relax_column_count: true, skip_empty_lines: true, max_record_size: LONGEST_RECORD, to: MOST_ROWS + 2 }) as unknown as typeof records
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    if (error.code === 'CSV_MAX_RECORD_SIZE' && !isQuoted(body)) return tooLarge()
    return refuse('imports/quotes', { line: Number(error['lines'] ?? 0) + skipped })
  }
  const [head, ...rest] = records
  if (head === undefined || rest.length === 0) return refuse('imports/empty')
  // Spreadsheets pad their rows with empty cells to the end of the sheet.
  if (rest.length > MOST_ROWS || head.record.filter((name) => name.trim() !== '').length > MOST_COLUMNS) return tooLarge()
  const known = head.record.map(columnNamed)
  const missing = columns.filter(({ id, required }) => required && !known.some((column) => column?.id === id)).map(({ name }) => name)
  if (missing.length > 0) return refuse('imports/columns', { missing: missing.join(', ') })
  const twice = known.filter((column, index) => column !== undefined && known.findIndex((one) => one?.id === column.id) < index).flatMap((column) => column?.name ?? [])
  if (twice.length > 0) return refuse('imports/column-twice', { names: twice.join(', ') })
  const rows = rest.map(({ record, info }): ImportRow => {
    const cells: Partial<Record<ColumnId, string>> = {}
    for (const [index, column] of known.entries()) if (column !== undefined) cells[column.id] = unguarded(record[index] ?? '')
    const height = record.reduce((lines, cell) => lines + (cell.match(/\n/g)?.length ?? 0), 0)
    return { line: info.lines - height + skipped, cells }
  })
  const filled = rows.filter(({ cells }) => Object.values(cells).some((cell) => cell !== undefined && cell.trim() !== ''))
  if (filled.length === 0) return refuse('imports/empty')
  return ok({ encoding, rows: filled, unused: head.record.filter((name, index) => known[index] === undefined && name.trim() !== '') })
}

function tooLarge(): Result<never> {
  return refuse('imports/too-large', { most: MOST_ROWS, columns: MOST_COLUMNS })
}

/** Whether the row that is too long may be so because a quote of it is never closed. */
function isQuoted(text: string): boolean {
  return text.slice(0, LONGEST_RECORD).includes('"')
}

/** What Excel gives: UTF-8 with its mark or without, UTF-16 («texto Unicode»), or the code page of Windows. */
function decoded(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16' }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' }
  }
}

/** The first line, without what stands in quotes. */
function headOf(text: string): string {
  return (/^(?:"(?:[^"]|"")*"|[^\r\n"])*/.exec(text)?.[0] ?? '').replaceAll(/"(?:[^"]|"")*"/g, '')
}

/** The separator that the first line, outside its quotes, has most of. */
function separatorOf(text: string): string {
  const line = headOf(text)
  const counted = [',', ';', '\t'].map((sign) => ({ sign, count: line.split(sign).length }))
  return counted.toSorted((one, other) => other.count - one.count)[0]?.sign ?? ','
}

/** The apostrophe that our own exports, and Excel, put before what would be a formula. */
function unguarded(cell: string): string {
  return /^'[=+\-@\t\r|%＝＋－＠]/.test(cell) ? cell.slice(1) : cell
}
