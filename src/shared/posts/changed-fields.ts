import type { Network } from '#shared/accounts/network.ts'
import { canonical } from './canonical.ts'
import type { Content } from './content.ts'

/** A part of a post, as histories and refusals name it. */
export type Field = 'base' | `variant.${Network}` | 'media' | 'alternatives' | 'source' | 'accounts' | 'wanted'

/** What differs between two contents, in a fixed order. Empty exactly when their seals are the same. */
export function changedFields(before: Content, after: Content): readonly Field[] {
  const networks = ([...new Set([...Object.keys(before.variants), ...Object.keys(after.variants)])] as Network[]).sort() // keys of records by network
  const differs = (one: unknown, other: unknown) => canonical(one) !== canonical(other)
  const files = (content: Content) => content.media.map(({ alternative: _, ...file }) => file)
  const alternatives = (content: Content) => content.media.map((media) => media.alternative)
  return [
    ...(before.base === after.base ? [] : ['base' as const]),
    ...networks.filter((network) => before.variants[network] !== after.variants[network]).map((network) => `variant.${network}` as const),
    ...(differs(files(before), files(after)) ? ['media' as const] : []),
    ...(differs(alternatives(before), alternatives(after)) ? ['alternatives' as const] : []),
    ...(differs(before.source, after.source) ? ['source' as const] : []),
    ...(differs(before.accounts, after.accounts) ? ['accounts' as const] : []),
    ...(differs(before.wanted, after.wanted) ? ['wanted' as const] : []),
  ]
}
