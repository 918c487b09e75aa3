import { z } from 'zod'
import { networks } from '#shared/accounts/network.ts'
import { ruleIds, severities } from './finding.ts'
import { isTimeZone } from '#shared/organization/time-zone.ts'
import { parseDay } from '#shared/kernel/local-day.ts'
import { PatternFault } from './pattern.ts'
import { validatePhrases } from './phrases.ts'
import type { RestDay } from './rest-days.ts'
import {
  confidences,
  limitFields,
  periodKinds,
  units,
  type Blanks,
  type Check,
  type ElectoralPeriod,
  type FactWords,
  type FileKinds,
  type Inclusive,
  type Institutional,
  type Legibility,
  type LexiconEntry,
  type Limit,
  type Phrases,
  type Provenance,
  type ReviewTimes,
  type RuleSet,
} from './rule-set.ts'

const provenance = { source: z.string().min(1), checked: z.iso.date(), confidence: z.enum(confidences) }

export const checkSchema = z.strictObject({ id: z.enum(ruleIds), severity: z.enum(severities), about: z.string().optional(), ...provenance }) satisfies z.ZodType<Check>

export const limitSchema = z.strictObject({
  network: z.enum(networks),
  field: z.enum(limitFields),
  unit: z.enum(units),
  limit: z.int().positive(),
  ...provenance,
}) satisfies z.ZodType<Limit>

export const fileKindsSchema = z.strictObject({ network: z.enum(networks), kinds: z.array(z.string().regex(/^(?:image|video)\/[a-z0-9]+$/)).min(1).readonly(), ...provenance }) satisfies z.ZodType<FileKinds>

export const lexiconEntrySchema = z.strictObject({
  kind: z.enum(['insult', 'disqualification']),
  stem: z.string().min(2),
  endings: z.array(z.string()).min(1).readonly(),
  phrase: z.boolean().optional(),
  unless: z.array(z.string().min(2)).readonly().optional(),
}) satisfies z.ZodType<LexiconEntry>

export const institutionalSchema = z.strictObject({
  mailDomains: z.array(z.string().min(3).toLowerCase()).readonly(),
  personalMailDomains: z.array(z.string().min(3).toLowerCase()).readonly(),
  phones: z.array(z.string().regex(/^\d{10}$/)).readonly(),
  rfcs: z.array(z.string().min(12).max(13).toUpperCase()).readonly(),
  linkDomains: z.array(z.string().min(3).toLowerCase()).readonly(),
  shorteners: z.array(z.string().min(3).toLowerCase()).readonly(),
  profiles: z.array(z.string().min(2)).readonly(),
}) satisfies z.ZodType<Institutional>

export const reviewTimesSchema = z.strictObject({
  reminders: z.array(z.number().positive()).readonly(),
  escalation: z.number().positive(),
}) satisfies z.ZodType<ReviewTimes>

const phraseSchema = z.strictObject({
  rule: z.enum(ruleIds),
  find: z.array(z.string().min(2)).min(1).readonly().optional(),
  weigh: z.record(z.string().min(2), z.int()).optional(),
  reach: z.int().positive().optional(),
  unless: z.array(z.string().min(2)).readonly().optional(),
  windows: z.array(z.enum(periodKinds)).readonly().optional(),
  where: z.enum(['post', 'alternative']).optional(),
  quotable: z.boolean().optional(),
  unasked: z.boolean().optional(),
  yields: z.array(z.enum(ruleIds)).readonly().optional(),
})

const phrases = z.strictObject({ lists: z.record(z.string(), z.array(z.string().min(2)).readonly()), phrases: z.array(phraseSchema).readonly() })

/** A pattern that cannot be read refuses the file. */
export const phrasesSchema = phrases.superRefine(readable) satisfies z.ZodType<Phrases>

/**
 * An own file of phrases, as it is once it is laid over the product's: lists by name, what is looked for by rule; either may lack. So a new party is a list,
 * and not a copy of everything that keeps the product's later ones out.
 */
