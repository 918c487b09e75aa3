import type { PersonId, SignerId } from './event.ts'

/**
 * The one event type the ledger itself understands: it makes a signer known. The first in a ledger is signed by the signer it
 * names (the root of trust, pinned in the keychain); every later one by a signer known before it.
 */
export type SignerRegistered = {
  readonly type: 'signer.registered'
  readonly payload: {
    readonly signer: SignerId
    readonly person: PersonId
    /** Ed25519 public key, SPKI DER, base64. */
    readonly publicKey: string
    /** Opaque name of the keychain item that holds the wrapped private half on this machine. */
    readonly item: string
    /** `recovery`: the device's recovery signer, whose key only the printed kit opens. */
    readonly kind: 'person' | 'recovery'
    /** The invitation's signer that introduced it: used up by it. */
    readonly invitation?: SignerId
    /** On a machine that others use already: its recovery signer, which may register the next one for this person too. */
    readonly recovery?: SignerId
    /** X25519 public key (SPKI DER, base64) that files for its person are sealed with. Signers of before it get theirs by `signer.sealing-key-added`. */
    readonly sealingKey?: string
  }
}
