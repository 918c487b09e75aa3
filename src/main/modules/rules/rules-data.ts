import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { parseData, readDataFile, type DataFault, type DataFile } from '#main/data/data-file.ts'
import { ruleIds } from '#shared/rules/finding.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'
import type { RuleFile } from '#shared/rules/tuning.ts'
import {
  blanksSchema,
  checkSchema,
  factWordsSchema,
  fileKindsSchema,
  inclusiveSchema,
  institutionalSchema,
  legibilitySchema,
  lexiconEntrySchema,
  limitSchema,
  ownPhrasesSchema,
  periodSchema,
  phrasesSchema,
  restDaySchema,
  reviewTimesSchema,
} from '#shared/rules/schema.ts'

/** The rules in force, and the institution's files that were refused. */
export type LoadedRules = { readonly rules: RuleSet; readonly faults: readonly DataFault[] }

const schemas = {
  checks: z.strictObject({ checks: z.array(checkSchema) }),
  limits: z.strictObject({ limits: z.array(limitSchema) }),
  'file-kinds': z.strictObject({ fileKinds: z.array(fileKindsSchema) }),
  lexicon: z.strictObject({ lexicon: z.array(lexiconEntrySchema) }),
  institutional: z.strictObject({ institutional: institutionalSchema }),
  review: z.strictObject({ review: reviewTimesSchema }),
  phrases: phrasesSchema,
  'electoral-calendar': z.strictObject({ periods: z.array(periodSchema) }),
  inclusive: inclusiveSchema,
  legibility: legibilitySchema,
  facts: factWordsSchema,
  blanks: blanksSchema,
  'rest-days': z.strictObject({ restDays: z.array(restDaySchema) }),
} as const satisfies Readonly<Record<RuleFile, z.ZodType>>

/** Reads a file once, however often it is asked for: the shipped rules take a second, and change with a version only. */
export function readingOnce(): typeof readDataFile {
  const known = new Map<string, DataFile<unknown>>()
  return <S extends z.ZodType>(file: string, schema: S): DataFile<z.output<S>> => {
    const found = known.get(file) ?? readDataFile(file, schema)
    known.set(file, found)
    return found as DataFile<z.output<S>> // one file has one schema
  }
}

/** A shipped file. A broken one is a bug and throws. */
function shippedFile<S extends z.ZodType>(folder: string, name: RuleFile, schema: S, read: typeof readDataFile): z.output<S> {
  const shipped = read(join(folder, `${name}.yaml`), schema)
  if (!shipped.ok) throw new Error(`${shipped.fault.file}, line ${shipped.fault.line}: ${shipped.fault.reason}`)
  return shipped.value
}

/** What is wrong with a text as an own file of rules, if anything. `shippedFolder` and `read` as for `loadRules`. */
export function ruleFault(file: RuleFile, text: string, shippedFolder: string, read: typeof readDataFile = readDataFile): DataFault | undefined {
  const schema = file === 'phrases' ? ownPhrasesSchema(shippedFile(shippedFolder, file, schemas.phrases, read)) : schemas[file]
  const own = parseData(text, `${file}.yaml`, schema)
  return own.ok ? undefined : own.fault
}

/**
 * The shipped rules (`resources/rules`) with the institution's own files laid over them, those `recorded` for every machine of the record before those of this machine
 * alone (`<overrides>/rules`): checks by id, limits by network and field, kinds of file by network, electoral periods and rest days by id, phrases by list and by rule, the others whole. A broken own file is named with
 * its line and the shipped one stays in force; a broken shipped file is a bug and throws. `read`: how a shipped file is read.
 */
export function loadRules(shippedFolder: string, ownFolder: string, recorded: Readonly<Partial<Record<RuleFile, string | undefined>>> = {}, read: typeof readDataFile = readDataFile): LoadedRules {
  const faults: DataFault[] = []

  /** The shipped file, and the institution's own where there is a sound one. */
  function both<T>(name: RuleFile, schema: z.ZodType<T>, ownSchema: (shipped: T) => z.ZodType<T> = () => schema): { readonly shipped: T; readonly own: T | undefined } {
    const shipped = shippedFile(shippedFolder, name, schema, read)
    const file = join(ownFolder, `${name}.yaml`)
    const told = recorded[name]
    const own = told !== undefined ? parseData(told, `${name}.yaml`, ownSchema(shipped)) : existsSync(file) ? readDataFile(file, ownSchema(shipped)) : undefined
    if (own?.ok === false) faults.push(own.fault)
    return { shipped, own: own?.ok === true ? own.value : undefined }
  }

  const checks = both('checks', schemas.checks)
  const limits = both('limits', schemas.limits)
  const fileKinds = both('file-kinds', schemas['file-kinds'])
  const lexicon = both('lexicon', schemas.lexicon)
  const institutional = both('institutional', schemas.institutional)
  const review = both('review', schemas.review)
  const phrases = both('phrases', schemas.phrases, ownPhrasesSchema)
  const calendar = both('electoral-calendar', schemas['electoral-calendar'])
  const inclusive = both('inclusive', schemas.inclusive)
  const legibility = both('legibility', schemas.legibility)
  const facts = both('facts', schemas.facts)
  const blanks = both('blanks', schemas.blanks)
  const restDays = both('rest-days', schemas['rest-days'])
  const rules: RuleSet = {
    checks: overlaid(checks.shipped.checks, checks.own?.checks, (check) => check.id),
    limits: overlaid(limits.shipped.limits, limits.own?.limits, (limit) => `${limit.network}/${limit.field}`),
    fileKinds: overlaid(fileKinds.shipped.fileKinds, fileKinds.own?.fileKinds, (kinds) => kinds.network),
    lexicon: (lexicon.own ?? lexicon.shipped).lexicon,
    institutional: (institutional.own ?? institutional.shipped).institutional,
    review: (review.own ?? review.shipped).review,
    phrases: phrases.own ?? phrases.shipped,
    calendar: overlaid(calendar.shipped.periods, calendar.own?.periods, (period) => period.id),
    inclusive: inclusive.own ?? inclusive.shipped,
    legibility: legibility.own ?? legibility.shipped,
    factWords: facts.own ?? facts.shipped,
    blanks: blanks.own ?? blanks.shipped,
    restDays: overlaid(restDays.shipped.restDays, restDays.own?.restDays, (one) => one.id),
  }
  const lacking = ruleIds.filter((id) => !rules.checks.some((check) => check.id === id))
  if (lacking.length > 0) throw new Error(`checks.yaml lacks ${lacking.join(', ')}`)
  return { rules, faults }
}

function overlaid<T>(shipped: readonly T[], own: readonly T[] | undefined, key: (entry: T) => string): readonly T[] {
  if (own === undefined) return shipped
  const keys = new Set(own.map(key))
  return [...shipped.filter((entry) => !keys.has(key(entry))), ...own]
}
