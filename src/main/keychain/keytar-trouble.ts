import type { KeychainTrouble } from '#shared/session/keychain-state.ts'

/**
 * keytar gives no codes, only the system's words. On Linux our process speaks the C locale, so these are GLib's, libsecret's and the
 * bus's own sentences, each seen in `tests/main/keychain/faults.test.ts`. macOS and Windows speak the person's language: what is not
 * recognised is `io-error`, never absence.
 */
const WORDS: readonly (readonly [RegExp, KeychainTrouble])[] = [
  [/autolaunch D-Bus|dbus-launch|^Could not connect|connection is closed|transport “|given address is empty|Address element/, 'no-bus'],
  [/Failed to load keytar native addon/, 'no-provider'],
  [/Process org\.\S+ exited|Failed to execute program org\.|Failed to activate service|Spawn\.|activation/i, 'provider-disabled'],
  [/was not provided by any \.service files|ServiceUnknown/, 'no-provider'],
  [/Rejected send message|AccessDenied|AppArmor|SELinux|not allowed|Access is denied/i, 'denied'],
  [/in a locked collection|is locked|interaction is not allowed/i, 'locked'],
  [/Object does not exist at path|cancell?ed|dismissed/i, 'cancelled'],
]

/** The trouble behind the operating system's words. */
export function troubleOf(words: string): KeychainTrouble {
  return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'io-error'
}

/** Words of a process that still talks to a keyring or a bus that has ended: a new one may do better. */
export function isStale(words: string): boolean {
  return /The name :\d+\.\d+ was not provided|connection is closed|session wrapping the secret does not exist|without replying|Timeout was reached/.test(words)
}
