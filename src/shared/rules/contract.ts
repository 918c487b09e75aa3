import { z } from 'zod'
import type { Instant } from '#shared/kernel/clock.ts'
import { command, contract, query } from '#shared/kernel/contract.ts'
import { parseDay, type Day } from '#shared/kernel/local-day.ts'
import { factKinds } from './facts.ts'
import type { KeptFact, LineId } from './line.ts'
import { ruleSetSchema } from './schema.ts'

/** An institution's rule file that could not be used; the shipped one stays in force. `line` starts at 1. */
const fault = z.object({ file: z.string(), line: z.int(), reason: z.string() })

// The brands are given here: main made these values, the schema checks their form.
const lineId = z.string().max(80).transform((text) => text as LineId)
const instant = z.iso.datetime().transform((text) => text as Instant)
const day = z.iso.date().refine((text) => parseDay(text) !== undefined).transform((text) => text as Day)
const text = z.string().max(1000)

const fact = z.object({
  subject: text,
  kind: z.enum(factKinds),
  value: text,
  from: day.nullable(),
  to: day.nullable(),
  source: text,
}) satisfies z.ZodType<KeptFact>

const lineRow = fact.extend({ id: lineId, by: z.string(), at: instant })
export type LineRow = z.output<typeof lineRow>

const done = z.object({ id: lineId })

/** The rules in force, so that the window checks with the very data of the gate; and the line. */
export const rulesContract = contract('rules', {
  data: query({ in: z.object({}), out: z.object({ rules: ruleSetSchema, faults: z.array(fault).readonly() }) }),
  /** The facts of the line that stand. */
  line: query({ in: z.object({}), out: z.object({ facts: z.array(lineRow) }) }),
  state: command({ in: z.object({ fact }), out: done, refusals: ['ledger/role', 'rules/line-exists', 'rules/line-incomplete'] }),
  correct: command({ in: z.object({ id: lineId, fact }), out: done, refusals: ['ledger/role', 'rules/line-unknown', 'rules/line-withdrawn', 'rules/line-incomplete'] }),
  withdraw: command({ in: z.object({ id: lineId, reason: text }), out: done, refusals: ['ledger/role', 'rules/line-unknown', 'rules/line-withdrawn', 'rules/line-incomplete'] }),
})
