import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LineCounter, parseDocument, type Document } from 'yaml'
import { z } from 'zod'
import { ruleIds } from '#shared/rules/finding.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'
import { checkSchema, institutionalSchema, lexiconEntrySchema, limitSchema, reviewTimesSchema } from '#shared/rules/schema.ts'

/** Why a file cannot be used, with the place of the first fault. */
export type RuleFault = { readonly file: string; readonly line: number; readonly column: number; readonly reason: string }

/** The rules in force, and the institution's files that were refused. */
export type LoadedRules = { readonly rules: RuleSet; readonly faults: readonly RuleFault[] }

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: RuleFault }

const files = {
  checks: z.strictObject({ checks: z.array(checkSchema) }),
  limits: z.strictObject({ limits: z.array(limitSchema) }),
  lexicon: z.strictObject({ lexicon: z.array(lexiconEntrySchema) }),
  institutional: z.strictObject({ institutional: institutionalSchema }),
  review: z.strictObject({ review: reviewTimesSchema }),
} as const

/**
 * The shipped rules (`resources/rules`) with the institution's own files (`<data folder>/rules`) laid over them: checks by id,
 * limits by network and field, the others whole. A broken own file is named with its line and the shipped one stays in force;
 * a broken shipped file is a bug and throws.
 */
export function loadRules(shippedFolder: string, ownFolder: string): LoadedRules {
  const shipped = <T>(name: string, schema: z.ZodType<T>): T => {
    const read = readRuleFile(join(shippedFolder, `${name}.yaml`), schema)
    if (!read.ok) throw new Error(`${read.fault.file}:${read.fault.line}: ${read.fault.reason}`)
    return read.value
  }
  const faults: RuleFault[] = []
  const own = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    const file = join(ownFolder, `${name}.yaml`)
    if (!existsSync(file)) return undefined
    const read = readRuleFile(file, schema)
    if (read.ok) return read.value
    faults.push(read.fault)
    return undefined
  }
  const checks = overlaid(shipped('checks', files.checks).checks, own('checks', files.checks)?.checks, (check) => check.id)
  const lacking = ruleIds.filter((id) => !checks.some((check) => check.id === id))
  if (lacking.length > 0) throw new Error(`checks.yaml lacks ${lacking.join(', ')}`)
  const rules: RuleSet = {
    checks,
    limits: overlaid(shipped('limits', files.limits).limits, own('limits', files.limits)?.limits, (limit) => `${limit.network}/${limit.field}`),
    lexicon: (own('lexicon', files.lexicon) ?? shipped('lexicon', files.lexicon)).lexicon,
    institutional: (own('institutional', files.institutional) ?? shipped('institutional', files.institutional)).institutional,
    review: (own('review', files.review) ?? shipped('review', files.review)).review,
  }
  return { rules, faults }
}

function overlaid<T>(shipped: readonly T[], own: readonly T[] | undefined, key: (entry: T) => string): readonly T[] {
  if (own === undefined) return shipped
  const keys = new Set(own.map(key))
  return [...shipped.filter((entry) => !keys.has(key(entry))), ...own]
}

/** Reads one YAML file against its schema; the first fault with its line. */
export function readRuleFile<T>(file: string, schema: z.ZodType<T>): Read<T> {
  const lines = new LineCounter()
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines, prettyErrors: false })
  const at = (offset: number, reason: string): Read<T> => {
    const { line, col } = lines.linePos(offset)
    return { ok: false, fault: { file, line, column: col, reason } }
  }
  const [error] = document.errors
  if (error !== undefined) return at(error.pos[0], error.message)
  const parsed = schema.safeParse(document.toJS())
  if (parsed.success) return { ok: true, value: parsed.data }
  const [issue] = parsed.error.issues
  return at(offsetOf(document, issue?.path ?? []), `${(issue?.path ?? []).join('.')}: ${issue?.message ?? ''}`)
}

/** Where in the file the value at a path stands; the nearest one there is when the path leads to nothing. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true)
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) return Number(node.range[0])
  }
  return 0
}
