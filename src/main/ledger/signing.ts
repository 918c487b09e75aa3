import type { SignerId } from '#shared/ledger/event.ts'

/** Who signs. The session implements it with the unlocked person's key; asking for a signer that is not unlocked is a bug and throws. */
export interface Signing {
  /** Ed25519 over the 32 bytes of an event's hash. 64 bytes. */
  sign(signer: SignerId, hash: Uint8Array): Uint8Array
}
