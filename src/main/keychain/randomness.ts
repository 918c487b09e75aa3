import { randomBytes, randomInt } from 'node:crypto'

/** The source of chance. Injected; only here is the machine's asked. */
export interface Randomness {
  bytes(count: number): Buffer
  /** A whole number from 0 to `limit` − 1, each equally likely. `limit` is at most 2^48. */
  below(limit: number): number
}

export const systemRandomness: Randomness = {
  bytes: (count) => randomBytes(count),
  below: (limit) => randomInt(limit),
}

/** Twelve characters would do; twenty-six (130 bits) can never be met twice. Lower case, so that no OS folds two into one. */
export function randomName(randomness: Randomness): string {
  return Array.from(randomness.bytes(26), (byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join('')
}
