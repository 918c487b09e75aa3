/**
 * How the operating system's keychain is. Each has its sentence, its button and its hint for IT in the catalogue
 * (`src/renderer/i18n/es/keychain.ts`), and is the refusal `keychain/<state>` of whatever needed it.
 * unknown: nothing asked yet · probing: being tried · ready · locked: it did not open (a prompt closed, or none was shown) ·
 * prompt-open: the system is asking the person, or does not answer · cancelled: the person said no, or nobody could be asked ·
 * no-bus / no-provider / provider-disabled: Linux without session bus, without secret service, or with one that does not start ·
 * denied: a policy of the system forbids it · changed: it answers, but what this installation kept in it is not there ·
 * io-error: anything else. `too-large` is said of one value, never of the keychain: see `keychainRefusals`.
 */
export const keychainStates = [
  'unknown',
  'probing',
  'ready',
  'locked',
  'prompt-open',
  'cancelled',
  'no-bus',
  'no-provider',
  'provider-disabled',
  'denied',
  'changed',
  'io-error',
] as const
export type KeychainState = (typeof keychainStates)[number]

/** A state in which nothing can be read or kept. */
export type KeychainTrouble = Exclude<KeychainState, 'unknown' | 'probing' | 'ready'>

/** Every code a command may refuse with when it needs the keychain. */
export const keychainRefusals = [
  'keychain/locked',
  'keychain/prompt-open',
  'keychain/cancelled',
  'keychain/no-bus',
  'keychain/no-provider',
  'keychain/provider-disabled',
  'keychain/denied',
  'keychain/changed',
  'keychain/io-error',
  'keychain/too-large',
  'keychain/unfit',
  'keychain/missing',
  'keychain/damaged',
] as const
