import type { Network } from '#shared/accounts/network.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { ReviewClock } from '#shared/posts/review-clock.ts'

export type ConsultationId = Id<'consultation'>

/**
 * What an operator brings. doubt: a citizen's question that the office cannot answer by itself · trolling: denigrating comments
 * («troleo»), which the criteria answer already: nobody is blocked, and a reply, if one is needed, is institutional.
 */
export const matters = ['doubt', 'trolling'] as const
export type Matter = (typeof matters)[number]

/**
 * asked: Comunicación Social has it and the 48 h run · returned: back with its author for a detail · answered: there is a text to reply ·
 * lapsed: the 48 h passed without an answer · ruled: *troleo*, decided by the criteria · replied: the citizen has a reply · closed, withdrawn.
 */
export const stageKinds = ['asked', 'returned', 'answered', 'lapsed', 'ruled', 'replied', 'closed', 'withdrawn'] as const
export type StageKind = (typeof stageKinds)[number]

/** Stages in which somebody still has something to do. */
export const openStages: readonly StageKind[] = ['asked', 'returned', 'answered', 'lapsed', 'ruled', 'replied']

/** The account on which the citizen asked, as it was then. */
export type AskedOn = { readonly id: AccountId; readonly network: Network; readonly handle: string }

/** What a reply rests on: an answer, the lapse of the 48 h, or the rule of the criteria. It is never a right to publish. */
export type Basis = 'answer' | 'lapse' | 'rule'

/** The two kinds of speech that are not tolerated (criteria of 2017; DOMAIN 1.2, rule 3). */
export const speeches = ['hate', 'violence'] as const
export type Speech = (typeof speeches)[number]

/** To whom a report of hate or violence may be sent. */
export const receivers = ['platform', 'communication', 'legal', 'security', 'authority'] as const
export type Receiver = (typeof receivers)[number]

/** A file that documents a report; its copy is kept under its SHA-256 (hex), as an incident's evidence is. */
export type ReportEvidence = { readonly sha256: string; readonly size: number; readonly mime: string; readonly name: string }

/** Speech of hate or violence, documented: what it is, where it stands, what proves it, to whom it was sent. */
export type Report = {
  readonly speech: Speech
  /** What is said, in the words of who documents it. */
  readonly what: string
  /** Where it stands: https. The one place where an address of somebody else is kept, because a report needs it. */
  readonly link: string
  readonly evidence: readonly ReportEvidence[]
  readonly sentTo: readonly Receiver[]
}

export type Consultation =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'consultation'
      readonly stage: StageKind
      readonly stageAt: Instant
      readonly matter: Matter
      readonly account: AskedOn
      readonly question: string
      /** What was added when it came back. */
      readonly details: readonly { readonly text: string; readonly by: PersonId; readonly at: Instant }[]
      readonly office: OfficeId
      readonly asker: PersonId
      /** Who wrote the question or a detail of it: they do not answer it. */
      readonly contributors: readonly PersonId[]
      readonly askedAt: Instant
      readonly clock: ReviewClock
      readonly takenBy: PersonId | null
      readonly returnNote: string
      /** What Comunicación Social answered, last. */
      readonly answer: { readonly text: string; readonly source: string; readonly by: PersonId; readonly at: Instant } | null
      readonly lapsedAt: Instant | null
      readonly reply: { readonly text: string; readonly permalink: string; readonly basis: Basis; readonly by: PersonId; readonly at: Instant } | null
      readonly reports: readonly (Report & { readonly by: PersonId; readonly at: Instant })[]
    }
export type KnownConsultation = Extract<Consultation, { kind: 'consultation' }>

export type ConsultationEvent =
  | { readonly type: 'consultation.asked'; readonly payload: { readonly matter: Matter; readonly account: AskedOn; readonly question: string } }
  /** A case of *troleo* is put to Comunicación Social all the same. */
  | { readonly type: 'consultation.referred'; readonly payload: { readonly detail: string } }
  | { readonly type: 'consultation.taken'; readonly payload: object }
  | { readonly type: 'consultation.released'; readonly payload: object }
  | { readonly type: 'consultation.returned'; readonly payload: { readonly note: string } }
  | { readonly type: 'consultation.completed'; readonly payload: { readonly detail: string } }
  | { readonly type: 'consultation.answered'; readonly payload: { readonly text: string; readonly source: string } }
  /** `due`: when the time ran out; `limit`: hours there were. */
  | { readonly type: 'consultation.lapsed'; readonly payload: { readonly due: Instant; readonly limit: number } }
  | { readonly type: 'consultation.replied'; readonly payload: { readonly text: string; readonly permalink: string; readonly basis: Basis } }
  | { readonly type: 'consultation.reported'; readonly payload: Report }
  | { readonly type: 'consultation.closed'; readonly payload: { readonly reason: string } }
  | { readonly type: 'consultation.withdrawn'; readonly payload: { readonly reason: string } }

/**
 * `faults`: ids of rules that block the text, found by the service with the very check that the window shows while one writes. `limit`: hours
 * that Comunicación Social has, by the institution's policy.
 */
export type ConsultationCommand = { readonly limit: number } & (
  | { readonly kind: 'ask'; readonly matter: Matter; readonly account: AskedOn; readonly question: string; readonly faults: readonly string[] }
  | { readonly kind: 'refer' | 'complete'; readonly detail: string; readonly faults: readonly string[] }
  | { readonly kind: 'take' | 'release' | 'lapse' }
  | { readonly kind: 'return'; readonly note: string; readonly faults: readonly string[] }
  | { readonly kind: 'answer'; readonly text: string; readonly source: string; readonly faults: readonly string[] }
  /** `domains`: of the account's network, for the permalink. */
  | { readonly kind: 'reply'; readonly text: string; readonly permalink: string; readonly faults: readonly string[]; readonly domains: readonly string[] }
  | { readonly kind: 'report'; readonly report: Report; readonly faults: readonly string[] }
  | { readonly kind: 'close' | 'withdraw'; readonly reason: string; readonly faults: readonly string[] }
)

export const consultationActs = ['ask', 'refer', 'take', 'release', 'return', 'complete', 'answer', 'lapse', 'reply', 'report', 'close', 'withdraw'] as const
export type ConsultationAct = (typeof consultationActs)[number]
