import type { AccountId } from '#shared/accounts/account.ts'
import { networks, type Network } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { ok, refuse, refuseFields } from '#shared/kernel/result.ts'
import { worded } from '#shared/kernel/worded.ts'
import { heldRole, type Decider } from '#shared/ledger/decider.ts'
import type { PersonId } from '#shared/ledger/event.ts'

export type StopId = Id<'stop'>

/** What a stop holds: everything, the posts of an entidad's offices, a network, or one account. */
export type StopScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'entity'; readonly entity: string }
  | { readonly kind: 'network'; readonly network: Network }
  | { readonly kind: 'account'; readonly account: AccountId }

/** An order that nothing approved is copied, until it is lifted. Lifting it frees nothing by itself: each post that it held is freed by a reviewer. */
export type Stop = {
  readonly id: StopId
  readonly scope: StopScope
  readonly reason: string
  readonly by: PersonId
  readonly at: Instant
  readonly lifted: { readonly by: PersonId; readonly at: Instant; readonly note: string } | null
}

/** What a stop may hold of: one account of a post. `entity` is of the office that wrote it; empty for a central area. */
export type Held = { readonly account: AccountId; readonly network: Network; readonly entity: string }

/** Whether a stop is about an account of a post. */
export function covers(scope: StopScope, { account, network, entity }: Held): boolean {
  switch (scope.kind) {
    case 'all':
      return true
    case 'entity':
      return scope.entity === entity
    case 'network':
      return scope.network === network
    case 'account':
      return scope.account === account
  }
}

/**
 * The stop that keeps what was approved at a moment from being copied now: one that is in force, or one that was lifted after the approval and from
 * which nobody has freed the post.
 */
export function holding(stops: readonly Stop[], about: Held, approvedAt: Instant, freed: readonly StopId[]): Stop | undefined {
  const over = stops.filter(({ scope }) => covers(scope, about))
  return over.find(({ lifted }) => lifted === null) ?? over.find(({ id, lifted }) => lifted !== null && approvedAt < lifted.at && !freed.includes(id))
}

export type StopState = { readonly kind: 'none' } | ({ readonly kind: 'stop' } & Omit<Stop, 'id'>)
export type StopCommand = { readonly kind: 'order'; readonly scope: StopScope; readonly reason: string } | { readonly kind: 'lift'; readonly note: string }
export type StopEvent =
  | { readonly type: 'stop.ordered'; readonly payload: { readonly scope: StopScope; readonly reason: string } }
  | { readonly type: 'stop.lifted'; readonly payload: { readonly note: string } }

const LONGEST_REASON = 2_000

/** Refusals: `posts/stop-incomplete` (fields `reason`, `note`, `scope`), `posts/stop-unknown`, `posts/stop-lifted`. */
export const stop: Decider<StopState, StopCommand, StopEvent> = {
  noun: 'stop',
  initial: { kind: 'none' },
  schemas: { 'stop.ordered': 1, 'stop.lifted': 1 },
  decide(state, command) {
    if (command.kind === 'order') {
      if (state.kind === 'stop') return ok([])
      const reason = worded(command.reason)
      const faults = { ...textFault('reason', reason), ...scopeFault(command.scope) }
      return Object.keys(faults).length > 0 ? refuseFields('posts/stop-incomplete', faults) : ok([{ type: 'stop.ordered', payload: { scope: command.scope, reason } }])
    }
    if (state.kind === 'none') return refuse('posts/stop-unknown')
    if (state.lifted !== null) return refuse('posts/stop-lifted')
    const note = worded(command.note)
    const faults = textFault('note', note)
    return Object.keys(faults).length > 0 ? refuseFields('posts/stop-incomplete', faults) : ok([{ type: 'stop.lifted', payload: { note } }])
  },
  evolve(state, event, { actor: by, at }) {
    if (event.type === 'stop.ordered') return { kind: 'stop', ...event.payload, by, at, lifted: null }
    return state.kind === 'none' ? state : { ...state, lifted: { by, at, note: event.payload.note } }
  },
  audience: () => ({ kind: 'institution' }),
  roleFor: (_command, context) => heldRole(context, ['reviewer', 'security']),
}

function textFault(field: string, text: string): Readonly<Record<string, string>> {
  return text === '' ? { [field]: 'required' } : text.length > LONGEST_REASON ? { [field]: 'too-long' } : {}
}

function scopeFault(scope: StopScope): Readonly<Record<string, string>> {
  const said = scope.kind === 'all' ? 'all' : scope.kind === 'entity' ? scope.entity : scope.kind === 'network' ? scope.network : scope.account
  return said.trim() === '' || (scope.kind === 'network' && !networks.includes(scope.network)) ? { scope: 'required' } : {}
}
