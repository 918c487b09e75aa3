import { z } from 'zod'

/** What a recovery sheet says. The code is in the answer that makes it, and never again. */
export const recoveryKit = z.object({
  /** Groups of characters, in order; the last one checks the others. */
  groups: z.array(z.string()).readonly(),
  institution: z.string(),
  office: z.string(),
  machine: z.string(),
  /** When it was made, an instant. */
  at: z.string(),
})
export type RecoveryKit = z.output<typeof recoveryKit>
