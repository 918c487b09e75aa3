import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Ledger, Record as RecordIn } from '#main/ledger/ledger.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { csvLine } from '#shared/kernel/csv.ts'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { Context } from '#shared/ledger/event.ts'
import { columns } from '#shared/imports/columns.ts'
import type { ImportFault, ImportRowView, Reading } from '#shared/imports/contract.ts'
import { fingerprintOf, importDecider, type BroughtRow } from '#shared/imports/import.ts'
import { readRow, type RowContent, type Surroundings } from '#shared/imports/read-row.ts'
import type { WrittenContent } from '#shared/posts/contract.ts'
import { emptyContent, titleOf } from '#shared/posts/content.ts'
import type { PostId } from '#shared/posts/post.ts'
import type { Media } from '#shared/rules/content.ts'
import type { Finding } from '#shared/rules/finding.ts'
import { importsQueries } from './store.ts'
import { readTable, type TableFile } from './table-file.ts'

/** Largest table, in bytes. */
const LARGEST = 20 * 1024 * 1024
/** Rows brought in one act: with the record of them, well under what the hub takes as one (200 events). */
const AT_ONCE = 25
const BOM = '\uFEFF'

export type ImportsDependencies = {
  readonly ledger: Ledger
  readonly clock: Clock
  /** What rows may name at that moment, files aside. */
  readonly around: (context: Context) => Omit<Surroundings, 'file' | 'now'>
  /** The kind of a file that a post may have, by its bytes; undefined: of none. Throws what the disk does. */
  readonly kindOf: (path: string) => string | undefined
  readonly posts: {
    /** What the checker would say of a content. */
    readonly findingsOf: (context: Context, content: WrittenContent) => readonly Finding[]
    /** Makes a draft within an act of several streams. */
    readonly draftWithin: (record: RecordIn, context: Context, content: WrittenContent) => Result<{ readonly id: PostId }>
    /** Keeps a copy of a file. */
    readonly keep: (path: string) => Promise<Result<Media>>
  }
  readonly desk: {
    chooseFiles(options: { readonly title: string; readonly extensions?: readonly string[]; readonly folder?: boolean }): Promise<readonly string[]>
    choosePlace(options: { readonly title: string; readonly name: string }): Promise<string | undefined>
  }
}

/** A table that was read and is shown. Only the newest is held, and only for who chose it. */
type Held = { readonly id: string; readonly actor: string; readonly file: string; readonly folder: string; readonly table: TableFile }

/** A file beside the table: its kind by its bytes, if it is one that posts have, and its weight. */
type Looked = { readonly mime: string | undefined; readonly size: number } | 'missing'
/** The files beside a table, by the names that its rows give them; each is looked at once. */
type Folder = { readonly pathOf: (name: string) => string | undefined; readonly look: (name: string) => Looked }

