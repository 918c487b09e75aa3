import { DAY, type Instant, later } from '../kernel/clock.ts'
import type { PersonId } from '../ledger/event.ts'
import type { Person } from './person.ts'
import type { Role } from './role.ts'

/**
 * Somebody does another's work for a time: from `from` until before `until` they also have those of the absent person's roles that are named.
 * Over when its time is, or when it was ended before.
 */
export type StandIn = {
  readonly absent: PersonId
  /** Who stands in. */
  readonly standIn: PersonId
  readonly roles: readonly Role[]
  readonly from: Instant
  readonly until: Instant
}

/** Days that one stand-in can last: longer is a new appointment, and is said by the person's own roles. */
export const LONGEST_STAND_IN_DAYS = 180

/** Whether a stand-in holds at an instant. */
export function standsInAt({ from, until }: Pick<StandIn, 'from' | 'until'>, at: Instant): boolean {
  return from <= at && at < until
}

/** The roles in which a person may act at an instant: their own, then those they stand in for. */
export function effectiveRoles(person: Pick<Person, 'id' | 'roles'>, standIns: readonly StandIn[], at: Instant): readonly Role[] {
  const lent = standIns.filter((one) => one.standIn === person.id && standsInAt(one, at)).flatMap((one) => one.roles)
  return [...new Set([...person.roles, ...lent])]
}

/**
 * The field codes of a stand-in that cannot be: a role that the absent person does not have themselves (`role-not-held`), the auditor's (`auditor-alone`: an
 * auditor does nothing else, and nobody audits by the way), the same person twice (`same-person`), dates out of order (`date-order`), over already (`over`),
 * or too long (`span-too-long`).
 */
export function standInFaults(standIn: StandIn, absent: Pick<Person, 'roles'>, substitute: Pick<Person, 'roles'>, now: Instant): Readonly<Record<string, string>> {
  return {
    ...(standIn.absent === standIn.standIn ? { standIn: 'same-person' } : substitute.roles.includes('auditor') ? { standIn: 'auditor-alone' } : {}),
    ...rolesFault(standIn.roles, absent.roles),
    ...datesFault(standIn, now),
  }
}

function rolesFault(roles: readonly Role[], held: readonly Role[]): Readonly<Record<string, string>> {
  if (roles.length === 0) return { roles: 'required' }
  if (roles.includes('auditor')) return { roles: 'auditor-alone' }
  return roles.every((role) => held.includes(role)) ? {} : { roles: 'role-not-held' }
}

function datesFault({ from, until }: StandIn, now: Instant): Readonly<Record<string, string>> {
  if (until <= from) return { until: 'date-order' }
  if (until <= now) return { until: 'over' }
  return until > later(from, LONGEST_STAND_IN_DAYS * DAY) ? { until: 'span-too-long' } : {}
}
