import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { KeychainState, KeychainTrouble } from '#shared/session/keychain-state.ts'
import type { Found, Keychain } from './keychain.ts'
import { fitValue } from './value.ts'

/** A keychain in memory, for tests of what stands on one. Troubles are scripted; the rules are the real one's. */
export type MemoryKeychain = Keychain & {
  /** From now on every call is refused with this trouble; undefined: it works again. */
  fail(trouble: KeychainTrouble | undefined): void
  /** Call number `n` from now (1: the next) is refused once. With `after`, its write takes place first, as when a daemon dies before it answers. */
  failOnce(n: number, trouble: KeychainTrouble, after?: 'after'): void
  /** What it holds, for tests that look for what must not be there. */
  readonly items: Map<string, string>
}

export function memoryKeychain(items = new Map<string, string>()): MemoryKeychain {
  const listeners = new Set<(state: KeychainState) => void>()
  const scripted: { left: number; readonly trouble: KeychainTrouble; readonly after: boolean }[] = []
  let failing: KeychainTrouble | undefined
  let state: KeychainState = 'unknown'

  function become(next: KeychainState): void {
    if (next === state) return
    state = next
    for (const listener of listeners) listener(next)
  }

  async function call<T>(act: () => T): Promise<Result<T>> {
    await Promise.resolve() // never answers in the caller's own turn, as no real one does
    for (const script of scripted) script.left -= 1
    const due = scripted.findIndex((script) => script.left <= 0)
    const script = due < 0 ? undefined : scripted.splice(due, 1)[0]
    if (script?.after === true) act()
    const trouble = script?.trouble ?? failing
    become(trouble ?? 'ready')
    return trouble === undefined ? ok(act()) : refuse(`keychain/${trouble}`)
  }

  return {
    items,
    fail(trouble) {
      failing = trouble
    },
    failOnce(n, trouble, after) {
      scripted.push({ left: n, trouble, after: after === 'after' })
    },
    put(name, value) {
      const fit = fitValue(value)
      return fit.ok ? call(() => void items.set(name, value)) : Promise.resolve(fit)
    },
    get: (name) =>
      call((): Found => {
        const value = items.get(name)
        return value === undefined ? { found: false } : { found: true, value }
      }),
    remove: (name) => call(() => ({ existed: items.delete(name) })),
    probe: () => call(() => undefined),
    state: () => state,
    onState(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => listeners.clear(),
  }
}
