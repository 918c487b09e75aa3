import { z } from 'zod'
import type { Instant } from '#shared/kernel/clock.ts'
import { command, contract, query } from '#shared/kernel/contract.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import { accountStatuses, secondFactors, type AccountFields, type AccountId } from './account.ts'
import { warningCodes } from './account-warnings.ts'
import { networkFacts } from './network-facts-form.ts'
import { networks } from './network.ts'

// The brands are given here: main made these values, the schema checks their form.
const accountId = z.string().transform((text) => text as AccountId)
const officeId = z.string().transform((text) => text as OfficeId)
const personId = z.string().transform((text) => text as PersonId)
// Bounds here only keep absurd sizes out; what a form says of its fields is decided in `validate-account.ts`.
const text = z.string().max(10_000)
const instant = z.iso.datetime().transform((text) => text as Instant)

const fields = z.object({
  handle: text,
  displayName: text,
  url: text,
  office: officeId,
  headName: text,
  headPosition: text,
  recoveryMail: text,
  recoveryPhone: text,
  phoneHolder: text,
  deputyHolder: text,
  accessPeople: text,
  secondFactor: z.enum(secondFactors),
  birthDate: text,
  onPortal: z.boolean(),
  authorization: text,
  notes: text,
}) satisfies z.ZodType<AccountFields>

/** An account as a line of the list: enough to draw, filter and search it. */
const accountRow = z.object({
  id: accountId,
  network: z.enum(networks),
  handle: text,
  displayName: text,
  office: officeId,
  operators: z.array(personId),
  status: z.enum(accountStatuses),
})
export type AccountRow = z.output<typeof accountRow>

const warning = z.object({
  code: z.enum(warningCodes),
  field: z.string(),
  detail: z.record(z.string(), z.string()).optional(),
})

const change = z.object({ from: z.union([z.string(), z.boolean()]), to: z.union([z.string(), z.boolean()]) })

/** An act of the account's history; the words are the catalogue's. */
const act = z.object({
  id: z.string(),
  type: z.string(),
  at: instant,
  actor: personId,
  changes: z.record(z.string(), change).optional(),
  added: z.array(personId).optional(),
  removed: z.array(personId).optional(),
  reason: z.string().optional(),
  /** Of the incident that holds the queue. */
  folio: z.string().optional(),
})

const accountPage = z.object({
  id: accountId,
  network: z.enum(networks),
  fields,
  operators: z.array(personId),
  status: z.enum(accountStatuses),
  registeredAt: instant,
  closure: z.object({ reason: z.string(), at: instant }).optional(),
  warnings: z.array(warning),
  history: z.array(act),
})
export type AccountPage = z.output<typeof accountPage>
export type AccountAct = z.output<typeof act>

const own = ['accounts/invalid', 'accounts/unknown', 'accounts/other-office'] as const
const reasoned = z.object({ id: accountId, reason: text })
const done = z.object({ id: accountId })

/** The registry of accounts: alta, permanencia, baja. */
export const accountsContract = contract('accounts', {
  /** Every account of the registry, closed ones too; they are few (some thousands at most) and the window filters them. */
  list: query({ in: z.object({}), out: z.array(accountRow) }),
  account: query({ in: z.object({ id: accountId }), out: accountPage }),
  /** What a form needs to judge while one types. */
  form: query({
    in: z.object({}),
    out: z.object({ networks: z.array(networkFacts), mailDomain: z.string(), today: z.string() }),
  }),
  register: command({
    in: z.object({ network: z.enum(networks), fields, operators: z.array(personId) }),
    out: done,
    refusals: ['accounts/invalid', 'accounts/exists', 'accounts/other-office'],
  }),
  correct: command({ in: z.object({ id: accountId, changes: fields.partial() }), out: done, refusals: [...own, 'accounts/closed'] }),
  assignOperators: command({
    in: z.object({ id: accountId, operators: z.array(personId) }),
    out: done,
    refusals: [...own, 'accounts/closed'],
  }),
  recommendClosure: command({ in: reasoned, out: done, refusals: [...own, 'accounts/closed', 'accounts/already-recommended'] }),
  withdrawClosure: command({ in: reasoned, out: done, refusals: [...own, 'accounts/not-recommended'] }),
  close: command({ in: reasoned, out: done, refusals: [...own, 'accounts/closed'] }),
  reopen: command({ in: reasoned, out: done, refusals: [...own, 'accounts/not-closed', 'accounts/handle-taken'] }),
})

