import { openKeychainSession, runInKeychainSession } from '../keychain-session.mjs'
import { stop } from './stop.ts'

/** Runs a script with Node in a private keychain session, thrown away at the end. Answers with its exit code. */
export async function runWithKeychain(args: readonly string[]): Promise<number> {
  try {
    return await runInKeychainSession(process.execPath, args)
  } catch (error) {
    return notOpened(error)
  }
}

/** Opens a private keychain session: `env` is what finds it, `close` throws it away. */
export async function openKeychain(): ReturnType<typeof openKeychainSession> {
  try {
    return await openKeychainSession()
  } catch (error) {
    return notOpened(error)
  }
}

function notOpened(error: unknown): never {
  stop(`The private keychain does not open (${error instanceof Error ? error.message : String(error)}): see that dbus-daemon and gnome-keyring-daemon start here, and run it again.`)
}
