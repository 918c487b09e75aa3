import type { SignerId } from '#shared/ledger/event.ts'

/** Who signs. The session implements it with the unlocked person's key; asking for a signer that is not unlocked is a bug and throws. */
export interface Signing {
  /** Whether that signer is unlocked now. */
  able(signer: SignerId): boolean
  /** Ed25519 over 32 bytes: the hash of an event, of a deed or of an act. 64 bytes. */
  sign(signer: SignerId, hash: Uint8Array): Uint8Array
}
