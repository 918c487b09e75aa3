import { z } from 'zod'
import { command, contract, event, query } from '../kernel/contract.ts'
import { recordFaults } from '../ledger/record-fault.ts'
import { keychainRefusals } from '../session/keychain-state.ts'
import { languages, themes } from './preferences.ts'

const nothing = z.object({}).strict()
const preferences = z.object({ language: z.enum(languages), theme: z.enum(themes) })

const verification = z.object({
  at: z.string(),
  events: z.number(),
  /** The first bad event, or null when everything was as it was signed. */
  bad: z.object({ position: z.number(), fault: z.enum(recordFaults) }).nullable(),
  /** Whether the data folder took the result; one that was not kept is known until the app is closed. */
  kept: z.boolean(),
})

const backup = z.object({ name: z.string(), at: z.string(), bytes: z.number() })

/** What the window asks of the machine itself: preferences, folders, links, the state of the record. */
export const shellContract = contract('shell', {
  info: query({
    in: nothing,
    out: z.object({
      version: z.string(),
      runtime: z.enum(['electron', 'chromium']),
      /** Demonstration data: the window says so everywhere. */
      demo: z.boolean(),
      dataFolder: z.string(),
      /** One sentence when something weakens the runtime (e.g. a browser without sandbox under root); null otherwise. */
      weakness: z.enum(['no-sandbox']).nullable(),
    }),
    whileLocked: true,
  }),
  /** Milliseconds by which the clock that main dates by is ahead of this machine's (negative: behind): other than 0 only beside a hub. */
  clock: query({ in: nothing, out: z.object({ ahead: z.number() }), whileLocked: true }),
  preferences: query({ in: nothing, out: preferences, whileLocked: true }),
  setPreferences: command({ in: preferences.partial(), out: preferences, whileLocked: true, refusals: ['shell/preferences-not-kept'] }),
  openExternal: command({ in: z.object({ url: z.string().max(2000) }), out: nothing, refusals: ['shell/link-not-allowed'] }),
  openFolder: command({ in: z.object({ folder: z.enum(['data', 'backups', 'documents', 'logs']) }), out: nothing, refusals: ['shell/folder-missing'] }),
  record: query({ in: nothing, out: z.object({ events: z.number(), last: verification.nullable(), running: z.boolean() }) }),
  verify: command({ in: nothing, out: verification, refusals: ['shell/verify-cancelled'] }),
  /** The record goes on from a restored backup: an administrator's act, after the passphrase. */
  acceptRestored: command({
    in: z.object({ passphrase: z.string().min(1).max(1000) }),
    out: nothing,
    refusals: ['session/wrong-passphrase', 'session/wait', 'session/signer-missing', 'shell/not-restored', ...keychainRefusals],
  }),
  cancelVerify: command({ in: nothing, out: nothing }),
  backups: query({ in: nothing, out: z.array(backup) }),
  backUp: command({ in: nothing, out: backup, refusals: ['shell/backup-failed'] }),
  search: query({
    in: z.object({ text: z.string().max(200) }),
    out: z.array(
      z.object({ kind: z.enum(['account', 'post', 'consultation', 'incident', 'person']), id: z.string(), title: z.string(), detail: z.string(), route: z.string() }),
    ),
  }),
  /** A screen can be used: told once after each start, so that the log and `npm run bench` know how long a start took. */
  ready: command({ in: z.object({ screen: z.enum(['setup', 'lock']) }), out: nothing, whileLocked: true }),
  /** The window tells of a bug of its own, so that it is in the log once. Never carries what a person typed. */
  reportFault: command({ in: z.object({ message: z.string().max(2000), stack: z.string().max(10_000) }), out: nothing, whileLocked: true }),
  /** Prints the page as it is (styled for paper): the recovery sheet, a report. */
  print: command({ in: nothing, out: nothing, whileLocked: true }),
  /** The page as PDF at a place the person chooses; `saved` false: they thought better of it. */
  savePdf: command({ in: z.object({ name: z.string().max(120) }), out: z.object({ saved: z.boolean() }), whileLocked: true, refusals: ['shell/not-saved'] }),
  /** One more window of the app on a route: an incident beside the text one is writing. */
  /** Puts a text that the window shows on the clipboard: a report, what somebody wrote. Secrets go there from main (`credentials.copy`). */
  copyText: command({ in: z.object({ text: z.string().min(1).max(200_000) }), out: nothing }),
  openWindow: command({ in: z.object({ route: z.string().regex(/^\/[a-z0-9/-]*$/).max(200) }), out: nothing }),
  quit: command({ in: nothing, out: nothing, whileLocked: true }),

  /** Something was recorded: what is on the screen is asked for again. */
  changed: event(z.object({ modules: z.array(z.string()) })),
  /** The difference of the clocks is another now. */
  clockCorrected: event(z.object({ ahead: z.number() })),
  /** Share done of a running verification, 0–1. */
  verifyProgress: event(z.object({ share: z.number() })),
  /** Go to a route, because an OS notification was clicked or a menu entry chosen. */
  go: event(z.object({ route: z.string() })),
})
