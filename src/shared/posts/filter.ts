import type { Network } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { CampaignId } from '#shared/library/campaign.ts'
import type { TopicId } from '#shared/library/topic.ts'
import type { StageKind } from './post.ts'

/** What the 48 hours of a post may say: anything, little time left, or none. */
export const dueShows = ['any', 'soon', 'over'] as const
export type DueShow = (typeof dueShows)[number]

/** For when a post is wanted. `between`: from that instant, up to but without the other. */
export type WantedShow = { readonly kind: 'any' } | { readonly kind: 'undated' } | { readonly kind: 'dated' } | { readonly kind: 'between'; readonly from: Instant; readonly to: Instant }

/** Which posts a list, a board or a calendar shows. Within one field any of its values will do; an empty one asks nothing; all fields must hold. */
export type PostFilter = {
  /** Every word of it begins a word of the post's texts, of its accounts' names or of its office's. Accents and case aside. */
  readonly text: string
  /** Only what the person began. */
  readonly mine: boolean
  /** None: every stage but what was discarded. */
  readonly stages: readonly StageKind[]
  readonly networks: readonly Network[]
  /** Offices and entidades are one field: a post of any of the offices, or of any office of the entidades. */
  readonly offices: readonly OfficeId[]
  readonly entities: readonly string[]
  readonly authors: readonly PersonId[]
  /** Who has it in hand, or decided it last. */
  readonly reviewers: readonly PersonId[]
  readonly campaigns: readonly CampaignId[]
  readonly topics: readonly TopicId[]
  readonly due: DueShow
  readonly wanted: WantedShow
}

/** Asks nothing. */
export const everyPost: PostFilter = {
  text: '',
  mine: false,
  stages: [],
  networks: [],
  offices: [],
  entities: [],
  authors: [],
  reviewers: [],
  campaigns: [],
  topics: [],
  due: 'any',
  wanted: { kind: 'any' },
}

/** In which order a list runs: what was touched last, or what is wanted first (what has no date comes last). */
export const postOrders = ['recent', 'wanted'] as const
export type PostOrder = (typeof postOrders)[number]
