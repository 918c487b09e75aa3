import type { AccountId } from '#shared/accounts/account.ts'
import type { Network } from '#shared/accounts/network.ts'
import type { WrittenContent } from '#shared/posts/contract.ts'
import type { Content } from '#shared/posts/content.ts'
import type { CheckedContent } from '#shared/rules/content.ts'

/** A content as the window writes it: accounts by id. */
export function writtenOf(content: Content): WrittenContent {
  return { ...content, accounts: content.accounts.map((account) => account.id) }
}

/** What the rules read of what is being written. */
export function checkedOf(written: WrittenContent, networks: ReadonlyMap<AccountId, Network>): CheckedContent {
  const variants: Partial<Record<Network, string>> = {}
  for (const [network, text] of Object.entries(written.variants) as [Network, string | undefined][]) { // keys are networks by the contract
    if (text !== undefined) variants[network] = text
  }
  return {
    base: written.base,
    variants,
    media: written.media,
    source: written.source,
    wanted: written.wanted,
    accounts: written.accounts.flatMap((id) => {
      const network = networks.get(id)
      return network === undefined ? [] : [{ network }]
    }),
  }
}
