import type { Caller, LockedCaller } from '#main/ipc/caller.ts'
import type { homeContract } from '#shared/home/contract.ts'
import type { HandlersOf } from '#shared/kernel/contract.ts'
import { ok } from '#shared/kernel/result.ts'
import type { HomeService } from './service.ts'

export function homeHandlers(service: HomeService): HandlersOf<typeof homeContract, Caller, LockedCaller> {
  return {
    now(_input, { context }) {
      const { items, counts } = service.now(context)
      return ok({ items, counts })
    },
  }
}
