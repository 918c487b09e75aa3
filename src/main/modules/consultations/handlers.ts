import type { Caller, LockedCaller } from '#main/ipc/caller.ts'
import type { consultationsContract } from '#shared/consultations/contract.ts'
import type { HandlersOf } from '#shared/kernel/contract.ts'
import { ok } from '#shared/kernel/result.ts'
import type { ConsultationsService } from './service.ts'

/** The consultations' contract, answered by their service. */
export function consultationsHandlers(service: ConsultationsService): HandlersOf<typeof consultationsContract, Caller, LockedCaller> {
  return {
    list: (filter, { context }) => ok(service.list(context, filter)),
    counts: (_input, { context }) => ok(service.counts(context)),
    get: ({ id }, { context }) => ok(service.get(context, id) ?? null),
    accounts: (_input, { context }) => ok(service.accountsFor(context).map(({ id, network, handle, displayName }) => ({ id, network, handle, displayName }))),
    templates: () => {
      const { templates, faults } = service.templates()
      return ok({ templates: [...templates], faults: [...faults] })
    },
    ask: ({ matter, account, question }, { context }) => service.ask(context, matter, account, question),
    refer: ({ id, detail }, { context }) => service.refer(context, id, detail),
    take: ({ id }, { context }) => service.take(context, id),
    release: ({ id }, { context }) => service.release(context, id),
    return: ({ id, note }, { context }) => service.return(context, id, note),
    complete: ({ id, detail }, { context }) => service.complete(context, id, detail),
    answer: ({ id, text, source }, { context }) => service.answer(context, id, text, source),
    lapse: ({ id }, { context }) => service.lapse(context, id),
    copy: async ({ id, text }, { context }) => {
      const copied = await service.copy(context, id, text)
      return copied.ok ? ok({}) : copied
    },
    reply: ({ id, text, permalink }, { context }) => service.reply(context, id, text, permalink),
    attach: ({ title }) => service.attach(title),
    report: ({ id, ...report }, { context }) => service.report(context, id, report),
    close: ({ id, reason }, { context }) => service.close(context, id, reason),
    withdraw: ({ id, reason }, { context }) => service.withdraw(context, id, reason),
  }
}
