import { type EventRow, NO_PREVIOUS } from '#main/ledger/canonical.ts'
import type { KeptLink, Quarantined } from '#main/ledger/shared-record.ts'
import { bars, isVoid } from '#shared/hub/trust-fault.ts'
import { STANDING_TYPES } from '#main/hub/standings.ts'
import type { Judged, TrustRecord } from '#main/hub/trust.ts'
import type { Forge } from '#tests/kit/forge.ts'
import { linkOf } from '#tests/kit/link-of.ts'

/** The part of the shared record that the check reads, in memory. */
export type HeldRecord = TrustRecord & { take(judged: Judged): void; putAside(row: EventRow): void; readonly rows: EventRow[]; readonly links: KeptLink[] }

export function heldRecord(forge: Pick<Forge, 'root'>): HeldRecord {
  const rows: EventRow[] = []
  const links: KeptLink[] = []
  const aside: Quarantined[] = []
  const places = (signer: string) => [...rows, ...links].filter((one) => one.signer === signer).toSorted((one, other) => one.signer_sequence - other.signer_sequence)
  return {
    rows,
    links,
    pin: () => ({ hub: 'hub', root: forge.root }),
    chainEnd(signer) {
      const last = places(signer).at(-1)
      return last === undefined ? { sequence: 0, hash: NO_PREVIOUS } : { sequence: last.signer_sequence, hash: last.hash }
    },
    chainHash: (signer, sequence) => places(signer).find((one) => one.signer_sequence === sequence)?.hash,
    streamEnd(stream) {
      const held = rows.findLast((row) => row.stream === stream)
      const voided = aside.findLast(({ row, fault }) => row.stream === stream && isVoid(fault))?.row.version ?? 0
      return voided > (held?.version ?? 0) ? { version: voided, audience: held?.audience } : held
    },
    heldStream: (stream) => rows.filter((row) => row.stream === stream),
    quarantined: () => aside,
    barred: (but) => new Set(aside.filter(({ row, fault }) => bars(fault) && but?.has(row.id) !== true).map(({ row }) => row.stream)),
    isVoid: (id) => aside.some(({ row, fault }) => row.id === id && isVoid(fault)),
    holds: (id) => rows.some((row) => row.id === id),
    standingRows: () => rows.filter(({ type }) => STANDING_TYPES.some((one) => one === type)),
    putAside(row) {
      if (rows.includes(row)) {
        rows.splice(rows.indexOf(row), 1)
        links.push(linkOf(row))
      }
      const at = aside.findIndex((one) => one.row.id === row.id)
      aside.splice(at < 0 ? aside.length : at, 1, { row, fault: 'after-quarantined', since: row.at as Quarantined['since'] })
    },
    take(judged) {
      links.push(...judged.links)
      rows.push(...judged.sound)
      for (const { row, fault } of judged.faulty) aside.push({ row, fault, since: row.at as Quarantined['since'] })
    },
  }
}
