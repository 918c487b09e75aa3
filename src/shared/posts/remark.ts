import type { Instant } from '#shared/kernel/clock.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { never } from '#shared/kernel/never.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { placedTexts, textAt, textFor } from '#shared/rules/content.ts'
import { isSameSpot, type Spot } from '#shared/rules/spot.ts'
import type { Content } from './content.ts'

export type RemarkId = Id<'remark'>

/** Parts of a post other than its texts that a remark may be about. */
export const remarkParts = ['media', 'source', 'accounts', 'wanted'] as const
export type RemarkPart = (typeof remarkParts)[number]

/** What the words of a remark are in: a text of the post, or what a file shows, in words for whoever does not see it. The file is told by its bytes. */
export type RemarkSpot = Spot | { readonly kind: 'alternative'; readonly sha256: string }

/** Whether two of them are the same text. */
export function isSameRemarkSpot(one: RemarkSpot, other: RemarkSpot): boolean {
  return one.kind === 'alternative' ? other.kind === 'alternative' && other.sha256 === one.sha256 : other.kind !== 'alternative' && isSameSpot(one, other)
}

/** Every text of a post that a remark can quote: those that are for somebody, then the descriptions of its files. */
export function remarkSpots(content: Content): readonly RemarkSpot[] {
  const described = content.media.filter(({ alternative }) => alternative.kind === 'text')
  return [...placedTexts(content).map(({ spot }) => spot), ...described.map(({ sha256 }) => ({ kind: 'alternative', sha256 }) as const)]
}

/** What a remark is about. A passage keeps the words it was made on, so that it can be read when they are gone. */
export type Anchor =
  | { readonly kind: 'whole' }
  /** `at`: in which text. `start`: in UTF-16 units of the text it was made on, where `quote` began. */
  | { readonly kind: 'passage'; readonly at: RemarkSpot; readonly start: number; readonly quote: string }
  | { readonly kind: 'part'; readonly part: RemarkPart }

/** A remark of before descriptions could be quoted. One that quotes one nevertheless was no remark to the machines of then, and is none. */
export function liftedRemark<Said extends { readonly anchor: Anchor }>(said: Said): Said {
  if (said.anchor.kind === 'passage' && said.anchor.at.kind === 'alternative') throw new Error('a remark of the first form quotes no description')
  return said
}

export type RemarkAnswer = { readonly by: PersonId; readonly at: Instant; readonly text: string }

type Deed = { readonly by: PersonId; readonly at: Instant }

/** How it ended, if it did. Only a proposal is accepted or declined. */
export type RemarkState =
  | { readonly kind: 'open' }
  | (Deed & { readonly kind: 'resolved' })
  | (Deed & { readonly kind: 'accepted' })
  | (Deed & { readonly kind: 'declined'; readonly reason: string })
export const remarkStates = ['open', 'resolved', 'accepted', 'declined'] as const satisfies readonly RemarkState['kind'][]

/** A thread about a passage of a post, or about the whole. */
export type Remark = {
  readonly id: RemarkId
  readonly by: PersonId
  readonly at: Instant
  /** The revision it was made on. */
  readonly revision: number
  readonly anchor: Anchor
  readonly text: string
  /** Nothing is approved while it is open, unless the reviewer says why. */
  readonly required: boolean
  /** What the passage should say instead; null: nothing is proposed. */
  readonly proposal: string | null
  readonly answers: readonly RemarkAnswer[]
  readonly state: RemarkState
}

/** Longest remark, answer or reason, in characters. */
export const LONGEST_REMARK = 4_000
/** Longest passage and proposal: the longest text a network takes (63,206 on Facebook). */
export const LONGEST_PASSAGE = 70_000

/** Who may take part in what is said of a post: who they are, and whether they review. */
export type Voice = { readonly person: PersonId; readonly reviews: boolean }

/** The text a passage is in: its own, or the one it inherits; empty when there is none. */
export function textOf(content: Content, spot: RemarkSpot): string {
  if (spot.kind === 'alternative') {
    const alternative = content.media.find(({ sha256 }) => sha256 === spot.sha256)?.alternative
    return alternative?.kind === 'text' ? alternative.text : ''
  }
  const own = textAt(content, spot)
  if (own !== undefined) return own
  if (spot.kind === 'text' && spot.network !== 'base') return textFor(content, spot.network)
  const target = spot.kind === 'own' ? content.accounts.find(({ id }) => id === spot.account) : undefined
  return target === undefined ? '' : textFor(content, target.network)
}

/** The content with another text in a spot. A text that was inherited becomes its own; a part, a tag or a file that is not there stays away. */
export function withTextAt(content: Content, spot: RemarkSpot, text: string): Content {
  switch (spot.kind) {
    case 'text':
      return spot.network === 'base' ? { ...content, base: text } : { ...content, variants: { ...content.variants, [spot.network]: text } }
    case 'own':
      return { ...content, own: { ...content.own, [spot.account]: text } }
    case 'part':
      return { ...content, threads: { ...content.threads, [spot.network]: (content.threads[spot.network] ?? []).map((part, index) => (index === spot.part ? text : part)) } }
    case 'comment':
      return { ...content, comments: { ...content.comments, [spot.network]: text } }
    case 'title':
      return { ...content, titles: { ...content.titles, [spot.network]: text } }
    case 'tag':
      return { ...content, tags: content.tags.map((tag, index) => (index === spot.tag ? text : tag)) }
    case 'alternative':
      return { ...content, media: content.media.map((media) => (media.sha256 === spot.sha256 ? { ...media, alternative: { kind: 'text', text } } : media)) }
    default:
      return never(spot)
  }
}

/** Where the words of a passage stand in a text now: the occurrence nearest to where they stood; undefined when they are gone. */
export function passageIn(text: string, { start, quote }: { readonly start: number; readonly quote: string }): { readonly start: number; readonly end: number } | undefined {
  let nearest: number | undefined
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (nearest !== undefined && Math.abs(at - start) >= Math.abs(nearest - start)) break
    nearest = at
  }
  return nearest === undefined ? undefined : { start: nearest, end: nearest + quote.length }
}

/** Those that stand in the way of an approval. */
export function openRequired(remarks: readonly Remark[]): readonly Remark[] {
  return remarks.filter((remark) => remark.required && remark.state.kind === 'open')
}

/** Whether a person may close a thread: whoever began it, and any reviewer; the office that is asked for something does not close it itself. */
export function mayResolve(remark: Pick<Remark, 'by'>, { person, reviews }: Voice): boolean {
  return reviews || remark.by === person
}
