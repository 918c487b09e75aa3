import type { Result } from '#shared/kernel/result.ts'
import type { Api, ApiEvents } from './window-api.ts'

/** A query or command of main as the window calls it. */
export type Ask<I, O> = (input: I) => Promise<Result<O>>

/** Something broke in main. It is in main's log already, under `reference`. */
export class MainBug extends Error {
  constructor(channel: string, reference: string) {
    super(`${channel} · ${reference}`)
    this.name = 'MainBug'
  }
}

const keys = new WeakMap<object, readonly [module: string, entry: string]>()

/** Bugs of main are thrown, so that no screen takes one for a refusal. */
function asking(module: string, entry: string, ask: Ask<unknown, unknown>): Ask<unknown, unknown> {
  const asked: Ask<unknown, unknown> = async (input) => {
    const answer = await ask(input)
    if (!answer.ok && answer.refusal.code === 'bug') throw new MainBug(`${module}/${entry}`, String(answer.refusal.detail?.['reference']))
    return answer
  }
  keys.set(asked, [module, entry])
  return asked
}

/** Main's modules, one function per query and command: `api.posts.approve(input)`. */
export const api = Object.fromEntries(
  Object.entries(window.resguardo)
    .filter(([module]) => module !== 'on')
    .map(([module, entries]) => [
      module,
      // The preload made one function per entry, and nothing else.
      Object.fromEntries(Object.entries(entries as Record<string, Ask<unknown, unknown>>).map(([entry, ask]) => [entry, asking(module, entry, ask)])),
    ]),
) as unknown as Api // the same modules and entries as what the preload exposes

/** Main's events: `events.shell.changed(listener)` answers with the way to stop listening. */
export const events: ApiEvents = window.resguardo.on

/** The name under which answers of `ask` are kept: its module and entry. */
export function keyOf(ask: object): readonly [module: string, entry: string] {
  const key = keys.get(ask)
  if (key === undefined) throw new Error('not a function of the api: give api.<module>.<entry> itself, not a wrapper')
  return key
}
