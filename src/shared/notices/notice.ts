import type { Instant } from '#shared/kernel/clock.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { Contact, ContactCard } from '#shared/organization/contact.ts'

export type NoticeId = Id<'notice'>

/** The order in which the three are drafted, shown and numbered. */
export const addressees = ['areaHead', 'communication', 'security'] as const satisfies readonly Contact[]

/** By what a notice left. The application sends nothing by itself: the institution's mail may be what is compromised. */
export const channels = ['mail', 'phone', 'messaging', 'in-person', 'paper'] as const
export type Channel = (typeof channels)[number]

export const forms = ['docx', 'eml', 'text'] as const
export type Form = (typeof forms)[number]

/** What was rendered for one addressee, with the facts it was rendered from. */
export type NoticeContent = {
  readonly template: { readonly id: string; readonly version: number }
  /** Undefined: the contact lacks; the draft says so and nothing waits for it. */
  readonly to?: ContactCard | undefined
  readonly subject: string
  /** Paragraphs, a blank line between them. What a person may reword. */
  readonly body: string
  readonly mail: { readonly greeting: string; readonly farewell: string }
  readonly letter: { readonly antecedent: string; readonly closing: string }
  readonly phone: string
  /** Template variable → the words used. */
  readonly facts: Readonly<Record<string, string>>
  /** Variables that were not known and say «se desconoce al momento». */
  readonly missing: readonly string[]
}

/** One time it left: when, by what, to whom. */
export type Dispatch = { readonly channel: Channel; readonly at: Instant; readonly to: string; readonly by: PersonId }

/** Who answered, when and how. `by` is the words of who records it: a name, a desk. */
export type Acknowledgement = { readonly by: string; readonly at: Instant; readonly how: string }

export type Exported = { readonly form: Form; readonly file: string; readonly sha256: string; readonly at: Instant }

export type NoticeRecord = {
  readonly incident: string
  readonly folio: string
  readonly office: OfficeId
  readonly addressee: Contact
  readonly content: NoticeContent
  /** Reworded by a person: from then on new facts do not touch it. */
  readonly edited: boolean
  readonly draftedAt: Instant
  readonly exports: readonly Exported[]
  /** Those whom its incident is restricted to; null: everybody who reads the office's. */
  readonly people: readonly PersonId[] | null
}

export type Notice =
  | { readonly stage: 'none' }
  | { readonly stage: 'drafted'; readonly record: NoticeRecord }
  | { readonly stage: 'sent'; readonly record: NoticeRecord; readonly dispatches: readonly Dispatch[] }
  | {
      readonly stage: 'acknowledged'
      readonly record: NoticeRecord
      readonly dispatches: readonly Dispatch[]
      readonly acknowledgement: Acknowledgement
    }

export type NoticeEvent =
  | {
      readonly type: 'notice.drafted'
      readonly payload: { readonly incident: string; readonly folio: string; readonly addressee: Contact; readonly content: NoticeContent }
    }
  | { readonly type: 'notice.redrafted'; readonly payload: { readonly content: NoticeContent } }
  | { readonly type: 'notice.revised'; readonly payload: { readonly subject: string; readonly body: string } }
  | { readonly type: 'notice.exported'; readonly payload: { readonly form: Form; readonly file: string; readonly sha256: string } }
  | { readonly type: 'notice.sent'; readonly payload: { readonly channel: Channel; readonly at: Instant; readonly to: string } }
  | { readonly type: 'notice.sent-retracted'; readonly payload: { readonly reason: string } }
  | { readonly type: 'notice.acknowledged'; readonly payload: Acknowledgement }
  | { readonly type: 'notice.restricted'; readonly payload: { readonly people: readonly PersonId[] } }
  | { readonly type: 'notice.unrestricted'; readonly payload: Readonly<Record<string, never>> }

export type NoticeCommand =
  | { readonly kind: 'draft'; readonly incident: string; readonly folio: string; readonly addressee: Contact; readonly content: NoticeContent }
  /** New facts or a new contact: only what nobody reworded and nobody sent is written again. */
  | { readonly kind: 'redraft'; readonly content: NoticeContent }
  | { readonly kind: 'revise'; readonly subject: string; readonly body: string }
  | { readonly kind: 'mark-exported'; readonly form: Form; readonly file: string; readonly sha256: string }
  | { readonly kind: 'mark-sent'; readonly channel: Channel; readonly at: Instant; readonly to: string }
  | { readonly kind: 'retract-sent'; readonly reason: string }
  | { readonly kind: 'acknowledge'; readonly by: string; readonly at: Instant; readonly how: string }
  /** With its incident; null: for everybody again who reads the office's. */
  | { readonly kind: 'restrict'; readonly people: readonly PersonId[] | null }
