import { ok, refuseFields } from '#shared/kernel/result.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { heldRole, type Decider } from '#shared/ledger/decider.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { canonical } from './canonical.ts'
import { routeFaults, type ReviewRoute } from './review-route.ts'
import { calendarFaults, elapsedTime, type WorkingCalendar } from './working-calendar.ts'

/** The one stream of it. */
export const REVIEW_POLICY = 'main'

/** How the institution reviews: the ways posts go, and which time counts. What is in force when a post is sent holds for it. */
export type ReviewPolicy = { readonly routes: readonly ReviewRoute[]; readonly calendar: WorkingCalendar }

/** One decision of any reviewer, and every hour counts. */
export const plainPolicy: ReviewPolicy = { routes: [], calendar: elapsedTime }

export type ReviewPolicyState = ReviewPolicy & { readonly arranged: { readonly by: PersonId; readonly at: Instant } | null }
export type ReviewPolicyCommand = { readonly kind: 'arrange'; readonly policy: ReviewPolicy }
export type ReviewPolicyEvent = { readonly type: 'review.arranged'; readonly payload: ReviewPolicy }

/** Refusals: `posts/policy-invalid` with its fields. A policy that changes nothing records nothing. */
export const reviewPolicy: Decider<ReviewPolicyState, ReviewPolicyCommand, ReviewPolicyEvent> = {
  noun: 'review',
  initial: { ...plainPolicy, arranged: null },
  schemas: { 'review.arranged': 1 },
  decide({ routes, calendar }, { policy }) {
    const clean: ReviewPolicy = { routes: policy.routes.map((route) => ({ ...route, name: route.name.trim() })), calendar: policy.calendar }
    const faults = { ...routeFaults(clean.routes), ...calendarFaults(clean.calendar) }
    if (Object.keys(faults).length > 0) return refuseFields('posts/policy-invalid', faults)
    return ok(canonical({ routes, calendar }) === canonical(clean) ? [] : [{ type: 'review.arranged', payload: clean }])
  },
  evolve: (_state, { payload }, { actor: by, at }) => ({ ...payload, arranged: { by, at } }),
  audience: () => ({ kind: 'institution' }),
  roleFor: (_command, context) => heldRole(context, ['administrator']),
}
