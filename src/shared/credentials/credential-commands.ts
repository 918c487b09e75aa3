import type { AccountId } from '#shared/accounts/account.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { OfficeId } from '#shared/ledger/event.ts'
import type { ItemName, Review, RotationId, RotationReason, SecretNote } from './credential.ts'
import type { Likeness } from './fingerprint.ts'
import type { SecretRules } from './secret-rules.ts'

/** What the service found out about the account and the person, for whoever decides. */
export type AccessFacts = {
  /** Whether the person is among the account's operators. Security leads need not be: they act in an incident. */
  readonly assigned: boolean
  /** Whether the account is in use (not closed). */
  readonly open: boolean
}

/** What the service found out about a secret while it had it. */
export type SecretFacts = {
  readonly rules: SecretRules
  /** How it resembles another secret that this machine knows. */
  readonly likeness: Likeness | undefined
  /** The person says: this is the account's secret today, weak as it is; keep it, and it will be changed at once. */
  readonly acceptWeak: boolean
}

export type CredentialCommand =
  | {
      readonly kind: 'reserve'
      readonly account: AccountId
      readonly office: OfficeId
      readonly subject: string
      readonly item: ItemName
      /** Whether the account already has a credential of that subject. */
      readonly taken: boolean
      readonly access: AccessFacts
    }
  | {
      readonly kind: 'keep'
      readonly secret: SecretNote
      readonly changedAt: Instant | null
      readonly facts: SecretFacts
      readonly access: AccessFacts
    }
  | { readonly kind: 'expose'; readonly how: 'copied' | 'revealed'; readonly item: ItemName; readonly access: AccessFacts }
  | { readonly kind: 'demand-rotation'; readonly reason: RotationReason; readonly note: string }
  | {
      readonly kind: 'begin-rotation'
      readonly rotation: RotationId
      readonly reason: RotationReason
      readonly note: string
      readonly item: ItemName
      readonly access: AccessFacts
    }
  | { readonly kind: 'store-pending'; readonly secret: SecretNote; readonly facts: SecretFacts; readonly access: AccessFacts }
  | { readonly kind: 'replace-pending'; readonly item: ItemName; readonly access: AccessFacts }
  | { readonly kind: 'open-platform'; readonly access: AccessFacts }
  | { readonly kind: 'mark-changed'; readonly access: AccessFacts }
  | { readonly kind: 'confirm'; readonly access: AccessFacts }
  | { readonly kind: 'review'; readonly review: Review; readonly access: AccessFacts }
  | { readonly kind: 'finish'; readonly access: AccessFacts }
  /** `oldWorks`: the person has seen that the old secret still opens the account; asked for once they were sent to the platform. */
  | { readonly kind: 'cancel'; readonly note: string; readonly oldWorks: boolean; readonly access: AccessFacts }
  | { readonly kind: 'release-former'; readonly item: ItemName }

/** Longest note, in characters. */
export const MAX_NOTE = 500
/** Longest name of whose secret it is, in characters. */
export const MAX_SUBJECT = 120
