import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/**
 * The hub's login of an invitation: one for each machine of a person, so that ending a lost machine's leaves the others'. `rsg_` and the
 * first 20 hexadecimal digits of the invitation id's SHA-256; the hub's SQL (`login_of`) says the same.
 */
export function loginOf(invitation: string): string {
  return `rsg_${bytesToHex(sha256(utf8ToBytes(invitation))).slice(0, 20)}`
}
