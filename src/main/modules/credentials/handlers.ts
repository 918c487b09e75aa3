import type { Caller, LockedCaller } from '#main/ipc/caller.ts'
import type { credentialsContract } from '#shared/credentials/contract.ts'
import type { HandlersOf } from '#shared/kernel/contract.ts'
import { ok } from '#shared/kernel/result.ts'
import type { CredentialsService } from './service.ts'

/** The contract of what opens the accounts, answered by its service. */
export function credentialsHandlers(credentials: CredentialsService): HandlersOf<typeof credentialsContract, Caller, LockedCaller> {
  return {
    ofAccount: ({ account }) => ok(credentials.ofAccount(account)),
    due: () => ok(credentials.due()),
    keep: (input, { context }) => credentials.keep(context, input),
    copy: ({ credential, item }, { context }) => credentials.copy(context, credential, item),
    reveal: ({ credential, item, passphrase }, { context }) => credentials.reveal(context, credential, item, passphrase),
    demandRotation: ({ credential, reason, note }, { context }) => credentials.demandRotation(context, credential, reason, note),
    beginRotation: ({ credential, reason, note }, { context }) => credentials.beginRotation(context, credential, reason, note),
    storePending: ({ credential, source }, { context }) => credentials.storePending(context, credential, source),
    replacePending: ({ credential }, { context }) => credentials.replacePending(context, credential),
    openPage: ({ credential, page }, { context }) => credentials.openPage(context, credential, page),
    markChanged: ({ credential }, { context }) => credentials.markChanged(context, credential),
    confirm: ({ credential }, { context }) => credentials.confirm(context, credential),
    review: ({ credential, review }, { context }) => credentials.review(context, credential, review),
    finish: ({ credential }, { context }) => credentials.finish(context, credential),
    cancel: ({ credential, note, oldWorks }, { context }) => credentials.cancel(context, credential, note, oldWorks),
  }
}
