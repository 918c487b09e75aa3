import type { AccountId } from '#shared/accounts/account.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { Fingerprint } from './fingerprint.ts'

/** What opens an account, as the ledger knows it: that it exists, where it is kept, how strong it is. Never its value. */
export type CredentialId = Id<'credential'>
export type RotationId = Id<'rotation'>

/** Opaque, random name of a keychain item. */
export type ItemName = Id<'keychain-item'>

export const origins = ['generated', 'typed'] as const
export type Origin = (typeof origins)[number]

/** What is known of a stored secret. */
export type SecretNote = {
  readonly item: ItemName
  readonly origin: Origin
  /** Characters. */
  readonly length: number
  /** Estimated bits, from below. */
  readonly bits: number
  readonly fingerprint: Fingerprint
}

/** Why a change of secret begins (NIST SP 800-63B-4 asks for one on evidence of compromise; the period is the criteria's). */
export const rotationReasons = ['scheduled', 'exposed', 'person-left', 'incident', 'weak'] as const
export type RotationReason = (typeof rotationReasons)[number]

/** What is looked at after a change: a connected scheduler with the old password can lock the account on X (DOMAIN 2.1). */
export const reviewItems = ['sessions', 'apps', 'recovery', 'second-factor'] as const
export type ReviewItem = (typeof reviewItems)[number]

/** `none`: there is nothing of the kind on this network. */
export const reviewAnswers = ['pending', 'done', 'none'] as const
export type ReviewAnswer = (typeof reviewAnswers)[number]
export type Review = Readonly<Record<ReviewItem, ReviewAnswer>>

export const emptyReview: Review = { sessions: 'pending', apps: 'pending', recovery: 'pending', 'second-factor': 'pending' }

/** A secret that no longer is the account's: replaced by a confirmed one, or made and then not used. */
export type Former = {
  readonly item: ItemName
  readonly why: 'replaced' | 'discarded'
  readonly at: Instant
  /** Null: a name reserved for a secret that was perhaps never stored. */
  readonly fingerprint: Fingerprint | null
  /** Whether the keychain still has it: the last two stay, in case the platform took the other one. */
  readonly held: boolean
}

/** How many former secrets stay in the keychain; of the older ones only the fingerprint is known. */
export const FORMERS_HELD = 2

/** A change at once that somebody asked for. */
export type Demand = { readonly reason: RotationReason; readonly note: string; readonly by: PersonId; readonly at: Instant }

type RotationBase = {
  readonly id: RotationId
  readonly reason: RotationReason
  readonly note: string
  readonly begunAt: Instant
  readonly begunBy: PersonId
}

/**
 * How far a change of secret has got. Until `confirmed` the old secret is the account's and stays; from `begun` on the new one's
 * place in the keychain is known, so that a crash at any point finds both.
 */
export type Rotation = RotationBase &
  (
    | { readonly step: 'begun'; readonly item: ItemName }
    | { readonly step: 'stored'; readonly pending: SecretNote }
    | { readonly step: 'opened'; readonly pending: SecretNote }
    | { readonly step: 'changed'; readonly pending: SecretNote; readonly changedAt: Instant }
    | { readonly step: 'confirmed'; readonly review: Review }
    | { readonly step: 'reviewed'; readonly review: Review }
  )

export const rotationSteps = ['begun', 'stored', 'opened', 'changed', 'confirmed', 'reviewed'] as const satisfies readonly Rotation['step'][]
export type RotationStep = (typeof rotationSteps)[number]

export type Owner = {
  readonly account: AccountId
  readonly office: OfficeId
  /** Whose secret it is when it is not the account's own (the profile of a person with access to a Page); empty: the account's. */
  readonly subject: string
}

export type Kept = Owner & {
  readonly current: SecretNote
  readonly storedAt: Instant
  /** When it was last changed on the platform; null: nobody knows, so it is due. */
  readonly changedAt: Instant | null
  readonly demand: Demand | null
  readonly formers: readonly Former[]
}

export type CredentialState =
  | { readonly stage: 'absent' }
  /** Its place is named and the secret perhaps stored: what was begun is begun again with the same name. */
  | (Owner & { readonly stage: 'reserved'; readonly item: ItemName })
  | (Kept & { readonly stage: 'kept' })
  | (Kept & { readonly stage: 'rotating'; readonly rotation: Rotation })

/** The secret made in this rotation and not yet confirmed. */
export function pendingOf(rotation: Rotation): SecretNote | undefined {
  return rotation.step === 'stored' || rotation.step === 'opened' || rotation.step === 'changed' ? rotation.pending : undefined
}

/** Every secret that the keychain has for this credential, the account's own first. */
export function heldItems(state: CredentialState): readonly ItemName[] {
  if (state.stage === 'absent' || state.stage === 'reserved') return []
  const pending = state.stage === 'rotating' ? pendingOf(state.rotation) : undefined
  const formers = state.formers.filter((former) => former.held && former.fingerprint !== null)
  return [state.current.item, ...(pending === undefined ? [] : [pending.item]), ...formers.map((former) => former.item)]
}

/** Names whose secrets have to leave the keychain: beyond the last two formers, and those that were never recorded. */
export function itemsToRelease(state: CredentialState): readonly ItemName[] {
  if (state.stage === 'absent' || state.stage === 'reserved') return []
  const held = state.formers.filter((former) => former.held)
  const known = held.filter((former) => former.fingerprint !== null)
  const kept = new Set(known.slice(-FORMERS_HELD).map((former) => former.item))
  return held.filter((former) => !kept.has(former.item)).map((former) => former.item)
}
