import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { Timers } from '#shared/kernel/timers.ts'
import type { KeychainState, KeychainTrouble } from '#shared/session/keychain-state.ts'
import type { Found, Keychain } from './keychain.ts'
import type { KeytarHost, StartKeytarHost } from './keytar-host.ts'
import type { KeytarRequest } from './keytar-messages.ts'
import { isStale, troubleOf } from './keytar-trouble.ts'
import { fitValue } from './value.ts'

/** Remembers, outside the keychain, that this installation has kept something in it (`installation.ts`). */
export interface SentinelMemory {
  known(): boolean
  remember(): void
}

export type SystemKeychainOptions = {
  readonly start: StartKeytarHost
  /** `Resguardo/<installation>`: the OS tool lists our items under it, and two data folders never meet. */
  readonly service: string
  readonly timers: Timers
  readonly memory: SentinelMemory
  readonly patience?: Patience
}

/** Milliseconds. */
export type Patience = {
  /** After this a waiting call is taken for a prompt that the person has not seen. */
  readonly prompt: number
  /** After this it is given up. */
  readonly limit: number
  /** A keytar process that was not used in one of these is ended when it is over. */
  readonly idle: number
}

const PATIENCE: Patience = { prompt: 1_500, limit: 60_000, idle: 60_000 }

/**
 * An item that is always there once the keychain was used. libsecret answers "nothing" for a locked collection exactly as for a missing
 * item, so absence counts only when this one can be seen.
 */
const SENTINEL = 'installation'
const SENTINEL_VALUE = 'Resguardo'
const PROBE = 'probe'
/** Proves that the keychain keeps accents and characters outside the basic plane. */
const PROBE_VALUE = 'prueba ñ á 🔐'

type Asked<T> = { readonly ok: true; readonly value: T; readonly slow: boolean } | { readonly ok: false; readonly trouble: KeychainTrouble }
type Job = { readonly run: () => Promise<void>; readonly giveUp: () => void }
type Host = KeytarHost & { served: boolean }

