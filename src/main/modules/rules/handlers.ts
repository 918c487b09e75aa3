import { ok } from '#shared/kernel/result.ts'
import type { HandlersOf } from '#shared/kernel/contract.ts'
import type { rulesContract } from '#shared/rules/contract.ts'
import type { Caller, LockedCaller } from '#main/ipc/caller.ts'
import type { LoadedRules } from './rules-data.ts'

/** What the window may ask of the rules. */
export function rulesHandlers(loaded: LoadedRules): HandlersOf<typeof rulesContract, Caller, LockedCaller> {
  return { data: () => ok(loaded) }
}
