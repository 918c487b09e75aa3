import { createHash } from 'node:crypto'
import type { Randomness } from '#main/keychain/randomness.ts'

/** Chance that is the same in every run. */
export function seededRandomness(seed = 1): Randomness {
  let count = 0
  const bytes = (wanted: number): Buffer => {
    const parts: Buffer[] = []
    for (let have = 0; have < wanted; have += 32) {
      count += 1
      parts.push(createHash('sha256').update(`${seed}/${count}`).digest())
    }
    return Buffer.concat(parts).subarray(0, wanted)
  }
  return { bytes, below: (limit) => bytes(6).readUIntBE(0, 6) % limit }
}
