import { ruleIds, type RuleId } from '#shared/rules/finding.ts'

/** How a rule did on a set: posts where it was right to speak, spoke in vain, and was silent in vain. */
export type Score = { readonly rule: RuleId; readonly found: number; readonly vain: number; readonly missed: number }

type Judged = { readonly expect: readonly RuleId[]; readonly may: readonly RuleId[]; readonly said: ReadonlySet<RuleId> }

/** The rules of comparison with other texts: their precision is allowed to be lower, because a person decides which of two is right. */
const CONTRADICTIONS: readonly RuleId[] = ['contradicts-line', 'contradicts-post']

/** Least recall and precision. */
export function goalOf(rule: RuleId): { readonly recall: number; readonly precision: number } {
  return CONTRADICTIONS.includes(rule) ? { recall: 0.9, precision: 0.7 } : { recall: 0.95, precision: 0.9 }
}

/** Every rule's score over posts that are judged one by one. */
export function scores(posts: readonly Judged[]): readonly Score[] {
  return ruleIds.map((rule) => ({
    rule,
    found: posts.filter(({ expect, said }) => expect.includes(rule) && said.has(rule)).length,
    vain: posts.filter(({ expect, may, said }) => !expect.includes(rule) && !may.includes(rule) && said.has(rule)).length,
    missed: posts.filter(({ expect, said }) => expect.includes(rule) && !said.has(rule)).length,
  }))
}

/** Undefined when the set has no post to judge it by. */
export function recallOf({ found, missed }: Score): number | undefined {
  return found + missed === 0 ? undefined : found / (found + missed)
}

/** Undefined when the rule never spoke. */
export function precisionOf({ found, vain }: Score): number | undefined {
  return found + vain === 0 ? undefined : found / (found + vain)
}

/** A rule without posts to judge it by is not below its goal. */
export function isBelowGoal(score: Score): boolean {
  const { recall, precision } = goalOf(score.rule)
  return (recallOf(score) ?? 1) < recall || (precisionOf(score) ?? 1) < precision
}
