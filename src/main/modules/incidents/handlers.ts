import type { Caller, LockedCaller } from '#main/ipc/caller.ts'
import type { incidentsContract } from '#shared/incidents/contract.ts'
import type { HandlersOf } from '#shared/kernel/contract.ts'
import { ok, type Result } from '#shared/kernel/result.ts'
import type { IncidentsService } from './service.ts'

/** @param chooserTitle the words over the system's file dialog, in the language of the screen */
export function incidentsHandlers(service: IncidentsService, chooserTitle: () => string): HandlersOf<typeof incidentsContract, Caller, LockedCaller> {
  return {
    list: (_, { context }) => ok({ rows: service.list(context), restricted: service.restricted(context), faults: [...service.faults()] }),
    get: ({ id }, { context }) => ok(service.get(context, id) ?? null),
    doors: (_, { context }) => ok(service.doors(context)),
    open: (input, { context }) => service.open(context, input),
    completeStep: ({ id, step, answer }, { context }) => done(service.completeStep(context, id, step, answer)),
    skipStep: ({ id, step, reason }, { context }) => done(service.skipStep(context, id, step, reason)),
    reopenStep: ({ id, step }, { context }) => done(service.reopenStep(context, id, step)),
    recordFacts: ({ id, facts }, { context }) => done(service.recordFacts(context, id, facts)),
    linkAccount: ({ id, account }, { context }) => done(service.linkAccount(context, id, account)),
    unlinkAccount: ({ id, account, reason }, { context }) => done(service.unlinkAccount(context, id, account, reason)),
    reclassify: ({ id, to }, { context }) => done(service.reclassify(context, id, to)),
    addEvidence: ({ id, ...about }, { context }) => service.addEvidence(context, id, chooserTitle(), about),
    pasteEvidence: ({ id, ...about }, { context }) => service.pasteEvidence(context, id, about),
    verifyEvidence: ({ id, evidence }, { context }) => service.verifyEvidence(context, id, evidence),
    exportEvidence: async ({ id }, { context }) => {
      const written = await service.exportEvidence(context, id)
      return written.ok ? ok({ files: [...written.value] }) : written
    },
    exportAct: ({ id }, { context }) => service.exportAct(context, id),
    exportReport: ({ id }, { context }) => service.exportReport(context, id),
    close: ({ id, ...closing }, { context }) => done(service.close(context, id, closing)),
    reopen: ({ id, reason }, { context }) => done(service.reopen(context, id, reason)),
    restrict: ({ id, ...asked }, { context }) => done(service.restrict(context, id, asked)),
    unrestrict: ({ id, ...asked }, { context }) => done(service.unrestrict(context, id, asked)),
    openLink: async ({ id, step, url }, { context }) => done(await service.openLink(context, id, step, url)),
    openFolder: async ({ id }, { context }) => done(await service.openFolder(context, id)),
  }
}

function done(result: Result<unknown>): Result<Record<string, never>> {
  return result.ok ? ok({}) : result
}
