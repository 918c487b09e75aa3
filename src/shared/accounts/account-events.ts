import type { PersonId } from '#shared/ledger/event.ts'
import type { AccountField, AccountFields } from './account.ts'
import type { Network } from './network.ts'

/** What one field was and became. */
export type FieldChange = { readonly from: string | boolean; readonly to: string | boolean }

export type AccountEvent =
  | {
      readonly type: 'account.registered'
      readonly payload: { readonly network: Network; readonly fields: AccountFields; readonly operators: readonly PersonId[] }
    }
  | { readonly type: 'account.corrected'; readonly payload: { readonly changes: Readonly<Partial<Record<AccountField, FieldChange>>> } }
  | {
      readonly type: 'account.operators-assigned'
      readonly payload: { readonly operators: readonly PersonId[]; readonly added: readonly PersonId[]; readonly removed: readonly PersonId[] }
    }
  | { readonly type: 'account.closure-recommended'; readonly payload: { readonly reason: string } }
  | { readonly type: 'account.closure-withdrawn'; readonly payload: { readonly reason: string } }
  | { readonly type: 'account.closed'; readonly payload: { readonly reason: string } }
  | { readonly type: 'account.reopened'; readonly payload: { readonly reason: string } }
  /** Said of the account and not only of the incident: who publishes from it need not be who may read the incident. */
  | { readonly type: 'account.queue-frozen'; readonly payload: { readonly incident: string; readonly folio: string } }
  | { readonly type: 'account.queue-released'; readonly payload: { readonly incident: string } }
