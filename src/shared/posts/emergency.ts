import { HOUR, later, type Instant } from '#shared/kernel/clock.ts'
import { ok, refuse, refuseFields, type Result } from '#shared/kernel/result.ts'
import { worded } from '#shared/kernel/worded.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import type { PostCommand } from './post-commands.ts'
import type { PostEvent } from './post-events.ts'
import type { RemarkId } from './remark.ts'

/** Hours within which somebody else looks at what went the emergency lane. */
export const CHECK_HOURS = 24

/** After how many of them the others are told that it still waits: half of the time, when little is left, and when it is over. */
export const CHECK_REMINDERS = [12, 20, CHECK_HOURS] as const

export const verdicts = ['confirmed', 'objected'] as const
export type Verdict = (typeof verdicts)[number]

/** A post that was approved out of turn, by one person and with a reason; `remarks`: the required ones that were open; `voided`: a change ended that approval; `check`: what somebody else said of it afterwards. */
export type Emergency = {
  readonly by: PersonId
  readonly at: Instant
  readonly reason: string
  readonly remarks: readonly RemarkId[]
  readonly voided: boolean
  readonly check: { readonly by: PersonId; readonly at: Instant; readonly verdict: Verdict; readonly note: string } | null
}

/** Until when somebody else has to have looked. */
export function checkDue({ at }: Pick<Emergency, 'at'>): Instant {
  return later(at, CHECK_HOURS * HOUR)
}

const LONGEST_NOTE = 4_000

/**
 * The second look, by somebody who neither wrote any of it nor let it pass. An objection to what is not out yet halts it in the same act,
 * unless that approval was voided: one that came after it is another's decision.
 * Refusals: `posts/no-emergency`, `posts/emergency-checked`, `posts/own-emergency`, `posts/reason-missing` (`note`; a confirmation needs none).
 */
export function checked(
  emergency: Emergency | null,
  { verdict, note }: Extract<PostCommand, { kind: 'check-emergency' }>,
  about: { readonly person: PersonId; readonly mayHalt: boolean },
): Result<readonly PostEvent[]> {
  if (emergency === null) return refuse('posts/no-emergency')
  if (emergency.check !== null) return refuse('posts/emergency-checked')
  if (emergency.by === about.person) return refuse('posts/own-emergency')
  const said = worded(note)
  if (said.length > LONGEST_NOTE || (verdict === 'objected' && said === '')) return refuseFields('posts/reason-missing', { note: said === '' ? 'required' : 'too-long' })
  return ok([
    { type: 'emergency.checked', payload: { verdict, note: said } },
    ...(verdict === 'objected' && about.mayHalt && !emergency.voided ? [{ type: 'post.halted' as const, payload: { reason: said } }] : []),
  ])
}
