import type { Id } from '#shared/kernel/ids.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { PersonId } from '#shared/ledger/event.ts'

export type EvidenceId = Id<'evidence'>

/** What a file was when it came in. The copy is kept under its SHA-256; the original is never touched. */
export type EvidenceIntake = {
  readonly id: EvidenceId
  /** SHA-256 of the bytes at intake, hex. */
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  readonly mime: string
  /** The file's own name, without its folder. */
  readonly name: string
  readonly note: string
  /** The step it was added for. */
  readonly step?: string | undefined
}

export const custodyActs = ['collected', 'verified', 'altered', 'exported'] as const
export type CustodyAct = (typeof custodyActs)[number]

/** A line of the chain of custody. `altered` and a failed check are recorded too: hiding them would be worse. */
export type Custody = { readonly act: CustodyAct; readonly at: Instant; readonly by: PersonId; readonly detail: string }

export type Evidence = EvidenceIntake & { readonly custody: readonly Custody[] }
