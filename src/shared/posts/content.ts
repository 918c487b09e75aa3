import type { AccountId } from '#shared/accounts/account.ts'
import type { Network } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { isSeen, titleLine } from '#shared/kernel/worded.ts'
import type { CampaignId } from '#shared/library/campaign.ts'
import type { TopicId } from '#shared/library/topic.ts'
import { hasComment, hasThread, hasTitle, saidTexts, textFor, type Media, type SaidText, type Source, type Texts } from '#shared/rules/content.ts'

/** An account a post is for. The network is kept beside it: an account never changes network. */
export type Target = { readonly id: AccountId; readonly network: Network }

/** When it should go out: an instant and the IANA zone it was meant in. */
export type Wanted = { readonly at: Instant; readonly zone: string }

/** Between which moments it may go out, either open; nobody copies it before or after. The zone is the one it was meant in. */
export type TimeWindow = { readonly from: Instant | null; readonly until: Instant | null; readonly zone: string }

/** The national message that a post was made from, in which version, and what the office put into its open slots. */
export type FromKit = { readonly kit: Id<'kit'>; readonly version: number; readonly slots: Readonly<Record<string, string>> }

/** Everything of a post that a reviewer decides on, and therefore everything that the seal covers. The rules read it as it is. */
export type Content = Required<Texts> & {
  /** In the order of publication. */
  readonly media: readonly Media[]
  readonly source: Source | null
  readonly accounts: readonly Target[]
  readonly wanted: Wanted | null
  readonly window: TimeWindow | null
  readonly campaign: CampaignId | null
  /** Of the institution's vocabulary. */
  readonly topics: readonly TopicId[]
  /** Free words to find it by; they are not published. */
  readonly labels: readonly string[]
  readonly kit: FromKit | null
}

/** A content that says nothing, for nobody. */
export const emptyContent: Content = {
  base: '',
  variants: {},
  own: {},
  threads: {},
  comments: {},
  titles: {},
  tags: [],
  media: [],
  source: null,
  accounts: [],
  wanted: null,
  window: null,
  campaign: null,
  topics: [],
  labels: [],
  kit: null,
}

/** The content of an event's first form: before parts, comments, titles, tags, windows, campaigns and kits. */
export type FirstContent = Pick<Content, 'base' | 'variants' | 'media' | 'source' | 'accounts' | 'wanted'>

/**
 * The content as it is kept: composed letters, plain line breaks; a text equal to the one it would inherit is none, nor is an empty comment or
 * title, nor what is for an account or a network that is not chosen. So a save that changes nothing a reader could see is no change.
 */
export function normalContent(content: Content): Content {
  const base = normalText(content.base)
  const goesTo = (network: Network) => content.accounts.length === 0 || content.accounts.some((target) => target.network === network)
  const kept = <T>(texts: Readonly<Partial<Record<Network, T>>>, keep: (network: Network, text: T) => boolean) =>
    entriesOf(texts).filter(([network, text]) => goesTo(network) && keep(network, text))
  const variants = Object.fromEntries(kept(content.variants, (_, text) => normalText(text) !== base).map(([network, text]) => [network, normalText(text)]))
  return {
    base,
    variants,
    own: Object.fromEntries(
      content.accounts.flatMap(({ id, network }) => {
        const text = content.own[id]
        return text === undefined || normalText(text) === textFor({ base, variants }, network) ? [] : [[id, normalText(text)]]
      }),
    ),
    threads: Object.fromEntries(kept(content.threads, (network, parts) => hasThread(network) && parts.length > 0).map(([network, parts]) => [network, parts.map(normalText)])),
    comments: Object.fromEntries(kept(content.comments, (network, text) => hasComment(network) && text.trim() !== '').map(([network, text]) => [network, normalText(text)])),
    titles: Object.fromEntries(kept(content.titles, (network, text) => hasTitle(network) && text.trim() !== '').map(([network, text]) => [network, normalLine(text)])),
    tags: goesTo('youtube') ? normalLines(content.tags) : [],
    media: content.media.map((media) => ({ ...media, alternative: normalAlternative(media.alternative) })),
    source: content.source === null || content.source.reference.trim() === '' ? null : { ...content.source, reference: content.source.reference.trim() },
    accounts: content.accounts,
    wanted: content.wanted,
    window: content.window === null || (content.window.from === null && content.window.until === null) ? null : content.window,
    campaign: content.campaign,
    topics: [...new Set(content.topics)],
    labels: normalLines(content.labels),
    kit: content.kit,
  }
}

function entriesOf<T>(texts: Readonly<Partial<Record<Network, T>>>): readonly (readonly [Network, T])[] {
  return Object.entries(texts) as [Network, T][] // a record keyed by network, none of its entries undefined
}

function normalAlternative(alternative: Media['alternative']): Media['alternative'] {
  if (alternative.kind === 'text') return { kind: 'text', text: normalText(alternative.text) }
  return alternative.kind === 'decorative' ? { kind: 'decorative', reason: normalText(alternative.reason) } : alternative
}

function normalText(text: string): string {
  return text.normalize('NFC').replaceAll(/\r\n?/g, '\n')
}

/** A text of one line: a title, a tag. */
function normalLine(text: string): string {
  return normalText(text).replaceAll(/\s+/gu, ' ').trim()
}

function normalLines(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.map(normalLine).filter((text) => text !== ''))]
}

/** Longest text, in UTF-16 units: above any network's limit, which is said by the rules. Longest tag or label; most of them; most parts of a thread. */
export const LONGEST_TEXT = 100_000
export const LONGEST_WORD = 500
export const MOST_WORDS = 200
export const MOST_PARTS = 100

/** Whether something is longer than is kept at all: a book that was pasted, not a post. */
export function isTooLong(content: Omit<Content, 'accounts'>): boolean {
  const { base, variants, own, threads, comments, titles, tags, labels, media } = content
  const parts = Object.values(threads)
  const told = media.map(({ alternative }) => (alternative.kind === 'text' ? alternative.text : alternative.kind === 'decorative' ? alternative.reason : ''))
  return (
    [base, ...Object.values(variants), ...Object.values(own), ...parts.flat(), ...Object.values(comments), ...Object.values(titles), ...told].some((text) => text.length > LONGEST_TEXT) ||
    [...tags, ...labels].some((word) => word.length > LONGEST_WORD) ||
    Math.max(tags.length, labels.length) > MOST_WORDS ||
    parts.some((all) => all.length > MOST_PARTS)
  )
}

/** Every word of a post, one text after another, to find it by. What it says to people comes first: `said` tells those texts apart again. */
export function everyText(content: Content): { readonly text: string; readonly said: readonly SaidText[] } {
  const { base, variants, own, threads, comments, titles, tags, labels } = content
  const said = saidTexts(content)
  const all = [base, ...Object.values(variants), ...Object.values(own), ...Object.values(threads).flat(), ...Object.values(comments), ...Object.values(titles)]
  const told = new Set(said.map(({ text }) => text))
  return { text: [...told, ...all.filter((text) => !told.has(text)), ...tags, ...labels].join('\n'), said }
}

/** How lists call a post: by the first of its texts of which anything is seen. */
export function titleOf(content: Pick<Content, 'base' | 'variants' | 'own' | 'titles'>): string {
  return titleLine([content.base, ...Object.values(content.variants), ...Object.values(content.own), ...Object.values(content.titles)].find(isSeen) ?? '')
}
