import { ok, refuse } from '#shared/kernel/result.ts'
import { heldRole, type Decider } from '#shared/ledger/decider.ts'

/** Which change of an incident's restriction was told last, and whether it is restricted since. */
export type RestrictionState = { readonly kind: 'none' } | { readonly kind: 'told'; readonly edition: number; readonly placed: boolean }

/** `edition`: the one that this act makes of the incident's restriction. */
export type RestrictionCommand = { readonly kind: 'place' | 'lift'; readonly edition: number }

export type RestrictionEvent =
  | { readonly type: 'restriction.placed'; readonly payload: { readonly edition: number } }
  | { readonly type: 'restriction.lifted'; readonly payload: { readonly edition: number } }

/**
 * Beside each incident that was ever restricted, under the same id, and for everybody: a stream that is restricted sends nothing more to those who
 * may not read it any more, so that their machines would go on showing what they hold of it, open for ever. To whoever holds nothing of the incident
 * it says nothing: an id and a number. Written in one act with the incident's own `restricted` and `unrestricted`; refusal: `incidents/not-restricted`.
 */
export const restriction: Decider<RestrictionState, RestrictionCommand, RestrictionEvent> = {
  noun: 'restriction',
  initial: { kind: 'none' },
  schemas: { 'restriction.placed': 1, 'restriction.lifted': 1 },
  decide: (state, { kind, edition }) =>
    kind === 'place'
      ? ok([{ type: 'restriction.placed', payload: { edition } }])
      : state.kind === 'none'
        ? refuse('incidents/not-restricted')
        : ok([{ type: 'restriction.lifted', payload: { edition } }]),
  evolve: (_state, { type, payload: { edition } }) => ({ kind: 'told', edition, placed: type === 'restriction.placed' }),
  audience: () => ({ kind: 'institution' }),
  roleFor: (_command, context) => heldRole(context, ['security']),
}
