import type { Day } from '#shared/kernel/local-day.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import type { AccountFields } from './account.ts'
import type { Network } from './network.ts'
import type { NetworkFacts } from './network-facts.ts'

/** What the service looks up for whoever decides: the decider reads nothing by itself. */
export type RegistryFacts = {
  readonly network: NetworkFacts
  /** Whether another account of the network that is not closed has this handle, whatever the case. */
  readonly handleTaken: boolean
  readonly knownOffice: boolean
  readonly today: Day
}

export type AccountCommand =
  | {
      readonly kind: 'register'
      readonly network: Network
      readonly fields: AccountFields
      readonly operators: readonly PersonId[]
      readonly unknownPeople: readonly PersonId[]
      readonly facts: RegistryFacts
    }
  | { readonly kind: 'correct'; readonly changes: Partial<AccountFields>; readonly facts: RegistryFacts }
  | { readonly kind: 'assign-operators'; readonly operators: readonly PersonId[]; readonly unknownPeople: readonly PersonId[] }
  | { readonly kind: 'recommend-closure'; readonly reason: string }
  | { readonly kind: 'withdraw-closure'; readonly reason: string }
  | { readonly kind: 'close'; readonly reason: string }
  | { readonly kind: 'reopen'; readonly reason: string; readonly handleTaken: boolean }
  /** By an incident that is open on it, in the same act. */
  | { readonly kind: 'freeze'; readonly incident: string; readonly folio: string }
  | { readonly kind: 'release'; readonly incident: string }

/** Longest reason, in characters. */
export const MAX_REASON = 1000
