import { z } from 'zod'
import { alphabets, confidences, passwordHolders, type NetworkFacts } from './network-facts.ts'
import { networks } from './network.ts'

const sourced = { source: z.string(), checked: z.string(), confidence: z.enum(confidences) }
const page = z.object({ url: z.string(), ...sourced }).nullable()

/** One network's data, as the file has it and as the window gets it. */
export const networkFacts = z.object({
  network: z.enum(networks),
  name: z.string(),
  domains: z.array(z.string()).min(1),
  handle: z.object({ sign: z.enum(['@', '']), pattern: z.string(), ...sourced }),
  profile: page,
  password: z.object({
    holder: z.enum(passwordHolders),
    min: z.int().nullable(),
    max: z.int().nullable(),
    alphabet: z.enum(alphabets),
    ...sourced,
  }),
  pages: z.object({ 'change-password': page, sessions: page, apps: page, composer: page }),
}) satisfies z.ZodType<NetworkFacts>
