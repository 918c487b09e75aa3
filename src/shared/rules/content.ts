import type { AccountId } from '#shared/accounts/account.ts'
import { networks, type Network } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { never } from '#shared/kernel/never.ts'
import type { Spot } from './spot.ts'

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
  /** Pixels, as it is shown. Absent where it could not be read, and in what was kept before it was. */
  readonly shape?: { readonly width: number; readonly height: number } | undefined
  /** Length of a film; absent likewise. */
  readonly seconds?: number | undefined
  /** The networks that get it; all if absent. */
  readonly networks?: readonly Network[] | undefined
  readonly alternative: Alternative
}

/** Where the information comes from. Required before review: the 2017 criteria demand that it be true (DOMAIN 1.2, rule 6). */
export type Source = { readonly kind: 'document' | 'link'; readonly reference: string }

/** Networks on which a text may go on in further parts. */
export const threadNetworks = ['x', 'threads'] as const satisfies readonly Network[]
/** Networks on which the account writes the first comment under its own post. */
export const commentNetworks = ['facebook', 'instagram', 'youtube', 'tiktok'] as const satisfies readonly Network[]
/** Networks on which a post has a title: a film on YouTube, photos on TikTok. */
export const titleNetworks = ['youtube', 'tiktok'] as const satisfies readonly Network[]

/** Networks on which nothing is published without an image or a film. */
export const fileNetworks = ['instagram', 'youtube', 'tiktok'] as const satisfies readonly Network[]

export const hasThread = (network: Network): boolean => threadNetworks.some((one) => one === network)
export const hasComment = (network: Network): boolean => commentNetworks.some((one) => one === network)
export const hasTitle = (network: Network): boolean => titleNetworks.some((one) => one === network)
export const needsFile = (network: Network): boolean => fileNetworks.some((one) => one === network)

/** Whether a network takes no post without a title of its own (YouTube Data API, `snippet.title`). */
export const needsTitle = (network: Network): boolean => network === 'youtube'

/** The texts of a post. What a network or an account does not have of its own it inherits: an account from its network, a network from the base. */
export type Texts = {
  readonly base: string
  /** Texts that differ from the base; a network without one inherits it. */
  readonly variants: Readonly<Partial<Record<Network, string>>>
  /** Texts of one account that differ from its network's. */
  readonly own?: Readonly<Record<AccountId, string>>
  /** The parts that follow the text, in their order, by network. */
  readonly threads?: Readonly<Partial<Record<Network, readonly string[]>>>
  /** The first comment, written by the account itself. */
  readonly comments?: Readonly<Partial<Record<Network, string>>>
  readonly titles?: Readonly<Partial<Record<Network, string>>>
  /** Words by which YouTube finds a film. */
  readonly tags?: readonly string[]
}

/** An account a content is for; without its id where only the network matters. */
export type CheckedTarget = { readonly id?: AccountId; readonly network: Network }

/** What the checker reads of a post. */
export type CheckedContent = Texts & {
  readonly media: readonly Media[]
  readonly source: Source | null
  /** The accounts it is for. */
  readonly accounts: readonly CheckedTarget[]
  /** When it should go out. Electoral periods are asked for at that moment; without one, now. */
  readonly wanted?: { readonly at: Instant } | null
  /** Between which moments it may go out. */
  readonly window?: { readonly from: Instant | null; readonly until: Instant | null } | null
}

/** Where and when a content is checked. */
export type Circumstances = {
  readonly now: Instant
  /** Entidad of the office that writes it (`oaxaca`); empty for a central area, which speaks to the whole country. */
  readonly entity: string
}

/** The text a network gets, where the account has none of its own. */
export function textFor(content: Pick<Texts, 'base' | 'variants'>, network: Network): string {
  return content.variants[network] ?? content.base
}

/** The text an account gets. */
export function textOn(content: Texts, { id, network }: CheckedTarget): string {
  return (id === undefined ? undefined : content.own?.[id]) ?? textFor(content, network)
}

