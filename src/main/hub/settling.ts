import { AsyncLocalStorage } from 'node:async_hooks'
import { refuse, type Result } from '#shared/kernel/result.ts'
import type { Timers } from '#shared/kernel/timers.ts'
import type { Ledger } from '#main/ledger/ledger.ts'
import type { SharedRecord } from '#main/ledger/shared-record.ts'
import type { Sync } from './sync.ts'

/** Milliseconds that a command's answer waits for the hub's word. After that the act goes on waiting by itself, as without network. */
const PATIENCE = 2_000

/** Runs a command and follows what it recorded. */
export type Settle = <T>(act: () => Promise<Result<T>>) => Promise<Result<T>>

/** The acts of one command, while it runs. */
type Acts = { readonly ids: Set<string>; open: boolean }

/**
 * While connected, a command is answered when the hub has accepted what it recorded, so that the second of two people who decide at once
 * is told so instead of being shown a decision that will not stand. What was refused that way was said: it does not wait in the conflicts. What a
 * screen saves as it is left does not come here (`parting`): nobody is there to be told, so it waits there like what was done without network.
 */
export function settling(deps: {
  readonly record: Pick<SharedRecord, 'pin' | 'pending' | 'conflicts' | 'dismiss'>
  readonly ledger: Pick<Ledger, 'onRecorded'>
  readonly sync: Pick<Sync, 'isCurrent' | 'onMerged' | 'onStatus'>
  readonly timers: Timers
  readonly nameOf: (person: string) => string
}): Settle {
  const { record, sync, timers } = deps
  const running = new AsyncLocalStorage<Acts>()

  deps.ledger.onRecorded(() => {
    // What the exchange itself records later may run in a command's wake; that one has been answered then.
    const acts = running.getStore()
    if (acts?.open !== true) return
    const newest = record.pending().at(-1)
    if (newest !== undefined) acts.ids.add(newest.id)
  })

  function settled(ids: ReadonlySet<string>): Promise<void> {
    const left = new Set(ids)
    const waiting = new Set(record.pending().map(({ id }) => id))
    for (const id of left) if (!waiting.has(id)) left.delete(id)
    if (left.size === 0) return Promise.resolve()
    return new Promise((done) => {
      const finish = (): void => {
        calm()
        stopMerged()
        stopStatus()
        done()
      }
      const calm = timers.after(PATIENCE, finish)
      const stopMerged = sync.onMerged((merged) => {
        for (const id of [...merged.settled, ...merged.conflicts]) left.delete(id)
        if (left.size === 0) finish()
      })
      const stopStatus = sync.onStatus(() => {
        if (!sync.isCurrent()) finish()
      })
    })
  }

  /** Why one of the acts did not stand; undefined: none was refused. */
  function overtaken(ids: ReadonlySet<string>): Result<never> | undefined {
    const refused = record.conflicts().filter(({ id }) => ids.has(id))
    const [first] = refused
    if (first === undefined) return undefined
    // What was done again from the conflicts stays there: somebody's text is in it.
    for (const { id, repeats } of refused) if (repeats !== true) record.dismiss(id)
    const other = first.theirs.findLast(({ actor }) => actor !== first.actor)
    return other === undefined ? { ok: false, refusal: first.refusal } : refuse('ledger/overtaken', { person: deps.nameOf(other.actor) })
  }

  return async (act) => {
    if (record.pin() === undefined || !sync.isCurrent()) return act()
    const acts: Acts = { ids: new Set(), open: true }
    const answer = await running.run(acts, act)
    acts.open = false
    if (!answer.ok || acts.ids.size === 0) return answer
    await settled(acts.ids)
    return overtaken(acts.ids) ?? answer
  }
}
