import { handleKey } from '#shared/accounts/handle.ts'
import type { Network } from '#shared/accounts/network.ts'
import { hostOf, isOnDomain } from '#shared/accounts/web-address.ts'
import { never } from '#shared/kernel/never.ts'

/** What is wrong with a permalink: a field code. `post-address`: it leads to a profile or elsewhere, not to a post. */
export type PermalinkFault = 'required' | 'url' | 'other-network' | 'other-account' | 'post-address'

/** A page of a network, as far as its address tells. `reply`: somebody answers there, maybe under what another account published. */
export type PermalinkPlace = { readonly network: Network; readonly handle: string; readonly domains: readonly string[]; readonly reply?: true }

/**
 * What is wrong with the address given as proof of publication on an account, or undefined. Only what the address itself shows
 * is judged: that it is https, on the network's domain, no profile, and, where the network writes the handle in it, of that account.
 */
export function permalinkFault(permalink: string, account: PermalinkPlace): PermalinkFault | undefined {
  const address = permalink.trim()
  if (address === '') return 'required'
  const host = hostOf(address)
  // Signs that nobody sees, and what a browser reads as another path than the eye does.
  if (host === undefined || /[\p{Cc}\p{Cf}\\]/u.test(address)) return 'url'
  if (!isOnDomain(address, account.domains)) return 'other-network'
  const path = address.slice('https://'.length + host.length).split(/[?#]/, 1)[0]?.split('/').filter((part) => part !== '') ?? []
  if (path.some((part) => /^(?:\.|%2e){1,2}$/iu.test(part))) return 'url'
  return pathFault(path, address.includes('?'), account)
}

function pathFault(path: readonly string[], asks: boolean, { network, handle, reply }: PermalinkPlace): PermalinkFault | undefined {
  const [first = '', second = '', third = ''] = path
  const isOwn = (named: string) => handleKey(named) === handleKey(handle)
  switch (network) {
    case 'x':
      // https://x.com/<handle>/status/<number>; /i/ stands for any handle.
      if (second !== 'status' || !/^\d+$/.test(third)) return 'post-address'
      return first === 'i' || isOwn(first) ? undefined : 'other-account'
    case 'threads':
    case 'tiktok':
      // https://www.threads.com/@<handle>/post/<id>; a short link has no handle.
      if (!first.startsWith('@')) return first === '' ? 'post-address' : undefined
      if (third === '') return 'post-address'
      return isOwn(first) || (network === 'tiktok' && reply === true) ? undefined : 'other-account'
    case 'telegram': {
      // https://t.me/<handle>/<number>, /s/ before it in a browser; /c/ stands for a channel without a handle.
      const [name = '', number = ''] = first === 's' ? [second, third] : [first, second]
      if (number === '') return 'post-address'
      return name === 'c' || reply === true || isOwn(name) ? undefined : 'other-account'
    }
    case 'youtube':
      return (first === '' && !asks) || ((first.startsWith('@') || ['channel', 'c', 'user'].includes(first)) && !asks) ? 'post-address' : undefined
    case 'facebook':
      // One name alone is a page; what leads away is none.
      return first === 'l.php' || (second === '' && !asks) ? 'post-address' : undefined
    case 'instagram':
      return second === '' && !asks ? 'post-address' : undefined
    case 'whatsapp':
      return first === '' && !asks ? 'post-address' : undefined
    default:
      return never(network)
  }
}