/** The keychain of the operating system through keytar, in a process of its own that is replaced after any failure. */
export function systemKeychain(options: SystemKeychainOptions): Keychain {
  const { service, timers, memory } = options
  const patience = options.patience ?? PATIENCE
  const listeners = new Set<(state: KeychainState) => void>()
  const jobs: Job[] = []
  let running = false
  /** Since the idle timer was started. */
  let used = false
  let closed = false
  let state: KeychainState = 'unknown'
  let host: Host | undefined
  let stopIdle: (() => void) | undefined

  function become(next: KeychainState): void {
    if (next === state) return
    state = next
    for (const listener of listeners) listener(next)
  }

  function retire(): void {
    host?.end()
    host = undefined
  }

  function trouble(reason: KeychainTrouble): { readonly ok: false; readonly trouble: KeychainTrouble } {
    become(reason)
    return { ok: false, trouble: reason }
  }

  /** One request to keytar; after a failure of a process that has served before, once more in a new one. */
  async function ask<T>(request: KeytarRequest): Promise<Asked<T>> {
    for (;;) {
      host ??= { ...options.start(), served: false }
      const asked = host
      const fresh = !asked.served
      let late = false
      let slow = false
      const giveUp = (): void => {
        late = true
        asked.end()
      }
      if (fresh) {
        // A machine that is slow to start a process is not a person who was asked.
        const stop = timers.after(patience.limit, giveUp)
        await asked.ready
        stop()
      }
      // One timer at a time: this is on the way of every secret that is read.
      let stop = timers.after(patience.prompt, () => {
        slow = true
        become('prompt-open')
        stop = timers.after(patience.limit - patience.prompt, giveUp)
      })
      const answer = await asked.ask(request)
      stop()
      if (late) {
        retire()
        // Whoever waits behind it would only raise the same prompt again.
        for (const job of jobs.splice(0)) job.giveUp()
        return trouble('prompt-open')
      }
      if (answer !== undefined && 'value' in answer) {
        asked.served = true
        // What each call answers with is said in `keytar-messages.ts`.
        return { ok: true, value: answer.value as T, slow }
      }
      retire()
      if (closed) return trouble('io-error')
      if (!fresh && (answer === undefined || isStale(answer.error))) continue
      return trouble(answer === undefined ? 'io-error' : troubleOf(answer.error))
    }
  }

  const read = (name: string): Promise<Asked<string | null>> => ask({ call: 'get', service, account: name })
  const write = (name: string, value: string): Promise<Asked<true>> => ask({ call: 'set', service, account: name, value })
  const erase = (name: string): Promise<Asked<boolean>> => ask({ call: 'delete', service, account: name })

  /** Says whether "nothing there" can be believed: the sentinel is seen, or could be written because it never was. */
  async function seenOpen(slow: boolean): Promise<{ readonly ok: true } | { readonly ok: false; readonly trouble: KeychainTrouble }> {
    // Somebody was asked and the answer is nothing: they said no. Asking at once again would be a nuisance.
    if (slow) return trouble('cancelled')
    const sentinel = await read(SENTINEL)
    if (!sentinel.ok) return sentinel
    if (sentinel.value === SENTINEL_VALUE) {
      become('ready')
      return { ok: true }
    }
    if (memory.known()) return trouble('locked')
    return leaveSentinel()
  }

  async function leaveSentinel(): Promise<{ readonly ok: true } | { readonly ok: false; readonly trouble: KeychainTrouble }> {
    const written = await write(SENTINEL, SENTINEL_VALUE)
    if (!written.ok) return written
    const back = await read(SENTINEL)
    if (!back.ok) return back
    if (back.value !== SENTINEL_VALUE) return trouble('locked')
    memory.remember()
    become('ready')
    return { ok: true }
  }

  /** Runs `work` after everything that came before it. */
  function inTurn<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    if (closed) return Promise.resolve(refuse('keychain/io-error'))
    return new Promise((resolve, reject) => {
      jobs.push({ run: () => work().then(resolve, reject), giveUp: () => resolve(refuse('keychain/prompt-open')) })
      if (!running) void drain()
    })
  }

  async function drain(): Promise<void> {
    running = true
    used = true
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) await job.run()
    running = false
    stopIdle ??= timers.after(patience.idle, rest)
  }

  /** Not a timer for each call, which would be on the way of every secret: one that looks back when it is over. */
  function rest(): void {
    const idle = !used && !running
    used = false
    if (idle) retire()
    stopIdle = idle ? undefined : timers.after(patience.idle, rest)
  }

  const refused = ({ trouble: reason }: { readonly trouble: KeychainTrouble }) => refuse(`keychain/${reason}`)

  return {
    put(name, value) {
      const fit = fitValue(value)
      if (!fit.ok) return Promise.resolve(fit)
      return inTurn(async () => {
        const written = await write(name, value)
        if (!written.ok) return refused(written)
        const back = await read(name)
        if (!back.ok) return refused(back)
        if (back.value !== value) return refused(trouble(back.value === null ? 'locked' : 'io-error'))
        become('ready')
        if (!memory.known()) {
          const left = await leaveSentinel()
          if (!left.ok) return refused(left)
        }
        return ok(undefined)
      })
    },
    get(name) {
      return inTurn<Found>(async () => {
        const first = await read(name)
        if (!first.ok) return refused(first)
        if (first.value !== null) {
          become('ready')
          return ok({ found: true, value: first.value })
        }
        const open = await seenOpen(first.slow)
        if (!open.ok) return refused(open)
        // It may have been unlocked between the two questions.
        const again = await read(name)
        if (!again.ok) return refused(again)
        return ok(again.value === null ? { found: false } : { found: true, value: again.value })
      })
    },
    remove(name) {
      return inTurn(async () => {
        const first = await erase(name)
        if (!first.ok) return refused(first)
        if (first.value) {
          become('ready')
          return ok({ existed: true })
        }
        const open = await seenOpen(first.slow)
        if (!open.ok) return refused(open)
        const again = await erase(name)
        if (!again.ok) return refused(again)
        return ok({ existed: again.value })
      })
    },
    probe() {
      return inTurn(async () => {
        become('probing')
        const written = await write(PROBE, PROBE_VALUE)
        if (!written.ok) return refused(written)
        const back = await read(PROBE)
        if (!back.ok) return refused(back)
        const erased = await erase(PROBE)
        if (!erased.ok) return refused(erased)
        if (back.value !== PROBE_VALUE || !erased.value) return refused(trouble('io-error'))
        const sentinel = await read(SENTINEL)
        if (!sentinel.ok) return refused(sentinel)
        if (sentinel.value === null && memory.known()) return refused(trouble('changed'))
        become('ready')
        return ok(undefined)
      })
    },
    state: () => state,
    onState(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      closed = true
      stopIdle?.()
      for (const job of jobs.splice(0)) job.giveUp()
      retire()
    },
  }
}
