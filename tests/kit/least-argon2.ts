import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/**
 * From here on Node's argon2id takes the least memory and one pass in this process, whatever it is asked for: what a passphrase opens is the same, and
 * each costs some tenths of a second of processor less. What it costs in earnest is tested in `tests/main/keychain/signer.test.ts` and by the tour.
 * Answers what makes it the real one again.
 */
export function takeLeastArgon2(): () => void {
  const real = crypto.argon2
  const become = (argon2: typeof crypto.argon2): void => {
    crypto.argon2 = argon2
    syncBuiltinESMExports()
  }
  become((algorithm, asked, done) => real(algorithm, { ...asked, memory: 8 * asked.parallelism, passes: 1 }, done))
  return () => become(real)
}
