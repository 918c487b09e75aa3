import { millisecondsOf, MINUTE, type Instant } from '#shared/kernel/clock.ts'
import { ok } from '#shared/kernel/result.ts'
import { heldRole, type Decider } from '#shared/ledger/decider.ts'
import { roles } from '#shared/organization/role.ts'

/** Clocks are corrected by seconds all the time; less than this is nobody's business. */
export const TOLERANCE = 2 * MINUTE

/** The machine's clock showed an earlier time than it had shown before. */
export type SetBack = { readonly latest: Instant; readonly now: Instant }

/** Whether the clock went backwards, given the latest time it was seen to show. */
export function setBackOf(latest: Instant | undefined, now: Instant): SetBack | undefined {
  return latest !== undefined && millisecondsOf(latest) - millisecondsOf(now) > TOLERANCE ? { latest, now } : undefined
}

/** The record of it: dates in the ledger around that moment are to be read with care. One stream for each signer: `clock/<signer>`. */
export type ClockCommand = { readonly kind: 'note-set-back' } & SetBack
export type ClockEvent = { readonly type: 'clock.set-back'; readonly payload: SetBack }
export type ClockState = { readonly setBacks: number }

export const clockDecider: Decider<ClockState, ClockCommand, ClockEvent> = {
  noun: 'clock',
  initial: { setBacks: 0 },
  schemas: { 'clock.set-back': 1 },
  decide: (_state, { latest, now }) => ok([{ type: 'clock.set-back', payload: { latest, now } }]),
  evolve: (state) => ({ setBacks: state.setBacks + 1 }),
  audience: (_state, context) => ({ kind: 'office', office: context.office }),
  roleFor: (_command, context) => heldRole(context, roles),
}
