import type { Caller, LockedCaller } from '#main/ipc/caller.ts'
import type { hubContract } from '#shared/hub/contract.ts'
import type { HandlersOf } from '#shared/kernel/contract.ts'
import { ok } from '#shared/kernel/result.ts'
import type { BundleHandlers } from './bundle-handlers.ts'
import type { HubService } from './service.ts'

type All = HandlersOf<typeof hubContract, Caller, LockedCaller>
/** What a joined machine answers; joining and sharing are the other part of the contract. */
type Joined = 'status' | 'place' | 'synchronise' | 'pending' | 'pendingStreams' | 'conflicts' | 'dismiss' | 'quarantine' | 'attend'
export type JoiningHandlers = Omit<All, Joined | keyof BundleHandlers>

export function hubHandlers(service: HubService, joining: JoiningHandlers, bundles: BundleHandlers): All {
  return {
    ...joining,
    ...bundles,
    status: () => ok(service.status()),
    place: () => ok(service.place()),
    synchronise: async () => ok(await service.synchronise()),
    pending: () => ok(service.pending()),
    pendingStreams: () => ok(service.pendingStreams()),
    conflicts: (_, { context }) => ok(service.conflicts(context)),
    dismiss(input, { context }) {
      const given = service.dismiss(context, input.id)
      return given.ok ? ok({}) : given
    },
    quarantine: (_, { context }) => ok(service.quarantine(context)),
    attend(input, { context }) {
      const attended = service.attend(context, input.ids)
      return attended.ok ? ok({}) : attended
    },
  }
}
