import { randomBytes } from 'node:crypto'
import { type Clock, millisecondsOf } from '#shared/kernel/clock.ts'
import type { Id, Ids } from '#shared/kernel/ids.ts'

/** UUID version 7 (RFC 9562): 48 bits of time, 74 of chance, so that ids sort by when they were made. */
export function systemIds(clock: Clock): Ids {
  return {
    next<Brand extends string>() {
      const bytes = randomBytes(16)
      bytes.writeUIntBE(millisecondsOf(clock.now()), 0, 6)
      bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
      const hex = bytes.toString('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id<Brand> // new and unique: an id
    },
  }
}
