import type { Result } from '#shared/kernel/result.ts'
import type { KeychainState } from '#shared/session/keychain-state.ts'

/** What a keychain says of a name. Absence is said only by a keychain that was seen to be open. */
export type Found = { readonly found: true; readonly value: string } | { readonly found: false }

/** Windows' bound for one item, in bytes of UTF-8 (CRED_MAX_CREDENTIAL_BLOB_SIZE = 5 × 512); kept everywhere. */
export const LARGEST_VALUE = 2560

/**
 * The operating system's keychain: names and small texts. One call at a time, in the order they came.
 * Refusals: `keychain/<trouble>` (see `keychain-state.ts`), and for a value `keychain/too-large` or `keychain/unfit` (empty, NUL or broken UTF-16).
 */
export interface Keychain {
  /** Keeps a value under a name, over an older one. Answers ok only after having read it back. */
  put(name: string, value: string): Promise<Result<undefined>>
  get(name: string): Promise<Result<Found>>
  /** Removes the name; `existed` false: it was not there. */
  remove(name: string): Promise<Result<{ readonly existed: boolean }>>
  /** Tries it: writes, reads and removes an item of its own. */
  probe(): Promise<Result<undefined>>
  /** How it was at the last call. */
  state(): KeychainState
  /** Called when the state changes; `prompt-open` while a call waits for a person. Returns the way to stop. */
  onState(listener: (state: KeychainState) => void): () => void
  /** Ends what runs for it. */
  close(): void
}
