import { z } from 'zod'
import { command, contract, query } from '#shared/kernel/contract.ts'
import type { OfficeId, PersonId, SignerId } from '#shared/ledger/event.ts'
import { keychainRefusals } from '#shared/session/keychain-state.ts'
import { recoveryKit } from '#shared/session/recovery-kit.ts'
import { contacts } from './contact.ts'
import { officeKinds } from './office.ts'
import { roles } from './role.ts'

// Bounds here only keep absurd sizes out; what a form says about its fields is decided in `person.ts`, `brand.ts`, `contact.ts`.
const text = z.string().max(2000)
const id = z.string().min(1).max(80)
const personId = id.transform((value) => value as PersonId) // the brand is given here; the decider knows who exists
const officeId = id.transform((value) => value as OfficeId) // likewise; the catalogue knows which exist
const signerId = id.transform((value) => value as SignerId) // likewise; the decider knows which exist
const nothing = z.object({}).strict()

/** Typed by the person it belongs to; goes to the keychain's signer and nowhere else. */
const passphrase = z.string().max(1000)

const brand = z.object({
  name: text,
  shortName: text,
  mailDomain: text,
  accent: z.string().max(40),
  /** As long as it comes: `brand.ts` refuses one that is too long as a picture, not as a text. */
  logo: z.string().optional(),
})

const office = z.object({
  id: officeId,
  kind: z.enum(officeKinds),
  name: z.string(),
  shortName: z.string(),
  entity: z.string(),
  district: z.int().optional(),
  timeZone: z.string(),
  seat: z.string(),
  closed: z.boolean(),
})

const details = { name: text, post: text, mail: text, roles: z.array(z.enum(roles)).max(roles.length) }

const person = z.object({
  id: personId,
  name: z.string(),
  post: z.string(),
  mail: z.string(),
  /** The address is outside the institution's domain: said beside it, never refused. */
  mailOutside: z.boolean(),
  roles: z.array(z.enum(roles)).readonly(),
  office: officeId,
  officeName: z.string(),
  active: z.boolean(),
  /** Whether this machine holds a signer of theirs, so that they can unlock it. */
  hasSigner: z.boolean(),
  /** Whether they have one on another machine. */
  isElsewhere: z.boolean(),
  /** An invitation that was neither used nor withdrawn. */
  invitation: z.object({ signer: signerId, expires: z.string(), expired: z.boolean() }).optional(),
  addedAt: z.string(),
  /** Why and when they were deactivated. */
  deactivated: z.object({ at: z.string(), reason: z.string() }).optional(),
})

const standIn = z.object({
  absent: personId,
  absentName: z.string(),
  standIn: personId,
  standInName: z.string(),
  roles: z.array(z.enum(roles)).readonly(),
  /** First and last day, as written in the office of who stands in: `2026-12-01`. */
  from: z.iso.date(),
  to: z.iso.date(),
  /** It holds now; otherwise it has not begun. */
  now: z.boolean(),
})

/** A signer of a person: a machine on which they can work, or the sheet of one. */
const machine = z.object({
  signer: signerId,
  kind: z.enum(['person', 'recovery']),
  at: z.string(),
  /** Its key is on this machine. */
  here: z.boolean(),
  /** The same on every machine and no other's, so that it can be told from another; left out while its registration waits. */
  number: z.int().optional(),
  /** It is the one that is unlocked now. */
  own: z.boolean(),
  revoked: z.object({ at: z.string(), reason: z.string() }).optional(),
})

const card = z.object({ name: text, post: text, mail: text, phone: text, hours: text })
const policies = z.object({ rotationMonths: z.number(), reviewHours: z.number(), idleMinutes: z.number() })

const memberRefusals = ['organization/invalid', 'organization/not-founded', 'organization/unknown-person'] as const

