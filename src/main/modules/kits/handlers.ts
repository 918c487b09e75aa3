import type { Caller, LockedCaller } from '#main/ipc/caller.ts'
import type { HandlersOf } from '#shared/kernel/contract.ts'
import { ok } from '#shared/kernel/result.ts'
import type { kitsContract } from '#shared/kits/contract.ts'
import type { KitsService } from './service.ts'

/** The national messages' contract, answered by their service. */
export function kitsHandlers(kits: KitsService): HandlersOf<typeof kitsContract, Caller, LockedCaller> {
  return {
    list: (_input, { context }) => ok({ kits: kits.list(context) }),
    get: ({ id }, { context }) => ok(kits.get(context, id) ?? null),
    ofPost: ({ post }, { context }) => ok(kits.ofPost(context, post) ?? null),
    draft: ({ kit }, { context }) => kits.draft(context, kit),
    revise: ({ id, expected, kit }, { context }) => kits.revise(context, id, expected, kit),
    submit: ({ id, expected }, { context }) => kits.submit(context, id, expected),
    return: ({ id, expected, note }, { context }) => kits.return(context, id, expected, note),
    approve: ({ id, expected, seal }, { context }) => kits.approve(context, id, expected, seal),
    retire: ({ id, reason }, { context }) => kits.retire(context, id, reason),
    adapt: ({ id, another }, { context }) => kits.adapt(context, id, another),
    renew: ({ post, expected }, { context }) => kits.renew(context, post, expected),
  }
}
