import type { PostRow } from '#shared/posts/contract.ts'
import type { Standing } from '#shared/posts/transitions.ts'

/** A line of a list as the table of transitions sees it. Who wrote in it and how far its review is are not in the line: main knows, and may still refuse a decision. */
export function standingOfRow({ stage, office, claim, halted, proofs, copies }: PostRow): Standing {
  return { stage, office, contributors: [], writers: [], claim, steps: [], agreed: [], unable: [], halted, proven: proofs > 0, unsure: copies > proofs }
}
