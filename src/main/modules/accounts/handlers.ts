import type { Caller, LockedCaller } from '#main/ipc/caller.ts'
import type { AccountFields } from '#shared/accounts/account.ts'
import type { accountsContract } from '#shared/accounts/contract.ts'
import type { HandlersOf } from '#shared/kernel/contract.ts'
import { ok } from '#shared/kernel/result.ts'
import type { AccountsService } from './service.ts'

/** The registry's contract, answered by its service. */
export function accountsHandlers(accounts: AccountsService): HandlersOf<typeof accountsContract, Caller, LockedCaller> {
  return {
    list: () => ok(accounts.list()),
    account: ({ id }) => accounts.account(id),
    form: (_input, { context }) => {
      const { networks, mailDomain, today } = accounts.form(context)
      return ok({ networks: networks.map((facts) => ({ ...facts, domains: [...facts.domains] })), mailDomain, today })
    },
    register: (input, { context }) => accounts.register(context, input),
    correct: ({ id, changes }, { context }) => accounts.correct(context, id, present(changes)),
    assignOperators: ({ id, operators }, { context }) => accounts.assignOperators(context, id, operators),
    recommendClosure: ({ id, reason }, { context }) => accounts.recommendClosure(context, id, reason),
    withdrawClosure: ({ id, reason }, { context }) => accounts.withdrawClosure(context, id, reason),
    close: ({ id, reason }, { context }) => accounts.close(context, id, reason),
    reopen: ({ id, reason }, { context }) => accounts.reopen(context, id, reason),
  }
}

/** The fields that were really sent. */
function present(changes: { readonly [F in keyof AccountFields]?: AccountFields[F] | undefined }): Partial<AccountFields> {
  // What is left of a partial record without its undefined ones is the partial record.
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<AccountFields>
}
