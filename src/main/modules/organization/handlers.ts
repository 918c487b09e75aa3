import type { Caller, LockedCaller } from '#main/ipc/caller.ts'
import type { HandlersOf } from '#shared/kernel/contract.ts'
import type { Day } from '#shared/kernel/local-day.ts'
import { ok, type Result } from '#shared/kernel/result.ts'
import type { Brand } from '#shared/organization/brand.ts'
import type { organizationContract } from '#shared/organization/contract.ts'
import type { OrganizationService } from './service.ts'

export function organizationHandlers(service: OrganizationService): HandlersOf<typeof organizationContract, Caller, LockedCaller> {
  return {
    catalogue() {
      const { offices, catalogue, fault } = service.catalogue()
      return ok({
        offices,
        proposal: catalogue.institution,
        exceptions: [...catalogue.exceptions].flatMap(([entity, exceptions]) => exceptions.map((exception) => ({ entity, ...exception }))),
        ...(fault === undefined ? {} : { fault }),
      })
    },
    brand() {
      const brand = service.brand()
      return ok(brand === undefined ? { founded: false } : { founded: true, brand })
    },
    setUp: (input) => service.setUp(input),
    people: () => ok(service.people()),
    addPerson: ({ passphrase, ...details }, { context }) => service.addPerson(context, details, passphrase),
    correctPerson: ({ person, ...correction }, { context }) => service.correctPerson(context, person, correction),
    changeRoles: ({ person, roles }, { context }) => service.changeRoles(context, person, roles),
    deactivatePerson: ({ person, reason }, { context }) => service.deactivatePerson(context, person, reason),
    reactivatePerson: ({ person }, { context }) => service.reactivatePerson(context, person),
    machines: ({ person }, { context }) => ok(service.machines(context, person)),
    revokeSigner: ({ signer, reason }, { context }) => done(service.revokeSigner(context, signer, reason)),
    standIns: () => ok(service.standIns()),
    // The schema checked that they are days of the calendar.
    setStandIn: ({ from, to, ...standIn }, { context }) => done(service.setStandIn(context, { ...standIn, from: from as Day, to: to as Day })),
    endStandIn: ({ absent, standIn }, { context }) => done(service.endStandIn(context, absent, standIn)),
    contacts: () => ok(service.contactBook()),
    setContact: ({ contact, office, card }, { context }) => service.setContact(context, contact, office, card),
    correctOffice: ({ office, ...correction }, { context }) => service.correctOffice(context, office, correction),
    policies: () => ok(service.policies()),
    setPolicies: (policies, { context }) => service.setPolicies(context, policies),
    setBrand: ({ logo, ...brand }, { context }) => service.setBrand(context, logo === undefined ? brand : ({ ...brand, logo } satisfies Brand)),
  }
}

function done(answer: Result<undefined>): Result<Record<string, never>> {
  return answer.ok ? ok({}) : answer
}
