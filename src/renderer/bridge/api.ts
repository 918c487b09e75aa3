import type { Result } from '#shared/kernel/result.ts'
import type { Api, ApiEvents } from './window-api.ts'

/** A query or command of main as the window calls it. */
export type Ask<I, O> = (input: I) => Promise<Result<O>>

/** Main's modules, one function per query and command: `api.posts.approve(input)`. */
export const api: Api = window.resguardo

/** Main's events: `events.shell.changed(listener)` answers with the way to stop listening. */
export const events: ApiEvents = window.resguardo.on

const keys = new WeakMap<object, readonly [module: string, entry: string]>()

for (const [module, entries] of Object.entries(window.resguardo)) {
  if (module === 'on') continue
  for (const [entry, ask] of Object.entries(entries)) {
    if (typeof ask === 'function') keys.set(ask, [module, entry])
  }
}

/** The name under which answers of `ask` are kept: its module and entry. */
export function keyOf(ask: object): readonly [module: string, entry: string] {
  const key = keys.get(ask)
  if (key === undefined) throw new Error('not a function of the api: give api.<module>.<entry> itself, not a wrapper')
  return key
}
