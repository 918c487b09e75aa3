import type { Result } from '#shared/kernel/result.ts'
import type { Context, OfficeId, PersonId, SignerId } from '#shared/ledger/event.ts'
import type { SignerRegistered } from '#shared/ledger/signer-registered.ts'
import type { Role } from '#shared/organization/role.ts'

/** A signer as the record knows it. */
export type KnownSigner = { readonly signer: SignerId; readonly person: PersonId; readonly item: string; readonly publicKey: string }

/** What a person is in the institution today. */
export type Standing = {
  readonly name: string
  readonly roles: readonly Role[]
  readonly office: OfficeId
  readonly officeName: string
}

/** What the session asks of the organization's store, and the one act it records there. */
export interface SignerDirectory {
  /** Whether the first run has been done: there is an institution, and somebody who can unlock this machine. */
  founded(): boolean
  /** The active people who have a signer on this machine, by name. */
  people(): readonly { readonly id: PersonId; readonly name: string; readonly office: string }[]
  /** The newest signer of an active person whose keychain item is on this machine, not revoked; undefined: none here. */
  signerOf(person: PersonId): KnownSigner | undefined
  /** The newest recovery signer of this machine. */
  recovery(): KnownSigner | undefined
  /** Roles are those held at this moment, stand-ins included. Undefined: unknown or deactivated. */
  standing(person: PersonId): Standing | undefined
  /** The institution's names: on the recovery sheet, and barred from passphrases. */
  institution(): { readonly name: string; readonly shortName: string }
  idleMinutes(): number
  /** Signers are being made here: their keychain items are on this machine. Refusals: what a disk can do to a write (`ledger/read-only` …). */
  keepHere(signers: readonly SignerId[]): Result<undefined>
  /** They were not recorded after all. What cannot be written stays: a signer here that the record does not know opens nothing. */
  forgetHere(signers: readonly SignerId[]): void
  /** Records `register-signer`. */
  register(context: Context, signer: SignerRegistered['payload']): Result<unknown>
}