/** Drafts from a table: the one door. Refusals: `imports/…`, those of the ledger. */
export function importsService({ ledger, clock, around, kindOf, posts, desk }: ImportsDependencies) {
  const queries = importsQueries(ledger.read)
  let held: Held | undefined

  /** Files are found by their names without regard to case, as Windows does. */
  function surroundings(context: Context, folder: string): Surroundings & Folder {
    const names = new Map(existsSync(folder) ? readdirSync(folder).map((name) => [name.normalize('NFC').toLowerCase(), join(folder, name)]) : [])
    const pathOf = (name: string) => names.get(basename(name).normalize('NFC').toLowerCase())
    const looked = new Map<string, Looked>()
    const look = (name: string): Looked => {
      const path = pathOf(name)
      if (path === undefined) return 'missing'
      const found = looked.get(path) ?? lookAt(path)
      looked.set(path, found)
      return found
    }
    return {
      ...around(context),
      now: clock.now(),
      pathOf,
      look,
      file(name) {
        const found = look(name)
        return found === 'missing' ? 'missing' : found.mime === undefined ? 'unusable' : 'usable'
      },
    }
  }

  function lookAt(path: string): Looked {
    try {
      const found = statSync(path)
      return found.isFile() ? { mime: kindOf(path), size: found.size } : 'missing'
    } catch {
      return 'missing' // it went meanwhile, or may not be read: the row says so
    }
  }

  function view(context: Context, { id, file, folder, table }: Held): Reading {
    const place = surroundings(context, folder)
    const rows = table.rows.map((row): ImportRowView => {
      const { content, faults } = readRow(row, place)
      return {
        line: row.line,
        title: titleOf({ ...emptyContent, ...content }),
        accounts: content.accounts.flatMap((one) => place.accounts.filter(({ id: account }) => account === one).map(({ network, handle }) => ({ network, handle }))),
        wanted: content.wanted?.at ?? null,
        files: content.files.length,
        faults: [...faults],
        findings: faults.length > 0 ? [] : told(posts.findingsOf(context, writtenOf(content, content.files.map((file, index) => pretended(file, index, place.look(file.name)))))),
        before: queries.before(context.office, fingerprintOf(row)) ?? null,
      }
    })
    return { id, file: basename(file), folder: basename(folder), zone: place.zone, encoding: table.encoding, unused: [...table.unused], rows }
  }

  return {
    /** An example and every column's name, as Excel opens it: UTF-8 with its mark. */
    async template(title: string): Promise<Result<{ saved: boolean }>> {
      const path = await desk.choosePlace({ title, name: 'publicaciones.csv' })
      if (path === undefined) return ok({ saved: false })
      const example: Readonly<Record<string, string>> = {
        text: 'Consulta la ubicación de tu casilla en ine.mx.',
        accounts: 'x: @INEOaxaca03; facebook: INEOaxaca03',
        source: 'Acuerdo INE/CG01/2026, punto tercero',
        date: '03/04/2027',
        hour: '09:00',
        from: '03/04/2027 08:00',
        until: '05/04/2027 20:00',
        files: 'mapa.png | horarios.png',
        alternatives: 'Mapa de las casillas del distrito | decorativa: marco de colores',
      }
      try {
        await writeFile(path, `${BOM}${csvLine(columns.map(({ name }) => name))}${csvLine(columns.map(({ id }) => example[id] ?? ''))}`, 'utf8')
      } catch {
        return refuse('imports/unwritten')
      }
      return ok({ saved: true })
    },

    async read(context: Context, title: string): Promise<Result<{ reading: Reading | null }>> {
      if (!context.roles.includes('operator')) return refuse('ledger/role')
      const [file] = await desk.chooseFiles({ title, extensions: ['csv', 'txt'] })
      if (file === undefined) return ok({ reading: null })
      let bytes: Buffer
      try {
        if (statSync(file).size > LARGEST) return refuse('imports/too-large')
        bytes = readFileSync(file)
      } catch {
        return refuse('imports/unreadable')
      }
      const table = readTable(bytes)
      if (!table.ok) return table
      held = { id: context.newId(), actor: context.actor, file, folder: dirname(file), table: table.value }
      return ok({ reading: view(context, held) })
    },

    async folder(context: Context, id: string, title: string): Promise<Result<{ reading: Reading | null }>> {
      if (held?.id !== id || held.actor !== context.actor) return refuse('imports/forgotten')
      const [folder] = await desk.chooseFiles({ title, folder: true })
      if (folder === undefined) return ok({ reading: null })
      held = { ...held, folder }
      return ok({ reading: view(context, held) })
    },

    async bring(context: Context, id: string, lines: readonly number[]): Promise<Result<{ brought: { line: number; post: PostId }[]; left: { line: number; faults: ImportFault[] }[] }>> {
      const table = held
      if (table?.id !== id || table.actor !== context.actor) return refuse('imports/forgotten')
      if (!context.roles.includes('operator')) return refuse('ledger/role')
      const wanted = new Set(lines)
      const rows = table.table.rows.filter(({ line }) => wanted.has(line))
      if (rows.length === 0) return refuse('imports/nothing')
      const place = surroundings(context, table.folder)
      const left: { line: number; faults: ImportFault[] }[] = []
      const ready: { readonly line: number; readonly fingerprint: string; readonly content: WrittenContent }[] = []
      // First every file is kept: once drafts are made, none waits for a disk.
      for (const row of rows) {
        const { content, faults } = readRow(row, place)
        const kept = faults.length > 0 ? { files: [], faults } : await filesOf(content, place.pathOf)
        if (kept.faults.length > 0) left.push({ line: row.line, faults: [...kept.faults] })
        else ready.push({ line: row.line, fingerprint: fingerprintOf(row), content: writtenOf(content, kept.files) })
      }
      const brought: BroughtRow[] = []
      for (let from = 0; from < ready.length; from += AT_ONCE) {
        const act = ledger.transaction<readonly BroughtRow[]>(context, (record) => {
          const made: BroughtRow[] = []
          for (const { line, fingerprint, content } of ready.slice(from, from + AT_ONCE)) {
            const drafted = posts.draftWithin(record, context, content)
            if (!drafted.ok) return drafted
            made.push({ line, fingerprint, post: drafted.value.id })
          }
          const noted = record(importDecider, context.newId<'import'>(), { kind: 'bring', file: basename(table.file), rows: made })
          return noted.ok ? ok(made) : noted
        })
        if (!act.ok) return act
        brought.push(...act.value)
        await new Promise((resolve) => setImmediate(resolve))
      }
      return ok({ brought: brought.map(({ line, post }) => ({ line, post })), left })
    },
  }

  async function filesOf(content: RowContent, pathOf: (name: string) => string | undefined): Promise<{ readonly files: readonly Media[]; readonly faults: readonly ImportFault[] }> {
    const files: Media[] = []
    for (const { name, networks, alternative } of content.files) {
      const kept = await posts.keep(pathOf(name) ?? name)
      if (!kept.ok) return { files, faults: [{ column: 'files', code: FILE_FAULTS[kept.refusal.code] ?? 'file-missing', words: name }] }
      files.push({ ...kept.value, ...(networks === undefined ? {} : { networks }), alternative })
    }
    return { files, faults: [] }
  }
}

