import type { AccountId } from '#shared/accounts/account.ts'
import type { Network } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Media, Source } from '#shared/rules/content.ts'

/** An account a post is for. The network is kept beside it: an account never changes network. */
export type Target = { readonly id: AccountId; readonly network: Network }

/** When it should go out: an instant and the IANA zone it was meant in. */
export type Wanted = { readonly at: Instant; readonly zone: string }

/** Everything of a post that a reviewer decides on, and therefore everything that the seal covers. The rules read it as it is. */
export type Content = {
  readonly base: string
  /** Texts that differ from the base; a network without one inherits it. */
  readonly variants: Readonly<Partial<Record<Network, string>>>
  /** In the order of publication. */
  readonly media: readonly Media[]
  readonly source: Source | null
  readonly accounts: readonly Target[]
  readonly wanted: Wanted | null
}

/**
 * The content as it is kept: composed letters, plain line breaks, a variant equal to the base is none. So a save that
 * changes nothing a reader could see is no change.
 */
export function normalContent(content: Content): Content {
  const base = normalText(content.base)
  const variants: Partial<Record<Network, string>> = {}
  for (const [network, text] of Object.entries(content.variants) as [Network, string][]) { // entries of a record keyed by network
    if (normalText(text) !== base) variants[network] = normalText(text)
  }
  return {
    base,
    variants,
    media: content.media.map((media) => ({ ...media, alternative: normalAlternative(media.alternative) })),
    source: content.source === null || content.source.reference.trim() === '' ? null : { ...content.source, reference: content.source.reference.trim() },
    accounts: content.accounts,
    wanted: content.wanted,
  }
}

function normalAlternative(alternative: Media['alternative']): Media['alternative'] {
  if (alternative.kind === 'text') return { kind: 'text', text: normalText(alternative.text) }
  return alternative.kind === 'decorative' ? { kind: 'decorative', reason: normalText(alternative.reason) } : alternative
}

function normalText(text: string): string {
  return text.normalize('NFC').replaceAll(/\r\n?/g, '\n')
}

/** Longest title, in characters. */
const TITLE = 90

/** How lists call a post: its first line of text, shortened between words. */
export function titleOf(content: Pick<Content, 'base' | 'variants'>): string {
  const text = [content.base, ...Object.values(content.variants)].find((one) => one.trim() !== '') ?? ''
  const line = text.trim().split('\n', 1)[0]?.trim() ?? ''
  if (line.length <= TITLE) return line
  const cut = line.slice(0, TITLE)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), TITLE - 20)).trimEnd()}…`
}
