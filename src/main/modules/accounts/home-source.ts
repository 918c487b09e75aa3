import type { AttentionItem } from '#shared/home/item.ts'
import type { AccountsService } from './service.ts'

/** A registry without any account; else the accounts in use that nobody could take over: one operator, or none. */
export function accountsHomeSource(accounts: Pick<AccountsService, 'summaries'>): () => readonly AttentionItem[] {
  return () => {
    const summaries = accounts.summaries()
    if (summaries.length === 0) return [{ kind: 'registry-empty' }]
    return summaries
      .filter((account) => account.status !== 'closed' && account.operators.length < 2)
      .map(({ id, network, handle, operators }) => ({
        kind: 'single-operator',
        account: { account: id, network, handle },
        operators: operators.length,
      }))
  }
}
