import { ok } from '#shared/kernel/result.ts'
import type { HandlersOf } from '#shared/kernel/contract.ts'
import type { rulesContract } from '#shared/rules/contract.ts'
import type { Caller, LockedCaller } from '#main/ipc/caller.ts'
import type { LineService } from './service.ts'
import type { TuningService } from './tuning.ts'

/** What the window may ask of the rules. */
export function rulesHandlers(tuning: TuningService, line: LineService): HandlersOf<typeof rulesContract, Caller, LockedCaller> {
  return {
    data: () => ok(tuning.inForce()),
    files: () => ok({ files: tuning.files() }),
    tune: ({ file, title }, { context }) => tuning.tune(context, file, title),
    untune: ({ file }, { context }) => tuning.untune(context, file),
    saveFile: ({ file, title }) => tuning.save(file, title),
    line: () => ok({ facts: line.rows() }),
    state: ({ fact }, { context }) => line.state(context, fact),
    correct: ({ id, fact }, { context }) => line.correct(context, id, fact),
    withdraw: ({ id, reason }, { context }) => line.withdraw(context, id, reason),
  }
}
