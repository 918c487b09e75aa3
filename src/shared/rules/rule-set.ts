import type { Network } from '#shared/accounts/network.ts'
import type { RuleId, Severity } from './finding.ts'
import type { RestDay } from './rest-days.ts'

/** How sure a fact is: `confirmed` by the platform or the law's own text, `secondary` from others' reports, `unconfirmed`. */
export const confidences = ['confirmed', 'secondary', 'unconfirmed'] as const
export type Confidence = (typeof confidences)[number]

/** Where a fact comes from, when it was read (ISO date) and how sure it is. */
export type Provenance = { readonly source: string; readonly checked: string; readonly confidence: Confidence }

/** How a limit is counted. `x`: weighted as X does · `threads`: characters, emoji as their UTF-8 bytes · `thousandths`: of width over height. */
export const units = ['x', 'threads', 'graphemes', 'utf16', 'utf8-bytes', 'items', 'bytes', 'seconds', 'thousandths', 'pixels'] as const
export type Unit = (typeof units)[number]

/** What a limit is about: the post's text, the text beside a photo or film, a title, a description, an image's alternative text … */
export const limitFields = ['text', 'caption', 'title', 'comment', 'description', 'tags', 'hashtags', 'mentions', 'links', 'alternative', 'images', 'image-size', 'gif-size', 'gifs', 'gif-width', 'gif-height', 'film-size', 'film-seconds', 'film-seconds-least', 'image-ratio-least', 'image-ratio-most', 'film-ratio-least', 'film-ratio-most', 'media-least'] as const
export type LimitField = (typeof limitFields)[number]

/** Kinds of file that a platform takes; it may have several entries, each with its own source. */
export type FileKinds = Provenance & { readonly network: Network; readonly kinds: readonly string[] }

/** A platform's limit. It blocks only when it is `confirmed`; otherwise going over it warns. */
export type Limit = Provenance & {
  readonly network: Network
  readonly field: LimitField
  readonly unit: Unit
  readonly limit: number
}

/** A check's weight and reason. */
export type Check = Provenance & { readonly id: RuleId; readonly severity: Severity; /** What it looks for. */ readonly about?: string | undefined }

/**
 * Words that offend (`insult`) or run a person down (`disqualification`). A word is its stem plus one of its endings, whole:
 * «put» + «a» never matches «reputación». A phrase is a sequence of words. Written without accents, in lower case.
 */
export type LexiconEntry = {
  readonly kind: 'insult' | 'disqualification'
  readonly stem: string
  readonly endings: readonly string[]
  /** What makes a single word harmless where it stands near. */
  readonly unless?: readonly string[] | undefined
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
  /** Domains that may be linked without a word. */
  readonly linkDomains: readonly string[]
  /** Services that hide where a link leads. */
  readonly shorteners: readonly string[]
  /** Names of the institution's accounts, as the addresses of their pages have them. */
  readonly profiles: readonly string[]
}

/** What rules of phrases look for: patterns of words (`pattern.ts` says how they are written). */
export type PhraseRule = {
  readonly rule: RuleId
  /** Patterns; `one & other` are patterns that stand in any order, not far apart. */
  readonly find?: readonly string[] | undefined
  /** Kinds of words that each tell a little, with their weights; found where those of two sentences in a row reach `reach`. Below zero: it speaks against. */
  readonly weigh?: Readonly<Record<string, number>> | undefined
  /** What the weights must reach: 2 if absent. */
  readonly reach?: number | undefined
  /** Found in the same sentence, these make the words harmless. */
  readonly unless?: readonly string[] | undefined
  /** Counts only while one of these periods runs. */
  readonly windows?: readonly PeriodKind[] | undefined
  /** Only in posts, or only in descriptions of images; both if absent. */
  readonly where?: 'post' | 'alternative' | undefined
  /** Somebody else's words between quotation marks do not count. */
  readonly quotable?: boolean | undefined
  /** What is asked does not count: «¿Cómo tramito mi credencial?». */
  readonly unasked?: boolean | undefined
  /** Where one of these rules speaks in the same sentence, this one has nothing to add. */
  readonly yields?: readonly RuleId[] | undefined
}
export type Phrases = { readonly lists: Readonly<Record<string, readonly string[]>>; readonly phrases: readonly PhraseRule[] }

/** `campaign`: from the first day of campaigns to the end of the last · `silence`: from then until the polls close. */
export const periodKinds = ['campaign', 'silence'] as const
export type PeriodKind = (typeof periodKinds)[number]

