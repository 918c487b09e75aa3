import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { Timers } from '#shared/kernel/timers.ts'
import type { Restored } from '#shared/ledger/restoration.ts'
import type { Vault } from '#main/keychain/vault.ts'
import type { Ledger } from '#main/ledger/ledger.ts'
import type { Session } from './session.ts'

/** What is kept of the record outside its file: who it hangs from, and its newest event (of a shared record: the newest accepted one held). */
type Pin = { readonly root: string; readonly position: number; readonly hash: string }

/**
 * How the record's file compares with the pin. `other-root`: another record altogether, however well signed · `rolled-back`: an older
 * copy was put in its place, or its end was cut; `position` is the first event that should be there and is not.
 */
export type PinCheck = { readonly kind: 'unpinned' } | { readonly kind: 'held' } | { readonly kind: 'other-root' } | { readonly kind: 'rolled-back'; readonly position: number }

/** Finds what signatures alone cannot show: that a whole, well-signed, but older or foreign file lies where the record was. */
export interface RecordPin {
  /** Compares, while unlocked. Refusals: `session/locked`, `keychain/…`. */
  check(): Promise<Result<PinCheck>>
  /** Pins the record as it is now, unless the last check found it wanting. */
  pin(): Promise<Result<undefined>>
  /**
   * Pins an older copy from now on, once `note` has put that on record. Refusals: `note`'s, `shell/not-restored` for a record that is
   * not an older copy of the pinned one, `session/locked`, `keychain/…`.
   */
  accept(note: (restored: Restored) => Result<unknown>): Promise<Result<undefined>>
}

/** The vault's item of the pin: sealed like a secret, so that nobody without the vault's key can write one that fits. */
const ITEM = 'record'
/** Deeds within so many milliseconds are pinned together. */
const GATHER = 5_000

export function recordPin(vault: Vault, record: Ledger['read']): RecordPin {
  const rootPayload = record.prepare<[], string>("SELECT payload FROM events WHERE type = 'signer.registered' ORDER BY position LIMIT 1").pluck()
  const newest = record.prepare<[], { position: number; hash: string }>('SELECT position, hash FROM events ORDER BY position DESC LIMIT 1')
  const hashAt = record.prepare<[number], string>('SELECT hash FROM events WHERE position = ?').pluck()
  let wanting = false
  /** The newest event that the vault's pin is known to name. */
  let pinned: string | undefined

  function rootOf(): string | undefined {
    const payload = rootPayload.get()
    // Written by the organization's decider, whose event it is.
    return payload === undefined ? undefined : (JSON.parse(payload) as { signer: string }).signer
  }

  function compared(pin: Pin): PinCheck {
    if (rootOf() !== pin.root) return { kind: 'other-root' }
    if (hashAt.get(pin.position) === pin.hash) return { kind: 'held' }
    return { kind: 'rolled-back', position: Math.min(pin.position, (newest.get()?.position ?? 0) + 1) }
  }

  async function keep(root: string, { position, hash }: { readonly position: number; readonly hash: string }): Promise<Result<undefined>> {
    const kept = await vault.keep(ITEM, JSON.stringify({ root, position, hash } satisfies Pin))
    if (kept.ok) pinned = hash
    return kept
  }

  return {
    async check() {
      const kept = await vault.read(ITEM)
      if (!kept.ok) return kept.refusal.code === 'keychain/missing' ? ok({ kind: 'unpinned' }) : kept
      const pin = pinOf(kept.value)
      if (pin === undefined) return refuse('keychain/damaged')
      const check = compared(pin)
      pinned = pin.hash
      wanting = check.kind === 'other-root' || check.kind === 'rolled-back'
      return ok(check)
    },
    async pin() {
      const root = rootOf()
      const last = newest.get()
      if (wanting || root === undefined || last === undefined || last.hash === pinned) return ok(undefined)
      return keep(root, last)
    },
    async accept(note) {
      const kept = await vault.read(ITEM)
      if (!kept.ok) return kept
      const pin = pinOf(kept.value)
      if (pin === undefined) return refuse('keychain/damaged')
      const check = compared(pin)
      if (check.kind !== 'rolled-back') return refuse('shell/not-restored')
      const noted = note({ missing: check.position, known: pin.position })
      if (!noted.ok) return noted
      const last = newest.get()
      if (last === undefined) return refuse('shell/not-restored')
      const moved = await keep(pin.root, last)
      if (moved.ok) wanting = false
      return moved
    },
  }
}

/**
 * Checks at every unlock and pins after deeds, a few seconds gathered. `found` is told what a check found.
 * What cannot be pinned now is pinned after the next deed or unlock. Returns the way to stop.
 */
export function watchRecord(
  pin: RecordPin,
  session: Pick<Session, 'onUnlock' | 'onLock'>,
  ledger: Pick<Ledger, 'onRecorded'>,
  timers: Timers,
  found: (check: PinCheck) => void,
): () => void {
  let waiting: (() => void) | undefined
  /** The last check did not find the pinned event: a shared record gets it back from its hub. */
  let missed = false
  const later = (): void => {
    waiting ??= timers.after(GATHER, () => {
      waiting = undefined
      void (missed ? checkAgain() : pin.pin())
    })
  }
  const checkAgain = async (): Promise<void> => {
    const check = await pin.check()
    if (!check.ok || check.value.kind !== 'held') return
    missed = false
    found(check.value)
    await pin.pin()
  }
  const calm = (): void => {
    waiting?.()
    waiting = undefined
  }
  const stops = [
    session.onUnlock(() => {
      void pin.check().then((check) => {
        if (!check.ok) return
        missed = check.value.kind === 'rolled-back'
        found(check.value)
        // The deeds just before a lock or a quit were not pinned then.
        later()
      })
    }),
    session.onLock(calm),
    ledger.onRecorded(later),
    calm,
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

function pinOf(text: string): Pin | undefined {
  try {
    const pin = JSON.parse(text) as Partial<Pin> | null // checked on the next line
    return typeof pin?.root === 'string' && typeof pin.position === 'number' && typeof pin.hash === 'string' ? (pin as Pin) : undefined
  } catch {
    return undefined
  }
}
