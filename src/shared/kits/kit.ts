import type { Instant } from '#shared/kernel/clock.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { CampaignId } from '#shared/library/campaign.ts'
import type { TopicId } from '#shared/library/topic.ts'
import type { Media, Source, Texts } from '#shared/rules/content.ts'
import type { Slot } from './slot.ts'

export type KitId = Id<'kit'>

/** The texts of a kit: those of a post, but for the ones of single accounts, which a message knows nothing of. Slots may stand in any. */
export type KitTexts = Required<Omit<Texts, 'own'>>

/**
 * A national message («mensaje nacional»): texts that no office may change, with open slots. One message of 332 boards (DOMAIN 1.2, rule 14).
 */
export type Kit = KitTexts & {
  readonly name: string
  /** What offices should know when they adapt it; not published. */
  readonly guide: string
  readonly slots: readonly Slot[]
  /** Files that every office's post has, before its own photos. */
  readonly media: readonly Media[]
  readonly source: Source | null
  /** The offices that adapt it; none named: all. */
  readonly offices: readonly OfficeId[]
  readonly campaign: CampaignId | null
  readonly topics: readonly TopicId[]
}

/** Whether an office is to adapt a message: every one is, unless some are named. */
export function isForOffice({ offices }: Pick<Kit, 'offices'>, office: OfficeId): boolean {
  return offices.length === 0 || offices.includes(office)
}

/** A kit that says nothing, for all offices. */
export const emptyKit: Kit = { name: '', guide: '', base: '', variants: {}, titles: {}, threads: {}, comments: {}, tags: [], slots: [], media: [], source: null, offices: [], campaign: null, topics: [] }

/** The kit of an event's first form: before titles, threads, first comments and tags. */
export type FirstKit = Omit<Kit, 'titles' | 'threads' | 'comments' | 'tags'>

/** SHA-256 in hex of everything that a kit's approval covers. */
export type KitSeal = string & { readonly __brand: 'KitSeal' }

export type Approval = { readonly version: number; readonly kit: Kit; readonly by: PersonId; readonly at: Instant; readonly seal: KitSeal }

/** `writing`: a text that is not in force yet; null while the newest one is. */
export type KitState =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'kit'
      readonly writing: { readonly kit: Kit; readonly revision: number; readonly submitted: boolean; readonly by: PersonId; readonly at: Instant; readonly returned: string | null } | null
      /** Every version that was approved, oldest first: posts may still name any. */
      readonly approvals: readonly Approval[]
      /** Whoever wrote any of it: they do not approve it. */
      readonly contributors: readonly PersonId[]
      readonly retired: string | null
    }

export type KitCommand =
  | { readonly kind: 'draft'; readonly kit: Kit }
  | { readonly kind: 'revise'; readonly expected: number; readonly kit: Kit }
  /** `blocking`: how many findings of the checker block, with the slots as their labels; asked again at the approval, since a silence may have begun. */
  | { readonly kind: 'submit'; readonly expected: number; readonly blocking: number }
  | { readonly kind: 'return'; readonly expected: number; readonly note: string }
  | { readonly kind: 'approve'; readonly expected: number; readonly seal: string; readonly blocking: number }
  | { readonly kind: 'retire'; readonly reason: string }

export type KitEvent =
  | { readonly type: 'kit.drafted'; readonly payload: { readonly kit: Kit } }
  | { readonly type: 'kit.revised'; readonly payload: { readonly kit: Kit; readonly revision: number } }
  | { readonly type: 'kit.submitted'; readonly payload: { readonly revision: number; readonly seal: KitSeal } }
  | { readonly type: 'kit.returned'; readonly payload: { readonly revision: number; readonly note: string } }
  | { readonly type: 'kit.approved'; readonly payload: { readonly version: number; readonly kit: Kit; readonly seal: KitSeal } }
  | { readonly type: 'kit.retired'; readonly payload: { readonly reason: string } }

/** The version in force: the newest approved, unless the kit was retired. */
export function inForce(state: KitState): Approval | undefined {
  return state.kind === 'kit' && state.retired === null ? state.approvals.at(-1) : undefined
}
