import type { Spot } from './spot.ts'

/**
 * Every check there is. What each means, why it is asked and how to mend it is in the catalogue (`rules`); how severe it is and
 * where it comes from is data (`resources/rules/checks.yaml`).
 */
export const ruleIds = [
  'text-missing',
  'title-missing',
  'accounts-missing',
  'source-missing',
  'source-link',
  'over-limit',
  'too-many-images',
  'image-too-big',
  'mixed-media',
  'media-missing',
  'media-type',
  'film-too-big',
  'film-length',
  'media-shape',
  'gif-alone',
  'gif-too-large',
  'time-window',
  'alt-missing',
  'alt-too-long',
  'alt-repeats',
  'alt-opening',
  'curp',
  'curp-like',
  'rfc-person',
  'rfc-like',
  'rfc-company',
  'phone',
  'mail-personal',
  'mail-outside',
  'mail-institutional',
  'insult',
  'disqualification',
  'hidden-characters',
  'costly-character',
  'capitals',
  'text-too-long',
  'too-many-hashtags',
  'too-many-mentions',
  'too-many-links',
  'forbidden-character',
  'alt-filename',
  'elector-key',
  'credential-number',
  'clabe',
  'card',
  'address',
  'hate',
  'violence',
  'first-person',
  'personal-matter',
  'promotion',
  'vote-call',
  'party-mention',
  'candidate-mention',
  'poll',
  'government-propaganda',
  'reserved-information',
  'proceeding',
  'link-outside',
  'link-shortener',
  'look-alike-letters',
  'decorative-letters',
  'hashtag-case',
  'emoji-excess',
  'numeric-date',
  'vague-link',
  'inclusive-language',
  'unreadable-ending',
  'identical-text',
  'contradicts-line',
  'contradicts-post',
  'unfilled-blank',
] as const
export type RuleId = (typeof ruleIds)[number]

/** `block`: cannot be sent to review · `warn`: the author and the reviewer see it · `hint`: a suggestion. */
export const severities = ['block', 'warn', 'hint'] as const
export type Severity = (typeof severities)[number]

/** What a finding is about. Ranges are half-open, in UTF-16 units of that very text. */
export type Place =
  | (Spot & { readonly start: number; readonly end: number })
  | { readonly kind: 'alternative'; readonly media: number; readonly start: number; readonly end: number }
  | { readonly kind: 'media'; readonly media: number }
  | { readonly kind: 'source' }
  | { readonly kind: 'accounts' }
  /** The wanted moment and the allowed window. */
  | { readonly kind: 'time' }

export type Finding = {
  readonly rule: RuleId
  readonly severity: Severity
  readonly place: Place
  /** Fills the sentence of the catalogue: the words found, a number, a limit. */
  readonly detail: Readonly<Record<string, string | number>>
  /** What may stand in the place of the words, if the person so decides; nothing is changed by itself. */
  readonly instead?: string
}

/** Whether a place is in one of the post's texts, and not in a file's description. */
export function isInText(place: Place): place is Extract<Place, Spot> {
  return place.kind !== 'alternative' && place.kind !== 'media' && place.kind !== 'source' && place.kind !== 'accounts' && place.kind !== 'time'
}