export function ownPhrasesSchema(shipped: Phrases) {
  return phrases
    .partial()
    .transform((own): Phrases => {
      const rules = new Set(own.phrases?.map(({ rule }) => rule))
      return { lists: { ...shipped.lists, ...own.lists }, phrases: [...shipped.phrases.filter(({ rule }) => !rules.has(rule)), ...(own.phrases ?? [])] }
    })
    .superRefine(readable) satisfies z.ZodType<Phrases>
}

function readable(read: Phrases, found: z.RefinementCtx): void {
  try {
    validatePhrases(read)
  } catch (fault) {
    found.addIssue({ code: 'custom', path: ['phrases'], message: fault instanceof Error ? fault.message : String(fault), ...(fault instanceof PatternFault && { params: { es: fault.es } }) })
  }
}

const day = z.iso.date().refine((text) => parseDay(text) !== undefined, { message: 'not a day', params: { es: 'no es un día' } })

export const periodSchema = z
  .strictObject({
    id: z.string().min(1),
    kind: z.enum(periodKinds),
    entities: z.array(z.string().min(3)).min(1).readonly(),
    from: day,
    to: day,
    zones: z.array(z.string().refine(isTimeZone, { message: 'not a zone of Mexico', params: { es: 'no es una zona horaria de México' } })).min(1).readonly(),
    ...provenance,
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'ends before it begins', params: { es: 'termina antes de empezar' } }) satisfies z.ZodType<ElectoralPeriod>

const month = z.int().min(1).max(12)
/** `on.day`: one that the month has every year. */
export const restDaySchema = z.strictObject({
  id: z.string().min(1),
  on: z.union([
    z.strictObject({ month, day: z.int().min(1) }).refine((on) => on.day <= new Date(Date.UTC(2023, on.month, 0)).getUTCDate(), { path: ['day'], message: 'not a day of that month', params: { es: 'no es un día de ese mes' } }),
    z.strictObject({ month, nth: z.int().min(1).max(4), weekday: z.int().min(1).max(7) }),
  ]),
  years: z.strictObject({ from: z.int(), every: z.int().min(1) }).optional(),
  ...provenance,
}) satisfies z.ZodType<RestDay & Provenance>

export const inclusiveSchema = z.strictObject({
  terms: z
    .array(z.strictObject({ words: z.string().min(3), instead: z.string().min(3), bare: z.string().min(3).optional(), plain: z.boolean().optional() }))
    .readonly(),
  nouns: z.array(z.string()).readonly().default([]),
  generic: z.array(z.string()).readonly().default([]),
  vocatives: z.array(z.string()).readonly().default([]),
  salutes: z.array(z.string()).readonly().default([]),
  adjectives: z.array(z.string()).readonly().default([]),
  feminines: z.array(z.string()).readonly(),
  endings: z.array(z.string()).readonly(),
}) satisfies z.ZodType<Inclusive>

export const legibilitySchema = z.strictObject({
  emoji: z.int().nonnegative(),
  singleWords: z.array(z.string()).readonly(),
  tagWords: z.array(z.string()).readonly().default([]),
  tagJoiners: z.array(z.string()).readonly().default([]),
}) satisfies z.ZodType<Legibility>

export const factWordsSchema = z.strictObject({
  concepts: z.array(z.array(z.string()).min(1).readonly()).readonly(),
  empty: z.array(z.string()).readonly(),
}) satisfies z.ZodType<FactWords>

export const blanksSchema = z.strictObject({ nouns: z.array(z.string()).readonly(), editorial: z.array(z.string()).readonly() }) satisfies z.ZodType<Blanks>

/** The whole set as it crosses to the window: its patterns were read when the files were. */
export const ruleSetSchema = z.object({
  checks: z.array(checkSchema).readonly(),
  limits: z.array(limitSchema).readonly(),
  fileKinds: z.array(fileKindsSchema).readonly(),
  lexicon: z.array(lexiconEntrySchema).readonly(),
  institutional: institutionalSchema,
  review: reviewTimesSchema,
  phrases,
  calendar: z.array(periodSchema).readonly(),
  inclusive: inclusiveSchema,
  legibility: legibilitySchema,
  factWords: factWordsSchema,
  blanks: blanksSchema,
  restDays: z.array(restDaySchema).readonly(),
}) satisfies z.ZodType<RuleSet>
