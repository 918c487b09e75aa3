import { afterAll, beforeAll } from 'vitest'
import { takeLeastArgon2 } from './least-argon2.ts'

/** In the tests of a file a passphrase costs next to nothing: `takeLeastArgon2`. */
export function quickArgon2(): void {
  let end: () => void
  beforeAll(() => {
    end = takeLeastArgon2()
  })
  afterAll(() => end())
}
