import type { Instant } from '#shared/kernel/clock.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Day } from '#shared/kernel/local-day.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'

export type CampaignId = Id<'campaign'>

/** A campaign of the institution: posts of many offices with one purpose. */
export type Campaign = {
  readonly name: string
  /** Who answers for it. */
  readonly owner: PersonId
  /** First and last day, inclusive; `to` null: without an end. */
  readonly from: Day
  readonly to: Day | null
  /** What every office should know before it writes. */
  readonly brief: string
  /** The offices that take part; none named: all. */
  readonly offices: readonly OfficeId[]
}

export type CampaignState =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'campaign'
      readonly campaign: Campaign
      readonly version: number
      readonly by: PersonId
      readonly at: Instant
      /** Why it was ended; null while it is open. */
      readonly ended: string | null
    }

export type CampaignCommand =
  | { readonly kind: 'begin'; readonly campaign: Campaign }
  | { readonly kind: 'correct'; readonly expected: number; readonly campaign: Campaign }
  | { readonly kind: 'end'; readonly reason: string }
  | { readonly kind: 'reopen' }

export type CampaignEvent =
  | { readonly type: 'campaign.begun'; readonly payload: { readonly campaign: Campaign } }
  | { readonly type: 'campaign.corrected'; readonly payload: { readonly campaign: Campaign; readonly version: number } }
  | { readonly type: 'campaign.ended'; readonly payload: { readonly reason: string } }
  | { readonly type: 'campaign.reopened'; readonly payload: { readonly version: number } }

/** Whether an office takes part. */
export function takesPart({ offices }: Pick<Campaign, 'offices'>, office: OfficeId): boolean {
  return offices.length === 0 || offices.includes(office)
}

/** Where a campaign stands on a day. */
export type CampaignMoment = 'coming' | 'running' | 'past'
export function momentOf({ from, to }: Pick<Campaign, 'from' | 'to'>, day: Day): CampaignMoment {
  if (day < from) return 'coming'
  return to !== null && to < day ? 'past' : 'running'
}
