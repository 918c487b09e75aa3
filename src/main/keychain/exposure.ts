import { createHmac, timingSafeEqual } from 'node:crypto'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { Timers } from '#shared/kernel/timers.ts'
import type { Randomness } from './randomness.ts'
import type { Vault } from './vault.ts'

/** How long a copied secret stays on the clipboard. */
const COPY_MILLISECONDS = 15_000
/** How long a revealed secret may be on the screen. */
const REVEAL_MILLISECONDS = 20_000

/** The clipboard as secrets need it; the shell implements it over the runtime's. */
export interface SecretClipboard {
  /** Puts a text there, marked to stay out of clipboard history and cloud clipboards where the OS knows such marks. */
  writeConcealed(text: string): Promise<void>
  readText(): Promise<string>
  clear(): Promise<void>
}

/** The two ways in which a secret leaves the vault, both for some milliseconds (`lasts`) from the answer on: a length, which no clock that is wrong or is set can stretch. */
export interface Exposure {
  /** Copies a secret; it is taken off again after `lasts`. Refusals: the vault's and `keychain/clipboard-failed`. */
  copySecret(item: string): Promise<Result<{ readonly lasts: number }>>
  /**
   * The value, once, after the passphrase was checked again; whoever shows it drops it after `lasts` and when the app locks.
   * Refusals: the vault's, `session/wrong-passphrase`, `session/wait`.
   */
  reveal(item: string, passphrase: string): Promise<Result<{ readonly value: string; readonly lasts: number }>>
  /** Takes a copied secret off the clipboard now, if it is still there: on lock and on quit. Never rejects. */
  end(): Promise<void>
}

export type ExposureOptions = {
  readonly vault: Vault
  readonly clipboard: SecretClipboard
  readonly checkPassphrase: (passphrase: string) => Promise<Result<unknown>>
  readonly timers: Timers
  readonly randomness: Randomness
}

/** What is known of the copied secret: a keyed hash with a key of its own, never the text. */
type Copied = { readonly key: Buffer; readonly hash: Buffer; readonly stop: () => void }

export function exposureOf({ vault, clipboard, checkPassphrase, timers, randomness }: ExposureOptions): Exposure {
  let copied: Copied | undefined

  async function end(): Promise<void> {
    const ours = copied
    if (ours === undefined) return
    ours.stop()
    try {
      if (await stillThere(ours)) await clipboard.clear()
    } catch {
      // It is tried again when the app locks and when it ends.
      return
    }
    // Another copy may have been made meanwhile; that one has its own end.
    if (copied === ours) copied = undefined
  }

  /** A clipboard that cannot be read is taken to hold our text still. */
  async function stillThere({ key, hash }: Copied): Promise<boolean> {
    try {
      return timingSafeEqual(keyedHash(key, await clipboard.readText()), hash)
    } catch {
      return true
    }
  }

  return {
    end,
    async copySecret(item) {
      const secret = await vault.read(item)
      if (!secret.ok) return secret
      try {
        await clipboard.writeConcealed(secret.value)
      } catch {
        return refuse('keychain/clipboard-failed')
      }
      copied?.stop()
      const key = randomness.bytes(32)
      const stop = timers.after(COPY_MILLISECONDS, () => void end())
      copied = { key, hash: keyedHash(key, secret.value), stop }
      return ok({ lasts: COPY_MILLISECONDS })
    },
    async reveal(item, passphrase) {
      const checked = await checkPassphrase(passphrase)
      if (!checked.ok) return checked
      const secret = await vault.read(item)
      if (!secret.ok) return secret
      return ok({ value: secret.value, lasts: REVEAL_MILLISECONDS })
    },
  }
}

function keyedHash(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest()
}
