import type { AccountPage } from '#shared/accounts/contract.ts'
import type { NetworkFacts } from '#shared/accounts/network-facts.ts'
import type { CredentialView } from '#shared/credentials/contract.ts'

/** A credential whose secret is in the keychain. */
export type KeptCredential = CredentialView & { readonly kept: NonNullable<CredentialView['kept']> }

export function isKept(credential: CredentialView): credential is KeptCredential {
  return credential.kept !== undefined
}

/** What every step of the wizard is about. */
export type Changing = { readonly page: AccountPage; readonly facts: NetworkFacts; readonly credential: KeptCredential }
