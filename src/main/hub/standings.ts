import type { Instant } from '#shared/kernel/clock.ts'
import type { EventRow } from '#main/ledger/canonical.ts'
import type { Role } from '#shared/organization/role.ts'

/** What a person is in the institution. */
export type Standing = { readonly roles: readonly Role[]; readonly office: string; readonly active: boolean }

/** A key that the record made known. `invitation`: one that may only register its person's first signer, once, before `expires`. */
export type KnownKey = {
  readonly signer: string
  readonly person: string
  readonly kind: 'person' | 'recovery' | 'invitation'
  /** SPKI DER, base64. */
  readonly publicKey: string
  readonly expires: string | undefined
  /** X25519 public key (SPKI DER, base64) that files for its person are sealed with; undefined: it has none yet. */
  readonly sealingKey: string | undefined
  /** The first signer of the machine it was made on: whoever was registered by a signer of that machine belongs there too; an invitation begins a new one. */
  readonly machine: string
}

/**
 * Who was what at each position of the record, as the organization's events say. Everything is answered for a position because events
 * that become readable late are judged by what held when they were accepted.
 */
export interface Standings {
  /** Takes over an accepted event of the record, in the order of positions. Events that say nothing about people or keys are ignored. */
  note(row: Pick<EventRow, 'position' | 'type' | 'payload' | 'signer'>): void
  /** What a person was just before a position; undefined: not known yet. */
  standing(person: string, position: number): Standing | undefined
  /** The roles a person could act in: their own and those they stood in for at that instant. Nobody's that is not active. */
  roles(person: string, position: number, at: Instant): readonly Role[]
  /**
   * Whether a person was made another's stand-in as a reviewer, before a position and for that instant. One that was ended since counts: what was
   * decided under it without network may arrive later.
   */
  stoodFor(person: string, absent: string, position: number, at: Instant): boolean
  /** A key known and not revoked just before a position. */
  key(signer: string, position: number): KnownKey | undefined
  /** Whether a signer was revoked, or its person deactivated, before a position. */
  revoked(signer: string, position: number): boolean
  /** Whether a person had a signer on a machine before a position. */
  isOfMachine(person: string, machine: string, position: number): boolean
  /** The signers of the active people of an office, as of the last event noted, that are not revoked: invitations' and recovery sheets' are none. */
  signersOf(office: string): readonly KnownKey[]
  /** Whether an invitation's key has registered a signer before a position. */
  used(signer: string, position: number): boolean
}

/** The stream of everything that says who is who. */
export const STANDING_STREAM = 'organization/main'

/** The types that say who is who: what `note` listens to, and what a start reads of the record. */
export const STANDING_TYPES = [
  'person.added',
  'person.corrected',
  'person.roles-changed',
  'person.deactivated',
  'person.reactivated',
  'person.invited',
  'signer.registered',
  'signer.sealing-key-added',
  'signer.revoked',
  'stand-in.set',
  'stand-in.ended',
] as const

type Since<T> = { readonly position: number; readonly value: T }
type StandIn = {
  readonly position: number
  readonly absent: string
  readonly standIn: string
  readonly roles: readonly Role[]
  readonly from: string
  readonly until: string
  ended: number | undefined
}

/** The payload's fields of the types above; each is read only where its type has it. */
type Payload = {
  readonly person: string
  readonly roles: readonly Role[]
  readonly office: string
  readonly signer: string
  readonly publicKey: string
  readonly kind: 'person' | 'recovery'
  readonly expires: string
  readonly sealingKey?: string
  readonly recovery?: string
  readonly absent: string
  readonly standIn: string
  readonly from: string
  readonly until: string
}

