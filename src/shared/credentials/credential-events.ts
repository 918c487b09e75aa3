import type { AccountId } from '#shared/accounts/account.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { OfficeId } from '#shared/ledger/event.ts'
import type { ItemName, Review, RotationId, RotationReason, SecretNote } from './credential.ts'

export type CredentialEvent =
  | {
      readonly type: 'credential.reserved'
      readonly payload: { readonly account: AccountId; readonly office: OfficeId; readonly subject: string; readonly item: ItemName }
    }
  | { readonly type: 'credential.kept'; readonly payload: { readonly secret: SecretNote; readonly changedAt: Instant | null } }
  | { readonly type: 'credential.copied'; readonly payload: { readonly item: ItemName } }
  | { readonly type: 'credential.revealed'; readonly payload: { readonly item: ItemName } }
  | { readonly type: 'credential.rotation-demanded'; readonly payload: { readonly reason: RotationReason; readonly note: string } }
  | {
      readonly type: 'credential.rotation-begun'
      readonly payload: { readonly rotation: RotationId; readonly reason: RotationReason; readonly note: string; readonly item: ItemName }
    }
  | { readonly type: 'credential.pending-stored'; readonly payload: { readonly rotation: RotationId; readonly secret: SecretNote } }
  | { readonly type: 'credential.pending-replaced'; readonly payload: { readonly rotation: RotationId; readonly item: ItemName } }
  | { readonly type: 'credential.platform-opened'; readonly payload: { readonly rotation: RotationId } }
  | { readonly type: 'credential.changed-there'; readonly payload: { readonly rotation: RotationId } }
  | { readonly type: 'credential.rotation-confirmed'; readonly payload: { readonly rotation: RotationId } }
  | { readonly type: 'credential.access-reviewed'; readonly payload: { readonly rotation: RotationId; readonly review: Review } }
  | { readonly type: 'credential.rotation-finished'; readonly payload: { readonly rotation: RotationId } }
  | { readonly type: 'credential.rotation-cancelled'; readonly payload: { readonly rotation: RotationId; readonly note: string } }
  | { readonly type: 'credential.former-released'; readonly payload: { readonly item: ItemName } }
