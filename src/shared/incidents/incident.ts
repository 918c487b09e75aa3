import type { Network } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { CustodyAct, Evidence, EvidenceId, EvidenceIntake } from './evidence.ts'
import type { FactKey, Facts } from './fact.ts'
import type { Outcome, Seen, Severity } from './seen.ts'
import type { IncidentStep, PinnedStep } from './step.ts'

export type IncidentId = Id<'incident'>

/** An account as it was when it was linked: the registry may be corrected later, the record of the incident is not. */
export type AffectedAccount = {
  readonly id: string
  readonly network: Network
  readonly handle: string
  readonly name: string
}

export type PlaybookRef = { readonly id: string; readonly version: number }

/** What opens an incident. The service gives the folio (`folio.ts`): gap-free in its series within a year of the office's time. */
export type Opening = {
  readonly folio: string
  readonly year: number
  readonly number: number
  readonly seen: Seen
  readonly severity: Severity
  readonly accounts: readonly AffectedAccount[]
  readonly knownAt: Instant
  /** In the words of who reports: a name, «una ciudadana». */
  readonly knownBy: string
  readonly howKnown: string
  readonly playbook: PlaybookRef
  readonly steps: readonly PinnedStep[]
}

export type Closing = {
  readonly summary: string
  readonly outcome: Outcome
  /** Ids of mandatory steps that were open, and why it was closed all the same. */
  readonly override?: { readonly reason: string; readonly open: readonly string[] } | undefined
}

/** Whom an incident is restricted to (null: nobody in particular), and how often that has been changed: 0 for one that never was. */
export type Restriction = { readonly edition: number; readonly to: { readonly people: readonly PersonId[]; readonly reason: string; readonly at: Instant; readonly by: PersonId } | null }

/** Everything an incident has gathered. */
export type IncidentRecord = {
  readonly folio: string
  readonly seen: Seen
  readonly severity: Severity
  readonly office: OfficeId
  readonly accounts: readonly AffectedAccount[]
  readonly openedAt: Instant
  readonly openedBy: PersonId
  readonly playbook: PlaybookRef
  readonly steps: readonly IncidentStep[]
  readonly facts: Facts
  readonly evidence: readonly Evidence[]
  readonly restriction: Restriction
}

export type Incident =
  | { readonly stage: 'none' }
  | { readonly stage: 'open'; readonly record: IncidentRecord }
  | { readonly stage: 'closed'; readonly record: IncidentRecord; readonly closing: Closing; readonly at: Instant; readonly by: PersonId }

export type IncidentEvent =
  | { readonly type: 'incident.opened'; readonly payload: Opening }
  | { readonly type: 'incident.step-done'; readonly payload: { readonly step: string; readonly answer: string } }
  | { readonly type: 'incident.step-not-applicable'; readonly payload: { readonly step: string; readonly reason: string } }
  | { readonly type: 'incident.step-reopened'; readonly payload: { readonly step: string } }
  | { readonly type: 'incident.evidence-added'; readonly payload: EvidenceIntake }
  | {
      readonly type: 'incident.custody-recorded'
      readonly payload: { readonly evidence: EvidenceId; readonly act: CustodyAct; readonly detail: string }
    }
  | {
      readonly type: 'incident.fact-recorded'
      /** `previous` repeats what is superseded, so that the line can be read alone. */
      readonly payload: { readonly key: FactKey; readonly value: string; readonly previous?: string | undefined }
    }
  | { readonly type: 'incident.account-linked'; readonly payload: AffectedAccount }
  | { readonly type: 'incident.account-unlinked'; readonly payload: { readonly account: string; readonly reason: string } }
  | {
      readonly type: 'incident.reclassified'
      readonly payload: {
        readonly from: Seen
        readonly to: Seen
        readonly severity: Severity
        readonly playbook: PlaybookRef
        readonly added: readonly PinnedStep[]
        /** Untouched steps that no longer apply. */
        readonly removed: readonly string[]
        /** Steps that no longer apply and stay visible, because somebody had worked on them. */
        readonly retired: readonly string[]
      }
    }
  | { readonly type: 'incident.closed'; readonly payload: Closing }
  | { readonly type: 'incident.reopened'; readonly payload: { readonly reason: string } }
  /** From here on only these people read it, and auditors. */
  | { readonly type: 'incident.restricted'; readonly payload: { readonly people: readonly PersonId[]; readonly reason: string } }
  | { readonly type: 'incident.unrestricted'; readonly payload: { readonly reason: string } }

export type IncidentCommand =
  | ({ readonly kind: 'open' } & Opening)
  /** `unsentNotices` is looked up by the service: how many of the incident's notices were not sent yet. */
  | { readonly kind: 'complete-step'; readonly step: string; readonly answer: string; readonly unsentNotices: number }
  | { readonly kind: 'skip-step'; readonly step: string; readonly reason: string }
  | { readonly kind: 'reopen-step'; readonly step: string }
  | { readonly kind: 'add-evidence'; readonly intake: EvidenceIntake }
  | { readonly kind: 'record-custody'; readonly evidence: EvidenceId; readonly act: CustodyAct; readonly detail: string }
  | { readonly kind: 'record-fact'; readonly key: FactKey; readonly value: string }
  | { readonly kind: 'link-account'; readonly account: AffectedAccount }
  | { readonly kind: 'unlink-account'; readonly account: string; readonly reason: string }
  | {
      readonly kind: 'reclassify'
      readonly to: Seen
      readonly severity: Severity
      readonly playbook: PlaybookRef
      readonly steps: readonly PinnedStep[]
    }
  | { readonly kind: 'close'; readonly summary: string; readonly outcome: Outcome; readonly override?: string | undefined }
  | { readonly kind: 'reopen'; readonly reason: string }
  /** `edition`: of the restriction that the person saw. `unknown`: of `people`, those whom the institution does not have, or has no more. */
  | { readonly kind: 'restrict'; readonly people: readonly PersonId[]; readonly unknown: readonly PersonId[]; readonly reason: string; readonly edition: number }
  | { readonly kind: 'unrestrict'; readonly reason: string; readonly edition: number }

/** The mandatory steps that still want something: they block the close. */
export function openMandatory(record: IncidentRecord): readonly IncidentStep[] {
  return record.steps.filter((step) => step.mandatory && !step.retired && step.progress.status === 'open')
}

/** The moment the incident was known, as last corrected. All targets count from it. */
export function knownAtOf(record: IncidentRecord): Instant {
  // The fact was checked to be an instant when it was recorded.
  return (record.facts['known-at']?.value as Instant | undefined) ?? record.openedAt
}
