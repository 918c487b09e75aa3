import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import { LARGEST_VALUE } from './keychain.ts'

/** Refuses what some operating system would cut, mangle or reject, before anything is written. */
export function fitValue(value: string): Result<undefined> {
  if (value.length === 0 || value.includes('\0') || !value.isWellFormed()) return refuse('keychain/unfit')
  const bytes = Buffer.byteLength(value, 'utf8')
  return bytes > LARGEST_VALUE ? refuse('keychain/too-large', { bytes, limit: LARGEST_VALUE }) : ok(undefined)
}