export const organizationContract = contract('organization', {
  /** The offices that can be chosen, and what the first-run form proposes. */
  catalogue: query({
    in: nothing,
    out: z.object({
      offices: z.array(office).readonly(),
      proposal: z.object({ name: z.string(), shortName: z.string(), mailDomain: z.string() }),
      /** Municipalities with another hour than their entidad. */
      exceptions: z.array(z.object({ entity: z.string(), timeZone: z.string(), municipalities: z.array(z.string()).readonly() })),
      /** The institution's own file was refused: which, where, why. */
      fault: z.object({ file: z.string(), line: z.int(), reason: z.string() }).optional(),
    }),
    whileLocked: true,
  }),
  /** How the institution is called and looks; `founded` false: the first run has not been done. */
  brand: query({ in: nothing, out: z.object({ founded: z.boolean(), brand: brand.optional() }), whileLocked: true }),
  /** The first run: institution, office, first person, their signer and the recovery kit, in one act. */
  setUp: command({
    in: z.object({
      institution: brand.omit({ mailDomain: true, logo: true }).extend({ mailDomain: text.optional() }),
      office: officeId,
      person: z.object(details),
      passphrase,
    }),
    out: z.object({ person: personId, kit: recoveryKit }),
    whileLocked: true,
    refusals: [
      'organization/already-founded',
      'organization/invalid',
      'organization/unknown-office',
      'organization/foreign-signer',
      'session/weak-passphrase',
      ...keychainRefusals,
    ],
  }),
  people: query({ in: nothing, out: z.array(person).readonly() }),
  /** The new person types their passphrase while an administrator is unlocked; without one they are invited to make their key on their machine. */
  addPerson: command({
    in: z.object({ ...details, office: officeId, passphrase: passphrase.optional() }),
    out: person,
    refusals: [
      ...memberRefusals,
      'organization/unknown-office',
      'organization/known-signer',
      'organization/foreign-signer',
      'session/weak-passphrase',
      ...keychainRefusals,
    ],
  }),
  correctPerson: command({
    in: z.object({ person: personId, name: text, post: text, mail: text, office: officeId }),
    out: person,
    refusals: [...memberRefusals, 'organization/unknown-office'],
  }),
  changeRoles: command({
    in: z.object({ person: personId, roles: details.roles }),
    out: person,
    refusals: [...memberRefusals, 'organization/inactive-person', 'organization/last-administrator'],
  }),
  deactivatePerson: command({
    in: z.object({ person: personId, reason: text }),
    out: person,
    refusals: [...memberRefusals, 'organization/inactive-person', 'organization/last-administrator'],
  }),
  reactivatePerson: command({
    in: z.object({ person: personId }),
    out: person,
    refusals: [...memberRefusals, 'organization/already-active'],
  }),
  /** The signers of a person, on whichever machine, oldest first. */
  machines: query({ in: z.object({ person: personId }), out: z.array(machine).readonly() }),
  /** A lost machine, or an invitation that is withdrawn: what it signs is refused from now on. */
  revokeSigner: command({
    in: z.object({ signer: signerId, reason: text }),
    out: nothing,
    refusals: ['organization/invalid', 'organization/not-founded', 'organization/unknown-signer', 'organization/own-signer', 'organization/last-administrator'],
  }),
  /** Those that hold or will, by their first day. */
  standIns: query({ in: nothing, out: z.array(standIn).readonly() }),
  setStandIn: command({
    in: z.object({ absent: personId, standIn: personId, roles: details.roles, from: z.iso.date(), to: z.iso.date() }),
    out: nothing,
    refusals: [...memberRefusals, 'organization/inactive-person', 'organization/stand-in-exists'],
  }),
  endStandIn: command({
    in: z.object({ absent: personId, standIn: personId }),
    out: nothing,
    refusals: ['organization/not-founded', 'organization/unknown-stand-in'],
  }),
  /** Whom an incident tells: the two units of the institution, and the head of each office in use. */
  contacts: query({
    in: nothing,
    out: z.object({
      communication: card.optional(),
      security: card.optional(),
      heads: z.array(z.object({ office: officeId, officeName: z.string(), card: card.optional() })).readonly(),
    }),
  }),
  setContact: command({
    in: z.object({ contact: z.enum(contacts), office: officeId, card }),
    out: card,
    refusals: [
      'organization/invalid',
      'organization/not-founded',
      'organization/unknown-office',
      'organization/contact-guarded',
      'organization/other-office',
    ],
  }),
  /** The city and hour of an office, where the catalogue leaves them open. */
  correctOffice: command({
    in: z.object({ office: officeId, seat: text, timeZone: z.string().max(80) }),
    out: office,
    refusals: ['organization/invalid', 'organization/not-founded', 'organization/unknown-office'],
  }),
  policies: query({ in: nothing, out: policies }),
  setPolicies: command({ in: policies, out: policies, refusals: ['organization/invalid', 'organization/not-founded'] }),
  setBrand: command({ in: brand, out: brand, refusals: ['organization/invalid', 'organization/not-founded'] }),
})
