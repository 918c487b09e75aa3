import { z } from 'zod'
import { networks } from '#shared/accounts/network.ts'
import { ruleIds, severities } from './finding.ts'
import { confidences, limitFields, units, type Check, type Institutional, type LexiconEntry, type Limit, type ReviewTimes, type RuleSet } from './rule-set.ts'

const provenance = { source: z.string().min(1), checked: z.iso.date(), confidence: z.enum(confidences) }

export const checkSchema = z.strictObject({ id: z.enum(ruleIds), severity: z.enum(severities), ...provenance }) satisfies z.ZodType<Check>

export const limitSchema = z.strictObject({
  network: z.enum(networks),
  field: z.enum(limitFields),
  unit: z.enum(units),
  limit: z.int().positive(),
  ...provenance,
}) satisfies z.ZodType<Limit>

export const lexiconEntrySchema = z.strictObject({
  kind: z.enum(['insult', 'disqualification']),
  stem: z.string().min(2),
  endings: z.array(z.string()).min(1).readonly(),
  phrase: z.boolean().optional(),
}) satisfies z.ZodType<LexiconEntry>

export const institutionalSchema = z.strictObject({
  mailDomains: z.array(z.string().min(3).toLowerCase()).readonly(),
  personalMailDomains: z.array(z.string().min(3).toLowerCase()).readonly(),
  phones: z.array(z.string().regex(/^\d{10}$/)).readonly(),
  rfcs: z.array(z.string().min(12).max(13).toUpperCase()).readonly(),
}) satisfies z.ZodType<Institutional>

export const reviewTimesSchema = z.strictObject({
  reminders: z.array(z.number().positive()).readonly(),
  escalation: z.number().positive(),
}) satisfies z.ZodType<ReviewTimes>

/** The whole set as it crosses to the window. */
export const ruleSetSchema = z.object({
  checks: z.array(checkSchema).readonly(),
  limits: z.array(limitSchema).readonly(),
  lexicon: z.array(lexiconEntrySchema).readonly(),
  institutional: institutionalSchema,
  review: reviewTimesSchema,
}) satisfies z.ZodType<RuleSet>
