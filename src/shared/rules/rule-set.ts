import type { Network } from '#shared/accounts/network.ts'
import type { RuleId, Severity } from './finding.ts'

/** How sure a fact is: `confirmed` by the platform or the law's own text, `secondary` from others' reports, `unconfirmed`. */
export const confidences = ['confirmed', 'secondary', 'unconfirmed'] as const
export type Confidence = (typeof confidences)[number]

/** Where a fact comes from, when it was read (ISO date) and how sure it is. */
export type Provenance = { readonly source: string; readonly checked: string; readonly confidence: Confidence }

/** How a limit is counted. `x`: weighted as X does · `threads`: characters, emoji as their UTF-8 bytes. */
export const units = ['x', 'threads', 'graphemes', 'utf16', 'utf8-bytes', 'items', 'bytes'] as const
export type Unit = (typeof units)[number]

/** What a limit is about: the post's text, the text beside a photo or film, a title, a description, an image's alternative text … */
export const limitFields = ['text', 'caption', 'title', 'description', 'tags', 'hashtags', 'mentions', 'links', 'alternative', 'images', 'image-size'] as const
export type LimitField = (typeof limitFields)[number]

/** A platform's limit. It blocks only when it is `confirmed`; otherwise going over it warns. */
export type Limit = Provenance & {
  readonly network: Network
  readonly field: LimitField
  readonly unit: Unit
  readonly limit: number
}

/** A check's weight and reason. */
export type Check = Provenance & { readonly id: RuleId; readonly severity: Severity }

/**
 * Words that offend (`insult`) or run a person down (`disqualification`). A word is its stem plus one of its endings, whole:
 * «put» + «a» never matches «reputación». A phrase is a sequence of words. Written without accents, in lower case.
 */
export type LexiconEntry = {
  readonly kind: 'insult' | 'disqualification'
  readonly stem: string
  readonly endings: readonly string[]
  readonly phrase?: boolean | undefined
}

/** What an institution says of itself, so that its own public data is not taken for a person's. */
export type Institutional = {
  /** Mail domains whose addresses are of offices. */
  readonly mailDomains: readonly string[]
  /** Mail providers of private people. */
  readonly personalMailDomains: readonly string[]
  /** Public phone numbers, ten digits. */
  readonly phones: readonly string[]
  /** RFCs that name no person: generic ones, the institution's own. */
  readonly rfcs: readonly string[]
}

/** When somebody is told of a post in review, in hours of review. How long the review may take is a policy of the institution. */
export type ReviewTimes = { readonly reminders: readonly number[]; readonly escalation: number }

/** Everything the checker needs to know: the shipped data, or what the institution put in its place. */
export type RuleSet = {
  readonly checks: readonly Check[]
  readonly limits: readonly Limit[]
  readonly lexicon: readonly LexiconEntry[]
  readonly institutional: Institutional
  readonly review: ReviewTimes
}

/** The limit of a network's field, if one is known. */
export function limitOf(rules: RuleSet, network: Network, field: LimitField): Limit | undefined {
  return rules.limits.find((limit) => limit.network === network && limit.field === field)
}
