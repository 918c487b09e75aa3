import { handleKey } from '#shared/accounts/handle.ts'
import type { Network } from '#shared/accounts/network.ts'
import { hostOf, isOnDomain } from '#shared/accounts/web-address.ts'

/** What is wrong with a permalink: a field code. `post-address`: it leads to a profile or elsewhere, not to a post. */
export type PermalinkFault = 'required' | 'url' | 'other-network' | 'other-account' | 'post-address'

/**
 * What is wrong with the address given as proof of publication on an account, or undefined. Only what the address itself shows
 * is judged: that it is https, on the network's domain, and, where the network writes the handle in it, of that account.
 */
export function permalinkFault(permalink: string, account: { readonly network: Network; readonly handle: string; readonly domains: readonly string[] }): PermalinkFault | undefined {
  const address = permalink.trim()
  if (address === '') return 'required'
  const host = hostOf(address)
  if (host === undefined) return 'url'
  if (!isOnDomain(address, account.domains)) return 'other-network'
  const [first = '', second = '', third = ''] = address.slice('https://'.length + host.length).split(/[?#]/, 1)[0]?.split('/').filter((part) => part !== '') ?? []
  if (account.network !== 'x') return first === '' && !address.includes('?') ? 'post-address' : undefined
  // X: https://x.com/<handle>/status/<number>; /i/ stands for any handle.
  if (second !== 'status' || !/^\d+$/.test(third)) return 'post-address'
  return first === 'i' || handleKey(first) === handleKey(account.handle) ? undefined : 'other-account'
}
