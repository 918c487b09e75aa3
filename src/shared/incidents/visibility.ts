import type { Context, OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import type { IncidentRecord, Restriction } from './incident.ts'

const EVERYWHERE: readonly Role[] = ['security', 'auditor']

/** Who looks. */
export type Onlooker = Pick<Context, 'actor' | 'roles' | 'office'>

type Guarded = Pick<IncidentRecord, 'office' | 'restriction'>

/** A change of an incident's restriction as everybody is told of it: which edition it made, and by whom. */
export type Told = { readonly edition: number; readonly by: PersonId }

/**
 * Whether a person may read an incident: its office's people, security leads and auditors; of one that is restricted, the people named and auditors
 * (the stream's audience, `security` or `people`). `told`: the changes of its restriction that are known here. What is held of an incident from before
 * somebody decided anew who reads it is for nobody; of one that is restricted only those named in it may decide that, whatever anybody else tells.
 */
export function maySee(onlooker: Onlooker, { office, restriction }: Guarded, told: readonly Told[]): boolean {
  const { to, edition } = restriction
  if (told.some((one) => one.edition === edition + 1 && (to === null || to.people.includes(one.by)))) return false
  return to === null ? isOrdinarilyFor(onlooker, office) : isNamed(onlooker, restriction) || onlooker.roles.includes('auditor')
}

/** Whether a person may be told that an incident which they may not see is restricted: it would be theirs otherwise, or was before. */
export function mayHearOf(onlooker: Onlooker, { office, restriction }: Guarded): boolean {
  return isOrdinarilyFor(onlooker, office) || isNamed(onlooker, restriction)
}

function isOrdinarilyFor(onlooker: Onlooker, office: OfficeId): boolean {
  return onlooker.office === office || onlooker.roles.some((role) => EVERYWHERE.includes(role))
}

function isNamed(onlooker: Onlooker, { to }: Restriction): boolean {
  return to?.people.includes(onlooker.actor) === true
}