/** An empty record's standings. */
export function standings(): Standings {
  const people = new Map<string, Since<Standing>[]>()
  const keys = new Map<string, KnownKey & { readonly position: number; revoked: number | undefined; used: number | undefined }>()
  const standIns: StandIn[] = []

  function change(person: string, position: number, change: Partial<Standing>): void {
    const before = people.get(person) ?? []
    const last = before.at(-1)?.value ?? { roles: [], office: '', active: true }
    before.push({ position, value: { ...last, ...change } })
    people.set(person, before)
  }

  function standing(person: string, position: number): Standing | undefined {
    return people.get(person)?.findLast((since) => since.position < position)?.value
  }

  function learn(position: number, key: KnownKey): void {
    // A key registered twice keeps its first meaning.
    if (!keys.has(key.signer)) keys.set(key.signer, { ...key, position, revoked: undefined, used: undefined })
  }

  /** What a person was lent before a position for an instant, ended since or not. */
  const lentTo = (person: string, position: number, at: Instant): readonly StandIn[] =>
    standIns.filter((one) => one.standIn === person && one.position < position && one.from <= at && at < one.until)

  return {
    note({ position, type, payload: text, signer }) {
      if (!STANDING_TYPES.some((known) => known === type)) return
      const payload = JSON.parse(text) as Payload // the deciders write these; what does not fit them was not let through
      switch (type) {
        case 'person.added':
          return change(payload.person, position, { roles: payload.roles, office: payload.office, active: true })
        case 'person.corrected':
          return change(payload.person, position, { office: payload.office })
        case 'person.roles-changed':
          return change(payload.person, position, { roles: payload.roles })
        case 'person.deactivated':
          return change(payload.person, position, { active: false })
        case 'person.reactivated':
          return change(payload.person, position, { active: true })
        case 'person.invited':
          return learn(position, { ...keyOf(payload), kind: 'invitation', expires: payload.expires, sealingKey: undefined, machine: payload.signer })
        case 'signer.registered': {
          const by = keys.get(signer)
          if (by?.kind === 'invitation') by.used ??= position
          const sheet = payload.recovery === undefined ? undefined : keys.get(payload.recovery)
          // Its person says by which sheet they can be helped: that of the machine they joined on.
          const joined = sheet?.kind === 'recovery' ? sheet.machine : payload.signer
          const machine = by === undefined || by.kind === 'invitation' ? joined : by.machine
          return learn(position, { ...keyOf(payload), kind: payload.kind, expires: undefined, sealingKey: payload.sealingKey, machine })
        }
        case 'signer.sealing-key-added': {
          // Of the signer that signed it; a first one stays.
          const key = keys.get(payload.signer)
          if (key !== undefined && payload.signer === signer) keys.set(signer, { ...key, sealingKey: key.sealingKey ?? payload.sealingKey })
          return
        }
        case 'signer.revoked': {
          const key = keys.get(payload.signer)
          if (key !== undefined) key.revoked ??= position
          return
        }
        case 'stand-in.set':
          // The newest of a pair is what holds: one that was set before it stands for nothing more.
          for (const one of standIns) if (one.absent === payload.absent && one.standIn === payload.standIn) one.ended ??= position
          standIns.push({ position, absent: payload.absent, standIn: payload.standIn, roles: payload.roles, from: payload.from, until: payload.until, ended: undefined })
          return
        case 'stand-in.ended':
          for (const one of standIns) if (one.absent === payload.absent && one.standIn === payload.standIn) one.ended ??= position
      }
    },
    standing,
    roles(person, position, at) {
      const own = standing(person, position)
      if (own === undefined || !own.active) return []
      const lent = lentTo(person, position, at).filter(({ ended }) => ended === undefined || ended >= position).flatMap(({ roles }) => roles)
      return [...new Set([...own.roles, ...lent])]
    },
    stoodFor: (person, absent, position, at) => lentTo(person, position, at).some((one) => one.absent === absent && one.roles.includes('reviewer')),
    key(signer, position) {
      const key = keys.get(signer)
      return key !== undefined && key.position < position ? key : undefined
    },
    revoked(signer, position) {
      const key = keys.get(signer)
      if (key === undefined) return false
      return (key.revoked !== undefined && key.revoked < position) || standing(key.person, position)?.active === false
    },
    isOfMachine: (person, machine, position) =>
      [...keys.values()].some((key) => key.person === person && key.machine === machine && key.kind === 'person' && key.position < position),
    signersOf: (office) =>
      [...keys.values()].filter((key) => {
        const now = people.get(key.person)?.at(-1)?.value
        return key.kind === 'person' && key.revoked === undefined && now?.active === true && now.office === office
      }),
    used(signer, position) {
      const used = keys.get(signer)?.used
      return used !== undefined && used < position
    },
  }
}

function keyOf({ signer, person, publicKey }: Payload): Pick<KnownKey, 'signer' | 'person' | 'publicKey'> {
  return { signer, person, publicKey }
}
