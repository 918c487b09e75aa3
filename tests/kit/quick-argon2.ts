import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { afterAll, beforeAll } from 'vitest'

/**
 * In the tests of a file, Node's argon2id takes the least memory and one pass, whatever it is asked for: what a passphrase opens is the same, and each
 * costs half a second of processor less. What it costs in earnest is tested in `tests/main/keychain/signer.test.ts`.
 */
export function quickArgon2(): void {
  const real = crypto.argon2
  const become = (argon2: typeof crypto.argon2): void => {
    crypto.argon2 = argon2
    syncBuiltinESMExports()
  }
  beforeAll(() => become((algorithm, asked, done) => real(algorithm, { ...asked, memory: 8 * asked.parallelism, passes: 1 }, done)))
  afterAll(() => become(real))
}
