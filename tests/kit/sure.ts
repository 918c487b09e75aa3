import type { Result } from '#shared/kernel/result.ts'

/** The value of an act that a test takes for granted; throws its refusal. */
export function sure<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}