/** Whether some account of the network gets the network's text: it does not where each has one of its own. */
export function isTextUsed(content: CheckedContent, network: Network): boolean {
  return content.accounts.some((account) => account.network === network && (account.id === undefined || content.own?.[account.id] === undefined))
}

/** The networks a content is for, in the order of the product's list and once each. */
export function networksOf(content: Pick<CheckedContent, 'accounts'>): readonly Network[] {
  return networks.filter((network) => content.accounts.some((account) => account.network === network))
}

/** A file by its name and the end of its hash: another one of the same name is another. */
export function toldFile({ name, sha256 }: Pick<Media, 'name' | 'sha256'>): string {
  return `${name} (…${sha256.slice(-8)})`
}

/** The files a network gets, in their order. */
export function mediaFor(media: readonly Media[], network: Network): readonly Media[] {
  return media.filter((one) => one.networks === undefined || one.networks.includes(network))
}

/** The text that stands somewhere; undefined where there is none of its own. */
export function textAt(content: Texts, spot: Spot): string | undefined {
  switch (spot.kind) {
    case 'text':
      return spot.network === 'base' ? content.base : content.variants[spot.network]
    case 'own':
      return content.own?.[spot.account]
    case 'part':
      return content.threads?.[spot.network]?.[spot.part]
    case 'comment':
      return content.comments?.[spot.network]
    case 'title':
      return content.titles?.[spot.network]
    case 'tag':
      return content.tags?.[spot.tag]
    default:
      return never(spot)
  }
}

/** A text of a post, where it stands, and the networks that get it there. */
export type PlacedText = { readonly spot: Spot; readonly text: string; readonly networks: readonly Network[] }

/** Whether a text is published as a post of its own, and not as the title or the first comment of one. */
export const isPostText = ({ kind }: Spot): boolean => kind === 'text' || kind === 'own' || kind === 'part'

/** Every text of a post that is for somebody, each once: the base if a network inherits it (or none is chosen yet). Tags are one by one. */
export function placedTexts(content: CheckedContent): readonly PlacedText[] {
  const chosen = networksOf(content)
  const onBase = chosen.filter((network) => content.variants[network] === undefined && isTextUsed(content, network))
  return [
    ...(chosen.length === 0 || onBase.length > 0 ? [{ spot: { kind: 'text', network: 'base' } as const, text: content.base, networks: onBase }] : []),
    ...chosen.flatMap((network): readonly PlacedText[] => {
      const title = content.titles?.[network]
      const text = content.variants[network]
      const comment = content.comments?.[network]
      const here = [network]
      return [
        ...(title === undefined ? [] : [{ spot: { kind: 'title', network } as const, text: title, networks: here }]),
        ...(text === undefined || !isTextUsed(content, network) ? [] : [{ spot: { kind: 'text', network } as const, text, networks: here }]),
        ...content.accounts.flatMap((account) => {
          const own = account.network === network && account.id !== undefined ? content.own?.[account.id] : undefined
          return own === undefined || account.id === undefined ? [] : [{ spot: { kind: 'own', account: account.id } as const, text: own, networks: here }]
        }),
        ...(content.threads?.[network] ?? []).map((part, index) => ({ spot: { kind: 'part', network, part: index } as const, text: part, networks: here })),
        ...(network === 'youtube' ? (content.tags ?? []).map((tag, index) => ({ spot: { kind: 'tag', tag: index } as const, text: tag, networks: here })) : []),
        ...(comment === undefined ? [] : [{ spot: { kind: 'comment', network } as const, text: comment, networks: here }]),
      ]
    }),
  ]
}

/** A text that people read, by itself. `networks`: those on which it is a post; none for a title or a comment. */
export type SaidText = { readonly text: string; readonly networks: readonly Network[] }

/** What a post says: every text of it that people read, each once. */
export function saidTexts(content: CheckedContent): readonly SaidText[] {
  const read = placedTexts(content).filter(({ spot, text }) => spot.kind !== 'tag' && text.trim() !== '')
  return [...Map.groupBy(read, ({ text }) => text)].map(([text, placed]) => ({ text, networks: [...new Set(placed.flatMap((one) => (isPostText(one.spot) ? one.networks : [])))] }))
}
