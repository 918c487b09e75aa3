import { z } from 'zod'
import type { Instant } from '#shared/kernel/clock.ts'
import { command, contract, query } from '#shared/kernel/contract.ts'
import { parseDay, type Day } from '#shared/kernel/local-day.ts'
import { factKinds } from './facts.ts'
import type { KeptFact, LineId } from './line.ts'
import { ruleSetSchema } from './schema.ts'
import { ruleFiles } from './tuning.ts'

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

const ruleFile = z.enum(ruleFiles)
/** A file of rules. `from`: the record, for every machine; this machine alone; or the app. */
const ruleFileRow = z.object({
  file: ruleFile,
  from: z.enum(['record', 'machine', 'shipped']),
  tuned: z.object({ name: z.string(), at: instant }).nullable(),
  fault: z.object({ line: z.int(), reason: z.string() }).nullable(),
})
export type RuleFileRow = z.output<typeof ruleFileRow>
/** `done` false: the person chose nothing. */
const chosen = z.object({ done: z.boolean() })
const title = z.string().max(200)

/** The rules in force, so that the window checks with the very data of the gate; and the line. */
export const rulesContract = contract('rules', {
  data: query({ in: z.object({}), out: z.object({ rules: ruleSetSchema, faults: z.array(fault).readonly() }) }),
  /** Whose each file of the rules is. */
  files: query({ in: z.object({}), out: z.object({ files: z.array(ruleFileRow) }) }),
  /** An own file, for every machine of the record. Main asks which; `title` is what its dialog says. */
  tune: command({ in: z.object({ file: ruleFile, title }), out: chosen, refusals: ['ledger/role', 'rules/file-broken', 'rules/file-too-large', 'rules/file-unread'] }),
  untune: command({ in: z.object({ file: ruleFile }), out: chosen, refusals: ['ledger/role', 'rules/file-shipped'] }),
  saveFile: command({ in: z.object({ file: ruleFile, title }), out: chosen, refusals: ['rules/file-unwritten'] }),
  /** The facts of the line that stand. */
  line: query({ in: z.object({}), out: z.object({ facts: z.array(lineRow) }) }),
  state: command({ in: z.object({ fact }), out: done, refusals: ['ledger/role', 'rules/line-exists', 'rules/line-incomplete'] }),
  correct: command({ in: z.object({ id: lineId, fact }), out: done, refusals: ['ledger/role', 'rules/line-unknown', 'rules/line-withdrawn', 'rules/line-incomplete'] }),
  withdraw: command({ in: z.object({ id: lineId, reason: text }), out: done, refusals: ['ledger/role', 'rules/line-unknown', 'rules/line-withdrawn', 'rules/line-incomplete'] }),
})
