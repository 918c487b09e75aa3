import { deedDigest, type EventRow } from '#main/ledger/canonical.ts'
import type { KeptLink } from '#main/ledger/shared-record.ts'

/** What of an event its signer's chain needs, for who may not read it. */
export function linkOf(row: EventRow): KeptLink {
  const { signer, signer_sequence, version, after, hash } = row
  return { signer, signer_sequence, deed: deedDigest(row), version, after, hash }
}
