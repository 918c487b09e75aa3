import type { AccountId } from '#shared/accounts/account.ts'
import type { Network } from '#shared/accounts/network.ts'
import type { WrittenContent } from '#shared/posts/contract.ts'
import type { Content, Target } from '#shared/posts/content.ts'

/** A content as the window writes it: accounts by id. */
export function writtenOf(content: Content): WrittenContent {
  return { ...content, accounts: content.accounts.map((account) => account.id) }
}

/** The chosen accounts with their networks: an account that is not known any more is left out. */
export function targetsOf(accounts: readonly AccountId[], networks: ReadonlyMap<AccountId, Network>): readonly Target[] {
  return accounts.flatMap((id): readonly Target[] => {
    const network = networks.get(id)
    return network === undefined ? [] : [{ id, network }]
  })
}

/** What is being written as it would be kept, with those accounts that are known. */
export function contentOf(written: WrittenContent, networks: ReadonlyMap<AccountId, Network>): Content {
  return { ...written, accounts: targetsOf(written.accounts, networks) }
}
