import type { AccountSummary } from '#main/modules/accounts/service.ts'
import type { AttentionItem } from '#shared/home/item.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import type { CredentialsService } from './service.ts'

/** Who looks at the home screen, as far as it matters here. */
type Viewer = { readonly person: PersonId; readonly roles: readonly Role[] }

/** Changes of secret that are due or were left half done: of the viewer's own accounts, and of all for who looks after all. */
export function credentialsHomeSource(
  credentials: Pick<CredentialsService, 'due'>,
  accounts: { summary(id: string): AccountSummary | undefined },
): (viewer: Viewer) => readonly AttentionItem[] {
  return (viewer) => {
    const seesAll = viewer.roles.includes('security') || viewer.roles.includes('auditor')
    return credentials.due().flatMap((row): AttentionItem[] => {
      const account = accounts.summary(row.account)
      if (account === undefined || !(seesAll || account.operators.includes(viewer.person))) return []
      const label = { account: account.id, network: account.network, handle: account.handle }
      return row.rotatingSince === undefined
        ? [{ kind: 'rotation-due', account: label, due: row.due.at }]
        : [{ kind: 'rotation-unfinished', account: label, since: row.rotatingSince }]
    })
  }
}
