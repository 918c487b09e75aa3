import { channelOf, type Contract } from '#shared/kernel/contract.ts'
import type { Result } from '#shared/kernel/result.ts'
import { refuse, refuseFields } from '#shared/kernel/result.ts'
import type { Context } from '#shared/ledger/event.ts'
import { isTorn } from '#main/ledger/open-database.ts'
import type { Log } from '#main/shell/log.ts'
import type { LockedCaller } from './caller.ts'
import { fieldCodes } from './input.ts'

/** A handler once its contract's types have been checked by `handlers` objects. */
type Handler = (input: unknown, caller: LockedCaller) => Result<unknown> | Promise<Result<unknown>>

/** Registers one channel; `trusted` is already decided from the sender. Electron's is `electron-channels.ts`. */
export type Register = (channel: string, answer: (trusted: boolean, input: unknown) => Promise<Result<unknown>>) => void

export type ServeOptions = {
  readonly register: Register
  /** The unlocked person's context, or undefined while locked. */
  readonly context: () => Context | undefined
  /** Runs a command; may hold its answer until what it recorded is known to stand. */
  readonly settle?: <T>(act: () => Promise<Result<T>>) => Promise<Result<T>>
  readonly log: Log
  /** Called when a handler met a record that cannot be read; the caller gets `ledger/torn`. */
  readonly onTorn: (error: unknown) => void
}

/**
 * Registers every query and command of the contracts, and there is no other way to register: sender, then schema, then lock, then
 * handler, then the answer's schema. Throws (the app does not start) when a handler is missing or extra.
 */
export function serve(contracts: Readonly<Record<string, Contract>>, handlers: Readonly<Record<string, object>>, options: ServeOptions): void {
  for (const [module, contract] of Object.entries(contracts)) {
    // `compose.ts` checked the object against HandlersOf<contract>; here only names are left.
    const own = new Map(Object.entries((handlers[module] ?? {}) as Record<string, Handler>))
    for (const [name, entry] of Object.entries(contract.entries)) {
      if (entry.kind === 'event') continue
      const handler = own.get(name)
      if (handler === undefined) throw new Error(`no handler for ${module}/${name}`)
      own.delete(name)
      options.register(channelOf(module, name), async (trusted, input) => {
        if (!trusted) {
          options.log.warn('ipc refused an untrusted sender', { channel: channelOf(module, name) })
          return refuse('ipc/untrusted')
        }
        try {
          const parsed = entry.in.safeParse(input)
          if (!parsed.success) return refuseFields('input/invalid', fieldCodes(parsed.error))
          const context = options.context()
          if (context === undefined && !entry.whileLocked) return refuse('session/locked')
          const act = async (): Promise<Result<unknown>> => handler(parsed.data, { context })
          const answer = await (entry.kind === 'command' && options.settle !== undefined ? options.settle(act) : act())
          // The answer's schema drops whatever the contract does not name, so that nothing crosses by accident.
          return answer.ok ? { ok: true, value: entry.out.parse(answer.value) } : answer
        } catch (error) {
          if (isTorn(error)) {
            options.onTorn(error)
            return refuse('ledger/torn')
          }
          const reference = options.log.fault(`${module}/${name}`, error)
          return refuse('bug', { reference })
        }
      })
    }
    const extra = [...own.keys()]
    if (extra.length > 0) throw new Error(`handlers without contract: ${extra.map((name) => `${module}/${name}`).join(', ')}`)
  }
}
