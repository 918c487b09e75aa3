import { networks, type Network } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'

/** How an image is told to somebody who does not see it. `missing` is what a fresh file has. */
export type Alternative =
  | { readonly kind: 'missing' }
  | { readonly kind: 'text'; readonly text: string }
  /** Says nothing the text does not say; the reason is kept. */
  | { readonly kind: 'decorative'; readonly reason: string }

/** A file of a post. Its identity is its bytes: `sha256` in hex. */
export type Media = {
  readonly sha256: string
  readonly name: string
  /** `image/jpeg`, `video/mp4` … as found in the bytes, never taken from the name. */
  readonly mime: string
  /** Bytes. */
  readonly size: number
  readonly alternative: Alternative
}

/** Where the information comes from. Required before review: the 2017 criteria demand that it be true (DOMAIN 1.2, rule 6). */
export type Source = { readonly kind: 'document' | 'link'; readonly reference: string }

/** What the checker reads of a post. */
export type CheckedContent = {
  readonly base: string
  /** Texts that differ from the base; a network without one inherits it. */
  readonly variants: Readonly<Partial<Record<Network, string>>>
  readonly media: readonly Media[]
  readonly source: Source | null
  /** The accounts it is for. */
  readonly accounts: readonly { readonly network: Network }[]
  /** When it should go out. Electoral periods are asked for at that moment; without one, now. */
  readonly wanted?: { readonly at: Instant } | null
}

/** Where and when a content is checked. */
export type Circumstances = {
  readonly now: Instant
  /** Entidad of the office that writes it (`oaxaca`); empty for a central area, which speaks to the whole country. */
  readonly entity: string
}

/** The text a network gets. */
export function textFor(content: Pick<CheckedContent, 'base' | 'variants'>, network: Network): string {
  return content.variants[network] ?? content.base
}

/** The networks a content is for, in the order of the product's list and once each. */
export function networksOf(content: Pick<CheckedContent, 'accounts'>): readonly Network[] {
  return networks.filter((network) => content.accounts.some((account) => account.network === network))
}
