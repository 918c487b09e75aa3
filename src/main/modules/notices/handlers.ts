import type { Caller, LockedCaller } from '#main/ipc/caller.ts'
import type { HandlersOf } from '#shared/kernel/contract.ts'
import { ok, type Result } from '#shared/kernel/result.ts'
import type { noticesContract } from '#shared/notices/contract.ts'
import type { NoticesService } from './service.ts'

export function noticesHandlers(service: NoticesService): HandlersOf<typeof noticesContract, Caller, LockedCaller> {
  return {
    revise: ({ id, subject, body }, { context }) => done(service.revise(context, id, subject, body)),
    copy: async ({ id, what }, { context }) => done(await service.copy(context, id, what)),
    export: async ({ id, form }, { context }) => fileOf(await service.export(context, id, form)),
    exportAll: async ({ incident }, { context }) => {
      const written = await service.exportAll(context, incident)
      return written.ok ? ok({ files: [...written.value] }) : written
    },
    openMail: async ({ id }, { context }) => fileOf(await service.openMail(context, id)),
    markSent: ({ id, ...sending }, { context }) => done(service.markSent(context, id, sending)),
    retractSent: ({ id, reason }, { context }) => done(service.retractSent(context, id, reason)),
    acknowledge: ({ id, ...answer }, { context }) => done(service.acknowledge(context, id, answer)),
  }
}

function done(result: Result<unknown>): Result<Record<string, never>> {
  return result.ok ? ok({}) : result
}

function fileOf(result: Result<{ readonly file: string }>): Result<{ file: string }> {
  return result.ok ? ok({ file: result.value.file }) : result
}
