import { isClockOff } from '#shared/hub/status.ts'
import type { AttentionItem } from '#shared/home/item.ts'
import { DAY, type Instant, millisecondsOf } from '#shared/kernel/clock.ts'
import type { HomeSource } from './source.ts'

/** A copy of the record older than this is too old: a lost disk would cost more than a week of evidence. */
export const BACKUP_DAYS = 7
/** A record not re-read for this long is worth re-reading. */
export const VERIFICATION_DAYS = 30

/** What the machine itself knows: its keychain, its clock, its recovery sheet, its backups, its last verification. */
export interface Machine {
  /** The keychain's state as the session tells it, `ready` when it answers. */
  keychain(): string
  /** Milliseconds by which the record's clock is ahead of this machine's. */
  clockAhead(): number
  /** Whether somebody said that this machine's recovery sheet is kept. */
  isSheetKept(): boolean
  /** When the newest backup was made; undefined: there is none. */
  lastBackup(): Instant | undefined
  /** The last verification of the record; `bad` is the position of the first altered event. */
  lastVerification(): { readonly at: Instant; readonly bad?: number | undefined } | undefined
}

/** States in which nobody has to do anything: it answers, or it has not been asked yet. */
const QUIET: readonly string[] = ['ready', 'unknown', 'probing']

/** The home screen's items about this machine. */
export function machineSource(machine: Machine): HomeSource {
  return (_viewer, now) => {
    const items: AttentionItem[] = []
    const keychain = machine.keychain()
    if (!QUIET.includes(keychain)) items.push({ kind: 'keychain-not-ready', state: keychain })
    const ahead = machine.clockAhead()
    if (isClockOff(ahead)) items.push({ kind: 'clock-wrong', ahead })
    if (!machine.isSheetKept()) items.push({ kind: 'sheet-unkept' })
    const backup = machine.lastBackup()
    if (isOlder(backup, BACKUP_DAYS, now)) items.push({ kind: 'backup-overdue', last: backup })
    const verification = machine.lastVerification()
    if (verification?.bad !== undefined) items.push({ kind: 'ledger-broken', position: verification.bad })
    else if (isOlder(verification?.at, VERIFICATION_DAYS, now)) items.push({ kind: 'ledger-unverified', last: verification?.at })
    return items
  }
}

function isOlder(instant: Instant | undefined, days: number, now: Instant): boolean {
  return instant === undefined || millisecondsOf(now) - millisecondsOf(instant) > days * DAY
}
