import { ok } from '../kernel/result.ts'
import { type Decider, heldRole } from './decider.ts'

/**
 * What an older copy of the record lacks: `missing` is the first position that is not what it was (as far as the copy can tell), `known` the
 * last one that was pinned.
 */
export type Restored = { readonly missing: number; readonly known: number }

/** One stream for the machine: `record/main`. */
export const RECORD = 'main'

export type RestorationCommand = { readonly kind: 'accept-restored' } & Restored
export type RestorationEvent = { readonly type: 'record.restored'; readonly payload: Restored }

/** An administrator lets the record go on from a restored copy. It stays on record what was given up by it. */
export const restorationDecider: Decider<null, RestorationCommand, RestorationEvent> = {
  noun: 'record',
  initial: null,
  schemas: { 'record.restored': 1 },
  decide: (_state, { missing, known }) => ok([{ type: 'record.restored', payload: { missing, known } }]),
  evolve: (state) => state,
  audience: () => ({ kind: 'institution' }),
  roleFor: (_command, context) => heldRole(context, ['administrator']),
}
