import type { Caller, LockedCaller } from '#main/ipc/caller.ts'
import type { importsContract } from '#shared/imports/contract.ts'
import type { HandlersOf } from '#shared/kernel/contract.ts'
import type { ImportsService } from './service.ts'

/** The imports' contract, answered by their service. */
export function importsHandlers(imports: ImportsService): HandlersOf<typeof importsContract, Caller, LockedCaller> {
  return {
    template: ({ title }) => imports.template(title),
    read: ({ title }, { context }) => imports.read(context, title),
    folder: ({ id, title }, { context }) => imports.folder(context, id, title),
    bring: ({ id, lines }, { context }) => imports.bring(context, id, lines),
  }
}
