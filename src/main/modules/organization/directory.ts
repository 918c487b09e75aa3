import type { Ledger } from '#main/ledger/ledger.ts'
import type { SignerDirectory } from '#main/session/signer-directory.ts'
import { organizationDecider } from '#shared/organization/decider.ts'
import { ORGANIZATION } from '#shared/organization/organization.ts'
import { defaultPolicies } from '#shared/organization/policies.ts'
import type { Offices } from './offices.ts'
import type { OrganizationQueries } from './store.ts'

/** Who may unlock this machine, for the session. Read at each question: a person deactivated a moment ago stands nowhere. */
export function signerDirectory(ledger: Pick<Ledger, 'record'>, queries: OrganizationQueries, offices: Offices): SignerDirectory {
  return {
    founded: () => queries.founded() !== undefined,
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
      return { name: person.name, roles: person.roles, office: person.office, officeName: offices.nameOf(person.office) }
    },
    institution() {
      const { name, shortName } = queries.founded()?.brand ?? { name: '', shortName: '' }
      return { name, shortName }
    },
    idleMinutes: () => (queries.founded()?.policies ?? defaultPolicies).idleMinutes,
    register: (context, signer) => ledger.record(context, organizationDecider, ORGANIZATION, { kind: 'register-signer', signer }),
  }
}
