import type { Ledger } from '#main/ledger/ledger.ts'
import { writeRefusalOf } from '#main/ledger/open-database.ts'
import type { SignerDirectory } from '#main/session/signer-directory.ts'
import { organizationDecider } from '#shared/organization/decider.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { ok, refuse } from '#shared/kernel/result.ts'
import { ORGANIZATION } from '#shared/organization/organization.ts'
import { defaultPolicies } from '#shared/organization/policies.ts'
import { effectiveRoles } from '#shared/organization/stand-in.ts'
import type { Offices } from './offices.ts'
import type { OrganizationQueries } from './store.ts'

/**
 * Who may unlock this machine, for the session. Read at each question: a person deactivated a moment ago stands nowhere, and who stands in for
 * another has the roles of that instant.
 */
export function signerDirectory(ledger: Pick<Ledger, 'record'>, queries: OrganizationQueries, offices: Offices, clock: Clock): SignerDirectory {
  return {
    founded: () => queries.founded() !== undefined && queries.isAnybodyHere(),
    people: () =>
      queries
        .people()
        .filter((person) => person.active && person.hasSigner)
        .map((person) => ({ id: person.id, name: person.name, office: offices.nameOf(person.office) })),
    signerOf: (id) => (queries.person(id)?.active === true ? queries.signerOf(id) : undefined),
    recovery: () => queries.recovery(),
    standing(id) {
      const person = queries.person(id)
      if (person === undefined || !person.active) return undefined
      const roles = effectiveRoles(person, queries.standInsOf(person.id), clock.now())
      return { name: person.name, roles, office: person.office, officeName: offices.nameOf(person.office) }
    },
    institution() {
      const { name, shortName } = queries.founded()?.brand ?? { name: '', shortName: '' }
      return { name, shortName }
    },
    idleMinutes: () => (queries.founded()?.policies ?? defaultPolicies).idleMinutes,
    keepHere(signers) {
      try {
        for (const signer of signers) queries.keepHere(signer)
        return ok(undefined)
      } catch (error) {
        const code = writeRefusalOf(error)
        if (code === undefined) throw error
        return refuse(code)
      }
    },
    forgetHere(signers) {
      try {
        for (const signer of signers) queries.forgetHere(signer)
      } catch (error) {
        if (writeRefusalOf(error) === undefined) throw error
      }
    },
    register: (context, signer) => ledger.record(context, organizationDecider, ORGANIZATION, { kind: 'register-signer', signer }),
  }
}
