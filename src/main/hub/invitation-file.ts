import { hash } from 'node:crypto'
import type { Result } from '#shared/kernel/result.ts'
import type { SignerId } from '#shared/ledger/event.ts'
import { type AccessCode, readAccessCode } from '#shared/hub/access-code.ts'
import {
  type FoundingCode,
  fingerprintGroups,
  type Invitation,
  invitationText,
  readFoundingCode,
  readInvitation,
  type UnsignedInvitation,
} from '#shared/hub/invitation.ts'
import { derivedKey, KEY_BYTES } from '#main/keychain/seal.ts'
import { openSigner, type OpenSigner, publicKeyOf } from '#main/keychain/signer.ts'
import { isSignedWith, readPublicKey } from '#main/ledger/signed.ts'

/** A code's text: its JSON as base64url, in one line. */
export function codeOf(value: Invitation | FoundingCode | AccessCode): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url')
}

/** Reads an invitation from its file's text or its pasted code. Refusals: `invitation/incomplete`, `invitation/newer`, `invitation/unreadable`. */
export function invitationOf(typed: string): Result<Invitation> {
  return readInvitation(jsonOf(typed))
}

/** Reads what a person was handed to come in with: an administrator's invitation, or an access code of whoever runs the server. Refusals: `invitation/…`. */
export function admissionOf(typed: string): Result<Invitation | AccessCode> {
  const json = jsonOf(typed)
  return /"kind":\s*"resguardo-login"/u.test(json.slice(0, 80)) ? readAccessCode(json) : readInvitation(json)
}

/** Reads a founding code as it was pasted. Refusals: `founding/incomplete`, `founding/newer`, `founding/unreadable`. */
export function foundingCodeOf(typed: string): Result<FoundingCode> {
  return readFoundingCode(jsonOf(typed))
}

/** JSON as it is, or out of base64url with the line breaks and spaces that mail programs put in. */
function jsonOf(typed: string): string {
  const bare = typed.trim()
  return bare.startsWith('{') ? bare : Buffer.from(bare.replace(/\s+/gu, ''), 'base64url').toString('utf8')
}

/** What an invitation's seed (32 bytes) opens: the private key of its one-use signer, and the one-time password of its login. */
export type InvitationSecrets = { readonly privateKey: Buffer; readonly password: string }

/** HKDF-SHA256 over the seed, one purpose each, bound to the invitation: neither tells anything of the other. The caller zeroes the key. */
export function invitationSecrets(invitation: string, seed: Buffer): InvitationSecrets {
  const derived = (purpose: string): Buffer => derivedKey(seed, `resguardo/invitation/${purpose}/1`, Buffer.from(invitation, 'utf8'))
  const password = derived('login')
  try {
    return { privateKey: derived('signer'), password: password.toString('base64url') }
  } finally {
    password.fill(0)
  }
}

/** The public half of an invitation's key, as `person.invited` registers it: SPKI DER, base64. */
export function invitationPublicKey(invitation: string, seed: Buffer): string {
  const { privateKey } = invitationSecrets(invitation, seed)
  try {
    return publicKeyOf(privateKey)
  } finally {
    privateKey.fill(0)
  }
}

/** The invitation's one-use signer, ready to sign the one registration it is for. The caller lets it forget. */
export function invitationSigner(invitation: Pick<Invitation, 'invitation' | 'signer' | 'seed'>): OpenSigner {
  const { privateKey } = invitationSecrets(invitation.invitation, Buffer.from(invitation.seed, 'base64url'))
  const none = Buffer.alloc(KEY_BYTES)
  try {
    return openSigner(invitation.signer, { privateKey, vaultKey: none })
  } finally {
    privateKey.fill(0)
  }
}

/** Signs an invitation with its maker's signer; `sign` is the session's (Ed25519 over a 32-byte hash). */
export function signInvitation(invitation: UnsignedInvitation, sign: (signer: SignerId, digest: Uint8Array) => Uint8Array): Invitation {
  return { ...invitation, signature: Buffer.from(sign(invitation.invitedBy.signer, digestOf(invitation))).toString('base64') }
}

/** Whether the signature over an invitation is of that public key (SPKI DER, base64). */
export function isSignedBy(invitation: Invitation, publicKey: string): boolean {
  const key = readPublicKey(publicKey)
  return key !== undefined && isSignedWith(key, digestOf(invitation), invitation.signature)
}

/** The fingerprint of a public key, to be compared by eye or told by phone. */
export function keyFingerprint(publicKey: string): readonly string[] {
  return fingerprintGroups(hash('sha256', Buffer.from(publicKey, 'base64'), 'hex'))
}

function digestOf(invitation: UnsignedInvitation): Buffer {
  return hash('sha256', invitationText(invitation), 'buffer')
}
