import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { isCollection, LineCounter, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'
import { schemaReason, schemaWords, yamlReason } from './fault-words.ts'

/** Why a data file was refused: its name, the line (1-based) and what is wrong there, in the language of who reads it. */
export type DataFault = { readonly file: string; readonly line: number; readonly reason: string }

export type DataFile<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: DataFault }

/** Data in force, and what was wrong with the institution's own file, if that is why the shipped one is in force. */
export type DataInForce<T> = { readonly value: T; readonly from: 'shipped' | 'own'; readonly fault: DataFault | undefined }

/**
 * What a shipped file says, read and checked when the project was built (`npm run generate`) and kept as JSON: reading YAML costs 40 ms
 * of a start. Counts only while the file still has the same SHA-256, so an edited file is always read itself.
 */
export type ReadAhead = { readonly sha256: string; readonly json: string }

/** Reads one shipped YAML file ahead. A file with a fault throws. */
export function readAhead<S extends z.ZodType>(file: string, schema: S): ReadAhead {
  return { sha256: digest(readFileSync(file, 'utf8')), json: JSON.stringify(sound(readDataFile(file, schema))) }
}

/** Reads one YAML file against its schema. Names the first fault by file and line. A missing file throws. */
export function readDataFile<S extends z.ZodType>(file: string, schema: S): DataFile<z.output<S>> {
  return parseData(readFileSync(file, 'utf8'), basename(file), schema)
}

/** As `readDataFile`, for a text already read; `name` is how the fault calls it. */
export function parseData<S extends z.ZodType>(text: string, name: string, schema: S): DataFile<z.output<S>> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const syntax = document.errors[0]
  if (syntax !== undefined) return { ok: false, fault: { file: name, line: lines.linePos(syntax.pos[0]).line, reason: yamlReason(syntax) } }
  const parsed = schema.safeParse(document.toJS(), { error: schemaWords })
  if (parsed.success) return { ok: true, value: parsed.data }
  const issue = parsed.error.issues[0]
  const path = issue?.path ?? []
  const reason = `${path.map(String).join('.') || '/'}: ${schemaReason(issue)}`
  return { ok: false, fault: { file: name, line: lineOf(document, path, lines), reason } }
}

/**
 * The institution's own file where there is one and it is sound, else the shipped one. A broken shipped file is a bug and throws.
 * `ahead` is the shipped file as the build read it.
 */
export function dataInForce<S extends z.ZodType>(shipped: string, own: string | undefined, schema: S, ahead?: ReadAhead): DataInForce<z.output<S>> {
  const ours = shippedData(shipped, schema, ahead)
  if (own === undefined || !existsSync(own)) return { value: ours, from: 'shipped', fault: undefined }
  const theirs = readDataFile(own, schema)
  return theirs.ok ? { value: theirs.value, from: 'own', fault: undefined } : { value: ours, from: 'shipped', fault: theirs.fault }
}

function shippedData<S extends z.ZodType>(file: string, schema: S, ahead: ReadAhead | undefined): z.output<S> {
  const text = readFileSync(file, 'utf8')
  if (ahead?.sha256 === digest(text)) return JSON.parse(ahead.json) as z.output<S> // `readAhead` wrote what this schema had answered
  return sound(parseData(text, basename(file), schema))
}

function sound<T>(read: DataFile<T>): T {
  if (!read.ok) throw new Error(`${read.fault.file}, line ${read.fault.line}: ${read.fault.reason}`)
  return read.value
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The line of the deepest part of `path` that the document has. */
function lineOf(document: Document, path: readonly PropertyKey[], lines: LineCounter): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const node: unknown = document.getIn(path.slice(0, depth), true)
    const range = isCollection(node) || hasRange(node) ? node.range : undefined
    if (range) return lines.linePos(range[0]).line
  }
  return 1
}

function hasRange(node: unknown): node is { range: readonly [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
}
