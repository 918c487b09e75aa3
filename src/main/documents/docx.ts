import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type IParagraphOptions,
  type ISectionOptions,
} from 'docx'
// The plain build: the one for Node declares a `require` of its own, which cannot stand beside the bundler's.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate/browser'
import type { Block, Paper, PaperTable } from './paper.ts'

/** Twentieths of a point. */
const POINT = 20
const CENTIMETRE = 567
/** Letter size, as Mexican offices print. */
const PAGE = { width: 12_240, height: 15_840 }
const MARGIN = { top: 2.4 * CENTIMETRE, bottom: 2.2 * CENTIMETRE, left: 2.8 * CENTIMETRE, right: 2.5 * CENTIMETRE, header: 1.1 * CENTIMETRE, footer: 1 * CENTIMETRE }
const WIDTH = PAGE.width - MARGIN.left - MARGIN.right
const FONT = 'Arial'
const MONO = 'Courier New'
const INK = '1A1A1A'
const QUIET = '595959'
const RULE = 'BFBFBF'
/** The year 1980 in the archive's own notation: a file's date says nothing of this machine's clock. */
const ARCHIVE_DATE = '1980-01-01T00:00:00'
/** An address of the web long enough to leave a line half empty. */
const ADDRESS = /https?:\/\/\S{20}/u
const LEFT_TO_WRITE = '______________________________'
const CONTENT_TYPES = '[Content_Types].xml'

/**
 * A .docx in the form of a Mexican oficio (DOMAIN 3.1) or of a record (acta, report): letter size, institution on every page, number left
 * to the person, place and long date, addressee, asunto, body, tables with SHA-256, closing, signature left blank, copies, initials.
 * The same paper gives the same bytes.
 */
export async function docxOf(paper: Paper): Promise<Uint8Array> {
  const title = paper.kind === 'oficio' ? paper.subject : paper.title
  const document = new Document({
    title,
    subject: paper.folio,
    creator: paper.area,
    lastModifiedBy: paper.area,
    description: '',
    revision: 1,
    styles,
    sections: [sectionOf(paper)],
  })
  return withoutTraces(await Packer.toBuffer(document), paper.at)
}

function sectionOf(paper: Paper): ISectionOptions {
  return {
    properties: { page: { size: PAGE, margin: MARGIN } },
    headers: { default: new Header({ children: headerOf(paper) }) },
    footers: { default: new Footer({ children: [footerOf(paper)] }) },
    children: [
      ...(paper.kind === 'oficio' ? opening(paper) : [line('Titulo', paper.title), line('LugarFecha', paper.placeAndDate)]),
      ...paper.blocks.flatMap(blockOf),
      line('Cuerpo', paper.closing, { keepNext: true }),
      ...signature(paper),
    ],
  }
}

function headerOf(paper: Paper): Paragraph[] {
  return [
    line('Institucion', paper.institution.toLocaleUpperCase('es-MX')),
    line('Area', paper.area.toLocaleUpperCase('es-MX'), { border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: RULE, space: 6 } } }),
  ]
}

function footerOf(paper: Paper): Paragraph {
  return new Paragraph({
    style: 'Pie',
    children: [
      new TextRun(`Folio ${paper.folio}`),
      new TextRun({ children: [new Tab(), 'Página ', PageNumber.CURRENT, ' de ', PageNumber.TOTAL_PAGES] }),
    ],
    tabStops: [{ type: 'right', position: WIDTH }],
  })
}

function opening(paper: Extract<Paper, { kind: 'oficio' }>): Paragraph[] {
  return [
    line('Numero', `Oficio Núm. ____________________/${paper.year}`),
    line('Numero', paper.placeAndDate),
    new Paragraph({ style: 'Asunto', children: [new TextRun({ text: 'Asunto: ', bold: true }), new TextRun(paper.subject)] }),
    ...addressee(paper.addressee),
    line('Cuerpo', paper.antecedent),
  ]
}

function addressee(person: Extract<Paper, { kind: 'oficio' }>['addressee']): Paragraph[] {
  const name = person === undefined || person.name === '' ? LEFT_TO_WRITE : person.name.toLocaleUpperCase('es-MX')
  // A unit is written by its name alone.
  const post = person === undefined ? [line('Destinatario', LEFT_TO_WRITE)] : person.post === '' ? [] : [line('Destinatario', person.post)]
  return [line('DestinatarioNombre', `${name},`), ...post, line('Destinatario', 'P r e s e n t e', { spacing: { after: 14 * POINT } })]
}

function blockOf(block: Block): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'paragraph':
      // An address cannot be divided: justified, it would tear the line before it apart.
      return [line('Cuerpo', block.text, ADDRESS.test(block.text) ? { alignment: AlignmentType.LEFT } : {})]
    case 'heading':
      return [line('Apartado', block.text)]
    case 'table':
      return tableOf(block.table)
  }
}

function tableOf(table: PaperTable): (Paragraph | Table)[] {
  const widths = table.columns.map((column) => Math.floor((WIDTH * column.share) / 100))
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: table.columns.map((column, index) => cell(column.label, widths[index] ?? 0, { head: true, mono: false })),
  })
  const rows = table.rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: table.columns.map((column, index) => cell(row[index] ?? '', widths[index] ?? 0, { head: false, mono: column.mono ?? false })),
      }),
  )
  const body =
    rows.length > 0
      ? [
          new Table({
            rows: [head, ...rows],
            width: { size: WIDTH, type: WidthType.DXA },
            columnWidths: widths,
            layout: TableLayoutType.FIXED,
            borders: { top: hairline, bottom: hairline, insideHorizontal: hairline, left: none, right: none, insideVertical: none },
          }),
        ]
      : [line('Celda', table.empty)]
  return [line('Leyenda', table.caption, { keepNext: true }), ...body, line('Aire', '')]
}

