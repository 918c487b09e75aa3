import { z } from 'zod'
import { contract, query } from '#shared/kernel/contract.ts'
import { ruleSetSchema } from './schema.ts'

/** An institution's rule file that could not be used; the shipped one stays in force. `line` starts at 1. */
const fault = z.object({ file: z.string(), line: z.int(), reason: z.string() })

/** The rules in force, so that the window checks with the very data of the gate. */
export const rulesContract = contract('rules', {
  data: query({ in: z.object({}), out: z.object({ rules: ruleSetSchema, faults: z.array(fault).readonly() }) }),
})
