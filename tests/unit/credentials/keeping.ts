import type { AccountId } from '#shared/accounts/account.ts'
import type { AccessFacts, CredentialCommand, SecretFacts } from '#shared/credentials/credential-commands.ts'
import { credentialDecider } from '#shared/credentials/credential-decider.ts'
import type { CredentialEvent } from '#shared/credentials/credential-events.ts'
import type { CredentialState, ItemName, RotationId, SecretNote } from '#shared/credentials/credential.ts'
import { later, type Instant } from '#shared/kernel/clock.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Context, EventId, OfficeId, PersonId, SignerId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import { seededIds } from '#tests/kit/seeded-ids.ts'

export const start = '2026-11-23T15:00:00.000Z' as Instant
export const item = (name: string): ItemName => `item-${name}` as ItemName
export const access: AccessFacts = { assigned: true, open: true }
export const facts: SecretFacts = { rules: { min: 15, max: 256, alphabet: 'any' }, likeness: undefined, acceptWeak: false }

export function noteOf(name: string, changes: Partial<SecretNote> = {}): SecretNote {
  return { item: item(name), origin: 'generated', length: 20, bits: 118, fingerprint: { exact: `exact-${name}`, near: [`near-${name}`] }, ...changes }
}

export function contextOf(roles: readonly Role[] = ['operator'], now: Instant = start): Context {
  const ids = seededIds()
  return {
    now,
    actor: 'person-ana' as PersonId,
    roles,
    office: 'central-cncs' as OfficeId,
    signer: 'signer-ana' as SignerId,
    newId: <Brand extends string>(): Id<Brand> => ids.next<Brand>(),
  }
}

/** One of each, as they follow one another in a change of secret. */
export const commands = {
  reserve: {
    kind: 'reserve',
    account: 'account-1' as AccountId,
    office: 'central-cncs' as OfficeId,
    subject: '',
    item: item('first'),
    taken: false,
    access,
  },
  keep: { kind: 'keep', secret: noteOf('first'), changedAt: start, facts, access },
  expose: { kind: 'expose', how: 'copied', item: item('first'), access },
  'demand-rotation': { kind: 'demand-rotation', reason: 'exposed', note: 'Se dictó por teléfono' },
  'begin-rotation': { kind: 'begin-rotation', rotation: 'rotation-1' as RotationId, reason: 'scheduled', note: '', item: item('second'), access },
  'store-pending': { kind: 'store-pending', secret: noteOf('second'), facts, access },
  'replace-pending': { kind: 'replace-pending', item: item('third'), access },
  'open-platform': { kind: 'open-platform', access },
  'mark-changed': { kind: 'mark-changed', access },
  confirm: { kind: 'confirm', access },
  review: { kind: 'review', review: { sessions: 'done', apps: 'none', recovery: 'done', 'second-factor': 'done' }, access },
  finish: { kind: 'finish', access },
  cancel: { kind: 'cancel', note: '', oldWorks: true, access },
  'release-former': { kind: 'release-former', item: item('first') },
} as const satisfies { readonly [K in CredentialCommand['kind']]: CredentialCommand & { kind: K } }

export function evolveAll(state: CredentialState, events: readonly CredentialEvent[], at: Instant = start): CredentialState {
  const meta = {
    id: 'event' as EventId,
    actor: 'person-ana' as PersonId,
    role: 'operator',
    office: 'central-cncs' as OfficeId,
    at,
    version: 1,
    stream: 'credential/1',
  } as const
  return events.reduce((folded, event) => credentialDecider.evolve(folded, event, meta), state)
}

/** The state after these commands, a minute between one and the next; throws if one is refused: then the test itself is wrong. */
export function after(...done: readonly CredentialCommand[]): CredentialState {
  let state = credentialDecider.initial
  done.forEach((command, minute) => {
    const now = later(start, minute * 60_000)
    const decision = credentialDecider.decide(state, command, contextOf(['security'], now))
    if (!decision.ok) throw new Error(`${command.kind} refused: ${decision.refusal.code}`)
    state = evolveAll(state, decision.value, now)
  })
  return state
}

const { reserve, keep, confirm, review } = commands
const upToStored = [reserve, keep, commands['begin-rotation'], commands['store-pending']] as const
const upToChanged = [...upToStored, commands['open-platform'], commands['mark-changed']] as const

export const states = {
  absent: credentialDecider.initial,
  reserved: after(reserve),
  kept: after(reserve, keep),
  begun: after(reserve, keep, commands['begin-rotation']),
  stored: after(...upToStored),
  opened: after(...upToStored, commands['open-platform']),
  changed: after(...upToChanged),
  confirmed: after(...upToChanged, confirm),
  reviewed: after(...upToChanged, confirm, review),
} as const