const hairline = { style: BorderStyle.SINGLE, size: 4, color: RULE }
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }

function cell(text: string, width: number, look: { readonly head: boolean; readonly mono: boolean }): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 3 * POINT, bottom: 3 * POINT, left: 4 * POINT, right: 4 * POINT },
    ...(look.head ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'F2F2F2' } } : {}),
    children: text.split('\n').map(
      (part) =>
        new Paragraph({
          style: 'Celda',
          children: [new TextRun({ text: part, ...(look.head ? { bold: true } : {}), ...(look.mono ? { font: MONO, size: 15 } : {}) })],
        }),
    ),
  })
}

function signature(paper: Paper): Paragraph[] {
  const copies = paper.kind === 'oficio' ? paper.copies : []
  return [
    line('Firma', 'Atentamente', { spacing: { before: 10 * POINT, after: 44 * POINT }, keepNext: true }),
    line('Firma', '______________________________________', { keepNext: true }),
    new Paragraph({ style: 'Firma', keepNext: true, children: [new TextRun({ text: paper.signatory.name.toLocaleUpperCase('es-MX'), bold: true })] }),
    line('Firma', paper.signatory.post, { spacing: { after: 18 * POINT } }),
    ...copies.map((copy, index) => line('Copia', `${index === 0 ? 'C.c.p.\t' : '\t'}${copy}`)),
    line('Copia', paper.initials, { spacing: { before: 6 * POINT } }),
  ]
}

function line(style: string, text: string, options: Omit<IParagraphOptions, 'style' | 'children' | 'text'> = {}): Paragraph {
  return new Paragraph({ ...options, style, children: [new TextRun({ children: unbroken(text).split('\t').flatMap((part, index) => (index === 0 ? [part] : [new Tab(), part])) })] })
}

/** The name of the hash stays on one line. */
function unbroken(text: string): string {
  return text.replaceAll('SHA-256', 'SHA\u2011256')
}

const right = { alignment: AlignmentType.RIGHT }
const styles = {
  default: {
    document: {
      run: { font: FONT, size: 22, color: INK, language: { value: 'es-MX' } },
      paragraph: { spacing: { line: 264, after: 0 } },
    },
  },
  paragraphStyles: [
    style('Institucion', { bold: true, size: 22 }, { ...right, spacing: { after: 2 * POINT } }),
    style('Area', { size: 17, color: QUIET }, { ...right, spacing: { after: 16 * POINT } }),
    style('Pie', { size: 16, color: QUIET }, {}),
    style('Numero', {}, { ...right, spacing: { after: 3 * POINT } }),
    style('LugarFecha', {}, { ...right, spacing: { after: 14 * POINT } }),
    style('Titulo', { bold: true, size: 28 }, { spacing: { after: 8 * POINT } }),
    style('Asunto', {}, { alignment: AlignmentType.LEFT, indent: { left: Math.floor(WIDTH * 0.44) }, spacing: { before: 6 * POINT, after: 18 * POINT } }),
    style('DestinatarioNombre', { bold: true }, {}),
    style('Destinatario', {}, {}),
    style('Cuerpo', {}, { alignment: AlignmentType.JUSTIFIED, spacing: { line: 276, after: 9 * POINT } }),
    style('Apartado', { bold: true, size: 23 }, { keepNext: true, spacing: { before: 10 * POINT, after: 5 * POINT } }),
    style('Leyenda', { bold: true, size: 19 }, { spacing: { before: 4 * POINT, after: 4 * POINT } }),
    style('Celda', { size: 17 }, { spacing: { line: 240 } }),
    style('Aire', { size: 12 }, {}),
    style('Firma', {}, { alignment: AlignmentType.CENTER }),
    style('Copia', { size: 15, color: QUIET }, { spacing: { line: 240 }, tabStops: [{ type: 'left' as const, position: 620 }] }),
  ],
}

function style(
  id: string,
  run: { readonly bold?: boolean; readonly size?: number; readonly color?: string },
  paragraph: Pick<IParagraphOptions, 'alignment' | 'spacing' | 'indent' | 'keepNext' | 'tabStops'>,
) {
  return { id, name: id, basedOn: 'Normal', quickFormat: true, run, paragraph }
}

/** Takes this machine's clock out of the archive: the dates inside become the paper's, those of the archive a constant. */
function withoutTraces(archive: Uint8Array, at: string): Uint8Array {
  const files = unzipSync(new Uint8Array(archive))
  const entries = Object.entries(files).map(([name, bytes]): [string, Uint8Array] => [name, name === 'docProps/core.xml' ? strToU8(datedCore(strFromU8(bytes), at)) : bytes])
  // The list of parts goes first: that is where programs look to tell what kind of file this is.
  const ordered = entries.toSorted(([one], [other]) => Number(other === CONTENT_TYPES) - Number(one === CONTENT_TYPES))
  return zipSync(Object.fromEntries(ordered), { mtime: ARCHIVE_DATE, level: 9 })
}

function datedCore(xml: string, at: string): string {
  const second = at.replace(/\.\d+Z$/u, 'Z')
  return xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)/gu, (_, before: string, after: string) => `${before}${second}${after}`)
}
