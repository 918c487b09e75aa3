import { z } from 'zod'
import { networks } from '#shared/accounts/network.ts'
import { count, day, type FormsOf, id, list, text } from '#shared/ledger/forms.ts'
import { step } from './post-forms.ts'
import type { ReviewPolicyEvent } from './review-policy.ts'
import type { StopEvent } from './stop.ts'

const route = z.object({ id: text, name: text, entities: list(text), topics: list(text), steps: list(step) })
const calendar = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('elapsed') }),
  z.object({ kind: z.literal('working'), zone: text, weekdays: list(count), from: count, until: count, holidays: list(day), everyDay: z.boolean() }),
])
const scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('entity'), entity: text }),
  z.object({ kind: z.literal('network'), network: z.enum(networks) }),
  z.object({ kind: z.literal('account'), account: id }),
])

export const reviewForms = {
  'review.arranged': z.object({ routes: list(route), calendar }),
  'review.coordinators-named': z.object({ people: list(id) }),
  'stop.ordered': z.object({ scope, reason: text }),
  'stop.lifted': z.object({ note: text }),
} satisfies FormsOf<ReviewPolicyEvent | StopEvent>
