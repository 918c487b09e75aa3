import { type Contracts, contracts } from '#shared/contracts.ts'
import type { HandlersOf } from '#shared/kernel/contract.ts'
import { ok, type Result } from '#shared/kernel/result.ts'
import { z } from 'zod'

/** A stand-in for main, for tests of the window: the handlers a test wants, typed by the contracts. They are told of no caller. */
export type TwinHandlers = {
  readonly [M in keyof Contracts]?: Partial<HandlersOf<Contracts[M], never, never>>
}

export type TwinCall = { readonly module: string; readonly entry: string; readonly input: unknown }

type AnyHandler = (input: unknown, caller: undefined) => Result<unknown> | Promise<Result<unknown>>

/**
 * Answers calls as main would: the input and the answer are checked by the contract's schemas, so that a twin cannot drift from what
 * main may say. What no handler answers is a fault, named.
 */
export function twin(...layers: readonly TwinHandlers[]) {
  const calls: TwinCall[] = []
  async function answer(module: string, entry: string, input: unknown): Promise<unknown> {
    calls.push({ module, entry, input })
    const spec = Object.entries(contracts).find(([name]) => name === module)?.[1].entries
    const schema = Object.entries(spec ?? {}).find(([name]) => name === entry)?.[1]
    const handler = handlerOf(layers, module, entry)
    if (schema === undefined || !('in' in schema)) throw new Error(`no such entry in the contracts: ${module}/${entry}`)
    if (handler === undefined) throw new Error(`the twin has no handler for ${module}/${entry}`)
    const parsed = z.safeParse(schema.in, input)
    if (!parsed.success) throw new Error(`the window sent what ${module}/${entry} does not take: ${parsed.error.message}`)
    const result = await handler(parsed.data, undefined)
    if (!result.ok) return result
    const out = z.safeParse(schema.out, result.value)
    if (!out.success) throw new Error(`the twin answered what ${module}/${entry} may not: ${out.error.message}`)
    return ok(out.data)
  }
  return { calls, answer }
}

/** What the window is given: the names of every module's calls and events. */
export function twinSurface(): Readonly<Record<string, { readonly calls: readonly string[]; readonly events: readonly string[] }>> {
  return Object.fromEntries(
    Object.entries(contracts).map(([module, { entries }]) => {
      const names = Object.entries(entries)
      return [
        module,
        {
          calls: names.filter(([, entry]) => entry.kind !== 'event').map(([name]) => name),
          events: names.filter(([, entry]) => entry.kind === 'event').map(([name]) => name),
        },
      ]
    }),
  )
}

function handlerOf(layers: readonly TwinHandlers[], module: string, entry: string): AnyHandler | undefined {
  for (const layer of layers.toReversed()) {
    const handlers: Readonly<Record<string, unknown>> | undefined = Object.entries(layer).find(([name]) => name === module)?.[1]
    const handler = handlers?.[entry]
    // The layers are typed by the contracts; only their keys are looked up by name here.
    if (typeof handler === 'function') return handler as AnyHandler
  }
  return undefined
}
