import type { AccountId } from '#shared/accounts/account.ts'
import { networks, type Network } from '#shared/accounts/network.ts'
import { canonical } from './canonical.ts'
import type { Content } from './content.ts'

/** A part of a post, as histories and refusals name it. `networks` of the files: which of them goes where. */
export type Field =
  | 'base'
  | `variant.${Network}`
  | `own.${AccountId}`
  | `thread.${Network}`
  | `comment.${Network}`
  | `title.${Network}`
  | 'tags'
  | 'media'
  | 'media-networks'
  | 'alternatives'
  | 'source'
  | 'accounts'
  | 'wanted'
  | 'window'
  | 'campaign'
  | 'topics'
  | 'labels'
  | 'kit'

type Part = { readonly field: Field; readonly value: unknown }

/** A content as its named parts, in a fixed order; empty ones are left out where a reader would see nothing. */
function partsOf(content: Content): readonly Part[] {
  const byNetwork = <T>(name: 'variant' | 'thread' | 'comment' | 'title', texts: Readonly<Partial<Record<Network, T>>>) =>
    networks.filter((network) => texts[network] !== undefined).map((network): Part => ({ field: `${name}.${network}`, value: texts[network] }))
  const { media } = content
  return [
    { field: 'base', value: content.base },
    ...byNetwork('title', content.titles),
    ...byNetwork('variant', content.variants),
    ...(Object.keys(content.own) as AccountId[]).sort().map((id): Part => ({ field: `own.${id}`, value: content.own[id] })), // keys of a record by account
    ...byNetwork('thread', content.threads),
    ...byNetwork('comment', content.comments),
    { field: 'tags', value: content.tags },
    { field: 'media', value: media.map(({ sha256, name, mime, size }) => ({ sha256, name, mime, size })) },
    { field: 'media-networks', value: media.flatMap(({ sha256, networks: only }) => (only === undefined ? [] : [{ sha256, only }])) },
    { field: 'alternatives', value: media.map((one) => one.alternative) },
    { field: 'source', value: content.source },
    { field: 'accounts', value: content.accounts },
    { field: 'wanted', value: content.wanted },
    { field: 'window', value: content.window },
    { field: 'campaign', value: content.campaign },
    { field: 'topics', value: content.topics },
    { field: 'labels', value: content.labels },
    { field: 'kit', value: content.kit },
  ]
}

/** What differs between two contents, in a fixed order. Empty exactly when their seals are the same. */
export function changedFields(before: Content, after: Content): readonly Field[] {
  const was = new Map(partsOf(before).map(({ field, value }) => [field, canonical(value)]))
  const is = new Map(partsOf(after).map(({ field, value }) => [field, canonical(value)]))
  const dropped = [...was.keys()].filter((field) => !is.has(field))
  return [...[...is.keys()].filter((field) => was.get(field) !== is.get(field)), ...dropped]
}
