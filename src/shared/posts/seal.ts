import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonical } from './canonical.ts'
import type { Content } from './content.ts'

/** SHA-256 in hex of everything a reviewer decides on. */
export type Seal = string & { readonly __brand: 'Seal' }

/**
 * The seal of a content: every text, the bytes and order of its files, their alternative texts, accounts, links (they are in the
 * texts), source and wanted time. An approval is bound to it; whatever changes it voids the approval.
 */
export function sealOf(content: Content): Seal {
  return bytesToHex(sha256(utf8ToBytes(`resguardo/post/1 ${canonical(content)}`))) as Seal // the brand's only source
}
