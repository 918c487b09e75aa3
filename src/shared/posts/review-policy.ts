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

/** `coordinators`: who is told that a post is close to its end; nobody: everybody who reviews is. */
export type ReviewPolicyState = ReviewPolicy & { readonly coordinators: readonly PersonId[]; readonly arranged: { readonly by: PersonId; readonly at: Instant } | null }
/** `coordinators`: absent in what was asked for before there were any; they stay as they are. */
export type ReviewPolicyCommand = { readonly kind: 'arrange'; readonly policy: ReviewPolicy; readonly coordinators?: readonly PersonId[] }
export type ReviewPolicyEvent =
  | { readonly type: 'review.arranged'; readonly payload: ReviewPolicy }
  | { readonly type: 'review.coordinators-named'; readonly payload: { readonly people: readonly PersonId[] } }

/** Refusals: `posts/policy-invalid` with its fields. What changes nothing records nothing. */
export const reviewPolicy: Decider<ReviewPolicyState, ReviewPolicyCommand, ReviewPolicyEvent> = {
  noun: 'review',
  initial: { ...plainPolicy, coordinators: [], arranged: null },
  schemas: { 'review.arranged': 1, 'review.coordinators-named': 1 },
  decide({ routes, calendar, coordinators }, { policy, coordinators: asked = coordinators }) {
    const clean: ReviewPolicy = { routes: policy.routes.map((route) => ({ ...route, name: route.name.trim() })), calendar: policy.calendar }
    const faults = { ...routeFaults(clean.routes), ...calendarFaults(clean.calendar) }
    if (Object.keys(faults).length > 0) return refuseFields('posts/policy-invalid', faults)
    const people = [...new Set(asked)].toSorted()
    return ok([
      ...(canonical({ routes, calendar }) === canonical(clean) ? [] : [{ type: 'review.arranged', payload: clean } as const]),
      ...(canonical(coordinators) === canonical(people) ? [] : [{ type: 'review.coordinators-named', payload: { people } } as const]),
    ])
  },
  evolve(state, event, { actor: by, at }) {
    const arranged = { by, at }
    return event.type === 'review.arranged' ? { ...state, ...event.payload, arranged } : { ...state, coordinators: event.payload.people, arranged }
  },
  audience: () => ({ kind: 'institution' }),
  roleFor: (_command, context) => heldRole(context, ['administrator']),
}
