import { z } from 'zod'
import { command, contract, event, query } from '#shared/kernel/contract.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import { roles } from '#shared/organization/role.ts'
import { keychainRefusals, keychainStates } from './keychain-state.ts'
import { lockReasons } from './lock-reason.ts'
import { recoveryKit } from './recovery-kit.ts'

const nothing = z.object({}).strict()
const personId = z.string().min(1).max(80).transform((value) => value as PersonId) // the brand is given here; the directory knows who exists
const officeId = z.string().transform((value) => value as OfficeId) // main gives it, the schema checks its form
/** Goes to the key derivation and nowhere else. */
const passphrase = z.string().min(1).max(1000)

const present = z.object({
  /** unset: the first run has not been done. */
  state: z.enum(['unset', 'locked', 'unlocked']),
  /** Who is unlocked. */
  person: z.object({ id: personId, name: z.string(), roles: z.array(z.enum(roles)), office: officeId, officeName: z.string() }).optional(),
  /** Why it is locked. */
  because: z.enum(lockReasons).optional(),
  /** Who was unlocked last on this machine since the start, to be proposed first. */
  last: personId.optional(),
  idleMinutes: z.number(),
})

const keychain = z.object({ state: z.enum(keychainStates) })

/** Unlocking, locking, and the state of the machine's keychain. */
export const sessionContract = contract('session', {
  state: query({ in: nothing, out: present, whileLocked: true }),
  /** Who can unlock this machine: for the chooser of the lock screen. */
  people: query({ in: nothing, out: z.array(z.object({ id: personId, name: z.string(), office: z.string() })), whileLocked: true }),
  unlock: command({
    in: z.object({ person: personId, passphrase }),
    out: present,
    whileLocked: true,
    refusals: ['session/wrong-passphrase', 'session/wait', 'session/no-signer', 'session/signer-missing', 'session/signer-foreign', 'session/overtaken', ...keychainRefusals],
  }),
  lock: command({ in: nothing, out: nothing, whileLocked: true }),
  /** The person did something: the idle lock starts to count again. */
  activity: command({ in: nothing, out: nothing, whileLocked: true }),
  /** A forgotten passphrase: the printed code opens the vault, a new signer is made and the recovery signer introduces it. */
  recover: command({
    in: z.object({ person: personId, code: z.string().min(1).max(200), passphrase }),
    out: present,
    whileLocked: true,
    refusals: [
      'session/recovery-code',
      'session/recovery-refused',
      'session/no-recovery-kit',
      'session/no-signer',
      'session/weak-passphrase',
      'session/wait',
      'session/overtaken',
      'organization/unknown-person',
      'organization/inactive-person',
      'organization/known-signer',
      'organization/foreign-signer',
      ...keychainRefusals,
    ],
  }),
  changePassphrase: command({
    in: z.object({ current: passphrase, next: passphrase }),
    out: nothing,
    refusals: ['session/wrong-passphrase', 'session/wait', 'session/weak-passphrase', 'session/signer-missing', ...keychainRefusals],
  }),
  /** Whether somebody has said that this machine's newest sheet is kept. */
  recoverySheet: query({ in: nothing, out: z.object({ kept: z.boolean() }) }),
  /** Somebody has this machine's newest sheet in hand: home asks for it no longer. */
  sheetKept: command({ in: nothing, out: nothing, refusals: [] }),
  /** A new sheet; the old one opens nothing any more. An administrator's act. */
  renewRecoveryKit: command({
    in: z.object({ passphrase }),
    out: recoveryKit,
    refusals: [
      'session/wrong-passphrase',
      'session/wait',
      'session/signer-missing',
      'organization/known-signer',
      'organization/foreign-signer',
      ...keychainRefusals,
    ],
  }),
  keychainState: query({ in: nothing, out: keychain, whileLocked: true }),
  /** Tries the keychain again; answers how it is then. */
  keychainRetry: command({ in: nothing, out: keychain, whileLocked: true }),

  /** The app has just locked: the window drops what it shows. */
  locked: event(z.object({ because: z.enum(lockReasons) })),
  /** The keychain's state changed; `prompt-open` is the banner "the system is asking you". */
  keychain: event(keychain),
})
