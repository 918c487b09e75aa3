import type { AccountId } from '#shared/accounts/account.ts'
import type { Network } from '#shared/accounts/network.ts'
import { never } from '#shared/kernel/never.ts'

/** Which of a post's texts. `part` and `tag` are counted from 0; part 0 is the first after the text. */
export type Spot =
  | { readonly kind: 'text'; readonly network: Network | 'base' }
  | { readonly kind: 'own'; readonly account: AccountId }
  | { readonly kind: 'part'; readonly network: Network; readonly part: number }
  | { readonly kind: 'comment'; readonly network: Network }
  | { readonly kind: 'title'; readonly network: Network }
  | { readonly kind: 'tag'; readonly tag: number }

/** Whether two spots, or places in them, are in the same text. */
export function isSameSpot(one: Spot, other: Spot): boolean {
  switch (one.kind) {
    case 'text':
    case 'comment':
    case 'title':
      return other.kind === one.kind && other.network === one.network
    case 'own':
      return other.kind === 'own' && other.account === one.account
    case 'part':
      return other.kind === 'part' && other.network === one.network && other.part === one.part
    case 'tag':
      return other.kind === 'tag' && other.tag === one.tag
    default:
      return never(one)
  }
}
