import type { Instant } from '../kernel/clock.ts'
import type { Role } from '../organization/role.ts'

/**
 * How the machine stands with its hub. connecting: being reached · synchronising: taking over what is new, `progress` says how much ·
 * current: everything of the hub is here and nothing of this machine waits for the network · offline: not reached; work goes on, and waits ·
 * stopped: reached, and there is a reason (`why`) not to exchange anything until somebody mends it · locked: nobody is unlocked, so there is
 * no login.
 */
export const hubLinks = ['connecting', 'synchronising', 'current', 'offline', 'stopped', 'locked'] as const
export type HubLink = (typeof hubLinks)[number]

/** What one act that is not accepted yet waits for. again: decided anew on what others did, it needs its author's signature once more. */
export const pendingWaits = ['network', 'author', 'again', 'stopped'] as const
export type PendingWait = (typeof pendingWaits)[number]

/** The states of a hub that an exchange stops for: see `docs/hub.md`. Each is also the code of a refusal, `hub/<stop>`. */
export const hubStops = [
  /** The hub no longer has an event that this machine took over: it was restored from an older backup. */
  'rolled-back',
  /** The hub has another event where this machine took one over. */
  'forked',
  /** It was restored from an older copy, and its end is being put back: nothing is accepted meanwhile. */
  'recovering',
  /** Another hub answers at that address, or it hangs from another root. */
  'other-hub',
  'certificate',
  /** The hub's certificate is not valid at this machine's time: it has expired, or the machine's clock is wrong. */
  'certificate-dates',
  'denied',
  'not-a-member',
  /** This person never joined from this machine: they need an invitation. */
  'no-login',
  /** This machine's signer of the person waits for its own registration: recovered without network, and locked before the hub had it. */
  'not-registered',
  'schema-older',
  'schema-newer',
  /** An event came of a kind that this version of the app does not know. */
  'update-needed',
] as const
export type HubStop = (typeof hubStops)[number]

/** What the shell says at all times, and the page explains. Counts are of this machine, whoever's they are. */
export type HubStatus =
  | { readonly mode: 'alone' }
  | {
      readonly mode: 'shared'
      readonly link: HubLink
      /** Since when it is as it is. Offline: since when it could not be reached, over locks and restarts. */
      readonly since: Instant
      /** The last answer of the hub; undefined: none since this machine joined. */
      readonly lastContact?: Instant | undefined
      /** Why it is offline or stopped: `hub/…`, a key of the catalogue of refusals. */
      readonly why?: string | undefined
      /** While synchronising: events taken over, of so many. */
      readonly progress?: { readonly done: number; readonly total: number } | undefined
      /** Files of posts and incidents that are still to be sent or fetched, and those too large for the hub, which stay on their machine. */
      readonly files?: { readonly left: number; readonly tooLarge: number } | undefined
      /** After a first synchronisation, while signatures are examined one by one: up to which position they were, and up to which they will be. */
      readonly unexamined?: { readonly examined: number; readonly upTo: number } | undefined
      /** Events that this machine has offered to a hub that lost its end. */
      readonly offered?: number | undefined
      readonly pending: number
      readonly conflicts: number
      /** Events put aside that nobody has attended to. */
      readonly quarantined: number
      /** Of those, the ones that nobody at this machine told the security lead of. */
      readonly unreported: number
      /** Events that other machines put aside and told the hub of, which nobody here who answers for the record has looked at. */
      readonly elsewhere: number
      /** Milliseconds by which the hub's clock is ahead of this machine's (negative: behind). */
      readonly clockDifference: number
    }

/** Milliseconds from which a difference of clocks is told: what the hub lets an event be ahead of it. */
const CLOCK_TOLD = 2 * 60_000

/** The one word of the shell: what a person must look at first. */
export type HubWord = 'alone' | 'stopped' | 'aside' | 'conflicts' | 'offline' | 'synchronising' | 'pending' | 'current'

/** Whether somebody in these roles answers for the record: the hub tells them over whose login it came what was put aside. */
export function answersForRecord(roles: readonly Role[]): boolean {
  return roles.some((role) => role === 'security' || role === 'administrator' || role === 'auditor')
}

/** Whether somebody in these roles deals with what was put aside. Everybody else is told of it, and tells the security lead. */
export function dealsWithAside(roles: readonly Role[]): boolean {
  return roles.some((role) => role === 'security' || role === 'administrator' || role === 'reviewer')
}

/** Whether somebody in these roles deals with what other machines put aside: the hub tells them of it, and they can end the access of whoever wrote it. */
export function dealsWithElsewhere(roles: readonly Role[]): boolean {
  return dealsWithAside(roles) && answersForRecord(roles)
}

/** How many events put aside, here or elsewhere, wait for somebody in these roles: to be dealt with, or else to be reported. */
export function asideFor(status: Extract<HubStatus, { mode: 'shared' }>, roles: readonly Role[]): number {
  return (dealsWithAside(roles) ? status.quarantined : status.unreported) + (dealsWithElsewhere(roles) ? status.elsewhere : 0)
}

/**
 * What the shell says of a status to somebody in these roles. A stop comes before all (nothing can be mended while it lasts), then what was put aside:
 * the hub may have shown it to this machine alone, so that nobody else can tell of it. Then conflicts, then a lost network.
 */
export function hubWord(status: HubStatus, roles: readonly Role[]): HubWord {
  if (status.mode === 'alone') return 'alone'
  if (status.link === 'stopped') return 'stopped'
  if (asideFor(status, roles) > 0) return 'aside'
  if (status.conflicts > 0) return 'conflicts'
  if (status.link === 'offline' || status.link === 'locked') return 'offline'
  if (status.link === 'synchronising' || status.link === 'connecting') return 'synchronising'
  return status.pending > 0 ? 'pending' : 'current'
}

/** Whether a difference of clocks, in milliseconds, must be told. */
export function isClockOff(difference: number): boolean {
  return Math.abs(difference) > CLOCK_TOLD
}
