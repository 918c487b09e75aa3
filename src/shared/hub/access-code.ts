import { z } from 'zod'
import type { Instant } from '../kernel/clock.ts'
import { ok, refuse, type Result } from '../kernel/result.ts'
import type { PersonId } from '../ledger/event.ts'
import { readCodeJson } from './code-json.ts'

const text = (longest: number) => z.string().min(1).max(longest)

const code = z.strictObject({
  kind: z.literal('resguardo-login'),
  version: z.literal(1),
  hub: text(80),
  host: text(253),
  port: z.int().min(1).max(65_535),
  database: text(63),
  ca: text(10_000),
  person: text(80),
  login: z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/),
  password: text(200),
  expires: z.iso.datetime(),
})

/**
 * What `resguardo-hub invite` prints: a new login for somebody who signs on a machine already and whose access was lost there. It names no key: nobody but the record says who signs, so
 * on a machine where the person has no signer it opens nothing.
 */
export type AccessCode = Omit<z.output<typeof code>, 'person' | 'expires'> & { readonly person: PersonId; readonly expires: Instant }

/** Reads an access code's JSON. Refusals: `invitation/incomplete`, `invitation/newer`, `invitation/unreadable`, as an invitation's. */
export function readAccessCode(json: string): Result<AccessCode> {
  const read = readCodeJson(json)
  if (read.kind === 'cut') return refuse('invitation/incomplete')
  if (read.kind !== 'read' || read.value['kind'] !== 'resguardo-login') return refuse('invitation/unreadable')
  if (typeof read.value['version'] === 'number' && read.value['version'] > 1) return refuse('invitation/newer')
  const parsed = code.safeParse(read.value)
  return parsed.success ? ok(parsed.data as AccessCode) : refuse('invitation/unreadable') // the person's brand is given here; the record knows who exists
}
