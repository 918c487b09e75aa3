import { z } from 'zod'
import type { AccountId } from '#shared/accounts/account.ts'
import { networkPages } from '#shared/accounts/network-facts.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { command, contract, query } from '#shared/kernel/contract.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { keychainRefusals } from '#shared/session/keychain-state.ts'
import { origins, reviewAnswers, rotationReasons, rotationSteps, type CredentialId, type ItemName } from './credential.ts'
import { dueStates } from './due.ts'
import { strengths } from './strength.ts'

// The brands are given here: main made these values, the schema checks their form.
const accountId = z.string().transform((text) => text as AccountId)
const credentialId = z.string().transform((text) => text as CredentialId)
const personId = z.string().transform((text) => text as PersonId)
const itemName = z.string().transform((text) => text as ItemName)
const instant = z.iso.datetime().transform((text) => text as Instant)

// Bounds here only keep absurd sizes out.
const note = z.string().max(5000)
const reason = z.enum(rotationReasons)
const answer = z.enum(reviewAnswers)
const review = z.object({ sessions: answer, apps: answer, recovery: answer, 'second-factor': answer })

/** What a screen may know of a secret: never its value. `item` is an opaque name to ask for a copy with. */
const secret = z.object({ item: itemName, origin: z.enum(origins), length: z.int(), strength: z.enum(strengths) })

const due = z.object({
  day: z.string(),
  at: instant,
  cause: z.enum(['period', 'demanded', 'unknown-age']),
  state: z.enum(dueStates),
  daysLeft: z.int(),
})

const rotation = z.object({
  reason,
  note,
  begunAt: instant,
  begunBy: personId,
  step: z.enum(rotationSteps),
  pending: secret.optional(),
  review: review.optional(),
})

/** Whether it was put in this machine's keychain: a secret is in the one of the machine where it was kept, and in no other. */
const here = z.boolean()

const former = z.object({ item: itemName, why: z.enum(['replaced', 'discarded']), at: instant, here })

const act = z.object({
  id: z.string(),
  type: z.string(),
  at: instant,
  actor: personId,
  reason: reason.optional(),
  note: note.optional(),
  /** Which of the secrets was copied or revealed, as seen at that moment. */
  which: z.enum(['current', 'pending', 'former']).optional(),
})
export type CredentialAct = z.output<typeof act>

const credentialView = z.object({
  id: credentialId,
  account: accountId,
  subject: z.string(),
  /** Undefined: storing it was begun and not ended; to keep it again ends it. */
  kept: z
    .object({
      current: secret,
      here,
      storedAt: instant,
      changedAt: instant.nullable(),
      due,
      demand: z.object({ reason, note, at: instant, by: personId }).optional(),
      /** Former secrets that the keychain still has, latest first. */
      formers: z.array(former),
      rotation: rotation.optional(),
    })
    .optional(),
  history: z.array(act),
})
export type CredentialView = z.output<typeof credentialView>

/** One line: what the list of accounts and the home screen need. */
const dueRow = z.object({
  credential: credentialId,
  account: accountId,
  subject: z.string(),
  due,
  rotatingSince: instant.optional(),
})
export type DueRow = z.output<typeof dueRow>

/** What is to be kept: typed in this one message, or made by main and never sent. */
const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('typed'), secret: z.string().max(4000) }),
  z.object({ kind: z.literal('generated'), length: z.int().optional() }),
])
export type SecretSource = z.input<typeof source>

const access = ['credentials/unknown', 'credentials/not-operator', 'credentials/other-step', 'credentials/no-rotation', 'credentials/not-kept'] as const
const secretRefusals = ['credentials/invalid', 'credentials/reused', 'credentials/similar', 'credentials/changed-since', ...keychainRefusals] as const
const reading = [...access, ...keychainRefusals, 'credentials/unknown-secret'] as const

const which = z.object({ credential: credentialId, item: itemName })
const subject = z.object({ credential: credentialId })
const done = z.object({ credential: credentialId })

/** What opens the accounts: kept in the OS keychain, copied and revealed by main, changed in steps. */
export const credentialsContract = contract('credentials', {
  ofAccount: query({ in: z.object({ account: accountId }), out: z.array(credentialView) }),
  /** Every kept secret of the accounts in use, the most pressing first. */
  due: query({ in: z.object({}), out: z.array(dueRow) }),
  keep: command({
    in: z.object({
      account: accountId,
      /** Whose secret it is when it is not the account's own. */
      subject: z.string().max(1000),
      source,
      /** The day it was last changed (`YYYY-MM-DD`); null: not known. */
      changedOn: z.string().max(40).nullable(),
      /** This is the account's secret today, weak or repeated as it is: keep it, it will be changed at once. */
      acceptWeak: z.boolean(),
    }),
    out: done,
    refusals: [...access, ...secretRefusals, 'credentials/already-kept', 'credentials/account-closed', 'accounts/unknown'],
  }),
  /** Puts it on the clipboard from main; the answer only says for how many milliseconds it stays there. */
  copy: command({ in: which, out: z.object({ lasts: z.int() }), refusals: [...reading, 'keychain/clipboard-failed'] }),
  /** The only message that carries a value to the window: one secret, once, after the passphrase. */
  reveal: command({
    in: which.extend({ passphrase: z.string().max(1000) }),
    out: z.object({ value: z.string(), /** For how many milliseconds it may be shown. */ lasts: z.int() }),
    refusals: [...reading, 'session/wrong-passphrase', 'session/wait'],
  }),
  demandRotation: command({ in: subject.extend({ reason, note }), out: done, refusals: [...access, 'credentials/invalid'] }),
  beginRotation: command({
    in: subject.extend({ reason, note }),
    out: done,
    refusals: [...access, 'credentials/invalid', 'credentials/account-closed'],
  }),
  storePending: command({ in: subject.extend({ source }), out: done, refusals: [...access, ...secretRefusals] }),
  replacePending: command({ in: subject, out: done, refusals: access }),
  /** Opens one of the network's pages in the person's own browser. */
  openPage: command({
    in: subject.extend({ page: z.enum(networkPages) }),
    out: done,
    refusals: [...access, 'credentials/no-page', 'shell/link-not-allowed'],
  }),
  markChanged: command({ in: subject, out: done, refusals: access }),
  confirm: command({ in: subject, out: done, refusals: access }),
  review: command({ in: subject.extend({ review }), out: done, refusals: access }),
  finish: command({ in: subject, out: done, refusals: access }),
  cancel: command({
    in: subject.extend({ note, oldWorks: z.boolean() }),
    out: done,
    refusals: [...access, 'credentials/invalid', 'credentials/old-unproven'],
  }),
})
