import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonical } from './canonical.ts'
import type { Content } from './content.ts'

/** SHA-256 in hex of everything a reviewer decides on. */
export type Seal = string & { readonly __brand: 'Seal' }

/**
 * What of a content the seal is computed over. The parts that came later are left out while they are empty, so that what was sealed before they
 * existed has the same seal today. What was measured of a file (its pixels, its length) follows from its bytes and is not sealed twice.
 */
export function sealedForm({ base, variants, media, source, accounts, wanted, ...later }: Content): object {
  const filled = Object.entries(later).filter(([, part]) => part !== null && Object.keys(part).length > 0)
  return { ...Object.fromEntries(filled), base, variants, media: media.map(sealedFile), source, accounts, wanted }
}

function sealedFile({ shape: _, seconds: __, ...file }: Content['media'][number]): object {
  return file
}

/**
 * The seal of a content: every text, the bytes and order of its files, their alternative texts, accounts, links (they are in the
 * texts), source, wanted time and allowed window, campaign, topics and kit. An approval is bound to it; whatever changes it voids the approval.
 */
export function sealOf(content: Content): Seal {
  return bytesToHex(sha256(utf8ToBytes(`resguardo/post/1 ${canonical(sealedForm(content))}`))) as Seal // the brand's only source
}
