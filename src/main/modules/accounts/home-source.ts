import type { AttentionItem } from '#shared/home/item.ts'
import type { AccountsService } from './service.ts'

/** Accounts in use that nobody could take over: one operator, or none. */
export function accountsHomeSource(accounts: Pick<AccountsService, 'summaries'>): () => readonly AttentionItem[] {
  return () =>
    accounts
      .summaries()
      .filter((account) => account.status !== 'closed' && account.operators.length < 2)
      .map(({ id, network, handle, operators }) => ({
        kind: 'single-operator',
        account: { account: id, network, handle },
        operators: operators.length,
      }))
}
