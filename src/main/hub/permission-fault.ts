import { audienceChangeAllowed, handsOf, permissionOf, signerRegistrationAllowed } from '#shared/hub/permissions.ts'
import type { TrustFault } from '#shared/hub/trust-fault.ts'
import type { Audience } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import type { EventRow } from '#main/ledger/canonical.ts'

/** What the permissions ask of the events before this one. */
export type Before = {
  /** The audience of the accepted event before it in its stream; undefined: there is none. */
  readonly audience: string | undefined
  /** Everybody who worked on what the stream is about. */
  readonly contributors: () => ReadonlySet<string>
}

/**
 * Whether the table lets such an event pass. That its actor held the role is known; this asks what the role may do, to whom the stream is
 * shown, and whether it is their own work. Undefined: nothing is against it.
 */
export function permissionFault(row: EventRow, before: Before): TrustFault | undefined {
  const permission = permissionOf(row.type)
  if (permission === undefined) return 'unknown-type'
  if (!row.stream.startsWith(`${permission.noun}/`)) return 'not-permitted'
  // There is one organization, and a clock's stream is its signer's.
  if (permission.noun === 'organization' && row.stream !== 'organization/main') return 'not-permitted'
  if (permission.noun === 'clock' && row.stream !== `clock/${row.signer}`) return 'not-permitted'
  // What stands after a void beginning begins nothing either.
  if (permission.opens === 'first' ? row.version !== 1 : permission.opens === 'later' && before.audience === undefined) return 'not-permitted'
  const audience = audienceOf(row.audience)
  if (audience === undefined) return 'audience'
  // Records of before there were hubs name the office alone: fewer readers than the table has, and so no harm.
  const older = audience.kind === 'office' && permission.audiences.some((kind) => kind === 'registry' || kind === 'security')
  if (!permission.audiences.includes(audience.kind) && !older) return 'audience'
  const former = before.audience === undefined ? undefined : audienceOf(before.audience)
  const role = row.role as Role // held by the actor, which was checked before
  if (former !== undefined && !audienceChangeAllowed(former, audience, permission, role)) return 'audience'
  const place = former ?? audience
  const own = !('office' in place) || place.office === row.office
  if (!permission.anywhere.includes(role) && !(own && permission.own.includes(role))) return 'not-permitted'
  if (row.type === 'signer.registered' && !signerRegistrationAllowed(personIn(row.payload), row.actor, role)) return 'not-permitted'
  if (permission.fourEyes === true && before.contributors().has(row.actor)) return 'own-work'
  return undefined
}

/** Everybody who worked on what a stream's events are about. */
export function contributorsOf(rows: readonly Pick<EventRow, 'type' | 'actor' | 'payload'>[]): ReadonlySet<string> {
  return new Set(rows.flatMap(handsOf))
}

function audienceOf(text: string): Audience | undefined {
  try {
    const value = JSON.parse(text) as { readonly kind?: unknown; readonly office?: unknown; readonly people?: unknown } | null // checked on the next lines
    if (value?.kind === 'institution') return { kind: 'institution' }
    if (value?.kind === 'people') return Array.isArray(value.people) ? (value as Audience) : undefined
    return typeof value?.office === 'string' ? (value as Audience) : undefined
  } catch {
    return undefined
  }
}

function personIn(payload: string): string {
  return (JSON.parse(payload) as { readonly person: string }).person // its form was looked at when its key was taken
}