/** What is said of a row whose file could not be kept. */
const FILE_FAULTS: Readonly<Record<string, ImportFault['code']>> = { 'posts/media-type': 'file-type', 'posts/media-broken': 'file-broken', 'posts/media-bomb': 'file-broken', 'posts/media-unreadable': 'file-broken', 'ledger/disk-full': 'file-not-kept', 'ledger/read-only': 'file-not-kept' }

export type ImportsService = ReturnType<typeof importsService>

function writtenOf({ files: _, ...content }: RowContent, media: readonly Media[]): WrittenContent {
  return { ...emptyContent, ...content, media }
}

/** A file that is not kept yet, for the checker: what it measures is known once it is. */
function pretended({ name, networks, alternative }: RowContent['files'][number], index: number, found: Looked): Media {
  const { mime = 'image/png', size = 0 } = found === 'missing' ? {} : found
  return { sha256: String(index).padStart(64, '0'), name, mime, size, ...(networks === undefined ? {} : { networks }), alternative }
}

/** One finding per rule, the grave ones first. */
function told(findings: readonly Finding[]): ImportRowView['findings'] {
  const first = new Map<string, Finding>()
  for (const finding of findings) if (!first.has(finding.rule)) first.set(finding.rule, finding)
  const weight = { block: 0, warn: 1, hint: 2 }
  return [...first.values()].toSorted((one, other) => weight[one.severity] - weight[other.severity]).map(({ rule, severity, detail }) => ({ rule, severity, detail: { ...detail } }))
}
