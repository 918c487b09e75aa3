import { z } from 'zod'
import { networks } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { contract, query } from '#shared/kernel/contract.ts'
import type { OfficeId } from '#shared/ledger/event.ts'
import { contacts } from '#shared/organization/contact.ts'
import { outStates } from '#shared/posts/open-state.ts'
import { itemKinds, urgencies, type RankedItem } from './item.ts'

// The brands are given here: main made these values, the schema checks their form.
const instant = z.iso.datetime().transform((text) => text as Instant)
const office = z.string().transform((text) => text as OfficeId)
const account = z.object({ account: z.string(), network: z.enum(networks), handle: z.string() })
const post = { post: z.string(), title: z.string() }
const consultation = { consultation: z.string(), title: z.string() }

const item = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('incident-open'),
    incident: z.string(),
    folio: z.string(),
    accounts: z.array(account).readonly(),
    since: instant,
    openSteps: z.int(),
    unsentNotices: z.int(),
  }),
  z.object({ kind: z.literal('rotation-due'), account, due: instant }),
  z.object({ kind: z.literal('rotation-unfinished'), account, since: instant }),
  z.object({ kind: z.literal('post-to-review'), ...post, office, officeName: z.string().optional(), due: instant }),
  z.object({ kind: z.literal('stop-in-force'), stop: z.string(), reason: z.string(), by: z.string(), since: instant }),
  z.object({ kind: z.literal('post-unchecked'), ...post, reason: z.string(), due: instant }),
  z.object({ kind: z.literal('review-forecast'), count: z.int(), first: instant, usual: z.number().nullable() }),
  z.object({ kind: z.literal('post-returned'), ...post, since: instant }),
  z.object({ kind: z.literal('post-to-publish'), ...post, since: instant }),
  z.object({ kind: z.literal('post-unproven'), ...post, state: z.enum(outStates).optional(), by: z.string().optional(), since: instant }),
  z.object({ kind: z.literal('consultation-to-answer'), ...consultation, office, officeName: z.string().optional(), due: instant }),
  z.object({ kind: z.literal('consultation-returned'), ...consultation, since: instant }),
  z.object({ kind: z.literal('consultation-to-reply'), ...consultation, since: instant, lapsed: z.boolean() }),
  z.object({ kind: z.literal('kit-to-adapt'), kit: z.string(), title: z.string(), outdated: z.boolean(), since: instant }),
  z.object({ kind: z.literal('kit-to-approve'), kit: z.string(), title: z.string(), since: instant }),
  z.object({ kind: z.literal('ending-to-approve'), piece: z.string(), title: z.string(), since: instant }),
  z.object({ kind: z.literal('contact-missing'), contact: z.enum(contacts), office }),
  z.object({ kind: z.literal('registry-empty') }),
  z.object({ kind: z.literal('team-missing') }),
  z.object({ kind: z.literal('single-operator'), account, operators: z.int() }),
  z.object({ kind: z.literal('keychain-not-ready'), state: z.string() }),
  z.object({ kind: z.literal('clock-wrong'), ahead: z.number() }),
  z.object({ kind: z.literal('sheet-unkept') }),
  z.object({ kind: z.literal('backup-overdue'), last: instant.optional() }),
  z.object({ kind: z.literal('ledger-unverified'), last: instant.optional() }),
  z.object({ kind: z.literal('ledger-broken'), position: z.int() }),
])

const ranked = z.object({
  id: z.string(),
  urgency: z.enum(urgencies),
  overdue: z.boolean(),
  at: instant.optional(),
  item,
}) satisfies z.ZodType<RankedItem>

/** «¿Qué necesita mi atención ahora?»: the items of the person who asks, most pressing first, and how many of each kind. */
export const homeContract = contract('home', {
  now: query({
    in: z.object({}),
    out: z.object({
      items: z.array(ranked).readonly(),
      counts: z.partialRecord(z.enum(itemKinds), z.int()),
    }),
  }),
})
