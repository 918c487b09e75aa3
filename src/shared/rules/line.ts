import type { Instant } from '#shared/kernel/clock.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Day } from '#shared/kernel/local-day.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import type { LineFact } from './contradiction.ts'

export type LineId = Id<'line'>

/**
 * A fact of the line: what Comunicación Social holds to be so, that no office may contradict (2017 criteria: the 332 juntas keep one
 * message). `from` and `to` are the days on which it holds, inclusive; null is open.
 */
export type KeptFact = LineFact & { readonly from: Day | null; readonly to: Day | null; readonly source: string }

export type LineState =
  | { readonly kind: 'none' }
  | { readonly kind: 'stated'; readonly fact: KeptFact; readonly by: PersonId; readonly at: Instant }
  | { readonly kind: 'withdrawn'; readonly fact: KeptFact }

export type LineCommand =
  | { readonly kind: 'state'; readonly fact: KeptFact }
  | { readonly kind: 'correct'; readonly fact: KeptFact }
  | { readonly kind: 'withdraw'; readonly reason: string }

export type LineEvent =
  | { readonly type: 'line.stated'; readonly payload: { readonly fact: KeptFact } }
  | { readonly type: 'line.corrected'; readonly payload: { readonly fact: KeptFact } }
  | { readonly type: 'line.withdrawn'; readonly payload: { readonly reason: string } }

/** Whether a fact holds on a day. */
export function holdsOn({ from, to }: Pick<KeptFact, 'from' | 'to'>, day: Day): boolean {
  return (from === null || from <= day) && (to === null || day <= to)
}
