import type { Network } from './network.ts'

/** How sure a datum is: `high` refuses what does not fit, `medium` and `low` only warn. */
export const confidences = ['high', 'medium', 'low'] as const
export type Confidence = (typeof confidences)[number]

/** Where a datum was read, when it was checked (a day) and how sure it is. */
export type Sourced = { readonly source: string; readonly checked: string; readonly confidence: Confidence }

/** Whose password opens the account: its own, a person's profile (Facebook), a Google account, Instagram's, or a phone number's PIN. */
export const passwordHolders = ['account', 'profile', 'google', 'instagram', 'phone'] as const
export type PasswordHolder = (typeof passwordHolders)[number]

/** What characters a network's secret may have. */
export const alphabets = ['any', 'digits'] as const
export type Alphabet = (typeof alphabets)[number]

/** What the network asks of a secret. `min` and `max` are characters; null: none is published. */
export type PasswordRules = Sourced & {
  readonly holder: PasswordHolder
  readonly min: number | null
  readonly max: number | null
  readonly alphabet: Alphabet
}

/** The pages of a network that a person is sent to. */
export const networkPages = ['change-password', 'sessions', 'apps', 'composer'] as const
export type NetworkPage = (typeof networkPages)[number]

/** What the app knows of one network (`resources/catalogue/networks.yaml`). */
export type NetworkFacts = {
  readonly network: Network
  /** The network's own name: not translated. */
  readonly name: string
  /** Domains on which its accounts live; their subdomains too. */
  readonly domains: readonly string[]
  readonly handle: Sourced & { readonly sign: '@' | ''; readonly pattern: string }
  /** Form of a profile's address, with `{handle}`; null where there is none. */
  readonly profile: (Sourced & { readonly url: string }) | null
  readonly password: PasswordRules
  /** Null: the network has no such page on the web (it is done in its phone application). */
  readonly pages: Readonly<Record<NetworkPage, (Sourced & { readonly url: string }) | null>>
}
