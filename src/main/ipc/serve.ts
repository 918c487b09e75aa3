import { channelOf, type Command, type Contract, type Query } from '#shared/kernel/contract.ts'
import type { Result } from '#shared/kernel/result.ts'
import { refuse, refuseFields } from '#shared/kernel/result.ts'
import type { FirstQuestion } from '#shared/shell/first-questions.ts'
import type { Context } from '#shared/ledger/event.ts'
import { isTorn } from '#main/ledger/open-database.ts'
import type { Log } from '#main/shell/log.ts'
import type { ContentsId, LockedCaller } from './caller.ts'
import { fieldCodes } from './input.ts'

/** A handler once its contract's types have been checked by `handlers` objects. */
type Handler = (input: unknown, caller: LockedCaller) => Result<unknown> | Promise<Result<unknown>>

/** Answers one channel; `trusted` is already decided from the sender, `contents` is its page (none: main itself asks). */
type Answer = (trusted: boolean, input: unknown, contents?: ContentsId) => Promise<Result<unknown>>

/** Registers one channel. Electron's is `electron-channels.ts`. */
export type Register = (channel: string, answer: Answer) => void

export type Served = {
  /** Reads the contracts that nobody asked for yet; rejects where one is not that of its handlers. */
  readonly whole: () => Promise<void>
  /** What a page would be answered that asks this with `{}`: main's own question, for the first picture. */
  readonly ask: (channel: FirstQuestion) => Promise<Result<unknown>>
}

export type ServeOptions = {
  readonly register: Register
  /** The unlocked person's context, or undefined while locked. */
  readonly context: () => Context | undefined
  /** Runs a command; may hold its answer until what it recorded is known to stand. Not asked for one whose input says `parting`: nobody waits for its answer. */
  readonly settle?: <T>(act: () => Promise<Result<T>>) => Promise<Result<T>>
  readonly log: Log
  /** Called when a handler met a record that cannot be read; the caller gets `ledger/torn`. */
  readonly onTorn: (error: unknown) => void
}

/** How each module's contract is read; asked for once, when the first question of the module comes. */
export type ContractOf = Readonly<Record<string, () => Promise<Contract>>>

/**
 * Registers a channel for every handler, and there is no other way to register: sender, then schema, then lock, then handler, then the answer's
 * schema. Throws (the app does not start) when a module has no handlers, or handlers no module; a module whose handlers are not those of its contract
 * answers every call with a bug.
 */
export function serve(contractOf: ContractOf, handlers: Readonly<Record<string, object>>, options: ServeOptions): Served {
  const all: (() => Promise<unknown>)[] = []
  const answers = new Map<string, Answer>()
  const unknown = Object.keys(handlers).find((module) => !Object.hasOwn(contractOf, module))
  if (unknown !== undefined) throw new Error(`handlers without contract: ${unknown}`)
  for (const [module, read] of Object.entries(contractOf)) {
    if (handlers[module] === undefined) throw new Error(`no handlers for ${module}`)
    // `compose.ts` checked the object against HandlersOf<contract>; here only names are left.
    const own = Object.entries(handlers[module] as Record<string, Handler>)
    const contract = once(async () => matched(await read(), own.map(([name]) => name)))
    all.push(contract)
    for (const [name, handler] of own) {
      const answer: Answer = async (trusted, input, contents) => {
        if (!trusted) {
          options.log.warn('ipc refused an untrusted sender', { channel: channelOf(module, name) })
          return refuse('ipc/untrusted')
        }
        try {
          const entry = (await contract()).get(name)
          if (entry === undefined) throw new Error(`${module}/${name} is in no contract`)
          const parsed = entry.in.safeParse(input)
          if (!parsed.success) return refuseFields('input/invalid', fieldCodes(parsed.error))
          const context = options.context()
          if (context === undefined && !entry.whileLocked) return refuse('session/locked')
          const act = async (): Promise<Result<unknown>> => handler(parsed.data, { context, ...(contents !== undefined && { contents }) })
          const answer = await (entry.kind === 'command' && options.settle !== undefined && !isParting(parsed.data) ? options.settle(act) : act())
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
      }
      options.register(channelOf(module, name), answer)
      answers.set(channelOf(module, name), answer)
    }
  }
  return {
    ask: async (channel) => (await answers.get(channel)?.(true, {})) ?? refuse('bug'),
    async whole() {
      for (const read of all) await read()
    },
  }
}

/** Whether a command is the last of a screen that is being left. */
function isParting(input: unknown): boolean {
  return typeof input === 'object' && input !== null && 'parting' in input && input.parting === true
}

/** The queries and commands of a contract by name. Throws unless they are the handlers', each and every one. */
function matched(contract: Contract, names: readonly string[]): ReadonlyMap<string, Query | Command> {
  const calls = new Map(Object.entries(contract.entries).flatMap(([name, entry]) => (entry.kind === 'event' ? [] : [[name, entry] as const])))
  const missing = [...calls.keys()].filter((name) => !names.includes(name))
  const extra = names.filter((name) => !calls.has(name))
  if (missing.length + extra.length > 0) throw new Error(`${contract.name}: no handler for ${missing.join(', ') || 'nothing'}, handlers without contract: ${extra.join(', ') || 'none'}`)
  return calls
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined
  return () => {
    known ??= read()
    // What failed is tried again.
    known.catch(() => (known = undefined))
    return known
  }
}
