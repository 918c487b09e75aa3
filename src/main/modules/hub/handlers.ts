import type { Caller, LockedCaller } from '#main/ipc/caller.ts'
import type { hubContract } from '#shared/hub/contract.ts'
import type { HandlersOf } from '#shared/kernel/contract.ts'
import { ok } from '#shared/kernel/result.ts'
import type { BundleHandlers } from './bundle-handlers.ts'
import type { HubService } from './service.ts'

type All = HandlersOf<typeof hubContract, Caller, LockedCaller>
/** What a joined machine answers; joining and sharing are the other part of the contract. */
type Joined = 'status' | 'place' | 'file' | 'synchronise' | 'pending' | 'pendingStreams' | 'conflicts' | 'repeat' | 'copyWritten' | 'dismiss' | 'quarantine' | 'attend' | 'report' | 'asideElsewhere' | 'attendElsewhere'
export type JoiningHandlers = Omit<All, Joined | keyof BundleHandlers>

export function hubHandlers(service: HubService, joining: JoiningHandlers, bundles: BundleHandlers, copyText: (text: string) => Promise<void>): All {
  return {
    ...joining,
    ...bundles,
    status: () => ok(service.status()),
    place: () => ok(service.place()),
    synchronise: async () => ok(await service.synchronise()),
    file: async ({ sha256 }) => ok(await service.file(sha256)),
    pending: () => ok(service.pending()),
    pendingStreams: () => ok(service.pendingStreams()),
    conflicts: (_, { context }) => ok(service.conflicts(context)),
    repeat(input, { context }) {
      const repeated = service.repeat(context, input.id)
      return repeated.ok ? ok({}) : repeated
    },
    async copyWritten({ id }, { context }) {
      const text = service.written(context, id)
      if (!text.ok) return text
      await copyText(text.value)
      return ok({})
    },
    dismiss(input, { context }) {
      const given = service.dismiss(context, input.id)
      return given.ok ? ok({}) : given
    },
    quarantine: (_, { context }) => ok(service.quarantine(context)),
    attend(input, { context }) {
      const attended = service.attend(context, input.ids)
      return attended.ok ? ok({}) : attended
    },
    asideElsewhere: (_, { context }) => ok(service.asideElsewhere(context)),
    attendElsewhere({ events }, { context }) {
      const attended = service.attendElsewhere(context, events)
      return attended.ok ? ok({}) : attended
    },
    report({ ids }, { context }) {
      service.report(context, ids)
      return ok({})
    },
  }
}
