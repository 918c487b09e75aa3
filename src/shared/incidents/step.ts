import type { Network } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { PersonId } from '#shared/ledger/event.ts'

/** Four short lists, not one of forty: the killer items first. */
export const phases = ['now', 'hour', 'after'] as const
export type Phase = (typeof phases)[number]

/** Who is expected to do a step. Words are in the catalogue. */
export const doers = ['operator', 'security', 'communication', 'head'] as const
export type Doer = (typeof doers)[number]

/** How sure a statement is, and by what (DOMAIN's marks): primary source · secondary · one of the five seeds · our inference · not confirmed. */
export const confidences = ['confirmed', 'secondary', 'seed', 'inferred', 'unconfirmed'] as const
export type Confidence = (typeof confidences)[number]

/**
 * What a step wants before it counts as done. «OK» alone proves nothing (anchors/incidents.md, section 3): a value seen, a count, an
 * address, a file. `notices` is answered by the three notices themselves.
 */
export type Requirement =
  | { readonly kind: 'notices' }
  | { readonly kind: 'evidence'; readonly atLeast: number }
  | { readonly kind: 'text'; readonly question: string }
  | { readonly kind: 'count'; readonly question: string }
  | { readonly kind: 'link'; readonly question: string }
  | { readonly kind: 'choice'; readonly question: string; readonly options: readonly string[] }

export type PlatformLink = { readonly label: string; readonly url: string; readonly confidence: Confidence }

/** What a step means on one network. */
export type PlatformHelp = {
  readonly how: string
  readonly trap?: string | undefined
  readonly links: readonly PlatformLink[]
}

/** A step as it was pinned when the incident was opened: later revisions of the playbook do not reach it. Ids, never positions. */
export type PinnedStep = {
  readonly id: string
  readonly phase: Phase
  /** Object, then verb; at most twelve words. */
  readonly title: string
  readonly how: string
  readonly why: string
  readonly who: Doer
  /** Target, minutes from the moment the incident was known. */
  readonly minutes: number
  readonly mandatory: boolean
  readonly asks: Requirement
  /** What one sees if it worked, and what to do if not. */
  readonly expect?: string | undefined
  readonly otherwise?: string | undefined
  readonly networks: Readonly<Partial<Record<Network, PlatformHelp>>>
  readonly source: string
  /** ISO date on which the source was last read. */
  readonly checked: string
  readonly confidence: Confidence
}

export type StepProgress =
  | { readonly status: 'open' }
  | { readonly status: 'done'; readonly answer: string; readonly at: Instant; readonly by: PersonId }
  | { readonly status: 'not-applicable'; readonly reason: string; readonly at: Instant; readonly by: PersonId }

/** A step of a running incident. `retired`: what is seen was corrected after somebody had worked on it; it stays, and no longer counts. */
export type IncidentStep = PinnedStep & { readonly progress: StepProgress; readonly retired: boolean }

/** Whether a step still wants something. */
export function isOpen(step: IncidentStep): boolean {
  return !step.retired && step.progress.status === 'open'
}
