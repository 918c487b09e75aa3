import type { Instant } from '#shared/kernel/clock.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { Network } from './network.ts'

/** An institutional account on a network: an instrument of work that belongs to an office, never to a person (criteria of 2017). */
export type AccountId = Id<'account'>

/** The second factor that was declared for it. `unknown` is not `none`: somebody has to look. */
export const secondFactors = ['unknown', 'none', 'sms', 'app', 'key'] as const
export type SecondFactor = (typeof secondFactors)[number]

/** What the registry holds of an account. Empty text: not known yet. No secret is ever among these. */
export type AccountFields = {
  /** Without the sign. */
  readonly handle: string
  readonly displayName: string
  /** Address of the profile, https, on the network's domain. */
  readonly url: string
  readonly office: OfficeId
  /** The head of the area: who answers for the account. */
  readonly headName: string
  readonly headPosition: string
  readonly recoveryMail: string
  readonly recoveryPhone: string
  /** Who holds the telephone of that number: whoever has it can take the account. */
  readonly phoneHolder: string
  readonly deputyHolder: string
  /** People whose own profile opens it (a Facebook Page has no password of its own; a channel hangs from Google accounts). */
  readonly accessPeople: string
  readonly secondFactor: SecondFactor
  /** Date of birth given to the network (`YYYY-MM-DD`): a young one gets the account locked (INE, 5 June 2022). */
  readonly birthDate: string
  /** Whether the institution's portal links to it. */
  readonly onPortal: boolean
  /** Number of the oficio by which Comunicación Social authorised it. */
  readonly authorization: string
  readonly notes: string
}

export type AccountField = keyof AccountFields

/** A closure somebody recommends: it is decided later, and until then the account goes on. */
export type ClosureRecommendation = { readonly reason: string; readonly by: PersonId; readonly at: Instant }

export type Account = {
  readonly network: Network
  readonly fields: AccountFields
  readonly operators: readonly PersonId[]
  readonly registeredAt: Instant
  /** Incidents that hold its queue: nothing of it is copied or published until each has released it. */
  readonly freezes: readonly { readonly incident: string; readonly folio: string }[]
}

/** active: in use · closing: its closure (baja) is recommended · closed: the closure was executed; it stays in the registry for ever. */
export const accountStatuses = ['active', 'closing', 'closed'] as const
export type AccountStatus = (typeof accountStatuses)[number]

export type AccountState =
  | { readonly status: 'absent' }
  | (Account & { readonly status: 'active' })
  | (Account & { readonly status: 'closing'; readonly recommendation: ClosureRecommendation })
  | (Account & { readonly status: 'closed'; readonly reason: string; readonly closedAt: Instant })
