import type { Network } from '#shared/accounts/network.ts'
import { areAlike, piecesOf } from './alike.ts'
import type { Severity } from './finding.ts'
import { severityOf, type RuleSet } from './rule-set.ts'

/** Networks that punish one text on many accounts: X forbids it outright (platform manipulation policy), Meta counts it as spam (anchors/review.md 4.4). */
const STRICT = { x: 'forbids', facebook: 'counts', instagram: 'counts', threads: 'counts' } as const satisfies Partial<Record<Network, string>>
export type Strictness = (typeof STRICT)[keyof typeof STRICT]

/** How a network takes one text on many accounts; undefined: nothing is known against it. */
export function strictnessOf(network: Network): Strictness | undefined {
  const known: Partial<Record<Network, Strictness>> = STRICT
  return known[network]
}

/** How severe one text on several accounts is: what the data says where the network forbids it, a hint where it only counts. */
export function sameTextSeverity(rules: RuleSet, strictness: Strictness): Severity {
  return strictness === 'forbids' ? severityOf(rules, 'identical-text') : 'hint'
}

/** How many of these texts say the same, or nearly, as the one that most others repeat. Empty ones say nothing. */
export function mostAlike(texts: readonly string[]): number {
  const counts = [...Map.groupBy(texts.filter((text) => text.trim() !== ''), (text) => text)].map(([text, same]) => ({ text, count: same.length }))
  if (counts.length < 2) return counts[0]?.count ?? 0
  const said = counts.map(({ text, count }) => ({ count, pieces: piecesOf(text) }))
  return Math.max(...said.map((one) => said.filter((other) => other === one || areAlike(one.pieces, other.pieces)).reduce((sum, { count }) => sum + count, 0)))
}