/** A period of an election. Days are inclusive and local; `entities` are the catalogue's ids, or `all`; `zones` those of the territory that votes. */
export type ElectoralPeriod = Provenance & {
  readonly id: string
  readonly kind: PeriodKind
  readonly entities: readonly string[]
  readonly from: string
  readonly to: string
  readonly zones: readonly string[]
}

/** Words that leave people out: what may be said instead, with its article (`los ciudadanos`) and, where it goes, bare. */
export type InclusiveTerm = { readonly words: string; readonly instead: string; readonly bare?: string | undefined; readonly plain?: boolean | undefined }
export type Inclusive = {
  readonly terms: readonly InclusiveTerm[]
  /** Who is named by a masculine word, in the singular. */
  readonly nouns: readonly string[]
  /** Who is meant by one of them: «el solicitante». */
  readonly generic: readonly string[]
  /** Whom one calls: «paisanos, …». */
  readonly vocatives: readonly string[]
  /** How one is called who stands for all: «amigo elector». */
  readonly salutes: readonly string[]
  /** What may stand between an article and its noun. */
  readonly adjectives: readonly string[]
  /** Feminine forms that do not come from the masculine by its ending: beside it both are named. */
  readonly feminines: readonly string[]
  /** Words with an ending that is not Spanish (`todes`). */
  readonly endings: readonly string[]
}

/** The words that hashtags are made of, and the small ones between them: without accents, in the singular. */
export type TagWords = { readonly tagWords: readonly string[]; readonly tagJoiners: readonly string[] }

/** Figures of legibility. */
export type Legibility = {
  /** Most emoji in a post. */
  readonly emoji: number
  /** Long single words that are fine as a hashtag in lower case. */
  readonly singleWords: readonly string[]
} & TagWords

/** What the finder of contradictions knows of words. */
export type FactWords = {
  /** Words that mean the same when a fact's subject is compared. Without accents; a stem ends with `*`. */
  readonly concepts: readonly (readonly string[])[]
  /** Words that say nothing of a subject. */
  readonly empty: readonly string[]
}

/** When somebody is told of a post in review, in hours of review. How long the review may take is a policy of the institution. */
export type ReviewTimes = { readonly reminders: readonly number[]; readonly escalation: number }

/** What stands between brackets: words that a blank is for, and words that an editor writes there. Without accents. */
export type Blanks = { readonly nouns: readonly string[]; readonly editorial: readonly string[] }

/** Everything the checker needs to know: the shipped data, or what the institution put in its place. */
export type RuleSet = {
  readonly checks: readonly Check[]
  readonly limits: readonly Limit[]
  readonly fileKinds: readonly FileKinds[]
  readonly lexicon: readonly LexiconEntry[]
  readonly institutional: Institutional
  readonly review: ReviewTimes
  readonly phrases: Phrases
  readonly calendar: readonly ElectoralPeriod[]
  readonly inclusive: Inclusive
  readonly legibility: Legibility
  readonly factWords: FactWords
  readonly blanks: Blanks
  /** Not for the checker: offered to who arranges the working hours of the review. */
  readonly restDays: readonly (RestDay & Provenance)[]
}

/** Whether a network takes a kind of file, and how sure it is that it does not; undefined where nothing is known of it. */
export function takesKind(rules: RuleSet, network: Network, kind: string): { readonly taken: boolean; readonly kinds: readonly string[]; readonly isSure: boolean } | undefined {
  const known = rules.fileKinds.filter((one) => one.network === network)
  const kinds = known.flatMap((one) => one.kinds)
  return known.length === 0 ? undefined : { taken: kinds.includes(kind), kinds, isSure: known.some(({ confidence }) => confidence === 'confirmed') }
}

/** The limit of a network's field, if one is known. */
export function limitOf(rules: RuleSet, network: Network, field: LimitField): Limit | undefined {
  return rules.limits.find((limit) => limit.network === network && limit.field === field)
}

/**
 * The limit that holds for a post's text on a network: a caption beside files where the network tells them apart (Telegram, WhatsApp), the
 * description of a film on YouTube, of photos on TikTok.
 */
export function textLimitOf(rules: RuleSet, network: Network, media: readonly { readonly mime: string }[]): Limit | undefined {
  const photos = media.some(({ mime }) => mime.startsWith('image/'))
  const order: readonly LimitField[] =
    network === 'youtube' ? ['description'] : network === 'tiktok' ? (photos ? ['description', 'caption'] : ['caption']) : media.length > 0 ? ['caption', 'text'] : ['text']
  return order.map((field) => limitOf(rules, network, field)).find((limit) => limit !== undefined)
}

/** How severe a check is. */
export function severityOf(rules: RuleSet, rule: RuleId): Severity {
  return rules.checks.find((check) => check.id === rule)?.severity ?? 'warn'
}
